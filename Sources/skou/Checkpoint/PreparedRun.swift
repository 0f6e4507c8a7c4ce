import Engine
import Lowering
import ResultsIO

/// A simulation with its files open, new or resumed.
struct PreparedRun {
  let sink: ResultsSink
  /// nil where nobody asked for checkpoints.
  let checkpointer: Checkpointer?
  /// Of the results.
  let folder: String
  /// Wall time of steps before the run was resumed.
  let earlierStepping: Duration

  /// Restores the state where a run is resumed, and opens files.
  ///
  /// - Parameters:
  ///   - session: the model.
  ///   - lowered: its plan.
  ///   - simulation: made of it, without a step.
  ///   - resumption: the checkpoint to go on from; nil for a new run.
  ///   - output: the folder for results.
  ///   - interval: of checkpoints, in ms; nil for none.
  ///   - mechanismFolders: folders of libraries, for later checkpoints.
  ///   - quiet: whether to show no progress.
  /// - Throws: a `UserError` where the checkpoint does not fit, or files cannot be written.
  init(
    _ session: ModelSession, _ lowered: LoweredModel, _ simulation: Simulation,
    _ resumption: Resumption?, output: String, interval: Double?, mechanismFolders: [String],
    quiet: Bool
  ) throws {
    let progress = ProgressLine(total: lowered.plan.duration, quiet: quiet)
    folder = output
    let earlierSeconds = resumption?.record.steppingSeconds ?? 0
    earlierStepping = .seconds(earlierSeconds)
    let named = mechanismFolders.isEmpty ? resumption?.record.origin.mechanismFolders : nil
    // Only a simulation without a step has the fingerprint of its plan.
    var origin = interval.map {
      CheckpointOrigin(
        session, lowered, simulation, mechanismFolders: named ?? mechanismFolders, started: "",
        interval: $0)
    }
    if let resumption {
      if !quiet, let warning = resumption.warning { Terminal.note(warning) }
      try resumption.restore(simulation, of: lowered.mechanismsInUse)
      sink = try ResultsSink(session, lowered, resuming: resumption, output, progress: progress)
    } else {
      sink = try ResultsSink(session, lowered, folder: output, progress: progress)
    }
    origin?.started = sink.started
    let sink = sink
    checkpointer = origin.map {
      Checkpointer($0, simulation, sink, earlierSeconds: earlierSeconds)
    }
  }
}

extension ResultsSink {
  /// Goes on with the files of a checkpoint.
  ///
  /// - Throws: a `UserError` where they are not those of the checkpoint, or cannot be written.
  fileprivate convenience init(
    _ session: ModelSession, _ lowered: LoweredModel, resuming resumption: Resumption,
    _ output: String, progress: ProgressLine
  ) throws {
    let files = try ResumedFiles(resumption, output: output)
    do {
      try self.init(
        lowered, detectorNames: session.model.description.detectors.map(\.name),
        resuming: files, from: resumption.record, progress: progress)
    } catch {
      files.abandon()
      throw UserError(.wrongInput, error, advice: "put the run's files back, or begin anew")
    }
  }
}
