import Foundation
import MechanismCatalogue

/// Compiles the source of a mechanism to a library.
public struct MechanismBuilder: Sendable {
  private let kit: MechanismKitFolder
  private let compiler: String
  private let processorOptions: [String]

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
    self.kit = kit
    let candidates = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/swiftc" }
    guard let compiler = candidates.first(where: FileManager.default.isExecutableFile) else {
      throw MechanismAuthoringError(
        .noCompiler, "there is no 'swiftc' in the folders of PATH",
        suggestion: "install the Swift that Skou was built with, from https://swift.org/install")
    }
    self.compiler = compiler
    processorOptions = Self.processorOptions(environment["SKOU_MARCH"] ?? level)
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
    try compile(source, to: unfinished)
    try replace(library, by: unfinished)
    let failures = MechanismCatalogue.load(directories: [folder]).failures
    if let failure = failures.first(where: { $0.path.hasSuffix(LibraryName.file(source.name)) }) {
      throw MechanismAuthoringError(
        .notUsable, "'\(library)' was built but cannot be used: \(failure.reason)",
        suggestion: failure.suggestion)
    }
    return library
  }

  private func compile(
    _ source: MechanismSource, to output: String
  ) throws(MechanismAuthoringError) {
    let options = [
      "-emit-library", "-parse-as-library", "-Ounchecked", "-wmo", "-swift-version", "6",
      "-module-name", "\(source.name)Mechanism", "-I", kit.modules, "-I", kit.headers, "-o", output,
    ]
    let result = try run(options + processorOptions + source.files + kit.objects)
    guard result.status == 0 else {
      throw MechanismAuthoringError(
        .doesNotCompile, "the compiler refuses '\(source.name)':\n\(result.output)",
        suggestion: Self.remedy(result.output))
    }
  }

  /// Runs the compiler and collects what it says.
  private func run(
    _ arguments: [String]
  ) throws(MechanismAuthoringError) -> (status: Int32, output: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: compiler)
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw MechanismAuthoringError(
        .noCompiler, "'\(compiler)' cannot be run: \(error.localizedDescription)",
        suggestion: "install Swift from https://swift.org/install")
    }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  private func replace(
    _ library: String, by unfinished: String
  ) throws(MechanismAuthoringError) {
    // The system's rename replaces in one step; a process that runs the old library keeps it.
    guard unsafe rename(unfinished, library) == 0 else {
      throw MechanismAuthoringError(
        .unreadable, "'\(library)' cannot be written", suggestion: "check the folder's permissions")
    }
  }

  private static func remedy(_ output: String) -> String {
    let mismatch = output.contains("compiled with Swift") || output.contains("compiled module")
    return mismatch
      ? "compile with the Swift that Skou was built with"
      : "correct the source; docs/plugin-abi.md explains the parts of a mechanism"
  }

  /// The same processor level as the kit, unless another is asked for.
  private static func processorOptions(_ level: String) -> [String] {
    level.isEmpty ? [] : ["-Xcc", "-march=\(level)"]
  }
}
