import ModelDescription
import ModelIO
import Quantities
import Testing

@Suite("Events of a model")
struct DetectionReadingTests {
  private func load(_ text: String) throws -> DetectionDescription {
    try TestModels.load(
      ["detect": "[\(text)]", "extracellular": "{space: private, volume_fraction: 0.2}"],
      text: TestModels.pumpLeak
    ).detections[0]
  }

  private func condition(_ text: String) throws -> Condition {
    try load("{event: e, when: \"\(text)\"}").condition
  }

  /// How far each comparison is from changing its truth, for some values of variables.
  private func margins(_ text: String, _ values: [String: Double]) throws -> [Double] {
    try condition(text).comparisons.map { comparison in
      comparison.margin { variable in
        values["\(variable.variable)\(variable.isAtStart ? "_at_start" : "")"] ?? .nan
      }
    }
  }

  @Test("an event is looked for at the soma of every cell, once, unless it says more")
  func defaults() throws {
    let event = try load("{event: block, when: v > -40 mV}")
    #expect(event.name == "block")
    #expect(event.cells.map(\.population) == ["neuron"])
    #expect(event.places.texts == ["soma"])
    #expect(event.interval == nil)
    #expect(event.isOnce)
    #expect(!event.stopsRun)
    #expect(event.condition.text == "v > -40 mV")
    #expect(event.condition.holdTime == nil)
  }

  @Test("all can be said")
  func full() throws {
    let event = try load(
      "{event: e, when: v > -40 mV for 2 s, cells: neuron, at: [soma(0.2), tips], every: 1 ms, "
        + "stop: true, once: false}")
    #expect(event.places.texts == ["soma(0.2)", "tips"])
    #expect(event.interval == Quantity(1, .millisecond))
    #expect(!event.isOnce)
    #expect(event.stopsRun)
    #expect(event.condition.holdTime == Quantity(2, .second))
  }

  @Test(
    "a condition holds by a margin in its variable's unit",
    arguments: [
      ("v > -40 mV", 5.0), ("v < -0.04 V", -5), ("v >= -40 mV", 5), ("-40 mV <= v", 5),
      ("[k]o > 20 mM", -16), ("[k]o < 0.02 M for 1 s", 16),
      ("volume > 2 * volume_at_start", -7000), ("volume_at_start * 2 < volume", -7000),
      ("volume / volume_at_start > 1.25", -0.125), ("e_k - e_na < -100 mV", 61),
      ("(v - e_k) * 2 > 2 * (v - v_at_start)", 40), ("-v > 0 mV", 35),
      ("n[k]i / n[na]i > 10", 2), ("outside_volume > 1000 um3", 600),
      ("na_k_atpase.rate > 2 uA/cm2", 1e-3), ("na_k_atpase.block < 0.5", 0.5),
      ("v - -40 mV > 0 mV", 5), ("v > -40 mV / 2 / 2", -25),
      ("v / 1 ms > -40 mV/ms", 5),
    ])
  func margin(_ text: String, _ expected: Double) throws {
    let margins = try margins(
      text,
      [
        "v": -35, "v_at_start": -75, "[k]o": 4, "volume": 9000, "volume_at_start": 8000,
        "e_k": -95, "e_na": 66, "n[k]i": 1200, "n[na]i": 100, "outside_volume": 1600,
        "na_k_atpase.rate": 3e-3, "na_k_atpase.block": 0,
      ])
    // Units are converted to SI and back, which rounds in the last places of terms up to 16000.
    #expect(margins.count == 1)
    #expect(abs(margins[0] - expected) <= 1e-11)
  }

  @Test("comparisons are joined by 'and', and have to hold for a time")
  func joined() throws {
    let condition = try condition("v > -40 mV and [k]o > 20 mM and v < 0 mV for 2 s")
    #expect(condition.comparisons.map(\.relation) == [.above, .above, .below])
    #expect(condition.comparisons.map(\.unit.symbol) == ["mV", "mM", "mV"])
    #expect(condition.holdTime == Quantity(2, .second))
    #expect(
      condition.variables.map(\.variable) == [.membranePotential, .outsideConcentration(ion: "k")])
  }

  @Test("a name with a hyphen is one name")
  func hyphen() throws {
    let model = try TestModels.load(
      [
        "cells.neuron.mechanisms.0": "{use: leak_k, name: slow-leak}",
        "detect": "[{event: e, when: slow-leak.g > 1 S/cm2}]",
      ], text: TestModels.pumpLeak)
    #expect(
      model.detections[0].condition.variables.map(\.variable) == [
        .mechanismConductance(mechanism: "slow-leak")
      ])
  }

  @Test(
    "one that cannot be read is refused at its column",
    arguments: [
      ("v > -40", 3), ("v > -40 furlong", 9), ("v > w", 5), ("v + [k]o > 3 mV", 5),
      ("v > (3 mV", 10),
    ])
  func column(_ text: String, _ column: Int) throws {
    let error = try #require(throws: ModelIOError.self) {
      try ModelLoader(manifests: TestManifests.all).load(
        text: TestModels.pumpLeak.replacing("volume > 2 * volume_at_start", with: text),
        file: "model.yaml")
    }
    let line = TestModels.pumpLeak.split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.contains("event: lysis") }
    #expect(error.location.line == (line ?? 0) + 1)
    // The text begins behind `  - {event: lysis, when: "`.
    #expect(error.location.column == 26 + column)
  }
}
