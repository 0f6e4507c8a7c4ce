import Foundation

/// The Swift compiler, set up for sources that are written against the kit.
struct KitCompiler: Sendable {
  private let kit: MechanismKitFolder
  private let path: String
  /// The processor level that is compiled for; empty for none.
  let level: String
  private let processorOptions: [String]

  /// A compiler found in the folders of `PATH`.
  init(
    kit: MechanismKitFolder, environment: [String: String], level: String
  ) throws(MechanismAuthoringError) {
    self.kit = kit
    let candidates = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/swiftc" }
    guard let path = candidates.first(where: FileManager.default.isExecutableFile) else {
      throw MechanismAuthoringError(
        .noCompiler, "there is no 'swiftc' in the folders of PATH",
        suggestion: "install the Swift that Skou was built with, from https://swift.org/install")
    }
    self.path = path
    // The same processor level as the kit, unless another is asked for.
    let level = environment["SKOU_MARCH"] ?? level
    self.level = level
    processorOptions = level.isEmpty ? [] : ["-Xcc", "-march=\(level)"]
  }

  /// Compiles files to a library; `subject` says what they are, for errors.
  func compile(
    _ files: [String], module: String, options: [String] = [], to output: String, subject: String
  ) throws(MechanismAuthoringError) {
    let all =
      [
        "-emit-library", "-parse-as-library", "-Ounchecked", "-wmo", "-swift-version", "6",
        "-module-name", module, "-I", kit.modules, "-I", kit.headers, "-o", output,
      ] + options + processorOptions + files + kit.objects
    let result = try run(all)
    guard result.status == 0 else {
      throw MechanismAuthoringError(
        .doesNotCompile, "the compiler refuses \(subject):\n\(result.output)",
        suggestion: Self.remedy(result.output))
    }
  }

  /// All that decides what comes out, beside the files: compiler, kit and options.
  var identity: String {
    let files = [path] + kit.objects
    return (files.map(Self.stamp) + processorOptions).joined(separator: "\n")
  }

  /// A file's path, length and time.
  private static func stamp(_ path: String) -> String {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes = (try? FileManager.default.attributesOfItem(atPath: target)) ?? [:]
    let time = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    return "\(target) \((attributes[.size] as? NSNumber)?.intValue ?? 0) \(time)"
  }

  /// Runs the compiler and collects what it says.
  private func run(
    _ arguments: [String]
  ) throws(MechanismAuthoringError) -> (status: Int32, output: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw MechanismAuthoringError(
        .noCompiler, "'\(path)' cannot be run: \(error.localizedDescription)",
        suggestion: "install Swift from https://swift.org/install")
    }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  private static func remedy(_ output: String) -> String {
    let mismatch = output.contains("compiled with Swift") || output.contains("compiled module")
    return mismatch
      ? "compile with the Swift that Skou was built with"
      : "correct the source; docs/plugin-abi.md explains the parts of a mechanism"
  }
}

/// Puts a file in the place of another, or of none, at once and whole.
func replaceFile(_ path: String, by unfinished: String) throws(MechanismAuthoringError) {
  // The system's rename replaces in one step; a process that runs the old library keeps it.
  guard unsafe rename(unfinished, path) == 0 else {
    throw MechanismAuthoringError(
      .unreadable, "'\(path)' cannot be written", suggestion: "check the folder's permissions")
  }
}
