import Communication
import Foundation

/// Ranks that are threads of one process, for tests: what they hand around is copied between two
/// barriers.
final class ThreadedRanks: Ranks, @unchecked Sendable {
  // What others offer is read between the two barriers of a meeting, while nobody writes it.
  let rank: Int
  let count: Int
  private let meeting: Meeting
  /// What has begun to be shared.
  private var begun: (base: UnsafeMutablePointer<Double>, size: Int)?

  private init(_ rank: Int, _ meeting: Meeting) {
    self.rank = rank
    count = meeting.count
    self.meeting = meeting
  }

  /// Runs `body` once for each of `count` ranks, each on a thread of its own; returns what it
  /// returned, by rank.
  static func run<Result: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (ThreadedRanks) -> Result
  ) -> [Result] {
    let meeting = Meeting(count)
    let results = Results<Result>(count)
    for rank in 0..<count {
      let thread = Thread { results.set(body(ThreadedRanks(rank, meeting)), at: rank) }
      thread.stackSize = 8 << 20
      thread.start()
    }
    return results.wait()
  }

  func share(_ base: UnsafeMutablePointer<Double>, _ blocks: RankBlocks) {
    meet(base, blocks) { other, offer in
      precondition(offer.blocks == blocks, "ranks disagree on blocks to share")
      let place = blocks.places[other]
      (base + place).update(from: offer.base + place, count: blocks.counts[other])
    }
  }

  func exchange(
    _ outgoing: UnsafePointer<Double>, _ outgoingBlocks: RankBlocks,
    _ incoming: UnsafeMutablePointer<Double>, _ incomingBlocks: RankBlocks
  ) {
    precondition(outgoing != UnsafePointer(incoming), "one place to give from and to take to")
    meet(outgoing, outgoingBlocks, includesOwn: true) { [rank] other, offer in
      let count = incomingBlocks.counts[other]
      precondition(offer.blocks.counts[rank] == count, "ranks disagree on a block's length")
      (incoming + incomingBlocks.places[other]).update(
        from: offer.base + offer.blocks.places[rank], count: count)
    }
  }

  func largest(_ value: Double) -> Double { gather([value]).joined().max() ?? value }

  func beginSharing(_ base: UnsafeMutablePointer<Double>, size: Int) {
    precondition(begun == nil, "one at a time")
    begun = (base, size)
  }

  func poll() {}

  func finishSharing() {
    guard let begun else { return }
    self.begun = nil
    share(
      begun.base,
      RankBlocks((0..<count).map { begun.size * $0..<begun.size * ($0 + 1) }))
  }

  private func meet(
    _ base: UnsafePointer<Double>, _ blocks: RankBlocks, includesOwn: Bool = false,
    _ take: (_ other: Int, _ offer: Meeting.Offer) -> Void
  ) {
    meeting.set(.init(base: base, blocks: blocks), of: rank)
    meeting.barrier.wait()
    for other in 0..<count where includesOwn || other != rank {
      if let offer = meeting.offer(of: other) { take(other, offer) }
    }
    meeting.barrier.wait()
  }
}

/// What ranks offer each other at the moment.
private final class Meeting: @unchecked Sendable {
  /// Where a rank's numbers are.
  struct Offer: @unchecked Sendable {
    let base: UnsafePointer<Double>
    let blocks: RankBlocks
  }

  let barrier: TestBarrier
  let count: Int
  private let lock = NSLock()
  private var offers: [Int: Offer] = [:]

  init(_ count: Int) {
    barrier = TestBarrier(count)
    self.count = count
  }

  func set(_ offer: Offer, of rank: Int) { lock.withLock { offers[rank] = offer } }
  func offer(of rank: Int) -> Offer? { lock.withLock { offers[rank] } }
}

/// What threads return.
private final class Results<Result: Sendable>: @unchecked Sendable {
  // All is read and written under `condition`.
  private let condition = NSCondition()
  private var results: [Result?]

  init(_ count: Int) { results = [Result?](repeating: nil, count: count) }

  func set(_ result: Result, at rank: Int) {
    condition.lock()
    defer { condition.unlock() }
    results[rank] = result
    condition.signal()
  }

  func wait() -> [Result] {
    condition.lock()
    defer { condition.unlock() }
    while results.contains(where: { $0 == nil }) { condition.wait() }
    return results.compactMap { $0 }
  }
}
