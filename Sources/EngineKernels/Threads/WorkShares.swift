import Synchronization

/// Pieces of work that are dealt to workers, who help each other out at the end of each round.
///
/// A worker takes the pieces of its own share first, which it had in the round before too, and then
/// those that others have not begun: a core that is slower, or has other work, holds nobody up. Who is
/// done may begin the next round while others are still at this one; a piece then waits for its own
/// last round alone. What a piece does may not depend on who does it.
public final class WorkShares: Sendable {
  private let shares: [Share]

  /// Shares, one a worker: the numbers of their pieces.
  public init(_ shares: [[Int]]) { self.shares = shares.map { Share($0) } }

  /// The pieces of a worker's own share.
  public func own(_ worker: Int) -> [Int] { shares[worker].numbers }

  /// Calls `body` for pieces that nobody else has taken in this round, until there are none.
  ///
  /// - Parameters:
  ///   - worker: the caller's number.
  ///   - round: from 0 on; every worker calls this once for every round.
  ///   - body: what is done with a piece.
  @inline(__always)
  public func forEach(_ worker: Int, round: Int, _ body: (Int) -> Void) {
    for distance in 0..<shares.count {
      let share = shares[(worker + distance) % shares.count]
      while let piece = share.take(round) {
        piece.begin(round)
        body(piece.number)
        piece.end(round)
      }
    }
  }
}

/// The pieces of one worker, and how many of them have been taken in all rounds.
private final class Share: Sendable {
  let numbers: [Int]
  private let pieces: [Piece]
  private let taken = Atomic<Int>(0)

  init(_ numbers: [Int]) {
    self.numbers = numbers
    pieces = numbers.map { Piece($0) }
  }

  /// Counts on through the rounds, so that nobody has to set it back between two of them.
  func take(_ round: Int) -> Piece? {
    let first = round * pieces.count
    var seen = taken.load(ordering: .relaxed)
    while seen < first + pieces.count {
      let result = taken.compareExchange(expected: seen, desired: seen + 1, ordering: .relaxed)
      if result.exchanged { return pieces[seen - first] }
      seen = result.original
    }
    return nil
  }
}

/// A piece of work, whose rounds follow each other whoever takes them.
private final class Piece: Sendable {
  let number: Int
  private let roundCount = Atomic<Int>(0)

  init(_ number: Int) { self.number = number }

  /// Waits for whoever is still at the round before.
  func begin(_ round: Int) { spin { self.roundCount.load(ordering: .acquiring) == round } }

  func end(_ round: Int) { roundCount.store(round + 1, ordering: .releasing) }
}
