/// A number that two files hardly share unless they are equal.
public struct FileChecksum: Sendable, Hashable {
  /// The number.
  public let value: UInt64

  /// That of a file as it is now.
  ///
  /// - Throws: a `ResultsIOError` where it cannot be read.
  public init(ofFile path: String) throws { value = try FileSeal.checksum(ofFile: path) }
}
