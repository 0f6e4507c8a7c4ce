import Communication
import Engine
import EngineKernels
import Foundation
import Lowering

/// What a run would cost on many ranks: a dry run of the one that has most to do, without MPI.
struct RankEstimate {
  /// How long a meeting of all ranks takes for each doubling of their number, in s, and how many
  /// bytes a rank takes in a second: of a good network, not of the best.
  private static let latency = 2e-6
  private static let bytesPerSecond = 2e9

  private let rankCount: Int
  private let dealing: GroupDealing
  /// Slots by rank.
  private let slots: [Int]
  private let busiest: Int
  private let cost: CostEstimate
  private let meetings: Double
  private let receivedBytes: Double

  /// Lowers and tries the share of the busiest of `rankCount` ranks.
  init(_ session: ModelSession, rankCount: Int, threads: Int) throws {
    self.rankCount = rankCount
    let first = try session.lower(on: DryRanks(rank: 0, count: rankCount))
    dealing = first.plan.dealing
    var slots = [Int](repeating: 0, count: rankCount)
    for (group, owner) in dealing.owners.enumerated() {
      slots[Int(owner)] += dealing.slotCounts[group]
    }
    self.slots = slots
    let busiest = slots.indices.max { (slots[$0], -$0) < (slots[$1], -$1) } ?? 0
    self.busiest = busiest
    let ranks = DryRanks(rank: busiest, count: rankCount)
    let lowered = busiest == 0 ? first : try session.lower(on: ranks)
    cost = try CostEstimate(lowered, threads: threads, ranks: ranks) { ranks.reset() }
    meetings = Double(ranks.meetingCount) / cost.triedShare
    receivedBytes = Double(ranks.receivedBytes) / cost.triedShare
  }

  /// For the terminal.
  var rows: [[String]] {
    [
      ["ranks", Format.count(rankCount) + idle],
      ["groups", "\(Format.count(dealing.groupCount)), \(groupsOfBusiest) on rank \(busiest)"],
      ["compartments", "\(Format.count(slots[busiest])) on it, in the mean \(mean)"],
      ["memory", "\(Format.bytes(cost.bytes)) on it"],
      ["time", "about \(Format.seconds(cost.seconds)) for its cells, from a few steps tried"],
      ["", "about \(Format.seconds(messageSeconds)) for messages, at \(assumption)"],
      ["messages", "\(Format.number(meetings, digits: 3)) meetings, \(bytes) to each rank"],
    ]
  }

  private var groupsOfBusiest: String {
    Format.count(dealing.owners.count { $0 == Int32(busiest) })
  }

  /// Lanes that no compartment needs are counted too.
  private var mean: String {
    Format.number(Double(slots.reduce(0, +)) / Double(rankCount), digits: 6)
  }

  private var idle: String {
    let count = slots.count { $0 == 0 }
    return count == 0 ? "" : ", \(Format.count(count)) of them with nothing to do"
  }

  private var bytes: String {
    Format.bytes(Int(min(receivedBytes, 1e18)))
  }

  private var messageSeconds: Double {
    let doublings = max(log2(Double(rankCount)).rounded(.up), 1)
    return meetings * Self.latency * doublings + receivedBytes / Self.bytesPerSecond
  }

  private var assumption: String {
    "\(Format.number(Self.latency * 1e6)) us a hop and "
      + "\(Format.number(Self.bytesPerSecond / 1e9)) GB/s"
  }
}
