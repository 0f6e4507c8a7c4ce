import Foundation
import ModelIO

/// The model files of an experiment: a folder may hold variants beside its `model.yaml`.
enum ExperimentFiles {
  /// A model file, and what tables call it.
  struct File {
    var path: String
    var title: String
  }

  /// The files that a path stands for: a file itself, or all models of a folder.
  ///
  /// Of a folder `model.yaml` comes first, then other YAML files in the order of their names. One
  /// that does not have the key `skou` at the beginning of a line is no model.
  ///
  /// - Parameter path: what the user named.
  /// - Returns: one file at least; what is not there is for the loader to say.
  static func named(_ path: String) -> [File] {
    let title = URL(fileURLWithPath: path).standardized.lastPathComponent
    let main = File(path: path, title: title)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let variants = names.filter {
      $0 != ModelLoader.fileName && $0.hasSuffix(".yaml") && isModel("\(path)/\($0)")
    }
    return [main]
      + variants.sorted().map { File(path: "\(path)/\($0)", title: "\(title)/\($0.dropLast(5))") }
  }

  private static func isModel(_ path: String) -> Bool {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return false }
    return text.split(separator: "\n").contains { $0.hasPrefix("skou:") }
  }
}
