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
  ///
  /// - Returns: what was written of it.
  @discardableResult
  func close(
    _ end: RunEnd, _ simulation: Simulation, setUp: Duration, stepping: Duration,
    baselineBytes: Int
  ) throws -> RunNumbers {
    let events = events(upTo: end.time, and: end.failures)
    let measures = measures(at: end.time)
    let numbers = RunNumbers(
      model, simulation, end, spikes: spikeCount, events: events,
      measures: measures.flatMap { $0.rows(model) }, setUp: setUp, stepping: stepping,
      baselineBytes: baselineBytes)
    try close(
      end.status, summary: numbers.quantities, energy: numbers.energy?.record, events: events,
      measures: measures)
    return numbers
  }
}
