import ModelDescription
import ModelIO
import Morphology
import Quantities
import Testing

@Suite("Models that are as they should be")
struct ModelExampleTests {
  @Test("the simulation has what the file gives, and defaults")
  func simulation() throws {
    let simulation = try TestModels.load().simulation
    #expect(try simulation.duration.value(in: .millisecond) == 100)
    #expect(try simulation.timeStep.value(in: .millisecond) == 0.025)
    #expect(try simulation.temperature.value(in: .degreeCelsius) == 6.3)
    #expect(simulation.method == .secondOrder)
    #expect(simulation.seed == 0)
    #expect(simulation.thermalVoltage == nil)
    #expect(simulation.source.line == 3)
  }

  @Test("a cell has its shape, cable, ions and mechanisms")
  func cell() throws {
    let cell = try #require(try TestModels.load().cells.first)
    #expect(cell.name == "patch")
    #expect(cell.morphology.branches.count == 1)
    #expect(cell.discretization == .explicit)
    #expect(cell.cable.count == 1)
    #expect(try cell.cable[0].capacitance?.value(in: .microfaradPerSquareCentimeter) == 1)
    #expect(cell.cable[0].temperature == nil)
    #expect(cell.ions.map(\.name) == ["na", "k"])
    #expect(cell.ions.map(\.valence) == [1, 1])
    #expect(cell.mechanisms.map(\.name) == ["nav_hh", "kv_hh", "leak"])
    #expect(cell.mechanisms.map(\.region.text) == ["all", "all", "all"])
    #expect(cell.mechanisms.map(\.q10) == [3, 3, 1])
    #expect(cell.mechanisms[1].source.line == 13)
  }

  @Test("a leak of no ion has a reversal potential, one of an ion has its ion's")
  func leak() throws {
    let free = try TestModels.load().cells[0].mechanisms[2]
    #expect(free.ionBindings == ["ion": .none])
    #expect(free.reversal?.text == "-54.3 mV")
    let bound = try TestModels.load([
      "cells.patch.mechanisms.2": "{use: leak, name: k_leak, ion: k, g: 1 mS/cm2}"
    ]).cells[0].mechanisms[2]
    #expect(bound.ionBindings == ["ion": .ion("k")])
    #expect(bound.reversal == nil)
    #expect(bound.name == "k_leak")
  }

  @Test("a constant parameter keeps its value and unit")
  func constantParameter() throws {
    let use = try TestModels.load().cells[0].mechanisms[2]
    guard case .constant(let conductance) = use.parameters["g"]?.form else {
      Issue.record("g is not a constant")
      return
    }
    #expect(try conductance.value(in: .siemensPerSquareCentimeter) == 0.0003)
  }

  @Test("a parameter can be a function of the distance")
  func expressionParameter() throws {
    let use = try TestModels.load([
      "cells.patch.mechanisms.nav_hh.gbar": "0.12 S/cm2 * exp(-distance / 100 um)"
    ]).cells[0].mechanisms[0]
    guard case .expression(let expression) = use.parameters["gbar"]?.form else {
      Issue.record("gbar is not an expression")
      return
    }
    #expect(expression.variables == ["distance"])
    // 0.12 S/cm² is 1200 S/m²; exp(−1) at 100 µm. The tolerance is round-off.
    #expect(abs(expression.evaluate([100e-6]) - 441.455329405731) < 1e-9)
  }

  @Test("a mechanism can be used in two regions under one name, and twice under two")
  func usedTwice() throws {
    let uses = try TestModels.load([
      "cells.patch.mechanisms": """
      [{use: nav_hh, where: soma}, {use: nav_hh, where: not soma}, {use: nav_hh, name: second}]
      """
    ]).cells[0].mechanisms
    #expect(uses.map(\.name) == ["nav_hh", "nav_hh", "second"])
  }

  @Test("a mechanism of several models is chosen by 'model'")
  func variants() throws {
    let use = try TestModels.load([
      "cells.patch.ions.na": "{inside: 12 mM, outside: 145 mM}",
      "cells.patch.ions.k": "{inside: 140 mM, outside: 4 mM}",
      "cells.patch.mechanisms.2": "{use: na_k_atpase, model: sigmoid, imax: 2 uA/cm2}",
    ]).cells[0].mechanisms[2]
    #expect(use.variant == "sigmoid")
  }

  @Test("a cell's ion replaces the model's as a whole, but keeps its valence")
  func ionOverride() throws {
    let ions = try TestModels.load([
      "ions": "{na: {inside: 12 mM, outside: 145 mM}, ba: {valence: 2, reversal: 10 mV}}",
      "cells.patch.ions.ba": "{reversal: 20 mV}",
    ]).cells[0].ions
    #expect(ions.map(\.name) == ["na", "ba", "k"])
    #expect(ions[0].inside == nil)
    #expect(ions[1].valence == 2)
    #expect(try ions[1].reversal?.value(in: .millivolt) == 20)
  }

  @Test("reversal and concentrations stand together only with 'override'")
  func reversalOverride() throws {
    let ion = try TestModels.load([
      "cells.patch.ions.na": "{reversal: 50 mV, inside: 12 mM, override: true}"
    ]).cells[0].ions[0]
    #expect(ion.reversalOverridesConcentrations)
    #expect(ion.hasReversal)
  }

  @Test("cells are selected by population, number, range, list or all at once")
  func selections() throws {
    let cells = ["patch", "patch 3", "patch 2 to 5", "[patch 1, patch 7 to 9]", "all"]
    let expected = [[0..<10], [3..<4], [2..<6], [1..<2, 7..<10], [0..<10]]
    for (text, indices) in zip(cells, expected) {
      let model = try TestModels.load([
        "populations.patch.count": "10", "stimuli.0.cells": text,
      ])
      #expect(model.stimuli[0].cells.map(\.indices) == indices)
    }
  }

  @Test("a model that uses most of the format is read")
  func rich() throws {
    let model = try TestModels.load(text: TestModels.rich)
    #expect(model.cells.map(\.name) == ["neuron", "tree"])
    #expect(model.populations.map(\.count) == [100, 3])
    #expect(model.stimuli.map { $0.cells.count } == [2, 2, 1, 1, 1])
    #expect(model.recordings.map(\.name) == ["v", "pump", "salt"])
    #expect(model.detectors.map(\.name) == ["near", "far"])
    #expect(model.expectations.count == 2)
  }

  @Test("anchors and aliases stand for whole values")
  func aliases() throws {
    let aliased = TestModels.patch
      .replacing("na: {reversal: 50 mV}", with: "na: &ion {reversal: 50 mV}")
      .replacing("k: {reversal: -77 mV}", with: "k: *ion")
    #expect(
      try TestModels.load(text: aliased).cells[0].ions[1].reversal == Quantity(50, .millivolt))
  }

  @Test("a byte order mark and Windows line ends change nothing")
  func lineEnds() throws {
    let text = "\u{FEFF}" + TestModels.patch.replacing("\n", with: "\r\n")
    let model = try TestModels.load(text: text)
    #expect(model.cells[0].mechanisms[1].source.line == 13)
  }
}
