import Foundation
import ModelDescription
import Quantities

/// Reads the files that a model consists of.
enum ModelFile {
  /// Reads a file of UTF-8 text, which messages call `name`.
  ///
  /// `place` is where the model names the file; none for the model file itself.
  static func text(
    _ path: String, name: String, namedAt place: SourceLocation? = nil
  ) throws(ModelIOError) -> String {
    try text(of: bytes(path, name: name, namedAt: place), name: name)
  }

  /// Reads a file of any contents, as `text` does.
  static func bytes(
    _ path: String, name: String, namedAt place: SourceLocation? = nil
  ) throws(ModelIOError) -> Data {
    let location = place ?? SourceLocation(file: name)
    guard let type = type(of: path) else {
      throw missing(path, name: name, at: location)
    }
    guard type == .typeRegular else {
      throw ModelIOError(
        .unreadableFile, at: location,
        "'\(name)' is \(type == .typeDirectory ? "a folder" : "not a regular file")",
        suggestion: "name a file of text")
    }
    return try contents(of: path, name: name, at: location)
  }

  /// What is at a path, links followed, or nil where there is nothing.
  static func type(of path: String) -> FileAttributeType? {
    let file = (path as NSString).resolvingSymlinksInPath
    let attributes = try? FileManager.default.attributesOfItem(atPath: file)
    return attributes?[.type] as? FileAttributeType
  }

  private static func contents(
    of path: String, name: String, at location: SourceLocation
  ) throws(ModelIOError) -> Data {
    do {
      let file = (path as NSString).resolvingSymlinksInPath
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      guard attributes[.size] as? Int ?? 0 <= DocumentReader.largestFile else {
        throw ModelIOError(
          .notText, at: location, "'\(name)' is larger than \(DocumentReader.largestFile >> 20) MB",
          suggestion: "is it the right file?")
      }
      return try Data(contentsOf: URL(fileURLWithPath: file))
    } catch let error as ModelIOError {
      throw error
    } catch {
      throw ModelIOError(
        .unreadableFile, at: location, "cannot read '\(name)'",
        suggestion: "check that you may read it")
    }
  }

  private static func text(of data: Data, name: String) throws(ModelIOError) -> String {
    if let text = String(data: data, encoding: .utf8), !data.contains(0) { return text }
    let lines = data.prefix { $0 != 0 }.filter { $0 == UInt8(ascii: "\n") }.count
    throw ModelIOError(
      .notText, at: SourceLocation(file: name, line: data.contains(0) ? lines + 1 : 0),
      "'\(name)' is not text in UTF-8", suggestion: "is it the right file?")
  }

  private static func missing(
    _ path: String, name: String, at location: SourceLocation
  ) -> ModelIOError {
    let folder = (path as NSString).deletingLastPathComponent
    let wanted = (path as NSString).lastPathComponent
    let there = folder.isEmpty ? "." : folder
    let names = (try? FileManager.default.contentsOfDirectory(atPath: there))?.sorted() ?? []
    let near = EditDistance.nearest(to: wanted, among: names)
    return ModelIOError(
      .unreadableFile, at: location, "there is no file '\(name)'",
      suggestion: near.map { "did you mean '\($0)'?" } ?? "paths are relative to the model's folder"
    )
  }
}
