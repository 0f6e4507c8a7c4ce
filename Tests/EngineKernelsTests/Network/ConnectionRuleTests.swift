import ModelDescription
import Testing

@testable import Lowering

@Suite("Rules of connections")
struct ConnectionRuleTests {
  private let a5 = CellSelection.first(5, of: "a")

  @Test("all to all within a population leaves out cells with themselves unless that is allowed")
  func allToAll() throws {
    let wiring = try Wiring([PopulationDescription("a", 5)])
    let wired = try wiring.wire(ConnectionDescription([a5], [a5], .allToAll))
    #expect(wired.count == 20)
    #expect(Set(wired.pairs).count == 20)
    #expect(wired.pairs.allSatisfy { $0[0] != $0[1] })
    let withSelf = try wiring.wire(
      ConnectionDescription([a5], [a5], .allToAll, allowsSelf: true))
    #expect(withSelf.count == 25)
    #expect(Set(withSelf.pairs).count == 25)
  }

  @Test("the same cell in two overlapping selections is not connected to itself")
  func overlap() throws {
    let wiring = try Wiring([PopulationDescription("b", 3), PopulationDescription("a", 9)])
    let upper = CellSelection(population: "a", indices: 3..<8)
    let wired = try wiring.wire(ConnectionDescription([a5], [upper], .allToAll))
    #expect(wired.count == 5 * 5 - 2)
    #expect(wired.pairs.allSatisfy { $0[0] != $0[1] })
    #expect(Set(wired.sources) == Set(3..<8))
    #expect(Set(wired.targets) == Set(6..<11))
  }

  @Test("one to one pairs what stands at the same place, and sources have numbers after all cells")
  func oneToOne() throws {
    let wiring = try Wiring([PopulationDescription("a", 9)])
    let upper = CellSelection(population: "a", indices: 3..<6)
    let wired = try wiring.wire(
      ConnectionDescription([.first(3, of: "noise")], [upper], .oneToOne))
    #expect(wired.pairs == [SIMD2(9, 3), SIMD2(10, 4), SIMD2(11, 5)])
  }

  @Test(
    "a ring goes on from its end to its beginning",
    arguments: [
      (1, nil, [1, 2, 3, 4, 5, 0]), (-1, nil, [5, 0, 1, 2, 3, 4]), (2, 3, [2, 0, 1, 5, 3, 4]),
      (8, 6, [2, 3, 4, 5, 0, 1]), (-7, 3, [2, 0, 1, 5, 3, 4]),
    ] as [(Int, Int?, [Int])])
  func ring(_ step: Int, _ size: Int?, _ targets: [Int]) throws {
    let wiring = try Wiring([PopulationDescription("a", 6)])
    let six = CellSelection.first(6, of: "a")
    let wired = try wiring.wire(
      ConnectionDescription([six], [six], .ring(step: step, size: size)))
    #expect(wired.pairs == (0..<6).map { SIMD2($0, targets[$0]) })
  }

  @Test("every target has its in-degree, of different sources that are not itself")
  func inDegree() throws {
    let wiring = try Wiring([PopulationDescription("a", 300), PopulationDescription("b", 50)])
    let (a, b) = (CellSelection.first(300, of: "a"), CellSelection.first(50, of: "b"))
    let wired = try wiring.wire(ConnectionDescription([b, a], [a], .inDegree(40)))
    #expect(wired.count == 300 * 40)
    #expect(Set(wired.pairs).count == 300 * 40)
    #expect(wired.pairs.allSatisfy { $0[0] != $0[1] })
    let degrees = Dictionary(grouping: wired.pairs) { $0[1] }
    #expect(degrees.count == 300)
    #expect(degrees.values.allSatisfy { $0.count == 40 })
  }

  @Test("every source has its out-degree, and all of them if that is the degree")
  func outDegree() throws {
    let wiring = try Wiring([PopulationDescription("a", 30)])
    let a = CellSelection.first(30, of: "a")
    for degree in [7, 29] {
      let wired = try wiring.wire(ConnectionDescription([a], [a], .outDegree(degree)))
      #expect(Set(wired.pairs).count == 30 * degree)
      #expect(wired.pairs.allSatisfy { $0[0] != $0[1] })
      #expect((0..<30).allSatisfy { cell in wired.sources.count { $0 == cell } == degree })
    }
    let all = try wiring.wire(
      ConnectionDescription([a], [a], .outDegree(30), allowsSelf: true))
    #expect(Set(all.pairs).count == 900)
  }

  @Test("degrees draw every candidate as often, also together with every other")
  func uniformDegrees() throws {
    // Each of 2000 targets takes 3 of 10 sources: a source by 3/10, a pair of sources by 3·2/(10·9).
    let wiring = try Wiring([PopulationDescription("a", 2000)])
    let wired = try wiring.wire(
      ConnectionDescription(
        [.first(10, of: "noise")], [.first(2000, of: "a")], .inDegree(3)))
    var single = [Int](repeating: 0, count: 10)
    var double = [Int](repeating: 0, count: 100)
    for start in stride(from: 0, to: wired.count, by: 3) {
      let drawn = wired.sources[start..<start + 3].map { Int($0) - 2000 }
      for one in drawn {
        single[one] += 1
        for other in drawn where other > one { double[10 * one + other] += 1 }
      }
    }
    #expect(single.allSatisfy { isBinomial($0, 2000, 0.3) })
    let pairs = (0..<100).filter { $0 / 10 < $0 % 10 }.map { double[$0] }
    #expect(pairs.allSatisfy { isBinomial($0, 2000, 1.0 / 15) })
  }

