import CMechanismABI
import Foundation
import Testing

@Suite("Sodium pump")
struct PumpTests {
  /// The net current at some concentrations, in mA/cm².
  private func pump(
    _ variant: String, sodium: Double, potassium: Double, set: [String: Double] = [:]
  ) throws -> MembraneBlock {
    let block = MembraneBlock(try TestedMechanism.named("na_k_atpase", variant).table, rows: 1)
    for (name, value) in set {
      try #require(block.parameter(name)).update(repeating: value, count: block.count)
    }
    block.ions[0].inside.update(repeating: sodium, count: block.count)
    block.ions[1].outside.update(repeating: potassium, count: block.count)
    block.run(block.table.lanes.current)
    block.run(block.table.lanes.observe)
    return block
  }

  @Test("hill: half filled sites give an eighth and a quarter")
  func hill() throws {
    let block = try pump("hill", sodium: 10, potassium: 2)
    #expect(agree(block.current(at: 0), 0.013 / 32, absolute: 0, relative: 1e-14))
  }

  @Test("hill: the textbook cell's pump carries 0.25 µA/cm²")
  func textbook() throws {
    // imax 69.32291667 pA on 2000 µm² gives 5 pA at 12 mM sodium and 4 mM potassium.
    let block = try pump("hill", sodium: 12, potassium: 4, set: ["imax": 3.4661458335e-3])
    #expect(agree(block.current(at: 0), 2.5e-4, absolute: 0, relative: 1e-10))
    // ATP: 5.18213e-17 mol/s on 2e-5 cm².
    #expect(agree(block.observables[0][0], 5.18213e-17 / 2e-5 * 1e12, absolute: 0, relative: 1e-6))
  }

  @Test("hill: nothing is pumped where an ion is used up, whatever the affinities")
  func usedUp() throws {
    #expect(try pump("hill", sodium: 0, potassium: 4).current(at: 0) == 0)
    #expect(try pump("hill", sodium: 12, potassium: 0).current(at: 0) == 0)
    let unlimited = ["km_na": 0.0, "km_k": 0]
    #expect(try pump("hill", sodium: 0, potassium: 4, set: unlimited).current(at: 0) == 0)
    // The total is the sum of 3 × 0.013 and −2 × 0.013, which rounds.
    let saturated = try pump("hill", sodium: 12, potassium: 4, set: unlimited).current(at: 0)
    #expect(agree(saturated, 0.013, absolute: 0, relative: 1e-15))
  }

  @Test("sigmoid: Hübel and Dahlem's factors")
  func sigmoid() throws {
    #expect(
      agree(
        try pump("sigmoid", sodium: 25, potassium: 5.5).current(at: 0), 0.0068 / 4, absolute: 0,
        relative: 1e-14))
    let expected = 0.0068 / ((1 + exp((25 - 27.0) / 3)) * (1 + exp(5.5 - 4)))
    #expect(
      agree(
        try pump("sigmoid", sodium: 27, potassium: 4).current(at: 0), expected, absolute: 0,
        relative: 1e-14))
  }

  @Test("takes three sodium out for two potassium in", arguments: ["hill", "sigmoid"])
  func stoichiometry(_ variant: String) throws {
    let block = try pump(variant, sodium: 20, potassium: 6)
    let net = block.current(at: 4)
    #expect(net > 0 && block.conductance[4] == 0)
    #expect(agree(block.ions[0].current[4], 3 * net, absolute: 0, relative: 1e-15))
    #expect(agree(block.ions[1].current[4], -2 * net, absolute: 0, relative: 1e-15))
    // Cycles: one charge each, 96485.33212 C/mol; mA/cm² to pmol/cm²/s.
    #expect(
      agree(block.observables[0][4], net * 1e9 / 96485.33212, absolute: 0, relative: 1e-14))
  }

  @Test("is stopped by its block, and warmed by temperature", arguments: ["hill", "sigmoid"])
  func block(_ variant: String) throws {
    let full = try pump(variant, sodium: 20, potassium: 6).current(at: 0)
    let partly = try pump(variant, sodium: 20, potassium: 6, set: ["block": 0.75])
    #expect(agree(partly.current(at: 0), full / 4, absolute: 0, relative: 1e-15))
    let stopped = try pump(variant, sodium: 20, potassium: 6, set: ["block": 1])
    #expect(stopped.current(at: 0) == 0 && stopped.observables[0][0] == 0)
  }
}
