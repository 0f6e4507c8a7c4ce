import EngineKernels

/// What workers need to take groups through an epoch, round by round.
struct EpochRun: Sendable {
  let groups: [GroupRuntime]
  let shares: WorkShares
  let exchange: RoundExchange
  let pool: WorkerPool
  let schedule: EpochSchedule
  let start: EpochSchedule.End
  let end: EpochSchedule.End
  let firstRound: Int
  let results: FailureSlots
  let ends: EpochEnds

  /// The epoch of a simulation that begins where it has got to.
  init(_ simulation: Simulation, to end: EpochSchedule.End) {
    groups = simulation.groups
    shares = simulation.shares
    exchange = simulation.exchange
    pool = simulation.pool
    schedule = simulation.schedule
    start = simulation.reached
    self.end = end
    firstRound = simulation.roundCount
    results = FailureSlots(count: groups.count)
    ends = EpochEnds(roundCount: firstRound)
  }

  /// One worker's part.
  func run(_ worker: Int) {
    let own = shares.own(worker)
    for index in own { groups[index].beginEpoch() }
    if worker == 0 { exchange.beginEpoch() }
    if exchange.isLoose { runLoosely(worker, own) } else { runTogether(worker, own) }
  }

  /// All workers meet after each round.
  private func runTogether(_ worker: Int, _ own: [Int]) {
    var begin = start
    var round = firstRound
    while begin.time < end.time {
      let last = schedule.endOfRound(from: begin, within: end)
      guard exchange.deliver(worker, own: own, before: last.time, pool) else { break }
      shares.forEach(worker, round: round) { index in
        guard results.isSound(index) else { return }
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

  /// Workers may be a round ahead of each other.
  ///
  /// If a group fails, the others go through one more round, whoever runs them: they do on other ranks
  /// too, who hear of it later.
  private func runLoosely(_ worker: Int, _ own: [Int]) {
    var begin = start
    var last = schedule.endOfRound(from: begin, within: end)
    var next = schedule.endOfRound(from: last, within: end)
    var round = firstRound
    exchange.beginLoosely(
      worker, round: round, end: last.time, secondEnd: next.time, pool)
    while begin.time < end.time, exchange.enter(round) {
      shares.forEach(worker, round: round) { index in
        guard results.isSound(index) else { return }
        results.set(index, exchange.run(groups[index], worker, round: round, to: last))
      }
      if worker == 0 { (ends.begin, ends.roundCount) = (begin, round + 1) }
      let second = schedule.endOfRound(from: next, within: end)
      exchange.leave(round, before: second.time)
      (begin, last, next) = (last, next, second)
      round += 1
    }
    exchange.endLoosely(own: own, next: round, pool)
  }
}

/// Where the last round of an epoch began, and how many rounds there have been.
final class EpochEnds: @unchecked Sendable {
  // Written by worker 0 alone, and read after the pool's last barrier.
  var begin = EpochSchedule.End(step: 0, time: 0)
  var roundCount: Int

  init(roundCount: Int) { self.roundCount = roundCount }
}
