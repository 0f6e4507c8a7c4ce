import ModelDescription
import ModelIO
import Quantities
import Testing

@Suite("Recordings and expectations of a model")
struct RecordReadingTests {
  private static let pump: KeyValuePairs<String, String> = [
    "cells.patch.ions.na": "{inside: 12 mM, outside: 145 mM}",
    "cells.patch.ions.k": "{inside: 140 mM, outside: 4 mM}",
    "cells.patch.mechanisms.2": "{use: na_k_atpase, model: hill}",
    "expect": "[]",
  ]

  private func variable(_ text: String) throws -> RecordedVariable {
    let overrides = Self.pump.map { ModelOverride(path: $0.key, value: $0.value) }
    let change = ModelOverride(path: "record.v.variable", value: "\"\(text)\"")
    return try ModelLoader(manifests: TestManifests.all)
      .load(text: TestModels.patch, file: "model.yaml", overrides: overrides + [change])
      .description.recordings[0].variable
  }

  @Test(
    "a variable is found by its name and has a unit",
    arguments: [
      ("v", RecordedVariable.membranePotential, "mV"),
      ("i_electrode", .electrodeCurrent, "nA"),
      ("i_na", .ionCurrent(ion: "na"), "mA/cm2"),
      ("e_k", .reversalPotential(ion: "k"), "mV"),
      ("[na]i", .insideConcentration(ion: "na"), "mM"),
      ("[k]o", .outsideConcentration(ion: "k"), "mM"),
      ("nav_hh.i", .mechanismCurrent(mechanism: "nav_hh"), "mA/cm2"),
      ("na_k_atpase.i_k", .mechanismIonCurrent(mechanism: "na_k_atpase", ion: "k"), "mA/cm2"),
      ("nav_hh.g", .mechanismConductance(mechanism: "nav_hh"), "S/cm2"),
      ("nav_hh.m", .mechanismState(mechanism: "nav_hh", state: "m", unit: "1"), "1"),
      (
        "nav_hh.gbar",
        .mechanismParameter(mechanism: "nav_hh", parameter: "gbar", unit: "S/cm2"), "S/cm2"
      ),
      (
        "na_k_atpase.rate",
        .mechanismObservable(mechanism: "na_k_atpase", observable: "rate", unit: "mA/cm2"), "mA/cm2"
      ),
    ])
  func variables(_ text: String, _ expected: RecordedVariable, _ unit: String) throws {
    let variable = try variable(text)
    #expect(variable == expected)
    #expect(variable.unit == unit)
    #expect(variable.description == text)
  }

  @Test("a recording has places, an interval and a window")
  func recording() throws {
    let recording = try TestModels.load([
      "record.v": """
      {variable: v, cells: patch, at: [soma(0.25), soma(0.75)], start: 10 ms, stop: 20 ms,
       precision: double}
      """
    ]).recordings[0]
    #expect(recording.places.texts == ["soma(0.25)", "soma(0.75)"])
    #expect(recording.interval == Quantity(0.025, .millisecond))
    #expect(recording.start == Quantity(10, .millisecond))
    #expect(recording.stop == Quantity(20, .millisecond))
    #expect(recording.precision == .double)
  }

  @Test("a spike detector has a threshold")
  func detector() throws {
    let model = try TestModels.load()
    #expect(model.recordings.map(\.name) == ["v"])
    #expect(model.detectors.map(\.name) == ["spikes"])
    #expect(model.detectors[0].threshold == Quantity(0, .millivolt))
  }

  @Test("an expectation of a count is exact, one of a value has a tolerance and a source")
  func expectations() throws {
    let expectations = try TestModels.load().expectations
    guard case .spikeCount("spikes") = expectations[0].observable,
      case .equals(let count, within: .absolute(let none)) = expectations[0].criterion,
      case .value("v", let time) = expectations[1].observable,
      case .equals(let value, within: .absolute(let tolerance)) = expectations[1].criterion
    else {
      Issue.record("the expectations are others than the file's")
      return
    }
    #expect(count.siValue == 7)
    #expect(none.siValue == 0)
    #expect(time == Quantity(100, .millisecond))
    #expect(value == Quantity(-64.97, .millivolt))
    #expect(tolerance == Quantity(0.01, .millivolt))
    #expect(expectations[1].citation == "HH; NEURON")
  }

  @Test("a tolerance can be a percentage, and bounds can stand in for a value")
  func otherCriteria() throws {
    let expectations = try TestModels.load([
      "record.far": "{threshold: 0 mV, cells: patch, at: soma(1)}",
      "expect": """
      [{quantity: frequency, of: spikes, from: 10 ms, is: 55.29 Hz, within: 0.5 %},
       {quantity: conduction velocity, of: [spikes, far], is: 18.73 m/s, within: 1 %},
       {quantity: spike time, of: spikes, number: 2, element: 0, is: 20 ms, within: 2 us},
       {quantity: maximum, of: v, at_least: 20 mV, at_most: 60 mV}]
      """,
    ]).expectations
    guard case .equals(_, within: .relative(let part)) = expectations[0].criterion,
      case .conductionVelocity("spikes", "far") = expectations[1].observable,
      case .spikeTime("spikes", 2) = expectations[2].observable,
      case .between(let least?, and: let most?) = expectations[3].criterion
    else {
      Issue.record("the expectations are others than the file's")
      return
    }
    // A percentage is divided by 100, which rounds once.
    #expect(abs(part - 0.005) < 1e-15)
    #expect(expectations[2].element == 0)
    #expect(least == Quantity(20, .millivolt))
    #expect(most == Quantity(60, .millivolt))
  }
}
