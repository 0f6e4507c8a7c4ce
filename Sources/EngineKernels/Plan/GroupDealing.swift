/// How the groups of a model are dealt to the processes that run it: whole groups, by what they cost.
///
/// A function of the model and of the number of ranks alone. Results do not depend on it.
public struct GroupDealing: Sendable, Hashable {
  /// The rank that looks at it.
  public let rank: Int
  /// How many ranks there are.
  public let rankCount: Int
  /// By number of group in the model: who runs it.
  public let owners: [Int32]
  /// By number of group in the model: how many slots it has.
  public let slotCounts: [Int]
  /// The numbers of the groups that `rank` runs, increasing.
  public let own: [Int]

  /// Deals groups, the costliest first, each to the rank with the least to do.
  ///
  /// - Parameters:
  ///   - costs: of each group, relative to each other.
  ///   - slotCounts: of each group.
  ///   - rank: who looks at it.
  ///   - rankCount: how many ranks there are.
  public init(costs: [Double], slotCounts: [Int], rank: Int = 0, rankCount: Int = 1) {
    self.rank = rank
    self.rankCount = rankCount
    self.slotCounts = slotCounts
    let dealt = Self.deal(costs, among: rankCount)
    var owners = [Int32](repeating: 0, count: costs.count)
    for (owner, groups) in dealt.enumerated() {
      for group in groups { owners[group] = Int32(owner) }
    }
    self.owners = owners
    own = dealt[rank]
  }

  /// Whether `rank` runs a group.
  public func isOwn(_ group: Int) -> Bool { owners[group] == Int32(rank) }

  /// How many groups the model has.
  public var groupCount: Int { owners.count }

  /// The numbers of what is dealt to each hand, increasing; what costs most is dealt first, each to
  /// the hand with the least so far.
  public static func deal(_ costs: [Double], among hands: Int) -> [[Int]] {
    var dealt = [[Int]](repeating: [], count: hands)
    var heap = LeastHand(count: hands)
    for index in costs.indices.sorted(by: { (-costs[$0], $0) < (-costs[$1], $1) }) {
      dealt[heap.least].append(index)
      heap.add(costs[index])
    }
    return dealt.map { $0.sorted() }
  }

  /// The numbers of what is dealt to each hand, in runs of neighbours that cost about the same.
  ///
  /// For threads, who take over from each other what is uneven. Neighbours stand side by side in memory,
  /// and on some machines two threads that step them at the same time both take a third longer in some
  /// minutes; what they share was not found (docs/performance.md, Neighbours).
  public static func dealRuns(_ costs: [Double], among hands: Int) -> [[Int]] {
    var dealt = [[Int]](repeating: [], count: hands)
    let total = costs.reduce(0, +)
    var before = 0.0
    for (index, cost) in costs.enumerated() {
      let share = total > 0 ? (before + cost / 2) / total : 0
      dealt[min(Int(share * Double(hands)), hands - 1)].append(index)
      before += cost
    }
    return dealt
  }
}

/// Which of many hands holds least: a binary heap of loads, the lower number first where they tie.
private struct LeastHand {
  private var loads: [(load: Double, hand: Int)]

  init(count: Int) { loads = (0..<count).map { (0, $0) } }

  var least: Int { loads[0].hand }

  /// Adds to the hand that holds least.
  mutating func add(_ cost: Double) {
    loads[0].load += cost
    var place = 0
    while true {
      let children = (2 * place + 1..<2 * place + 3).filter { $0 < loads.count }
      guard let lesser = children.min(by: { loads[$0] < loads[$1] }), loads[lesser] < loads[place]
      else { return }
      loads.swapAt(place, lesser)
      place = lesser
    }
  }
}
