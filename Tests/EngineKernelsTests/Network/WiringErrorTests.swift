import ModelDescription
import Morphology
import Quantities
import Testing

@testable import Lowering

@Suite("Mistakes in connections")
struct WiringErrorTests {
  /// An entry with something wrong.
  struct Mistake: Sendable {
    var from = [CellSelection.first(10, of: "a")]
    var to = [CellSelection.first(10, of: "a")]
    var rule = ConnectionRule.allToAll
    var site = ConnectionDescription.Site.random
    var weight = NetworkValue.constant(Quantity(1, .one))
    var delay = NetworkValue.constant(Quantity(2, .millisecond))
    var sites = 2
    var unit = ""
    var most = 1000
  }

  private func message(_ mistake: Mistake) throws -> String {
    let place = CellPositions.line(from: .init(), step: .init(x: 10))
    var wiring = try Wiring([
      PopulationDescription("a", 10, place), PopulationDescription("b", 5),
    ])
    wiring.mostConnections = mistake.most
    let entry = try ConnectionDescription(
      mistake.from, mistake.to, mistake.rule, site: mistake.site, weight: mistake.weight,
      delay: mistake.delay)
    return complaint { () throws(LoweringError) in
      _ = try wiring.wire(entry, sites: mistake.sites, unit: mistake.unit)
    }
  }

