public import EngineKernels

/// The state of a simulation between two epochs, as numbers that another one can go on from.
extension Simulation {
  /// Everything that the rest of the run depends on, besides the plan.
  ///
  /// To be called before the first epoch, from `betweenEpochs` of `run`, or after a run that was
  /// stopped.
  ///
  /// - Throws: never, but for a fault of the engine.
  public func checkpoint() throws -> [CheckpointSection] { try carry(.saving).sections }

  /// Takes the state of a simulation of the same plan, on any number of threads.
  ///
  /// To be called before the first step.
  ///
  /// - Throws: an `EngineError` where the sections are of another plan, or damaged; this simulation
  ///   is of no use then.
  public func restore(_ sections: [CheckpointSection]) throws {
    do {
      _ = try carry(try CheckpointPass.restoring(sections))
    } catch let mismatch as CheckpointMismatch {
      throw EngineError(
        code: .unfitCheckpoint, message: "the checkpoint does not fit: \(mismatch)",
        suggestion: "resume with the model that it was taken of, or begin anew")
    }
  }

  /// A number that says whether two simulations are of the same plan; before the first step.
  public var fingerprint: UInt64 {
    var fingerprint = Fingerprint()
    fingerprint.add(schedule.duration)
    for group in groups { group.add(to: &fingerprint) }
    exchange.tissue?.add(to: &fingerprint)
    return fingerprint.value
  }

  private func carry(_ first: CheckpointPass) throws -> CheckpointPass {
    var pass = first
    try carryProgress(&pass)
    for (number, group) in groups.enumerated() { try group.carry(&pass, number: number) }
    try exchange.carry(&pass)
    return pass
  }

  private func carryProgress(_ pass: inout CheckpointPass) throws {
    var progress = SimulationProgress(
      epoch: epoch, step: reached.step, reached: reached.time, time: time)
    try progress.carry(&pass, schedule: schedule, groupCount: groups.count)
    epoch = progress.epoch
    reached = EpochSchedule.End(step: progress.step, time: progress.reached)
    time = progress.time
  }
}
