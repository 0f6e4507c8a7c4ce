import Foundation
import MechanismCatalogue

/// The Swift files of one mechanism library, in one folder.
struct MechanismSource {
  /// The name of the library, from the name of its entry point.
  var name: String
  /// The paths of the Swift files.
  var files: [String]

  /// Finds the Swift files in a folder, and the name of the entry point that they export.
  init(folder: String) throws(MechanismAuthoringError) {
    let names = try Self.swiftFiles(folder)
    files = names.map { URL(fileURLWithPath: folder).appendingPathComponent($0).path }
    var entries: [String] = []
    for file in files { entries += Self.entryPoints(in: file) }
    guard let first = entries.first, entries.count == 1 else {
      throw MechanismAuthoringError(
        .noMechanism,
        entries.isEmpty
          ? "no file in '\(folder)' has an entry point"
          : "'\(folder)' has several entry points: \(entries.joined(separator: ", "))",
        suggestion: "export one function @_cdecl(\"skou_mechanism_library_NAME\"); "
          + "'skou mechanism new NAME' writes it")
    }
    name = first
  }

  private static func swiftFiles(_ folder: String) throws(MechanismAuthoringError) -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw MechanismAuthoringError(
        .unreadable, "there is no folder '\(folder)', or it cannot be read",
        suggestion: "name the folder that holds the mechanism's Swift file")
    }
    let files = names.filter { $0.hasSuffix(".swift") && !$0.hasPrefix(".") }.sorted()
    guard !files.isEmpty else {
      throw MechanismAuthoringError(
        .noMechanism, "'\(folder)' holds no Swift file",
        suggestion: "begin one with 'skou mechanism new NAME'")
    }
    return files
  }

  private static func entryPoints(in file: String) -> [String] {
    let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    let marker = "@_cdecl(\"skou_mechanism_library_"
    return text.split(separator: marker, omittingEmptySubsequences: false).dropFirst()
      .map { String($0.prefix { $0 != "\"" }) }
      .filter(LibraryName.isTypeName)
  }
}
