import EngineKernels

/// An epoch, round by round.
extension Simulation {
  /// Runs every group to the same time; the earliest failure on this rank, if any.
  ///
  /// Where groups are coupled, a round in which one fails or ends the run is the last, or the one after
  /// it where spikes have a round to travel.
  func runEpoch(to end: EpochSchedule.End) -> Failure? {
    let run = EpochRun(self, to: end)
    pool.run { run.run($0) }
    reached = end
    roundCount = run.ends.roundCount
    lastRoundBegin = run.ends.begin
    return run.results.earliest().map { index, cause in
      Failure(time: cause.time, group: numbers[index], cause: cause)
    } ?? gridFailure
  }

  /// A voxel in which a species was used up, or from which water was.
  private var gridFailure: Failure? {
    guard let grid = exchange.tissue?.grid, let failure = grid.failure else { return nil }
    let species = failure.species.map { grid.plan.species[$0].name } ?? "water"
    let time = lastRoundBegin.time
    let cause = GroupFailure(time: time, species: species)
    return Failure(time: time, group: 0, cause: cause, voxel: failure.voxel)
  }
}
