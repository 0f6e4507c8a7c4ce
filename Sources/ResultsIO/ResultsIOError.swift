/// Why results could not be written or read, and what to do about it.
public struct ResultsIOError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of failure.
  public enum Code: Sendable, Hashable {
    /// The place for the results cannot hold them: a file, someone else's folder, not writable.
    case unusableFolder
    /// A file cannot be created, renamed or removed.
    case fileSystem
    /// There is not enough room on the disk.
    case noSpace
    /// The HDF5 library refused an operation.
    case hdf5
    /// A file is missing, damaged, or does not hold what is expected.
    case unreadableFile
    /// A name that cannot be that of a file, a population or a cell.
    case badName
    /// A report, a population or a block of samples whose numbers contradict each other.
    case inconsistentData
    /// Something was appended to a file that is closed or complete.
    case alreadyClosed
  }

  /// The kind of failure.
  public var code: Code
  /// What failed, and where.
  public var message: String
  /// What to do about it; may be empty.
  public var suggestion: String

  /// Makes an error.
  public init(_ code: Code, _ message: String, suggestion: String = "") {
    self.code = code
    self.message = message
    self.suggestion = suggestion
  }

  /// The message and the suggestion on one line.
  public var description: String {
    suggestion.isEmpty ? message : "\(message); \(suggestion)"
  }
}
