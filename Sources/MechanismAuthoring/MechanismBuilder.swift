import Foundation
import MechanismCatalogue

/// Compiles the source of a mechanism to a library.
public struct MechanismBuilder: Sendable {
  private let compiler: KitCompiler

  /// A builder with a compiler found in the folders of `PATH`.
  ///
  /// - Parameters:
  ///   - kit: what mechanisms are compiled against.
  ///   - environment: the environment: `PATH`, and `SKOU_MARCH` for another processor level.
  ///   - level: the processor level that Skou was built for, such as `x86-64-v3`; empty for none.
  /// - Throws: `noCompiler`.
  public init(
    kit: MechanismKitFolder, environment: [String: String], level: String = "x86-64-v3"
  ) throws(MechanismAuthoringError) {
    compiler = try KitCompiler(kit: kit, environment: environment, level: level)
  }

  /// Builds the mechanism in a folder, and loads it to see that it can be used.
  ///
  /// A library of the same name is replaced at once and whole, or not at all.
  ///
  /// - Parameter folder: the folder of the mechanism's Swift files, where the library goes too.
  /// - Returns: the path of the library.
  /// - Throws: `unreadable`, `noMechanism`, `doesNotCompile` with the compiler's words, `notUsable`.
  public func build(folder: String) throws(MechanismAuthoringError) -> String {
    let source = try MechanismSource(folder: folder)
    let root = URL(fileURLWithPath: folder)
    let library = root.appendingPathComponent(LibraryName.file(source.name)).path
    let unfinished = root.appendingPathComponent(".building-\(source.name)").path
    defer { try? FileManager.default.removeItem(atPath: unfinished) }
    try compiler.compile(
      source.files, module: "\(source.name)Mechanism", to: unfinished, subject: "'\(source.name)'")
    try replaceFile(library, by: unfinished)
    let failures = MechanismCatalogue.load(directories: [folder]).failures
    if let failure = failures.first(where: { $0.path.hasSuffix(LibraryName.file(source.name)) }) {
      throw MechanismAuthoringError(
        .notUsable, "'\(library)' was built but cannot be used: \(failure.reason)",
        suggestion: failure.suggestion)
    }
    return library
  }
}
