import Foundation
import MechanismCatalogue

/// Where this Skou stands, and what it finds beside itself.
enum Installation {
  /// The path of the running executable, links resolved.
  static var executable: String {
    let link = "/proc/self/exe"
    if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link) {
      return target
    }
    return Bundle.main.executableURL?.resolvingSymlinksInPath().path ?? CommandLine.arguments[0]
  }

  /// The mechanisms that are installed; any library that cannot be used is an error, lest a model
  /// runs with another one of the same name.
  ///
  /// - Parameter directories: those named by `--mechanisms`, which must hold libraries.
  /// - Returns: all that were found.
  /// - Throws: a `UserError` with a line for each library that cannot be used.
  static func catalogue(_ directories: [String]) throws -> MechanismCatalogue {
    for directory in directories { try requireLibraries(in: directory) }
    let search = MechanismCatalogue.searchDirectories(
      executable: executable, environment: ProcessInfo.processInfo.environment,
      commandLine: directories)
    let (catalogue, failures) = MechanismCatalogue.load(directories: search)
    guard failures.isEmpty else { throw UserError.wrongInputs(failures) }
    return catalogue
  }

  private static func requireLibraries(in directory: String) throws {
    let advice = "name one that holds libraries built by 'skou mechanism build'"
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
      throw UserError.wrongInput(
        "--mechanisms \(directory): there is no such folder, or it cannot be read", advice: advice)
    }
    guard names.contains(where: { $0.hasPrefix("libSkouMechanism_") }) else {
      throw UserError.wrongInput(
        "--mechanisms \(directory): the folder holds no mechanism library", advice: advice)
    }
  }

  /// A file of the project this executable was built in, found by walking up from it.
  static func projectFile(_ path: String) -> String? {
    var folder = URL(fileURLWithPath: executable).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent(path).path
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
      folder = folder.deletingLastPathComponent()
    }
    return nil
  }
}
