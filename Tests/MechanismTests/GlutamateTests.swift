import CMechanismABI
import Foundation
import Testing

@Suite("Glutamate outside")
struct GlutamateTests {
  private func block(
    _ name: String, _ variant: String = "", _ parameters: [String: Double] = [:]
  ) throws -> MembraneBlock {
    let block = MembraneBlock(try TestedMechanism.named(name, variant).table, rows: 1)
    try block.set(parameters)
    return block
  }

  @Test(
    "binds to receptors by its concentration",
    arguments: [("ampa_glu", 1.1, 0.19), ("nmda_glu", 0.072, 0.0066)])
  func binding(_ name: String, _ alpha: Double, _ beta: Double) throws {
    let block = try block(name)
    let glutamate = 0.1
    let rate = alpha * glutamate + beta
    block.run(block.table.lanes.initialize)
    let steady = alpha * glutamate / rate
    #expect(agree(block.states[0][0], steady, absolute: 0, relative: 1e-14))
    block.states[0].update(repeating: 0, count: block.count)
    block.timeStep = 3
    block.run(block.table.lanes.advance)
    let expected = steady * (1 - exp(-3 * rate))
    #expect(agree(block.states[0][0], expected, absolute: 0, relative: 1e-13))
  }

  @Test("opens receptors for potassium and sodium alike", arguments: [-80.0, -30, 20])
  func currents(_ voltage: Double) throws {
    let unblocked = 1 / (1 + 0.33 * 1.2 * exp(-(0.07 * voltage + 0.7)))
    for (name, gbar, open) in [("ampa_glu", 4.861e-4, 1), ("nmda_glu", 1.389e-4, unblocked)] {
      let block = try block(name, "", ["gbar": gbar])
      block.setVoltage([voltage])
      block.run(block.table.lanes.initialize)
      block.run(block.table.lanes.current)
      let g = gbar * block.states[0][0] * open
      #expect(agree(block.current(of: 0), g * (voltage + 90), absolute: 0, relative: 1e-13))
      #expect(agree(block.current(of: 1), g * (voltage - 50), absolute: 0, relative: 1e-13))
      #expect(block.current(of: 2) == 0 && block.ions[2].outsideGain[0] == 0)
    }
  }

  @Test("is released to the outside by the membrane potential", arguments: [-70.0, -50, -20, 10])
  func release(_ voltage: Double) throws {
    let above = max(voltage + 50, 0) / 100
    let variants = [
      ("sigmoid", 1 / (1 + exp(-(voltage - 2) / 5))), ("threshold", above * above),
    ]
    for (variant, part) in variants {
      let block = try block("glutamate_release", variant, ["strength": 300])
      block.setVoltage([voltage])
      block.run(block.table.lanes.current)
      block.run(block.table.lanes.observe)
      // 1 pmol is 96.485e-9 C; the block's weight 1 is an area of 100 um2, or 1e-6 cm2, and nA are
      // nC/s: 300 × 96.485 × 1e-6.
      let gained = 300 * 96.48533212331001e-6 * part
      #expect(agree(block.ions[0].outsideGain[0], gained, absolute: 1e-18, relative: 1e-13))
      #expect(block.ions[0].current[0] == 0 && block.conductance[0] == 0)
      // The same in mM/s of the 100 um3 outside: 1 pmol is 1e-12 mol.
      let perVolume = 300 * 1e-18 * part / 100e-15 * 1e3
      #expect(agree(block.observables[0][0], perVolume, absolute: 1e-15, relative: 1e-13))
    }
  }

  @Test("release has the slope of its gain", arguments: ["sigmoid", "threshold"])
  func releaseSlope(_ variant: String) throws {
    let block = try block("glutamate_release", variant)
    let gains = [-1e-3, 1e-3, 0].map { shift in
      block.setVoltage([-7 + shift])
      block.run(block.table.lanes.current)
      return block.ions[0].outsideGain[0]
    }
    let slope = (gains[1] - gains[0]) / 2e-3
    // The error of a central difference over a sigmoid of 5 mV is 1e-8 of it.
    #expect(agree(block.ions[0].outsideSlope[0], slope, absolute: 0, relative: 1e-6))
  }

  @Test("is taken up, and the uptake saturates", arguments: [1e-3, 0.03, 0.5])
  func uptake(_ concentration: Double) throws {
    let block = try block("glutamate_uptake", "", ["block": 0.25])
    block.fill(["glu": (inside: 0, outside: concentration)])
    block.run(block.table.lanes.current)
    block.run(block.table.lanes.observe)
    let rate = 0.75 * 0.03 * concentration / (concentration + 0.03)
    #expect(agree(block.observables[0][0], -1000 * rate, absolute: 0, relative: 1e-13))
    // F times the moles in 100 um3.
    let current = -rate * 100 * 0.09648533212331001
    #expect(agree(block.ions[0].outsideGain[0], current, absolute: 0, relative: 1e-13))
  }
}
