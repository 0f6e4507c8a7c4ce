import EngineKernels

/// An epoch, round by round.
extension Simulation {
  /// Runs every group to the same time; the earliest failure on this rank, if any.
  ///
  /// Where groups are coupled, a round in which one fails or ends the run is the last; other ranks
  /// may run one round more before they hear of it.
  func runEpoch(to end: EpochSchedule.End) -> Failure? {
    let results = FailureSlots(count: groups.count)
    let (groups, shares, exchange) = (groups, shares, exchange)
    let (pool, schedule, start) = (pool, schedule, reached)
    let firstRound = roundCount
    let ends = EpochEnds(roundCount: firstRound)
    pool.run { worker in
      let own = shares.own(worker)
      for index in own { groups[index].beginEpoch() }
      if worker == 0 { exchange.beginEpoch() }
      var begin = start
      var round = firstRound
      while begin.time < end.time {
        let last = schedule.endOfRound(from: begin, within: end)
        guard exchange.deliver(worker, own: own, before: last.time, pool) else { break }
        shares.forEach(worker, round: round) { index in
          guard !exchange.isHalted else { return }
          results.set(index, groups[index].run(to: last))
          if worker == 0 { exchange.poll() }
        }
        round += 1
        if worker == 0 { (ends.begin, ends.roundCount) = (begin, round) }
        guard exchange.isNeeded else { break }
        pool.synchronize()
        let hasEnded = results.hasAny || groups.contains { $0.ending != nil }
        let isLast = last.time >= end.time
        if exchange.conclude(worker, hasEnded: hasEnded, isLast: isLast, pool) { break }
        exchange.spread(worker, own: own, from: begin.time, to: last.time, pool)
        if exchange.tissue?.grid.failure != nil { break }
        begin = last
      }
      exchange.endEpoch(worker, own: own, pool)
    }
    reached = end
    roundCount = ends.roundCount
    lastRoundBegin = ends.begin
    return results.earliest().map { index, cause in
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

/// Where the last round of an epoch began, and how many rounds there have been.
private final class EpochEnds: @unchecked Sendable {
  // Written by worker 0 alone, and read after the pool's last barrier.
  var begin = EpochSchedule.End(step: 0, time: 0)
  var roundCount: Int

  init(roundCount: Int) { self.roundCount = roundCount }
}
