import Synchronization

/// Pieces of work that are dealt to workers, who help each other out at the end of each round.
///
/// A worker takes the pieces of its own share first, which it had in the round before too, and then
/// those that others have not begun: a core that is slower, or has other work, holds nobody up. What a
/// piece does may not depend on who does it.
public final class WorkShares: Sendable {
  private let shares: [Share]

  /// Shares, one a worker: the numbers of their pieces.
  public init(_ shares: [[Int]]) { self.shares = shares.map { Share($0) } }

  /// The pieces of a worker's own share.
  public func own(_ worker: Int) -> [Int] { shares[worker].pieces }

  /// Calls `body` for pieces that nobody else has taken in this round, until there are none.
  ///
  /// - Parameters:
  ///   - worker: the caller's number.
  ///   - round: the same for all workers, and larger than in every round before.
  ///   - body: what is done with a piece.
  @inline(__always)
  public func forEach(_ worker: Int, round: Int, _ body: (Int) -> Void) {
    for distance in 0..<shares.count {
      let share = shares[(worker + distance) % shares.count]
      while let piece = share.take(round) { body(piece) }
    }
  }
}

/// The pieces of one worker, and how many of them have been taken in all rounds.
private final class Share: Sendable {
  let pieces: [Int]
  private let taken = Atomic<Int>(0)

  init(_ pieces: [Int]) { self.pieces = pieces }

  /// Counts on through the rounds, so that nobody has to set it back between two barriers.
  func take(_ round: Int) -> Int? {
    let first = round * pieces.count
    var seen = taken.load(ordering: .relaxed)
    while true {
      // A round may have ended before its last piece.
      let place = max(seen, first)
      guard place < first + pieces.count else { return nil }
      let result = taken.compareExchange(
        expected: seen, desired: place + 1, ordering: .relaxed)
      if result.exchanged { return pieces[place - first] }
      seen = result.original
    }
  }
}
