import Engine
import EngineKernels
import Foundation
import ModelIO
import ResultsIO

/// A checkpoint that a run is to go on from.
struct Resumption {
  let record: CheckpointRecord
  /// The file, as the user named it, or in the folder that the user named.
  let path: String

  /// Reads a checkpoint, or the one in a folder of results.
  init(_ path: String) throws {
    let inFolder = "\(path)/\(CheckpointFile.name)"
    self.path = FileManager.default.fileExists(atPath: inFolder) ? inFolder : path
    try InputPath.requireFile(
      self.path, advice: "name the \(CheckpointFile.name) that '--checkpoint-every' wrote")
    let path = self.path
    record = try wrongInput { try CheckpointFile.read(path: path) }
    guard record.origin.skouVersion == SkouVersion.text else {
      throw UserError.wrongInput(
        "\(path) was written by Skou \(record.origin.skouVersion), this is \(SkouVersion.text)",
        advice: "resume it with the version that wrote it")
    }
  }

  /// The folder of the results that the checkpoint belongs to.
  var folder: String {
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }

  /// The model: that of the checkpoint, or another file that must say the same.
  func session(_ model: String?, _ options: ModelOptions) throws -> ModelSession {
    var options = options
    if options.mechanisms.isEmpty { options.mechanisms = record.origin.mechanismFolders }
    guard record.origin.isScalar || !options.scalar else {
      throw UserError.wrongInput(
        "--scalar: the run of \(path) was begun without it", advice: "leave it out")
    }
    options.scalar = record.origin.isScalar
    guard let model else { return try storedSession(options) }
    let session = try options.load(model)
    try requireSame(session.model)
    return session
  }

  private func storedSession(_ options: ModelOptions) throws -> ModelSession {
    guard options.overrides.isEmpty, options.duration == nil, options.dt == nil else {
      throw UserError.wrongInput(
        "a run that is resumed cannot be changed",
        advice: "leave out --set, --duration and --dt: the checkpoint has those of the run")
    }
    let reader = ModelReader(
      path: record.origin.modelPath, overrides: [],
      catalogue: try Installation.catalogue(options.mechanisms), isScalar: options.scalar)
    return try reader.session(text: record.origin.model)
  }

  private func requireSame(_ model: LoadedModel) throws {
    let ours = model.resolvedText.split(separator: "\n", omittingEmptySubsequences: false)
    let theirs = record.origin.model.split(separator: "\n", omittingEmptySubsequences: false)
    guard ours != theirs else { return }
    let place = zip(ours, theirs).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let line = place ?? min(ours.count, theirs.count)
    func text(_ lines: [Substring]) -> String {
      line < lines.count ? "'\(lines[line].trimmingCharacters(in: .whitespaces))'" : "nothing"
    }
    throw UserError.wrongInput(
      "\(path) is of another model than \(model.path): where one has \(text(theirs)), the other "
        + "has \(text(ours))",
      advice: "leave out the model to resume what was begun, with the same --set if you name it")
  }

  /// Puts the state into a simulation that has taken no step.
  func restore(_ simulation: Simulation, of mechanisms: [String]) throws {
    let origin = record.origin
    guard origin.mechanisms == mechanisms else {
      let known = Set(mechanisms)
      let name = origin.mechanisms.first { !known.contains($0) } ?? "fewer mechanisms"
      throw UserError.wrongInput(
        "\(path) was written with other mechanisms: it had \(name)",
        advice: "resume it with the mechanism libraries of the run")
    }
    guard try origin.fingerprint == simulation.fingerprint() else {
      throw UserError.wrongInput(
        "\(path) does not fit: a file that the model reads has changed since, or a mechanism",
        advice: "put it back as it was, or begin anew")
    }
    try wrongInput {
      try simulation.restore(
        record.sections.map {
          CheckpointSection(name: $0.name, integers: $0.integers, numbers: $0.numbers)
        })
    }
  }

  /// What to tell the user whose processor may round otherwise; nil where it is the same build.
  var warning: String? {
    guard record.origin.buildFlags != Processor.buildFlags else { return nil }
    return "note: \(path) was written by another build (\(record.origin.buildFlags)); the last "
      + "digits may differ"
  }
}
