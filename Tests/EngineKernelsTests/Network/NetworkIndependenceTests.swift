import ModelDescription
import Quantities
import Testing

@testable import Lowering

@Suite("What a network depends on")
struct NetworkIndependenceTests {
  /// Source and target by their numbers in their populations, and all that was drawn.
  private struct Draw: Hashable {
    var from, to, site: Int
    var weight: Double
  }

  private let box = CellPositions.box(Box(x: 0..<100, y: 0..<100, z: 0..<100), distance: 0)

  private func draws(
    _ rule: ConnectionRule, others: Int = 3, sources: Int = 60, targets: Int = 40,
    seed: UInt64 = 1, stream: UInt64 = 0
  ) throws -> Set<Draw> {
    let wiring = try Wiring(
      [
        PopulationDescription("others", others), PopulationDescription("a", sources, box),
        PopulationDescription("b", targets, box),
      ], seed: seed)
    let weight = NetworkValue.normal(
      mean: Quantity(1, .one), standardDeviation: Quantity(1, .one), least: nil)
    let entry = try ConnectionDescription(
      [.first(sources, of: "a")], [.first(targets, of: "b")], rule, weight: weight, stream: stream)
    return Set(
      try wiring.wire(entry, sites: 5).all.map {
        Draw(
          from: $0.source - others, to: $0.target - others - sources, site: $0.site,
          weight: $0.weight)
      })
  }

  private static func rules() throws -> [ConnectionRule] {
    [
      .allToAll, .inDegree(7), .outDegree(5), .probability(0.2),
      .probabilityByDistance(try formula("exp(-distance / 40 um)")),
    ]
  }

  @Test("populations that have no part in it change nothing")
  func others() throws {
    for rule in try Self.rules() {
      #expect(try draws(rule) == draws(rule, others: 500))
    }
  }

  @Test("the seed and the entry's number change it")
  func seeds() throws {
    for rule in try Self.rules() {
      let usual = try draws(rule)
      #expect(try draws(rule) == usual)
      #expect(try draws(rule, seed: 2).intersection(usual).isEmpty)
      #expect(try draws(rule, stream: 1).intersection(usual).isEmpty)
    }
  }

  @Test("further targets leave the others' connections as they are")
  func furtherTargets() throws {
    for rule in try Self.rules() {
      if case .outDegree = rule { continue }
      let more = try draws(rule, targets: 90)
      #expect(try draws(rule) == more.filter { $0.to < 40 })
      #expect(more.contains { $0.to >= 40 })
    }
  }

  @Test("further sources leave the others' connections as they are")
  func furtherSources() throws {
    for rule in try Self.rules() {
      if case .inDegree = rule { continue }
      let more = try draws(rule, sources: 90)
      #expect(try draws(rule) == more.filter { $0.from < 60 })
      #expect(more.contains { $0.from >= 60 })
    }
  }

  @Test("the same model and seed give the same network on every machine and in every version")
  func known() throws {
    // From a Python program written after the papers: s(seed, index) is SplitMix64 (Steele et al.
    // 2014), names are hashed by FNV-1a, and degrees are sampled as Floyd does. The key of entry 3 is
    // s(s(7, fnv("connections")), 3), and that of a member s(fnv(name), index).
    let cube = Box(x: 0..<100, y: 0..<100, z: 0..<100)
    let wiring = try Wiring(
      [PopulationDescription("a", 10, .box(cube, distance: 0)), PopulationDescription("b", 3)],
      seed: 7)
    let (a, b) = (CellSelection.first(10, of: "a"), CellSelection.first(3, of: "b"))
    let unit = NetworkValue.uniform(from: Quantity(0, .one), to: Quantity(1, .one))
    let degree = try ConnectionDescription([a], [b], .inDegree(3), weight: unit, stream: 3)
    #expect(try wiring.wire(degree).sources == [3, 6, 8, 2, 5, 8, 0, 2, 8])
    let every = try ConnectionDescription([a], [b], .allToAll, weight: unit, stream: 3)
    let wired = try wiring.wire(every, sites: 5, unit: "1")
    #expect(
      wired[0] == .init(source: 0, target: 10, site: 3, weight: 0.19267941292772384, delay: 2))
    #expect(
      wired[29] == .init(source: 9, target: 12, site: 1, weight: 0.5745336079711266, delay: 2))
    let place = wiring.placement.position(ofCell: 4)
    #expect(
      [place.x, place.y, place.z] == [74.48497232618801, 63.02732597116126, 50.3649204252653])
  }
}
