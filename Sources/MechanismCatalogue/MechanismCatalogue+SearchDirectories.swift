import Foundation

extension MechanismCatalogue {
  /// The folders in which mechanism libraries are looked for, each once.
  ///
  /// First the executable's own folder and its subfolder `Mechanisms`, where it exists; then those
  /// of the environment variable `SKOU_MECHANISMS`, separated by colons; then those of the command
  /// line. The order has no bearing on what is found: a name that two libraries claim is refused.
  ///
  /// - Parameters:
  ///   - executable: the path of the executable; links are followed.
  ///   - environment: the environment, of which `SKOU_MECHANISMS` is read.
  ///   - commandLine: the values of `--mechanisms`.
  /// - Returns: the folders' paths.
  public static func searchDirectories(
    executable: String, environment: [String: String], commandLine: [String]
  ) -> [String] {
    let own = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
    let subfolder = own.appendingPathComponent("Mechanisms").path
    let installed = FileManager.default.fileExists(atPath: subfolder) ? [subfolder] : []
    let named = (environment["SKOU_MECHANISMS"] ?? "").split(separator: ":").map(String.init)
    var directories: [String] = []
    for directory in [own.path] + installed + named + commandLine
    where !directories.contains(directory) {
      directories.append(directory)
    }
    return directories
  }
}
