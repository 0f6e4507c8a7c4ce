import Synchronization

/// The even rounds, or the odd ones, of workers who do not meet at the end of a round: what groups emit
/// in one of these rounds is due in the next of them.
///
/// Two of these exist side by side, and share nothing. So a worker may be a whole round ahead of another.
final class SecondRounds: @unchecked Sendable {
  // `outboxes` are written by their own worker, until it leaves the round; `due` and `isOver` by the
  // last one to leave, before the next round is opened.
  /// The spikes of each worker's groups in the present round.
  private let outboxes: [Outbox]
  /// Whether groups have come to their end in the round before.
  private(set) var isOver = false
  /// What groups have to receive before the present round, in the order of time.
  private(set) var due: [Spike] = []
  private let leavingCount = Atomic<Int>(0)
  /// The round that may be entered.
  private let open = Atomic<Int>(-1)

  init(workers: Int) { outboxes = (0..<workers).map { _ in Outbox() } }

  /// Before an epoch, by one worker: the spikes that are due in the first of its rounds.
  func begin(_ round: Int, due spikes: [Spike]) {
    due = spikes
    isOver = false
    open.store(round, ordering: .releasing)
  }

  /// Waits until everybody has left the round before.
  ///
  /// - Returns: false where there is no next one, since a group could not go on.
  func enter(_ round: Int) -> Bool {
    spin { self.open.load(ordering: .acquiring) == round }
    return !isOver
  }

  /// Takes over what a group has emitted in the present round, and whether it has failed.
  func post(_ worker: Int, _ spikes: [Spike], hasFailed: Bool) {
    outboxes[worker].spikes.append(contentsOf: spikes)
    outboxes[worker].hasFailed = outboxes[worker].hasFailed || hasFailed
  }

  /// Leaves a round; the last one opens the next, which is another one.
  ///
  /// - Parameters:
  ///   - round: the present one.
  ///   - addSources: appends what else is due in the next one.
  func leave(_ round: Int, _ addSources: (inout [Spike]) -> Void) {
    let count = leavingCount.add(1, ordering: .acquiringAndReleasing).newValue
    guard count % outboxes.count == 0 else { return }
    due.removeAll(keepingCapacity: true)
    for outbox in outboxes {
      due.append(contentsOf: outbox.spikes)
      isOver = isOver || outbox.hasFailed
      outbox.spikes.removeAll(keepingCapacity: true)
      outbox.hasFailed = false
    }
    addSources(&due)
    due.sort { ($0.time, $0.detector) < ($1.time, $1.detector) }
    open.store(round + 2, ordering: .releasing)
  }
}

/// What one worker's groups have emitted in a round.
private final class Outbox {
  var spikes: [Spike] = []
  var hasFailed = false
}
