import ModelDescription
import ModelIO
import Quantities
import Testing

@Suite("Interventions of a model")
struct InterventionReadingTests {
  private func load(_ text: String) throws -> InterventionDescription {
    try TestModels.load(["interventions": "[\(text)]"], text: TestModels.pumpLeak).interventions[0]
  }

  @Test("a parameter is set at a time, at once and for good")
  func step() throws {
    let step = try load("{at: 1 min, set: {na_k_atpase.block: 1}}")
    #expect(try step.start.value(in: .second) == 60)
    #expect(step.ramp.siValue == 0)
    #expect(step.length == nil)
    #expect(step.interval == nil)
    #expect(step.count == 1)
    #expect(step.cells == [CellSelection(population: "neuron", indices: 0..<1)])
    #expect(step.region.text == "all")
    let change = try #require(step.changes.first)
    #expect(
      change.target
        == .parameter(mechanism: "na_k_atpase", parameter: "block", unit: "1"))
    #expect(change.value == Quantity(1, .one))
    #expect(change.target.description == "na_k_atpase.block")
    #expect(step.name == nil)
  }

  @Test("several targets change together, in their units")
  func several() throws {
    let change = try load(
      "{name: ischemia, at: 0 s, set: {bath.k: 8 mM, temperature: 34 degC, leak_k.g: 1 uS/cm2}}")
    #expect(change.name == "ischemia")
    #expect(
      change.changes.map(\.target) == [
        .bath(ion: "k"), .temperature,
        .parameter(mechanism: "leak_k", parameter: "g", unit: "S/cm2"),
      ])
    #expect(change.changes.map(\.target.unit) == ["mM", "degC", "S/cm2"])
    #expect(try change.changes[2].value.value(in: .siemensPerSquareCentimeter) == 1e-6)
  }

  @Test(
    "'until' is a time of the run and 'for' a length", arguments: ["until: 11 min", "for: 600 s"])
  func length(_ key: String) throws {
    let intervention = try load("{at: 1 min, \(key), over: 10 s, set: {na_k_atpase.block: 1}}")
    #expect(try intervention.length?.value(in: .minute) == 10)
    #expect(try intervention.ramp.value(in: .second) == 10)
  }

  @Test("a schedule repeats a number of times, or to the end of the run")
  func schedule() throws {
    let thrice = try load(
      "{at: 0 s, for: 1 s, every: 1 min, times: 3, set: {temperature: 20 degC}}")
    #expect(try thrice.interval?.value(in: .second) == 60)
    #expect(thrice.count == 3)
    let endless = try load("{at: 0 s, for: 1 s, every: 1 min, set: {temperature: 20 degC}}")
    #expect(endless.count == nil)
  }

  @Test("parameters can change in a part of a cell")
  func region() throws {
    let change = try load("{at: 0 s, set: {leak_k.g: 0 S/cm2}, where: soma}")
    #expect(change.region.text == "soma")
  }

  @Test("a bath may lose all of a neutral species")
  func anoxia() throws {
    let oxygen = "{valence: 0, inside: 0.03 mM, outside: 0.03 mM, dynamics: pool}"
    let model = try TestModels.load(
      ["ions.o2": oxygen, "interventions": "[{at: 0 s, set: {bath.o2: 0 mM}}]"],
      text: TestModels.pumpLeak)
    #expect(model.interventions[0].changes[0].value.siValue == 0)
  }

  @Test("a target need exist in one of the selected cells alone")
  func oneCell() throws {
    let other = """
      {morphology: {sphere: {diameter: 5 um}}, cable: {capacitance: 1 uF/cm2, voltage: -65 mV}}
      """
    let model = try TestModels.load(
      ["cells.other": other, "populations.other": "{cell: other, count: 2}"],
      text: TestModels.pumpLeak + "")
    #expect(model.interventions[0].cells.map(\.population) == ["neuron"])
    let all = try TestModels.load(
      [
        "cells.other": other, "populations.other": "{cell: other, count: 2}",
        "interventions": "[{at: 0 s, set: {na_k_atpase.block: 1}}]",
      ], text: TestModels.pumpLeak)
    #expect(all.interventions[0].cells.map(\.population) == ["neuron", "other"])
  }
}