  @Test("a probability makes as many connections as it should", arguments: [0.001, 0.1, 0.5, 0.97])
  func probability(_ p: Double) throws {
    let wiring = try Wiring([PopulationDescription("a", 500), PopulationDescription("b", 400)])
    let (a, b) = (CellSelection.first(500, of: "a"), CellSelection.first(400, of: "b"))
    let wired = try wiring.wire(ConnectionDescription([a], [b], .probability(p)))
    #expect(isBinomial(wired.count, 200_000, p))
    #expect(Set(wired.pairs).count == wired.count)
    // Whether two successive sources are both connected: as often as if they were independent.
    let made = Set(wired.pairs)
    let both = made.count { made.contains(SIMD2($0[0] + 1, $0[1])) }
    #expect(isBinomial(both, 499 * 400, p * p, spread: 3))
    let within = try wiring.wire(ConnectionDescription([a], [a], .probability(p)))
    #expect(isBinomial(within.count, 500 * 499, p))
    #expect(within.pairs.allSatisfy { $0[0] != $0[1] })
  }

  @Test("a probability of 1 makes all connections")
  func certain() throws {
    let wiring = try Wiring([PopulationDescription("a", 20)])
    let a = CellSelection.first(20, of: "a")
    let wired = try wiring.wire(ConnectionDescription([a], [a], .probability(1)))
    #expect(wired.pairs == (try wiring.wire(ConnectionDescription([a], [a], .allToAll))).pairs)
  }

  @Test("a probability by distance holds at each distance")
  func probabilityByDistance() throws {
    let place = CellPositions.line(from: .init(), step: .init(x: 10))
    let wiring = try Wiring([PopulationDescription("a", 400, place)])
    let a = CellSelection.first(400, of: "a")
    let rule = ConnectionRule.probabilityByDistance(try formula("1.5 * exp(-distance / 20 um)"))
    let wired = try wiring.wire(ConnectionDescription([a], [a], rule))
    // 1.5 e^{-1/2} = 0.91, 1.5 e^{-1} = 0.55 and so on, over 2 (400 − steps) ordered pairs.
    for (steps, p) in [(1, 0.909796), (2, 0.551819), (5, 0.123127)] {
      let count = wired.pairs.count { abs($0[0] - $0[1]) == steps }
      #expect(isBinomial(count, 2 * (400 - steps), p))
    }
    let near = ConnectionRule.probabilityByDistance(try formula("step(25 um - distance)"))
    let stepped = try wiring.wire(ConnectionDescription([a], [a], near))
    #expect(stepped.count == 2 * (399 + 398))
  }

  @Test("a list is taken as it stands")
  func list() throws {
    let wiring = try Wiring([PopulationDescription("a", 4)])
    let a = CellSelection.first(4, of: "a")
    let list = [
      ConnectionRule.Pair(from: 3, to: 1, site: 4, weight: 7, delay: 8),
      ConnectionRule.Pair(from: 0, to: 2), ConnectionRule.Pair(from: 3, to: 1, weight: 5),
    ]
    let wired = try wiring.wire(
      ConnectionDescription([a], [a], .list(list), site: .number(2)), sites: 5)
    #expect(
      wired.all == [
        .init(source: 3, target: 1, site: 4, weight: 7, delay: 8),
        .init(source: 0, target: 2, site: 2, weight: 1, delay: 2),
        .init(source: 3, target: 1, site: 2, weight: 5, delay: 2),
      ])
  }

  @Test("a connection goes to one place of a synapse, a given one, or each")
  func sites() throws {
    let wiring = try Wiring([PopulationDescription("a", 40)])
    let a = CellSelection.first(40, of: "a")
    let drawn = try wiring.wire(ConnectionDescription([a], [a], .allToAll), sites: 4)
    for site in 0..<4 {
      #expect(isBinomial(drawn.sites.count { $0 == site }, drawn.count, 0.25))
    }
    let given = try wiring.wire(
      ConnectionDescription([a], [a], .allToAll, site: .number(3)), sites: 4)
    #expect(given.sites.allSatisfy { $0 == 3 })
    let each = try wiring.wire(ConnectionDescription([a], [a], .allToAll, site: .each), sites: 4)
    #expect(each.count == 4 * 40 * 39)
    #expect(Array(each.sites[..<8]) == [0, 1, 2, 3, 0, 1, 2, 3])
    #expect(each.pairs[0] == each.pairs[3])
    #expect(each.pairs[3] != each.pairs[4])
  }

  @Test("an entry of a list that goes to each place takes its numbers to all of them")
  func listToEach() throws {
    let wiring = try Wiring([PopulationDescription("a", 4)])
    let a = CellSelection.first(4, of: "a")
    let list = [
      ConnectionRule.Pair(from: 0, to: 1, weight: 5), ConnectionRule.Pair(from: 0, to: 2, site: 1),
      ConnectionRule.Pair(from: 0, to: 3, delay: 9),
    ]
    let wired = try wiring.wire(
      ConnectionDescription([a], [a], .list(list), site: .each), sites: 2)
    #expect(wired.targets == [1, 1, 2, 3, 3])
    #expect(wired.sites == [0, 1, 1, 0, 1])
    #expect(wired.weights == [5, 5, 1, 1, 1])
    #expect(wired.delays == [2, 2, 2, 9, 9])
  }
}

/// Whether a count of successes lies within `spread` × 5 standard deviations of its mean.
func isBinomial(_ count: Int, _ trials: Int, _ p: Double, spread: Double = 1) -> Bool {
  let mean = Double(trials) * p
  return abs(Double(count) - mean) <= 5 * spread * (mean * (1 - p)).squareRoot()
}
