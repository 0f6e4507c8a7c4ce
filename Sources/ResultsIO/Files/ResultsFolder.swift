#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The folder with the results of one run: `run.h5`, `spikes.h5` and one file a report.
public struct ResultsFolder: Sendable, Hashable {
  /// What may be written over.
  public enum OverwritePolicy: Sendable, Hashable {
    /// Nothing: the folder must be new or empty.
    case nothing
    /// The results of an earlier run, which are removed.
    case earlierResults
    /// As before, and files are added to any other folder, whose own files are left alone.
    case anyFolder
  }

  /// Where the folder is.
  public let path: String

  /// Creates the folder, or takes one over.
  ///
  /// - Parameters:
  ///   - path: where.
  ///   - policy: what may be written over.
  /// - Throws: `ResultsIOError` of code `unusableFolder` if the path is that of a file, the
  ///   folder is in use for something else, or nothing can be written there.
  public init(creating path: String, overwriting policy: OverwritePolicy = .earlierResults) throws {
    guard !path.isEmpty else {
      throw ResultsIOError(.unusableFolder, "the results need a folder", suggestion: "name one")
    }
    self.path = path
    switch FileSystem.kind(of: path) {
    case .nothing: try FileSystem.createFolder(path)
    case .folder: try takeOver(policy)
    case .file:
      throw ResultsIOError(
        .unusableFolder, "\(path) is a file, and results go to a folder",
        suggestion: "choose another place with -o")
    }
    guard FileManager.default.isWritableFile(atPath: path) else {
      throw ResultsIOError(
        .unusableFolder, "nothing can be written to \(path)",
        suggestion: "choose another place with -o")
    }
  }

  /// Opens the folder of a run that is over or goes on.
  ///
  /// - Parameter path: where.
  /// - Throws: `ResultsIOError` of code `unusableFolder` if there are no results.
  public init(reading path: String) throws {
    self.path = path
    guard FileSystem.kind(of: runPath) == .file else {
      throw ResultsIOError(
        .unusableFolder, "\(path) holds no results: there is no run.h5 in it",
        suggestion: "name the folder that 'skou run' wrote")
    }
  }

  /// The path of the record of the run.
  public var runPath: String { filePath("run.h5") }
  /// The path of the checkpoint.
  public var checkpointPath: String { filePath(CheckpointFile.name) }
  /// The path of the spikes.
  public var spikesPath: String { filePath("spikes.h5") }

  /// The path of a report.
  ///
  /// - Parameter name: the report's name in the model.
  /// - Returns: the path of NAME.h5 in this folder.
  /// - Throws: `ResultsIOError` of code `badName` if no file can have that name, or another
  ///   result has it.
  public func reportPath(named name: String) throws -> String {
    guard NameCheck.isPlain(name), !name.hasPrefix("."), !Self.ownNames.contains(name) else {
      throw ResultsIOError(
        .badName, "a report cannot be named '\(name)': its file would be '\(name).h5'",
        suggestion: "use letters, digits, '_' and '-', and not 'run', 'spikes' or 'checkpoint'")
    }
    return filePath("\(name).h5")
  }

  /// What no report can be named.
  private static let ownNames = ["run", "spikes", "checkpoint"]

  /// The names of the reports that are there, in alphabetical order.
  ///
  /// - Returns: the names without ".h5".
  /// - Throws: `ResultsIOError` if the folder cannot be read.
  public func reportNames() throws -> [String] {
    try FileSystem.names(inFolder: path)
      .filter { $0.hasSuffix(".h5") && !$0.hasPrefix(".") }
      .map { String($0.dropLast(3)) }
      .filter { !Self.ownNames.contains($0) }
  }

  private func filePath(_ name: String) -> String {
    path.hasSuffix("/") ? path + name : "\(path)/\(name)"
  }
}

extension ResultsFolder {
  /// Makes a folder that exists ready for new results.
  private func takeOver(_ policy: OverwritePolicy) throws {
    let names = try FileSystem.names(inFolder: path)
    let leftovers = names.filter(FilePath.isHiddenCompanion)
    defer { for name in leftovers { try? FileSystem.remove(filePath(name)) } }
    guard leftovers.count < names.count else { return }
    if policy == .nothing {
      throw ResultsIOError(
        .unusableFolder, "the folder \(path) is not empty", suggestion: "choose another with -o")
    }
    if let record = try? RunFile.read(path: runPath) {
      try removeResults(record.outputs + ["spikes.h5", CheckpointFile.name, "run.h5"])
    } else if policy == .earlierResults {
      throw ResultsIOError(
        .unusableFolder, "the folder \(path) holds other things than results",
        suggestion: "choose a new one with -o, or empty it first")
    }
  }

  /// Removes the files that an earlier run wrote, the record last.
  private func removeResults(_ outputs: [String]) throws {
    for name in outputs where NameCheck.isPlain(name) && name.hasSuffix(".h5") {
      try FileSystem.remove(filePath(name))
    }
  }
}
