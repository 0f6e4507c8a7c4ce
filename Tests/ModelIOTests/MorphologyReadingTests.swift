import ModelDescription
import ModelIO
import Morphology
import Testing

@Suite("Morphologies of a model")
struct MorphologyReadingTests {
  private func cell(_ morphology: String) throws -> CellDescription {
    try TestModels.load(["cells.patch.morphology": morphology]).cells[0]
  }

  private func compartments(_ cell: CellDescription) throws -> DiscretizedMorphology {
    try cell.morphology.discretized(by: cell.discretization)
  }

  @Test("an SWC file is found beside the model and cut by d_lambda")
  func swc() throws {
    let cell = try cell("{swc: pyramidal.swc}")
    #expect(cell.morphology.branches.map(\.tag) == [1, 2, 3, 4, 4, 4])
    #expect(cell.discretization == .dLambda(fraction: 0.1, frequency: 100))
  }

  @Test("sections are a list, a YAML file or a JSON file")
  func sections() throws {
    let list = "{sections: [{name: soma, length: 20 um, diameter: 20 um, kind: soma}]}"
    #expect(try cell(list).morphology.branches.count == 1)
    #expect(try compartments(cell("{sections: sections.yaml}")).compartments.count == 4)
    let json = try cell("{sections: sections.json}")
    #expect(json.discretization == .explicit)
    #expect(json.morphology.branches.map(\.name) == ["s0", "s1", "s2"])
    #expect(json.morphology.branches.map(\.tag) == [1, 3, 4])
    let diameters = try compartments(json).compartments.map(\.diameter)
    #expect(diameters.count == 4)
    // A diameter is an area over π and a length: a few roundings.
    #expect(zip(diameters, [20, 2.3, 1.8, 1.5]).allSatisfy { abs($0 - $1) < 1e-13 })
  }

  @Test("a tree has as many branches as its levels make")
  func tree() throws {
    let cell = try cell(
      "{tree: {soma: {length: 20 um, diameter: 20 um}, stems: 2, depth: 5, branch_length: 50 um, "
        + "diameters: [2 um, 1.6 um, 1.3 um, 1.1 um, 1 um], compartments: 3}}")
    #expect(cell.morphology.branches.count == 63)
    #expect(try compartments(cell).compartments.count == 187)
  }

  @Test("a sphere needs no resistivity")
  func sphere() throws {
    let model = try TestModels.load([
      "cells.patch.morphology": "{sphere: {diameter: 25 um}}",
      "cells.patch.cable": "{capacitance: 1 uF/cm2, voltage: -65 mV}",
    ])
    #expect(model.cells[0].cable[0].resistivity == nil)
  }

  @Test(
    "a rule of discretisation is read",
    arguments: [
      (
        "{d_lambda: 0.05, frequency: 1 kHz}",
        DiscretizationRule.dLambda(fraction: 0.05, frequency: 1000)
      ),
      ("{max_length: 0.02 mm}", .maximumLength(20)),
      ("{per_branch: 5}", .perBranch(5)),
      ("every_sample", .everySample),
      ("{every_sample: true}", .everySample),
      ("explicit", .explicit),
    ])
  func discretization(_ text: String, _ rule: DiscretizationRule) throws {
    let model = try TestModels.load(["cells.patch.discretization": text])
    #expect(model.cells[0].discretization == rule)
  }

  @Test("a section's name is a region and a place")
  func sectionNames() throws {
    let model = try TestModels.load([
      "cells.patch.morphology": "{sections: sections.yaml}",
      "cells.patch.mechanisms.nav_hh.where": "d1 and distance > 40 um",
      "stimuli.0.at": "[d1(0.25), tips]",
    ])
    #expect(model.stimuli[0].places.texts == ["d1(0.25)", "tips"])
    let morphology = try compartments(model.cells[0])
    #expect(try model.cells[0].mechanisms[0].region.compartments(in: morphology) == [2, 3])
  }
}
