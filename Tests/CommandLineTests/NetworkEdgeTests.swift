import Foundation
import Testing

/// Models that ask for what networks and shared spaces do not have, and commands that see one cell.
@Suite("Networks at the edges")
struct NetworkEdgeTests {
  /// The network without its gap junctions.
  private func unjoined() throws -> String {
    try NetworkModel.without("gap_junctions:", upTo: "extracellular:")
  }

  /// Without gap junctions and the shared space.
  private func inBath() throws -> String {
    let text = try unjoined()
    let space = try #require(text.range(of: "\nextracellular:"))
    return String(text[...space.lowerBound])
  }

  @Test("parts of a shared space that hold no voxel are refused with their line")
  func emptyParts() throws {
    let parts = [
      "regions: [{within: {x: [500 um, 600 um]}, perfusion: 1 /s}]": "the region holds",
      "initial: [{within: {z: [1 mm, 2 mm]}, k: 60 mM}]": "the part with concentrations holds",
    ]
    for (part, reason) in parts {
      let text = try NetworkModel.changed(["perfusion: 0.1 /s": part])
      try NetworkModel.run("check", text)
        .expectRefused(mentions: ["model.yaml:47:", "\(reason) the centre of no voxel", "x: ["])
    }
  }

  @Test("an intervention within a part of the tissue without cells is refused with its line")
  func emptyIntervention() throws {
    let text =
      NetworkModel.text
      + "interventions: [{at: 1 ms, set: {leak_k.g: 0 S/cm2}, within: {x: [1 mm, 2 mm]}}]\n"
    try NetworkModel.run("check", text)
      .expectRefused(mentions: ["model.yaml:50:", "no cell", "within"])
  }

  @Test("books on energy are refused where they would miss gap junctions or a shared space")
  func energyMisses() throws {
    let energy = "energy: {atp_free_energy: -57 kJ/mol}\n"
    try NetworkModel.run("check", NetworkModel.text + energy)
      .expectRefused(mentions: ["model.yaml:50:", "gap junctions (line 40)"])
    try NetworkModel.run("check", unjoined() + energy)
      .expectRefused(mentions: ["a space that cells share (line"])
  }

  @Test("books on energy close with synapses, whose ions are pools, constant or none")
  func energyOfSynapses() throws {
    let folder = try TemporaryFolder()
    let text = try inBath()
      .replacingOccurrences(of: "outside: 110 mM, dynamics: pool}", with: "outside: 110 mM}")
      .replacingOccurrences(of: "rate: 5 Hz", with: "rate: 200 Hz")
      .replacingOccurrences(of: "from: ring, to: ring, rule: {ring: 1}", with: allToAll)
    try folder.write(text + "energy: {atp_free_energy: -57 kJ/mol}\n", to: "model.yaml")
    let coarse = try folder.results(of: "model.yaml", ["--dt", "0.05 ms"], in: "coarse")
    let fine = try folder.results(of: "model.yaml", ["--dt", "0.0125 ms"], in: "fine")
    for synapse in ["excitatory", "inhibitory", "depressing"] {
      let released = try #require(fine.summary("energy.\(synapse).dissipation"))
      #expect(released > 0, "\(synapse)")
    }
    // What is left is the error of the steps, of second order: without synapses it would be of the
    // size of what these release, 1.
    let left = try [coarse, fine].map { try abs(#require($0.summary("energy.imbalance"))) }
    #expect(left[0] < 1e-6 && left[1] < left[0] / 8, "\(left)")
  }

  private let allToAll = "from: noise, to: ring, rule: all_to_all"

  @Test("ions that move along cells and outside of them are all counted")
  func electrodiffusion() throws {
    let folder = try TemporaryFolder()
    var text = try unjoined().replacingOccurrences(
      of: "    mechanisms:", with: "    axial: electrodiffusive\n    mechanisms:")
    for (ion, diffusion) in [("145 mM, dynamics: pool", 1.33), ("4 mM, dynamics: pool", 1.96)] {
      text = text.replacingOccurrences(of: ion, with: "\(ion), diffusion: \(diffusion) um2/ms")
    }
    text = text.replacingOccurrences(
      of: "110 mM, dynamics: pool", with: "110 mM, dynamics: pool, diffusion: 2.03 um2/ms")
    try folder.write(text, to: "model.yaml")
    let results = try folder.results()
    for ion in ["na", "k", "cl", "glu"] {
      let imbalance = try #require(results.summary("ledger.\(ion).imbalance"))
      #expect(abs(imbalance) < 1e-12, "\(ion)")
    }
  }

  @Test("rest takes one silent cell where walls or perfusion hold the bath, and calibrate always")
  func rest() throws {
    let rest = try NetworkModel.run("rest", NetworkModel.text)
    #expect(rest.status == 0, "\(rest.messages)")
    // The same as of the cell alone in a bath.
    let alone = try NetworkModel.run("rest", inBath())
    #expect(rest.output == alone.output)
    let sealed = try NetworkModel.changed(["perfusion: 0.1 /s": "perfusion: 0 /s"])
    try NetworkModel.run("rest", sealed).expectRefused(
      mentions: ["model.yaml:43:", "sealed", "space: private", "boundary=held"])
    let solve = ["--solve", "leak_k.g,leak_na.g,leak_cl.g"]
    let calibrated = try NetworkModel.run("calibrate", sealed, solve)
    #expect(calibrated.status == 0, "\(calibrated.messages)")
    #expect(calibrated.output == (try NetworkModel.run("calibrate", inBath(), solve)).output)
  }

  @Test("rest is refused where gap junctions lead to other places or other kinds of cells")
  func uneven() throws {
    let places = try NetworkModel.changed([
      "at: soma, conductance: 2 nS": "at: [soma(0.1), soma(0.9)], conductance: 2 nS"
    ])
    try NetworkModel.run("rest", places).expectRefused(mentions: ["model.yaml:41:", "other places"])
  }
}
