/// One of many ranks that are not there: what it would hand to others is counted, and what all would
/// share is zeros of theirs.
///
/// For estimates: a rank's own share runs as it would, except that no spike comes from elsewhere.
public final class DryRanks: Ranks, @unchecked Sendable {
  // Ranks are called from one thread alone.
  /// The number of this rank.
  public let rank: Int
  /// How many there would be.
  public let count: Int
  /// How often all would have met.
  public private(set) var meetingCount = 0
  /// How many bytes would have come in.
  public private(set) var receivedBytes = 0

  /// A rank of so many.
  public init(rank: Int, count: Int) {
    self.rank = rank
    self.count = count
  }

  /// Forgets what has been counted.
  public func reset() { (meetingCount, receivedBytes) = (0, 0) }

  /// Counts what would come from others; their blocks become zeros.
  public func share(_ base: UnsafeMutablePointer<Double>, _ blocks: RankBlocks) {
    note(blocks.total - blocks.counts[rank])
    for other in 0..<count where other != rank {
      (base + blocks.places[other]).update(repeating: 0, count: blocks.counts[other])
    }
  }

  /// Hands its own block to itself, and counts what would come from others.
  ///
  /// Their blocks stay as they are: zeros in new memory, or what a space began with.
  public func exchange(
    _ outgoing: UnsafePointer<Double>, _ outgoingBlocks: RankBlocks,
    _ incoming: UnsafeMutablePointer<Double>, _ incomingBlocks: RankBlocks
  ) {
    note(incomingBlocks.total - incomingBlocks.counts[rank])
    (incoming + incomingBlocks.places[rank]).update(
      from: outgoing + outgoingBlocks.places[rank], count: incomingBlocks.counts[rank])
  }

  /// Its own, after a meeting.
  public func largest(_ value: Double) -> Double {
    note(1)
    return value
  }

  /// Counts what would come from others.
  public func beginSharing(_ base: UnsafeMutablePointer<Double>, size: Int) {
    note(size * (count - 1))
  }

  /// Nothing is under way.
  public func poll() {}
  /// Nothing is under way.
  public func finishSharing() {}

  private func note(_ doubles: Int) {
    meetingCount += 1
    receivedBytes += 8 * doubles
  }
}
