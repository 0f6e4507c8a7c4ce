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

  /// The mechanisms that are installed; what cannot be loaded is told as a warning.
  ///
  /// - Parameter directories: those named by `--mechanisms`, which must exist.
  static func catalogue(_ directories: [String]) throws -> MechanismCatalogue {
    for directory in directories where !isFolder(directory) {
      throw UserError.wrongInput(
        "--mechanisms \(directory): there is no such folder\n  name one that holds libraries built "
          + "by 'skou mechanism build'")
    }
    let search = MechanismCatalogue.searchDirectories(
      executable: executable, environment: ProcessInfo.processInfo.environment,
      commandLine: directories)
    let (catalogue, failures) = MechanismCatalogue.load(directories: search)
    guard failures.isEmpty else {
      throw UserError.wrongInput(failures.map { "error: \($0)" }.joined(separator: "\n"))
    }
    return catalogue
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return exists && isFolder.boolValue
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
