/// `run.h5`: the record of a run, kept up to date while it goes on.
///
/// The file is small. Each update writes it anew under a hidden name and renames it into place,
/// so that readers find one of the complete versions at any moment.
public final class RunFile {
  /// What the file says after the next `flush()` or `publish()`.
  public var record: RunRecord
  private let path: FilePath
  private var schedule = PublicationSchedule()

  /// Writes the file for the first time.
  ///
  /// - Parameters:
  ///   - path: where; a file that is there is replaced.
  ///   - record: what it says.
  /// - Throws: `ResultsIOError` if a name is impossible or the file cannot be written.
  public init(path: String, record: RunRecord) throws {
    self.path = try FilePath(path)
    self.record = record
    try publish()
  }

  /// Brings the file up to date, unless that was done too shortly ago for its cost.
  ///
  /// - Throws: `ResultsIOError` when the file cannot be written, as when the disk is full.
  public func flush() throws {
    guard schedule.isDue else { return }
    try publish()
  }

  /// Brings the file up to date.
  ///
  /// - Throws: `ResultsIOError` when the file cannot be written, as when the disk is full.
  public func publish() throws {
    try schedule.measure {
      let temporary = path.hidden(.publishing)
      do {
        try RunFile.write(record, to: temporary)
        try FileSystem.move(temporary, to: path.text)
      } catch {
        try? FileSystem.remove(temporary)
        throw error
      }
    }
  }

  /// Reads the record of a run, also of one that goes on.
  ///
  /// - Parameter path: the file.
  /// - Returns: what the file says.
  /// - Throws: `ResultsIOError` of code `unreadableFile` if Skou did not write it.
  public static func read(path: String) throws -> RunRecord {
    let root = try HDF5File(reading: path).root
    guard try root.contains("provenance"), try root.contains("status") else {
      throw ResultsIOError(.unreadableFile, "\(path) is not the record of a run")
    }
    return try RunRecord(from: root)
  }

  private static func write(_ record: RunRecord, to path: String) throws {
    let file = try HDF5File(creating: path)
    let root = try file.root
    try SonataHeader.write(to: root)
    try record.write(to: root)
    try file.flush()
  }
}
