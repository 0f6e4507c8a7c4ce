import Foundation

/// A folder that goes away with its owner.
final class TemporaryFolder {
  let path: String

  init() throws {
    // Links resolved, as the executable names paths.
    let place = URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path
    path = "\(place)/skou-command-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file, and the folders above it.
  func write(_ contents: Data, to name: String) throws {
    let folder = URL(fileURLWithPath: file(name)).deletingLastPathComponent().path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try contents.write(to: URL(fileURLWithPath: file(name)))
  }

  func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

  /// All files and folders below, by their relative paths.
  func contents() -> Set<String> {
    Set(FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? [])
  }
}