  private func expect(_ mistake: Mistake, _ parts: String...) throws {
    let text = try message(mistake)
    #expect(text.hasPrefix("model.yaml:7:3: error: "))
    for part in parts { #expect(text.contains(part)) }
  }

  private static func list(_ from: Int, _ to: Int, site: Int? = nil) -> ConnectionRule {
    .list([.init(from: 0, to: 1), .init(from: from, to: to, site: site)])
  }

  @Test("rules that do not fit their cells")
  func rules() throws {
    let five = [CellSelection.first(5, of: "b")]
    try expect(Mistake(to: five, rule: .oneToOne), "one_to_one is due between 10 and 5 cells")
    try expect(
      Mistake(to: five, rule: .ring(step: 1, size: nil)), "a ring is due between 10 and 5 cells")
    for size in [3, 0, -5] {
      try expect(
        Mistake(rule: .ring(step: 1, size: size)), "10 cells do not make rings of \(size)")
    }
    try expect(
      Mistake(rule: .inDegree(10)),
      "in_degree is 10, but for cell 0 of 'a' there are only 9 to draw from")
    try expect(
      Mistake(to: five, rule: .outDegree(6)),
      "out_degree is 6, but for cell 0 of 'a' there are only 5 to draw from")
    try expect(Mistake(rule: .inDegree(-1)), "in_degree is -1")
    for p in [1.01, -0.1, .nan] {
      try expect(Mistake(rule: .probability(p)), "the probability is \(p)")
    }
    try expect(
      Mistake(rule: .probabilityByDistance(try formula("distance"))), "is a length",
      "write a number")
    let undefined = try formula("0 / (distance / 1 um - 10)")
    try expect(
      Mistake(rule: .probabilityByDistance(undefined)), "is not a number at a distance of 10.0 um")
  }

  @Test("lists that name what is not there")
  func lists() throws {
    try expect(
      Mistake(rule: Self.list(10, 0)), "entry 1 of the list names number 10 of 'from'",
      "'from' has numbers 0 to 9")
    try expect(Mistake(rule: Self.list(0, -1)), "entry 1 of the list names number -1 of 'to'")
    try expect(
      Mistake(rule: Self.list(3, 3)), "entry 1 of the list connects cell 3 of 'a' with itself")
    try expect(
      Mistake(rule: Self.list(3, 4, site: 2)), "cell 4 of 'a' has no place 2 of synapse",
      "its places are 0 to 1")
  }

  @Test("places that are not there")
  func sites() throws {
    try expect(
      Mistake(site: .number(1), sites: 1), "cell 0 of 'a' has no place 1 of synapse 'excitatory'",
      "it has one place, 0")
    try expect(Mistake(site: .number(-1)), "has no place -1")
    try expect(Mistake(sites: 0), "cell 0 of 'a' has no synapse 'excitatory'")
  }

  @Test("selections of what is not there, twice, or of the wrong kind")
  func selections() throws {
    try expect(
      Mistake(from: [.first(2, of: "nose")]), "no population or source 'nose'", "'noise'")
    try expect(Mistake(to: [.first(11, of: "a")]), "'a' has no cells 0 to 10", "are 0 to 9")
    try expect(Mistake(to: [.first(3, of: "noise")]), "'noise' is a source of spikes")
    let overlapping = [
      CellSelection(population: "a", indices: 5..<9), .first(2, of: "b"), .first(6, of: "a"),
    ]
    try expect(Mistake(from: overlapping), "some cells of 'a' are selected twice")
    let again = [CellSelection.first(6, of: "a"), .init(population: "a", indices: 5..<9)]
    try expect(Mistake(from: again), "some cells of 'a' are selected twice")
  }

  @Test("entries that connect nothing say why")
  func nothing() throws {
    try expect(Mistake(rule: .oneToOne), "it connects nothing: every pair would be a cell with its")
    try expect(Mistake(rule: .list([])), "it connects nothing: its list is empty")
    try expect(Mistake(rule: .inDegree(0)), "it connects nothing: its degree is 0")
    try expect(Mistake(rule: .probability(0)), "it connects nothing: none of 10 x 10 pairs")
    try expect(
      Mistake(rule: .probability(1e-12)), "by rare chance, none of 10 x 10 pairs was drawn",
      "choose another seed")
    let far = try formula("step(distance - 1 mm)")
    try expect(Mistake(rule: .probabilityByDistance(far)), "it connects nothing: none of 10 x 10")
  }

  @Test("distances where somebody has no position")
  func positions() throws {
    let near = ConnectionRule.probabilityByDistance(try formula("step(1 mm - distance)"))
    try expect(
      Mistake(to: [.first(5, of: "b")], rule: near), "'b' has no positions", "'positions:'")
    try expect(
      Mistake(from: [.first(5, of: "noise")], rule: near), "'noise' has no positions",
      "sources are nowhere")
    let delay = NetworkValue.byDistance(try formula("distance / (1 m/s)"))
    try expect(Mistake(to: [.first(5, of: "b")], delay: delay), "'b' has no positions")
    // A formula without distance needs none.
    let constant = NetworkValue.byDistance(try formula("1 ms + 1 ms"))
    #expect(try message(Mistake(to: [.first(5, of: "b")], delay: constant)).isEmpty)
  }

  @Test("delays and weights that cannot be")
  func values() throws {
    let none = NetworkValue.constant(Quantity(0, .millisecond))
    try expect(
      Mistake(delay: none), "the delay from cell 1 of 'a' to cell 0 of 'a' is 0.0 ms",
      "delays have to be positive")
    #expect(try message(Mistake(from: [.first(5, of: "noise")], delay: none)).isEmpty)
    let negative = NetworkValue.normal(
      mean: Quantity(0.1, .millisecond), standardDeviation: Quantity(1, .millisecond), least: nil)
    for from in ["a", "noise"] {
      try expect(Mistake(from: [.first(5, of: from)], delay: negative), " is -", "a 'least:'")
    }
    let hopeless = NetworkValue.normal(
      mean: Quantity(1, .millisecond), standardDeviation: Quantity(0.01, .millisecond),
      least: Quantity(2, .millisecond))
    try expect(Mistake(delay: hopeless), "in 1000 draws of the delay, none was at least 2.0 ms")
    let infinite = NetworkValue.byDistance(try formula("1 ms / (distance / 1 um - 20)"))
    try expect(Mistake(delay: infinite), "is not finite at a distance of 20.0 um")
    let flat = NetworkValue.lognormal(mean: Quantity(0, .one), standardDeviation: Quantity(1, .one))
    try expect(Mistake(weight: flat), "the mean of the lognormal weight is 0.0 1")
    let odd = NetworkValue.normal(
      mean: Quantity(1, .one), standardDeviation: Quantity(-1, .one), least: nil)
    try expect(Mistake(weight: odd), "the standard deviation of the weight is -1")
    try expect(Mistake(weight: .constant(Quantity(.nan, .one))), "not a finite number")
    let huge = NetworkValue.uniform(from: Quantity(-1.7e308, .one), to: Quantity(1.7e308, .one))
    try expect(Mistake(weight: huge), "the weight from cell", "inf")
  }

  @Test("units that do not fit")
  func units() throws {
    try expect(Mistake(unit: "nS"), "'1' has no unit where")
    try expect(Mistake(unit: "blips"), "synapse 'excitatory' states the unit 'blips'")
    let time = NetworkValue.byDistance(try formula("distance / (1 m/s)"))
    try expect(Mistake(weight: time, unit: "nS"), "is a time where a conductance is due")
  }

  @Test(
    "more connections than there is room for",
    arguments: [.allToAll, .inDegree(6), .outDegree(6), .probability(0.9)] as [ConnectionRule])
  func tooMany(_ rule: ConnectionRule) throws {
    try expect(Mistake(rule: rule, most: 50), "connections, and there is room for 50")
  }

  @Test("more connections than there is room for, found on the way")
  func tooManyDrawn() throws {
    let near = ConnectionRule.probabilityByDistance(try formula("step(1 mm - distance)"))
    try expect(Mistake(rule: near, most: 50), "connections, and there is room for 50")
    try expect(Mistake(site: .each, most: 150), "the entry makes more than 150 connections")
  }

  @Test("more cells than numbers have room for")
  func tooManyCells() throws {
    let text = complaint { () throws(LoweringError) in
      _ = try NetworkNumbering(
        [PopulationDescription("a", 2_000_000_000), PopulationDescription("b", .max)], [])
    }
    #expect(text.contains("of 'b' there are more than 2147483647 cells and sources"))
  }
}
