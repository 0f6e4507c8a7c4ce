/// Rounds at whose end workers do not meet.
///
/// Where spikes are all that groups hear of each other, and have a whole round to travel, a worker who
/// is done with a round goes on with the next. It waits for the others only where these are a round
/// behind, so that what delays a core for a moment delays nobody else.
extension RoundExchange {
  /// Before the first round of an epoch; by all workers, whose groups are ready.
  ///
  /// - Parameters:
  ///   - worker: the caller's number.
  ///   - round: the first one.
  ///   - end: of this round, in ms.
  ///   - secondEnd: of the one after it, in ms.
  ///   - pool: whose workers call this.
  public func beginLoosely(
    _ worker: Int, round: Int, end: Double, secondEnd: Double, _ pool: WorkerPool
  ) {
    if worker == 0 {
      secondRounds(round).begin(round, due: collected(before: end))
      var later: [Spike] = []
      takeSources(before: secondEnd, into: &later)
      secondRounds(round + 1).begin(round + 1, due: later)
    }
    pool.synchronize()
  }

  /// Waits until all have left the round before the last one.
  ///
  /// - Returns: false where there is no next round, since a group could not go on two rounds ago.
  public func enter(_ round: Int) -> Bool { secondRounds(round).enter(round) }

  /// Takes a group through a round.
  ///
  /// - Returns: nil, or what failed.
  public func run(
    _ group: GroupRuntime, _ worker: Int, round: Int, to end: EpochSchedule.End
  ) -> GroupFailure? {
    let rounds = secondRounds(round)
    group.receive(rounds.due)
    let failure = group.run(to: end)
    rounds.post(worker, group.emitted.spikes, hasFailed: failure != nil)
    return failure
  }

  /// Leaves a round; sources may spike up to `end` (ms), where the second round after it ends.
  public func leave(_ round: Int, before end: Double) {
    secondRounds(round).leave(round) { takeSources(before: end, into: &$0) }
  }

  /// After the last round of an epoch: groups receive what was due in the one after it, so that only
  /// what they emitted in the last one is left.
  ///
  /// - Parameters:
  ///   - own: the places in `groups` of those that the caller runs.
  ///   - next: the number of the round after the last one.
  ///   - pool: whose workers call this.
  public func endLoosely(own: [Int], next: Int, _ pool: WorkerPool) {
    pool.synchronize()
    receive(secondRounds(next).due, own)
  }

  private func secondRounds(_ round: Int) -> SecondRounds {
    round.isMultiple(of: 2) ? evenRounds : oddRounds
  }
}
