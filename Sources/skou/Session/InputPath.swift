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

  /// Throws where a path is not that of a file: what is no file may never end (/dev/zero, a pipe).
  ///
  /// - Parameters:
  ///   - path: what the user wrote.
  ///   - advice: what to name instead.
  /// - Throws: a `UserError`.
  static func requireFile(_ path: String, advice: String) throws {
    try require(path, isA: "file", advice: advice)
    let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let type = try? FileManager.default.attributesOfItem(atPath: file)[.type] as? FileAttributeType
    guard type != .typeRegular else { return }
    throw UserError.wrongInput(
      "'\(path)' is \(type == .typeDirectory ? "a folder" : "not a regular file")", advice: advice)
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
