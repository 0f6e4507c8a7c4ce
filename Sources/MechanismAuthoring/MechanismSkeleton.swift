import Foundation

/// The files of a new mechanism: it compiles, loads and runs as it is, and waits for its equations.
public struct MechanismSkeleton: Sendable {
  /// What to begin with.
  public enum Kind: Sendable, Hashable {
    /// A channel in the membrane.
    case channel
    /// A synapse at a point.
    case synapse
  }

  /// The mechanism's name.
  public let name: MechanismName
  /// What it begins as.
  public let kind: Kind

  /// A skeleton for a mechanism called `name`.
  public init(name: MechanismName, kind: Kind = .channel) {
    self.name = name
    self.kind = kind
  }

  /// The files, with paths relative to the folder in which the mechanism's own folder is made.
  public var files: [(path: String, contents: String)] {
    [
      ("\(name.type)/\(name.type).swift", kind == .channel ? source : synapseSource),
      ("\(name.type)/README.md", kind == .channel ? readme : synapseReadme),
    ]
  }

  /// Writes the files; none is ever overwritten.
  ///
  /// - Parameter parent: the folder in which the mechanism's own folder is made.
  /// - Returns: the path of the mechanism's folder.
  /// - Throws: `fileExists`, before anything is written, or `unreadable`.
  public func write(into parent: String) throws(MechanismAuthoringError) -> String {
    let root = URL(fileURLWithPath: parent)
    let targets = files.map { (url: root.appendingPathComponent($0.path), contents: $0.contents) }
    for target in targets where FileManager.default.fileExists(atPath: target.url.path) {
      throw MechanismAuthoringError(
        .fileExists, "'\(target.url.path)' is there already",
        suggestion: "choose another name or folder, or remove the file")
    }
    let folder = root.appendingPathComponent(name.type)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for target in targets {
        try Data(target.contents.utf8).write(to: target.url, options: .withoutOverwriting)
      }
    } catch {
      throw MechanismAuthoringError(
        .unreadable, "'\(folder.path)' cannot be written: \(error.localizedDescription)",
        suggestion: "choose a folder that you may write to")
    }
    return folder.path
  }
}
