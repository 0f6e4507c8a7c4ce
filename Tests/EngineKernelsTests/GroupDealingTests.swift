import EngineKernels
import Testing

/// Groups go to ranks by what they cost.
@Suite("Dealing groups to ranks")
struct GroupDealingTests {
  /// Costs without any order, the same each time.
  private let costs = (0..<100).map { Double(($0 * 7919 + 13) % 101 + 1) }

  @Test(
    "Each group goes to one rank, and no rank has more than the mean and one group",
    arguments: [1, 2, 3, 7, 64])
  func balance(_ rankCount: Int) {
    let slotCounts = costs.map { 8 * Int($0) }
    let dealings = (0..<rankCount).map {
      GroupDealing(costs: costs, slotCounts: slotCounts, rank: $0, rankCount: rankCount)
    }
    #expect(dealings.flatMap(\.own).sorted() == Array(costs.indices))
    let mean = costs.reduce(0, +) / Double(rankCount)
    for dealing in dealings {
      #expect(dealing.own == dealing.own.sorted() && dealing.own.allSatisfy(dealing.isOwn))
      #expect(dealing.owners == dealings[0].owners && dealing.groupCount == 100)
      #expect(dealing.own.reduce(0) { $0 + costs[$1] } <= mean + 101)
    }
  }

  @Test("What the heap deals is what a search for the least would deal")
  func heap() {
    var expected = [[Int]](repeating: [], count: 5)
    var load = [Double](repeating: 0, count: 5)
    for index in costs.indices.sorted(by: { (-costs[$0], $0) < (-costs[$1], $1) }) {
      let hand = load.indices.min { (load[$0], $0) < (load[$1], $1) } ?? 0
      expected[hand].append(index)
      load[hand] += costs[index]
    }
    #expect(GroupDealing.deal(costs, among: 5) == expected.map { $0.sorted() })
  }

  @Test("More ranks than groups: the rest has nothing to do")
  func idle() {
    let dealt = GroupDealing.deal([1, 2], among: 4)
    #expect(dealt == [[1], [0], [], []])
  }

  @Test(
    "Runs are of neighbours, and none has more than the mean and one group",
    arguments: [1, 2, 3, 7, 64])
  func runs(_ hands: Int) {
    let dealt = GroupDealing.dealRuns(costs, among: hands)
    #expect(dealt.count == hands && dealt.flatMap { $0 } == Array(costs.indices))
    let mean = costs.reduce(0, +) / Double(hands)
    for run in dealt { #expect(run.reduce(0) { $0 + costs[$1] } <= mean + 101) }
  }

  @Test("Equal groups in as many runs of the same length; fewer groups than hands leave some empty")
  func equalRuns() {
    let equal = [Double](repeating: 3, count: 16)
    #expect(GroupDealing.dealRuns(equal, among: 2) == [Array(0..<8), Array(8..<16)])
    #expect(GroupDealing.dealRuns([1, 2], among: 4).flatMap { $0 } == [0, 1])
    #expect(GroupDealing.dealRuns([], among: 2) == [[], []])
  }
}
