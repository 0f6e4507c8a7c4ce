import Foundation
import Quantities

/// Paths that the user names on the command line.
enum InputPath {
  /// Throws where nothing is at a path, with the nearest name that is there.
  ///
  /// - Parameters:
  ///   - path: what the user wrote.
  ///   - what: what it should be, such as "model".
  ///   - advice: what to name, where no name is near.
  /// - Throws: a `UserError`.
  static func require(_ path: String, isA what: String, advice: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    let near = neighbour(of: path).map { "did you mean '\($0)'?" }
    throw UserError.wrongInput("there is no \(what) '\(path)'", advice: near ?? advice)
  }

  private static func neighbour(of path: String) -> String? {
    let trimmed = path.hasSuffix("/") ? String(path.dropLast()) : path
    let name = (trimmed as NSString).lastPathComponent
    let folder = (trimmed as NSString).deletingLastPathComponent
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    return EditDistance.nearest(to: name, among: names.sorted())
      .map { folder.isEmpty ? $0 : (folder as NSString).appendingPathComponent($0) }
  }
}
