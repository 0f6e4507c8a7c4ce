import Foundation

/// Where the modules, headers and object files are that a mechanism is compiled against.
///
/// They are what the package manager leaves beside the executable, so that `skou mechanism build`
/// needs no installation of its own:
///
///     Modules/MechanismKit.swiftmodule, Modules/Numerics.swiftmodule
///     MechanismKit.build/*.o, Numerics.build/*.o, CMechanismABI.build/*.o
///     CMechanismABI.build/abi.c.d, which names the folder of mechanism_abi.h in the sources
public struct MechanismKitFolder: Sendable, Hashable {
  /// The folder of `MechanismKit.swiftmodule` and `Numerics.swiftmodule`.
  public let modules: String
  /// The folder of `mechanism_abi.h` and its module map.
  public let headers: String
  /// The object files to link.
  public let objects: [String]

  private static let targets = ["MechanismKit", "Numerics", "CMechanismABI"]

  /// Finds the kit beside an executable.
  ///
  /// - Parameter executable: the path of the executable; links are followed.
  /// - Throws: `noKit`, naming what is missing.
  public init(besideExecutable executable: String) throws(MechanismAuthoringError) {
    let folder = URL(fileURLWithPath: executable).resolvingSymlinksInPath()
      .deletingLastPathComponent()
    try self.init(folder: folder.path)
  }

  /// Finds the kit in a folder of build products.
  public init(folder: String) throws(MechanismAuthoringError) {
    let root = URL(fileURLWithPath: folder)
    modules = root.appendingPathComponent("Modules").path
    for module in ["MechanismKit", "Numerics"] {
      try Self.require("\(modules)/\(module).swiftmodule")
    }
    var objects: [String] = []
    for target in Self.targets {
      objects += try Self.objects(in: root.appendingPathComponent("\(target).build"))
    }
    self.objects = objects
    headers = try Self.headerFolder(root.appendingPathComponent("CMechanismABI.build/abi.c.d"))
  }

  private static func objects(in folder: URL) throws(MechanismAuthoringError) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let current = sources(in: folder)
    let objects = names.filter { $0.hasSuffix(".o") && (current?.contains($0) ?? true) }.sorted()
    guard !objects.isEmpty else { throw missing(folder.path) }
    return objects.map { folder.appendingPathComponent($0).path }
  }

  /// The object files of the sources that there are, if the package manager lists them: it leaves
  /// those of sources that were removed, whose symbols may stand in another file now.
  private static func sources(in folder: URL) -> Set<String>? {
    let list = folder.appendingPathComponent("sources")
    guard let text = try? String(contentsOf: list, encoding: .utf8) else { return nil }
    // Paths with spaces stand in quotes.
    let paths = text.split(whereSeparator: \.isNewline).map { $0.trimmingPrefix("'") }
    return Set(
      paths.compactMap { $0.split(separator: "/").last?.split(separator: "'").first }
        .map { "\($0).o" })
  }

  /// The header's folder, from the list of files that the compiler read.
  private static func headerFolder(_ list: URL) throws(MechanismAuthoringError) -> String {
    let text = (try? String(contentsOf: list, encoding: .utf8)) ?? ""
    // Spaces in paths are escaped in such lists.
    let paths = text.replacingOccurrences(of: "\\ ", with: "\u{0}")
      .split { $0.isWhitespace || $0 == "\\" }
      .map { $0.replacingOccurrences(of: "\u{0}", with: " ") }
    guard let header = paths.first(where: { $0.hasSuffix("/mechanism_abi.h") }) else {
      throw missing(list.path)
    }
    try require(header)
    return URL(fileURLWithPath: header).deletingLastPathComponent().path
  }

  private static func require(_ path: String) throws(MechanismAuthoringError) {
    guard FileManager.default.fileExists(atPath: path) else { throw missing(path) }
  }

  private static func missing(_ path: String) -> MechanismAuthoringError {
    MechanismAuthoringError(
      .noKit, "mechanisms cannot be built here, since '\(path)' is missing",
      suggestion: "build Skou from its sources with 'make build', and use the executable there")
  }
}
