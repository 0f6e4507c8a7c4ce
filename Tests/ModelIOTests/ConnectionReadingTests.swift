import ModelDescription
import ModelIO
import Morphology
import Quantities
import Testing

@Suite("Connections of a model")
struct ConnectionReadingTests {
  private func connection(
    _ changes: KeyValuePairs<String, String>
  ) throws -> ConnectionDescription {
    try TestModels.load(changes, text: TestModels.network).connections[0]
  }

  private func rule(_ text: String) throws -> ConnectionRule {
    try connection(["connections.0.rule": text]).rule
  }

  @Test("a ring is read with its defaults")
  func ring() throws {
    let ring = try connection([:])
    #expect(ring.from == [CellSelection(population: "ring", indices: 0..<16)])
    #expect(ring.to == ring.from)
    guard case .ring(step: 1, size: nil) = ring.rule, case .constant(let weight) = ring.weight,
      case .constant(let delay) = ring.delay
    else {
      Issue.record("the connections are others than the file's")
      return
    }
    #expect(weight == Quantity(0.1, .microsiemens))
    #expect(delay == Quantity(5, .millisecond))
    #expect(ring.threshold == Quantity(0, .millivolt))
    #expect(ring.place.texts == ["soma(0.5)"])
    #expect(ring.site == .random && !ring.allowsSelf && ring.stream == 0)
  }

  @Test("sources are connected by their name, without threshold and place, and without delay")
  func sources() throws {
    let kick = try TestModels.load(text: TestModels.network).connections[1]
    #expect(kick.from == [CellSelection(population: "kick", indices: 0..<8)])
    guard case .oneToOne = kick.rule, case .constant(let weight) = kick.weight,
      case .constant(let delay) = kick.delay
    else {
      Issue.record("the connections are others than the file's")
      return
    }
    #expect(weight == Quantity(2, .one))
    #expect(delay.siValue == 0)
    #expect(kick.place.texts == ["root"] && kick.stream == 1)
  }

  @Test(
    "rules are read",
    arguments: [
      ("all_to_all", "allToAll"),
      ("{ring: {step: 3, size: 8}}", "ring(step: 3, size: Optional(8))"),
      ("{ring: -1}", "ring(step: -1, size: nil)"), ("{in_degree: 15}", "inDegree(15)"),
      ("{out_degree: 2}", "outDegree(2)"), ("{probability: 0.1}", "probability(0.1)"),
      ("{probability: 1 / 4}", "probability(0.25)"),
    ])
  func rules(_ text: String, _ expected: String) throws {
    #expect("\(try rule(text))" == expected)
  }

  @Test("a cell that may be connected to itself counts among its sources")
  func selfConnections() throws {
    let own = try connection([
      "connections.0.rule": "{in_degree: 16}", "connections.0.allow_self": "true",
    ])
    #expect(own.allowsSelf)
    #expect("\(own.rule)" == "inDegree(16)")
    let paired = try connection([
      "connections.0.rule": "one_to_one", "connections.0.allow_self": "true",
    ])
    #expect("\(paired.rule)" == "oneToOne")
  }

  @Test("a probability may depend on the distance, where there are positions")
  func probabilityByDistance() throws {
    let rule = try rule("{probability: \"0.3 * exp(-distance / 100 um)\"}")
    guard case .probabilityByDistance(let expression) = rule else {
      Issue.record("the rule is \(rule)")
      return
    }
    // 0.3/e at 100 um, rounded in exp and in the product.
    #expect(abs(expression.evaluate(["distance": 100e-6]) - 0.110_363_832_351_432_7) < 1e-15)
  }

  @Test(
    "weights and delays are constants, functions of distance or drawn",
    arguments: [
      ("0.2 uS", "constant(0.2 uS)"), ("4 * 0.25 uS", "constant(1 uS)"),
      ("{uniform: [50 nS, 0.2 uS]}", "uniform(from: 50 nS, to: 0.2 uS)"),
      (
        "{normal: {mean: 0.1 uS, sd: 20 nS}}",
        "normal(mean: 0.1 uS, standardDeviation: 20 nS, least: nil)"
      ),
      (
        "{normal: {mean: 0.1 uS, sd: 20 nS, least: 0 uS}}",
        "normal(mean: 0.1 uS, standardDeviation: 20 nS, least: Optional(0 uS))"
      ),
      (
        "{lognormal: {mean: 0.1 uS, sd: 20 nS}}",
        "lognormal(mean: 0.1 uS, standardDeviation: 20 nS)"
      ),
      ("1 uS * (1 - distance / 1 mm)", "byDistance(1 uS * (1 - distance / 1 mm))"),
    ])
  func weights(_ text: String, _ expected: String) throws {
    #expect("\(try connection(["connections.0.weight": text]).weight)" == expected)
  }

