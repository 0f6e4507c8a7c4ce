import Engine
import Lowering
import ResultsIO

extension ResultsSink {
  /// Creates the files for a run of a model, in a folder that the user named.
  ///
  /// - Throws: a `UserError` where they cannot be written there.
  convenience init(
    _ session: ModelSession, _ lowered: LoweredModel, folder: String, progress: ProgressLine
  ) throws {
    let description = session.model.description
    let provenance = RunProvenance(
      model: session.model.resolvedText, modelPath: session.model.path,
      skouVersion: SkouVersion.text, buildFlags: Processor.buildFlags,
      seed: description.simulation.seed, commandLine: CommandLine.arguments)
    do {
      try self.init(
        lowered, detectorNames: description.detectors.map(\.name), folder: folder,
        provenance: provenance, progress: progress)
    } catch {
      throw UserError(.wrongInput, error, advice: "choose another place with -o")
    }
  }

  /// Writes how a run ended and what it did and cost, and closes all files.
  func close(_ end: RunEnd, _ numbers: RunNumbers) throws {
    try close(
      end.status, summary: numbers.quantities, energy: numbers.energy?.record,
      events: numbers.events, measures: measures(at: end.time))
  }
}
