/// The processes that simulate one model together, as one of them sees them.
///
/// Every method is collective: all ranks call the same ones in the same order, each from the thread
/// that began the simulation. What is handed around are doubles; texts and numbers travel as such.
public protocol Ranks: AnyObject, Sendable {
  /// The number of this one, from 0 on.
  var rank: Int { get }
  /// How many there are.
  var count: Int { get }

  /// Gives every rank the blocks of all: block r is rank r's, who has it in place when it calls.
  func share(_ base: UnsafeMutablePointer<Double>, _ blocks: RankBlocks)

  /// Gives each rank the block that is for it, and takes one from each.
  func exchange(
    _ outgoing: UnsafePointer<Double>, _ outgoingBlocks: RankBlocks,
    _ incoming: UnsafeMutablePointer<Double>, _ incomingBlocks: RankBlocks)

  /// The largest of everybody's numbers.
  func largest(_ value: Double) -> Double

  /// Begins to share blocks of `size` doubles each, which are in place `size × rank` of `base` when
  /// all have called `finishSharing`; one at a time, and others may meet in between.
  func beginSharing(_ base: UnsafeMutablePointer<Double>, size: Int)

  /// Lets what has begun get on; no rank waits here, and none has to call it.
  func poll()

  /// Waits for what has begun.
  func finishSharing()
}

/// A block of doubles for each rank: where it begins, and how long it is.
public struct RankBlocks: Sendable, Equatable {
  /// The first double of each block.
  public private(set) var places: [Int]
  /// How many doubles each has.
  public private(set) var counts: [Int]

  /// Blocks one behind the other.
  public init(counts: [Int]) {
    self.counts = counts
    places = []
    var place = 0
    for count in counts {
      places.append(place)
      place += count
    }
  }

  /// Blocks that may lie anywhere.
  public init(_ ranges: [Range<Int>]) {
    places = ranges.map(\.lowerBound)
    counts = ranges.map(\.count)
  }

  /// How many doubles all blocks have, where they lie one behind the other.
  public var total: Int { counts.reduce(0, +) }
}

/// One process that shares with nobody.
public final class OneRank: Ranks {
  /// The only one.
  public let rank = 0
  /// One.
  public let count = 1

  /// A process by itself.
  public init() {}

  /// Nothing has to be done.
  public func share(_ base: UnsafeMutablePointer<Double>, _ blocks: RankBlocks) {}

  /// Hands its own block to itself.
  public func exchange(
    _ outgoing: UnsafePointer<Double>, _ outgoingBlocks: RankBlocks,
    _ incoming: UnsafeMutablePointer<Double>, _ incomingBlocks: RankBlocks
  ) {
    (incoming + incomingBlocks.places[0]).update(
      from: outgoing + outgoingBlocks.places[0], count: incomingBlocks.counts[0])
  }

  /// Its own.
  public func largest(_ value: Double) -> Double { value }

  /// Nothing has to be done.
  public func beginSharing(_ base: UnsafeMutablePointer<Double>, size: Int) {}
  /// Nothing has to be done.
  public func poll() {}
  /// Nothing has to be done.
  public func finishSharing() {}
}
