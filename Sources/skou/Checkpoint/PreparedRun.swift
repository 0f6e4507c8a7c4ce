import Communication
import Engine
import Lowering
import ResultsIO

/// A simulation with its files open, new or resumed.
struct PreparedRun {
  /// The results; on the first rank alone.
  let sink: ResultsSink?
  /// nil where nobody asked for checkpoints.
  let checkpointer: Checkpointer?
  /// Of the results.
  let folder: String
  /// Wall time of steps before the run was resumed.
  let earlierStepping: Duration

  /// What a run is to be: how it was asked for.
  struct Request {
    let session: ModelSession
    let lowered: LoweredModel
    /// The checkpoint to go on from; nil for a new run.
    let resumption: Resumption?
    /// The folder for results.
    let output: String
    /// Of checkpoints, in ms; nil for none.
    let interval: Double?
    /// Of libraries, for later checkpoints.
    let mechanismFolders: [String]
    /// Whether to show no progress.
    let quiet: Bool
  }

  /// Restores the state where a run is resumed, and opens files; by all ranks at once.
  ///
  /// - Parameters:
  ///   - request: what is asked for.
  ///   - simulation: made of its model, without a step.
  ///   - ranks: whose simulation it is; the first one opens files.
  /// - Throws: a `UserError` where the checkpoint does not fit, or files cannot be written.
  init(_ request: Request, _ simulation: Simulation, _ ranks: any Ranks) throws {
    folder = request.output
    let earlierSeconds = request.resumption?.record.steppingSeconds ?? 0
    earlierStepping = .seconds(earlierSeconds)
    let mechanisms = request.lowered.mechanismsInUse(ranks)
    // Only a simulation without a step has the fingerprint of its plan.
    var origin = try request.origin(simulation, mechanisms)
    if ranks.rank == 0, !request.quiet, let warning = request.resumption?.warning {
      Terminal.note(warning)
    }
    try request.resumption?.restore(simulation, of: mechanisms)
    let sink = ranks.rank == 0 ? try request.sink() : nil
    self.sink = sink
    origin?.started = sink?.started ?? ""
    checkpointer = origin.map {
      Checkpointer($0, simulation, sink, earlierSeconds: earlierSeconds)
    }
  }

  /// What takes the recordings.
  var recorder: any RecordingSink { sink ?? IdleSink() }
}

extension PreparedRun.Request {
  /// What checkpoints belong to; nil where nobody asked for any.
  fileprivate func origin(
    _ simulation: Simulation, _ mechanisms: [String]
  ) throws -> CheckpointOrigin? {
    let known = mechanismFolders.isEmpty ? resumption?.record.origin.mechanismFolders : nil
    return try interval.map {
      try CheckpointOrigin(
        session, lowered, simulation, mechanisms: mechanisms,
        mechanismFolders: known ?? mechanismFolders, interval: $0)
    }
  }

  /// Opens the files.
  fileprivate func sink() throws -> ResultsSink {
    let progress = ProgressLine(total: lowered.plan.duration, quiet: quiet)
    guard let resumption else {
      return try ResultsSink(session, lowered, folder: output, progress: progress)
    }
    return try ResultsSink(session, lowered, resuming: resumption, output, progress: progress)
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
