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

  /// The Swift files that a library was built from, found beside it.
  ///
  /// The package manager leaves a list of them; a library of `skou mechanism build` stands in their
  /// folder.
  static func files(behind library: String) throws(MechanismAuthoringError) -> [String] {
    let root = URL(fileURLWithPath: library).deletingLastPathComponent()
    let file = URL(fileURLWithPath: library).deletingPathExtension().lastPathComponent
    let name = file.replacingOccurrences(of: "libSkouMechanism_", with: "")
    let list = root.appendingPathComponent("\(name)Mechanism.build/sources")
    let files: [String]
    if let text = try? String(contentsOf: list, encoding: .utf8) {
      files = text.split(separator: "\n").map { $0.trimmingCharacters(in: ["'", "\"", " "]) }
    } else {
      files = try swiftFiles(root.path).map { root.appendingPathComponent($0).path }
    }
    try requireNotNewer(files, than: library)
    return files
  }

  /// A source that was changed since would make steps of equations that the library does not have.
  private static func requireNotNewer(
    _ files: [String], than library: String
  ) throws(MechanismAuthoringError) {
    let built = modified(library) ?? .distantPast
    for file in files {
      guard let written = modified(file), written <= built else {
        throw MechanismAuthoringError(
          .noMechanism, "'\(file)' is not what '\(library)' was built from",
          suggestion: "build the mechanism again")
      }
    }
  }

  private static func modified(_ path: String) -> Date? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.modificationDate] as? Date
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
