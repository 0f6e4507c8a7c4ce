import ModelDescription
import Quantities
import Testing

@testable import Lowering

@Suite("Gap junctions between cells")
struct GapWiringTests {
  private let a = CellSelection.first(60, of: "a")
  private let b = CellSelection.first(40, of: "b")

  private func wiring() throws -> Wiring {
    let place = CellPositions.line(from: .init(), step: .init(x: 10))
    return try Wiring([PopulationDescription("a", 60, place), PopulationDescription("b", 40)])
  }

  private func pairs(
    _ from: [CellSelection], _ to: [CellSelection], _ rule: ConnectionRule
  ) throws -> [SIMD2<Int>] {
    try wiring().junctions(GapJunctionDescription(from, to, rule)).map { SIMD2($0.from, $0.to) }
  }

  @Test("all to all within a population joins each pair once, in uS")
  func allToAll() throws {
    let junctions = try wiring().junctions(GapJunctionDescription([a], [a], .allToAll))
    #expect(junctions.count == 60 * 59 / 2)
    #expect(junctions.allSatisfy { $0.from < $0.to && $0.conductance == 0.002 })
    #expect(Set(junctions).count == junctions.count)
  }

  @Test("cells on both sides are joined once, all others as they are")
  func overlapping() throws {
    let upper = CellSelection(population: "a", indices: 40..<60)
    let found = try pairs([a], [upper, b], .allToAll)
    let unordered = Set(found.map { SIMD2(min($0[0], $0[1]), max($0[0], $0[1])) })
    #expect(unordered.count == found.count)
    // 60 × 60 pairs, less 20 of a cell with itself and 20 × 19 / 2 that come the other way round.
    #expect(found.count == 60 * 60 - 20 - 190)
  }

  @Test("between two populations every pair counts, whichever has the higher numbers")
  func downward() throws {
    #expect(try pairs([b], [a], .allToAll).count == 2400)
    #expect(try pairs([b], [a], .inDegree(3)).count == 180)
  }

  @Test("a probability is that of a pair, not of each way round")
  func probability() throws {
    let within = try pairs([a], [a], .probability(0.3))
    #expect(isBinomial(within.count, 60 * 59 / 2, 0.3))
    #expect(within.allSatisfy { $0[0] < $0[1] })
    let near = ConnectionRule.probabilityByDistance(try formula("0.5 * step(105 um - distance)"))
    let neighbours = try pairs([a], [a], near)
    #expect(isBinomial(neighbours.count, 10 * 60 - 55, 0.5))
    #expect(neighbours.allSatisfy { $0[0] < $0[1] && $0[1] - $0[0] <= 10 })
  }

  @Test("a ring is closed")
  func ring() throws {
    let found = try pairs([a], [a], .ring(step: 1, size: 20))
    #expect(found.count == 60)
    #expect(found.contains(SIMD2(19, 0)))
  }

  @Test("a list gives conductances in uS where it has its own")
  func list() throws {
    let list = [ConnectionRule.Pair(from: 3, to: 1, weight: 7), .init(from: 0, to: 2)]
    let junctions = try wiring().junctions(GapJunctionDescription([a], [b], .list(list)))
    #expect(
      junctions == [
        WiredJunction(from: 3, to: 61, conductance: 7),
        WiredJunction(from: 0, to: 62, conductance: 0.002),
      ])
  }

  @Test("conductances are drawn for each pair")
  func draws() throws {
    let junctions = try wiring().junctions(
      GapJunctionDescription(
        [a], [a], .allToAll,
        conductance: .uniform(from: Quantity(1, .nanosiemens), to: Quantity(3, .nanosiemens))))
    #expect(Set(junctions.map(\.conductance)).count == junctions.count)
    #expect(isBinomial(junctions.count { $0.conductance < 0.002 }, junctions.count, 0.5))
  }

  private func message(
    _ rule: ConnectionRule, from: String = "a", _ conductance: Double = 1
  ) throws -> String {
    let entry = try GapJunctionDescription(
      [.first(10, of: from)], [.first(10, of: "a")], rule,
      conductance: .constant(Quantity(conductance, .nanosiemens)))
    let wiring = try wiring()
    let text = complaint { () throws(LoweringError) in _ = try wiring.junctions(entry) }
    #expect(text.hasPrefix("model.yaml:7:3: error: "))
    return text
  }

  @Test("pairs that come twice are an error")
  func doubles() throws {
    let both = [ConnectionRule.Pair(from: 3, to: 1), .init(from: 1, to: 3)]
    #expect(try message(.list(both)).contains("cell 1 of 'a' and cell 3 of 'a' are joined twice"))
    #expect(try message(.ring(step: 1, size: 2)).contains("are joined twice"))
    #expect(try message(.ring(step: 5, size: nil)).contains("are joined twice"))
  }

  @Test("what gap junctions cannot be is an error")
  func errors() throws {
    for rule in [ConnectionRule.inDegree(2), .outDegree(2)] {
      #expect(try message(rule).contains("a degree cannot be given"))
    }
    #expect(try message(.allToAll, from: "noise").contains("cannot have gap junctions"))
    #expect(try message(.allToAll, -1).contains("the conductance between cell 0 of 'a' and cell 1"))
    let itself = try message(.list([.init(from: 1, to: 1)]))
    #expect(itself.contains("connects cell 1 of 'a' with itself"))
    #expect(itself.contains("remove it"))
    #expect(!itself.contains("allow_self"))
    for pair in [ConnectionRule.Pair(from: 1, to: 2, site: 0), .init(from: 1, to: 2, delay: 1)] {
      #expect(try message(.list([pair])).contains("entry 0 of the list gives a place or a delay"))
    }
    #expect(try message(.oneToOne).contains("it connects nothing"))
  }
}