  @Test("draws of a delay stay above the time step, or above zero from a source")
  func delays() throws {
    let delay = "{normal: {mean: 1 ms, sd: 1 ms}}"
    let cell = try connection(["connections.0.delay": delay]).delay
    guard case .normal(_, _, let least?) = cell else {
      Issue.record("the delay is \(cell)")
      return
    }
    #expect(least == Quantity(0.025, .millisecond))
    let source = try connection([
      "connections.0.from": "noise 0 to 15", "connections.0.delay": delay,
    ])
    guard case .normal(_, _, let zero?) = source.delay else {
      Issue.record("the delay is \(source.delay)")
      return
    }
    #expect(zero.siValue == 0)
  }

  @Test(
    "a place of a synapse is drawn, each or a number",
    arguments: [
      ("random", ConnectionDescription.Site.random), ("each", .each), ("3", .number(3)),
    ])
  func sites(_ text: String, _ expected: ConnectionDescription.Site) throws {
    #expect(try connection(["connections.0.site": text]).site == expected)
  }

  @Test("a list gives cells, and places, weights and delays where it has such columns")
  func list() throws {
    let listed = try TestModels.load(
      ["connections.0": "{from: ring, to: other, rule: {list: edges.csv}, synapse: excitatory}"],
      text: TestModels.network
    ).connections[0]
    guard case .list(let pairs) = listed.rule else {
      Issue.record("the rule is \(listed.rule)")
      return
    }
    #expect(
      pairs == [
        ConnectionRule.Pair(from: 0, to: 7, site: 3, weight: 0.05, delay: 1),
        ConnectionRule.Pair(from: 15, to: 0, site: 0, weight: 0.1, delay: 2.5),
      ])
  }

  @Test("a list in an HDF5 file may lack what the connections say")
  func arrays() throws {
    let loader = ModelLoader(manifests: TestManifests.all) { _, dataset in
      switch dataset {
      case "/edges/from": return [0, 1, 2]
      case "/edges/to": return [1, 2, 3]
      case "/edges/delay": return [1, 1.5, 2]
      default: return nil
      }
    }
    let change = ModelOverride(
      path: "connections.0",
      value: "{from: ring, to: ring, rule: {list: e.h5, group: /edges}, synapse: nmda, weight: 1}")
    let listed = try loader.load(
      text: TestModels.network, file: "model.yaml", overrides: [change]
    ).description.connections[0]
    guard case .list(let pairs) = listed.rule else {
      Issue.record("the rule is \(listed.rule)")
      return
    }
    #expect(pairs.map(\.from) == [0, 1, 2] && pairs.map(\.to) == [1, 2, 3])
    #expect(pairs.map(\.delay) == [1, 1.5, 2])
    #expect(pairs.allSatisfy { $0.weight == nil && $0.site == nil })
  }

  @Test("gap junctions have a place on each side, a conductance and ions that carry the current")
  func gapJunctions() throws {
    let junction = try TestModels.load(
      ["gap_junctions.0.carries": "{ca: 1}"], text: TestModels.network
    ).gapJunctions[0]
    guard case .probability(0.1) = junction.rule,
      case .constant(let conductance) = junction.conductance
    else {
      Issue.record("the gap junctions are others than the file's")
      return
    }
    #expect(junction.fromPlace.texts == ["body"] && junction.toPlace.texts == ["d1"])
    #expect(conductance == Quantity(1e-3, .microsiemens))
    #expect(junction.carriers == [StimulusDescription.Carrier(ion: "ca", fraction: 1)])
  }

  @Test("a list of gap junctions may have their conductances, in a unit of its own")
  func listedJunctions() throws {
    let junction = try TestModels.load(
      ["gap_junctions.0": "{from: ring, to: other, rule: {list: gaps.csv}, at: soma}"],
      text: TestModels.network
    ).gapJunctions[0]
    guard case .list(let pairs) = junction.rule else {
      Issue.record("the rule is \(junction.rule)")
      return
    }
    #expect(
      pairs == [
        ConnectionRule.Pair(from: 0, to: 1, weight: 0.001),
        ConnectionRule.Pair(from: 2, to: 0, weight: 0.0015),
      ])
    #expect(junction.fromPlace == junction.toPlace)
  }
}
