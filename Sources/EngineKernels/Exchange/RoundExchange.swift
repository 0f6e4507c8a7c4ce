/// What groups hand to each other between two rounds: spikes, and what they leave outside.
///
/// All workers call the same methods in the same order, within `WorkerPool.run`. Whatever is added up
/// is added in an order that depends on the model alone.
public final class RoundExchange: @unchecked Sendable {
  // `spikes` is written by worker 0 between two barriers, and read by all after the second.
  private let groups: [GroupRuntime]
  private let isConnected: Bool
  var sources: [SpikeSource]
  private var spikes: [Spike] = []
  /// What the groups share outside; nil where they share nothing.
  public let tissue: Tissue?

  /// Exchanges between groups.
  ///
  /// - Parameters:
  ///   - groups: all of them.
  ///   - sources: of spikes, beside the groups' cells.
  ///   - tissue: what the groups share outside; nil where they share nothing.
  public init(_ groups: [GroupRuntime], sources: [SpikeSourcePlan], tissue: Tissue? = nil) {
    self.groups = groups
    self.sources = sources.map { SpikeSource($0) }
    self.tissue = tissue
    isConnected = groups.contains { !$0.connections.sources.isEmpty }
  }

  /// Whether groups have to wait for each other at all.
  public var isNeeded: Bool { isConnected || tissue != nil }

  /// Before a round: brings spikes to where they have to go.
  ///
  /// - Parameters:
  ///   - worker: the caller's number.
  ///   - own: the numbers of the groups that it runs.
  ///   - end: of the round, in ms: sources may spike up to there.
  ///   - pool: whose workers call this.
  public func deliver(_ worker: Int, own: [Int], before end: Double, _ pool: WorkerPool) {
    guard isConnected else { return }
    if worker == 0 { collect(before: end) }
    pool.synchronize()
    for index in own { groups[index].receive(spikes) }
    pool.synchronize()
  }

  /// The spikes of the last round, and of the sources in the coming one, in the order of time.
  private func collect(before end: Double) {
    spikes.removeAll(keepingCapacity: true)
    for group in groups { spikes.append(contentsOf: group.emitted.spikes) }
    for i in sources.indices { sources[i].take(before: end, into: &spikes) }
    spikes.sort { ($0.time, $0.detector) < ($1.time, $1.detector) }
  }

  /// After a round: lets what has left the cells spread outside.
  public func spread(
    _ worker: Int, own: [Int], from begin: Double, to end: Double, _ pool: WorkerPool
  ) {
    tissue?.spread(worker, own: own, from: begin, to: end, pool)
  }
}
