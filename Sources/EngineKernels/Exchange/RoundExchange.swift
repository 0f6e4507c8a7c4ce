public import Communication

/// What groups hand to each other between two rounds: spikes, and what they leave outside.
///
/// All workers call the same methods in the same order, within `WorkerPool.run`, and all ranks do.
/// Whatever is added up is added in an order that depends on the model alone.
///
/// Between ranks spikes travel while the next round is computed, where delays are at least two rounds
/// long and nothing else has to be known in between. Otherwise all ranks meet after each round. Within
/// a single process workers need not meet either then: see `isLoose`.
public final class RoundExchange: @unchecked Sendable {
  // `spikes`, `isOver` and `hasEnded` are written by worker 0 between two barriers, and read by all
  // after the second.
  private let groups: [GroupRuntime]
  private let ranks: any Ranks
  private let isConnected: Bool
  /// Whether spikes are delivered a round late.
  private let isLagging: Bool
  /// Of workers who need not meet after each round.
  let evenRounds: SecondRounds
  let oddRounds: SecondRounds
  private let sharing: SpikeSharing
  var sources: [SpikeSource]
  private var spikes: [Spike] = []
  private var isFirstRound = true
  private var isOver = false
  /// Whether a group of this rank has come to its end while other ranks do not know of it yet.
  private var hasEnded = false
  /// What the groups share outside; nil where they share nothing.
  public let tissue: Tissue?

  /// Exchanges between groups; to be made by all ranks at once.
  ///
  /// - Parameters:
  ///   - groups: those of this rank.
  ///   - sources: of spikes, beside the groups' cells.
  ///   - tissue: what the groups share outside; nil where they share nothing.
  ///   - ranks: who runs the other groups.
  ///   - mayLag: whether all delays are at least two rounds long.
  ///   - workers: who call the methods.
  public init(
    _ groups: [GroupRuntime], sources: [SpikeSourcePlan], tissue: Tissue? = nil,
    ranks: any Ranks = OneRank(), mayLag: Bool = false, workers: Int
  ) {
    self.groups = groups
    self.sources = sources.map { SpikeSource($0) }
    self.tissue = tissue
    self.ranks = ranks
    sharing = SpikeSharing(ranks)
    isConnected = ranks.any(groups.contains { !$0.connections.sources.isEmpty })
    let mayEnd = ranks.any(groups.contains(where: \.mayEndRun))
    isLagging = isConnected && mayLag && tissue == nil && !mayEnd
    evenRounds = SecondRounds(workers: workers)
    oddRounds = SecondRounds(workers: workers)
  }

  /// Whether groups have to wait for each other at all.
  public var isNeeded: Bool { isConnected || tissue != nil }

  /// Whether workers need not meet after each round.
  public var isLoose: Bool { isLagging && ranks.count == 1 }

  /// Before an epoch; by one worker.
  public func beginEpoch() {
    tissue?.beginEpoch()
    isFirstRound = true
    isOver = false
    hasEnded = false
  }

  /// Before a round: brings spikes to where they have to go.
  ///
  /// - Parameters:
  ///   - worker: the caller's number.
  ///   - own: the places in `groups` of those that it runs.
  ///   - end: of the round, in ms: sources may spike up to there.
  ///   - pool: whose workers call this.
  /// - Returns: false where there is no next round, since a rank could not go on a round ago.
  public func deliver(
    _ worker: Int, own: [Int], before end: Double, _ pool: WorkerPool
  ) -> Bool {
    guard isConnected else {
      // Others may run this worker's groups: these have to be ready, and know their space.
      pool.synchronize()
      return true
    }
    if worker == 0 { collect(before: end) }
    pool.synchronize()
    guard !isOver else { return false }
    receive(spikes, own)
    pool.synchronize()
    return true
  }

  func receive(_ spikes: [Spike], _ own: [Int]) {
    for index in own { groups[index].receive(spikes) }
  }

  /// The spikes that are due, and those of the sources in the coming round, in the order of time.
  private func collect(before end: Double) {
    spikes.removeAll(keepingCapacity: true)
    if sharing.isUnderWay { isOver = sharing.finish(into: &spikes) }
    if isOver { return }
    let isAlone = ranks.count == 1
    if isFirstRound || isLagging || isAlone { sharing.begin(groups, isOver: hasEnded) }
    if isFirstRound || isAlone { isOver = sharing.finish(into: &spikes) }
    isFirstRound = false
    takeSources(before: end, into: &spikes)
    spikes.sort { ($0.time, $0.detector) < ($1.time, $1.detector) }
  }

  /// What the groups emitted in the last round of an epoch, and what is due with it.
  func collected(before end: Double) -> [Spike] {
    collect(before: end)
    return spikes
  }

  func takeSources(before end: Double, into spikes: inout [Spike]) {
    for i in sources.indices { sources[i].take(before: end, into: &spikes) }
  }

  /// After a round, of which groups may have come to their end.
  ///
  /// - Parameters:
  ///   - worker: the caller's number.
  ///   - hasEnded: whether one of this rank's groups has failed, or ended the run.
  ///   - isLast: whether the epoch ends with this round.
  ///   - pool: whose workers call this.
  /// - Returns: whether the epoch ends here, for all ranks.
  public func conclude(
    _ worker: Int, hasEnded: Bool, isLast: Bool, _ pool: WorkerPool
  ) -> Bool {
    guard ranks.count > 1 else { return hasEnded }
    if worker == 0 {
      self.hasEnded = isLagging && hasEnded
      if !isLagging { isOver = ranks.any(hasEnded) }
      if isConnected, !isLagging, !isOver, !isLast { sharing.begin(groups, isOver: false) }
    }
    pool.synchronize()
    return isOver
  }

  /// After a round: lets what has left the cells spread outside.
  public func spread(
    _ worker: Int, own: [Int], from begin: Double, to end: Double, _ pool: WorkerPool
  ) {
    tissue?.spread(worker, own: own, from: begin, to: end, pool)
  }

  /// After an epoch of rounds after which all meet: brings what is still under way to where it has to
  /// go, so that nothing has to be remembered but the groups' last spikes.
  public func endEpoch(_ worker: Int, own: [Int], _ pool: WorkerPool) {
    guard isLagging else { return }
    if worker == 0 {
      spikes.removeAll(keepingCapacity: true)
      if sharing.isUnderWay { _ = sharing.finish(into: &spikes) }
      spikes.sort { ($0.time, $0.detector) < ($1.time, $1.detector) }
    }
    pool.synchronize()
    receive(spikes, own)
  }

  /// Lets what is under way get on; by worker 0, between the groups that it runs.
  public func poll() { if sharing.isUnderWay { ranks.poll() } }
}
