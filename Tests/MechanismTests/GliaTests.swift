import CMechanismABI
import Foundation
import Testing

/// Expected values are from 30-digit arithmetic (Python, mpmath) on the published equations.
@Suite("Glia and baths outside")
struct GliaTests {
  static let sinks = TestedMechanism.all.filter {
    ["glial_uptake", "glial_buffer", "bath_diffusion"].contains($0.name)
  }

  /// Every sink at work: the buffer with a little bound.
  private func working(
    _ mechanism: TestedMechanism, _ set: [String: Double] = [:]
  ) throws -> MembraneBlock {
    let bound = mechanism.variant == "kager" ? 1.0 : -1
    return try block(mechanism.name, mechanism.variant, potassium: 12, set, [bound])
  }

  private func block(
    _ name: String, _ variant: String = "", potassium: Double, _ set: [String: Double] = [:],
    _ states: [Double] = []
  ) throws -> MembraneBlock {
    try .bathed(
      name, variant, at: -65, thermalVoltage: 26.7,
      ["k": Solutions(inside: 130, outside: potassium)], set: set, states: states)
  }

  @Test("move no current, and add to the outside alone", arguments: sinks)
  func noCurrent(_ mechanism: TestedMechanism) throws {
    let block = try working(mechanism)
    #expect(block.outsideGain(of: "k") != 0)
    #expect(block.conductance[0] == 0 && block.drive[0] == 0)
    #expect(block.ions.allSatisfy { $0.current[0] == 0 && $0.insideGain[0] == 0 })
  }

  @Test("balance charge by their partners, or say by how much they do not", arguments: sinks)
  func partners(_ mechanism: TestedMechanism) throws {
    for (sodium, chloride) in [(0.0, 0.0), (0.2, 0.8), (0, 1), (0.25, 0.5)] {
      let block = try working(mechanism, ["na_share": sodium, "cl_share": chloride])
      let gain = block.outsideGain(of: "k")
      #expect(agree(block.outsideGain(of: "na"), -sodium * gain, absolute: 0, relative: 1e-14))
      #expect(agree(block.outsideGain(of: "cl"), chloride * gain, absolute: 0, relative: 1e-14))
      let charge = gain + block.outsideGain(of: "na") - block.outsideGain(of: "cl")
      #expect(
        agree(
          try block.observable("unbalanced"), 1000 * charge, absolute: 1e-12 * abs(gain),
          relative: 1e-12))
      #expect(agree(try block.observable("gain"), 1000 * gain, absolute: 0, relative: 1e-14))
    }
  }

  @Test("name no partner unless their source does", arguments: sinks)
  func published(_ mechanism: TestedMechanism) throws {
    let block = try working(mechanism)
    let isBalanced = abs(try block.observable("unbalanced")) < 1e-12
    #expect(isBalanced == (mechanism.variant == "hubel_ullah"))
    for ion in 1...2 {
      #expect(Int(block.table.ions[ion].flags) == SKOU_ION_GAINS_OUTSIDE | SKOU_ION_OPTIONAL)
    }
  }

  @Test("glial_uptake (hubel_ullah): fmol/ms of the authors' cell")
  func exchange() throws {
    for (potassium, flux) in [
      (4.0, -1.014641048579574e-07), (5.5, -0.000255), (20, -0.0011247177714317602),
    ] {
      let block = MembraneBlock(
        try TestedMechanism.named("glial_uptake", "hubel_ullah").table, rows: 1)
      block.weight.update(repeating: 9.22, count: block.count)
      block.outsideVolume.update(repeating: 720, count: block.count)
      block.ions[0].outside.update(repeating: potassium, count: block.count)
      block.run(block.table.lanes.current)
      // fmol per µm³ are 1000 mM; the flux is a difference of terms of up to 1.75e-3, and the area
      // of 922 µm² has three digits, its densities seven.
      let gain = block.outsideGain(of: "k")
      #expect(agree(gain * 720 / 1000, flux, absolute: 1e-9, relative: 0))
    }
    let stopped = try block("glial_uptake", "hubel_ullah", potassium: 12, ["block": 1])
    #expect(stopped.outsideGain(of: "k") == 0)
  }

  @Test(
    "glial_buffer (kager): binds and lets go",
    arguments: [
      (0.5, 4.0, -0.00028791851268470883, 0.14020277658138294),
      (20, 12, 0.3000206737642266, 225.72238621531432),
      (300, 40, 6.159999997682629, 487.80487804447245),
    ])
  func buffer(_ bound: Double, _ potassium: Double, _ rate: Double, _ atRest: Double) throws {
    let moving = try block("glial_buffer", "kager", potassium: potassium, [:], [bound])
    #expect(agree(moving.rates[0][0], rate, absolute: 0, relative: 1e-12))
    #expect(agree(moving.outsideGain(of: "k"), -rate, absolute: 0, relative: 1e-12))
    let resting = try block("glial_buffer", "kager", potassium: potassium)
    #expect(agree(resting.states[0][0], atRest, absolute: 0, relative: 1e-13))
  }

  @Test("glial_buffer: what leaves the outside is bound", arguments: ["kager", "hubel_dahlem"])
  func conservation(_ variant: String) throws {
    let block = try block("glial_buffer", variant, potassium: 30, ["unbinding": 1e-4])
    let sign = variant == "kager" ? -1.0 : 1
    block.timeStep = 0.01
    var (added, before) = (0.0, block.states[0][0])
    before *= sign
    for _ in 0..<1000 {
      // The mean of the gain at both ends of the step.
      block.run(block.table.lanes.current)
      added += block.outsideGain(of: "k") * block.timeStep / 2
      block.run(block.table.lanes.advance)
      block.run(block.table.lanes.current)
      added += block.outsideGain(of: "k") * block.timeStep / 2
    }
    // The trapezoidal rule: the rate is 3e-3 per ms, its square times dt²/12 is 1e-10.
    #expect(agree(sign * block.states[0][0] - before, added, absolute: 1e-13, relative: 1e-9))
  }

  @Test("glial_buffer (hubel_dahlem): starts empty, and gives back slowly")
  func reservoir() throws {
    for (delta, potassium, rate) in [
      (0.0, 4.0, -4.1418432839340205e-09), (-5, 14, -9.866937284286766e-05), (-30, 60, -0.0014085),
    ] {
      let moving = try block("glial_buffer", "hubel_dahlem", potassium: potassium, [:], [delta])
      #expect(agree(moving.rates[0][0], rate, absolute: 0, relative: 1e-12))
      #expect(agree(moving.outsideGain(of: "k"), rate, absolute: 0, relative: 1e-12))
      let starting = try block("glial_buffer", "hubel_dahlem", potassium: potassium)
      #expect(starting.states[0][0] == 0)
    }
  }

  @Test("bath_diffusion: relaxes towards the bath, and vanishes there")
  func bath() throws {
    let high = try block("bath_diffusion", potassium: 10, ["bath": 4, "rate": 2])
    #expect(agree(high.outsideGain(of: "k"), -0.012, absolute: 0, relative: 1e-14))
    #expect(try block("bath_diffusion", potassium: 4).outsideGain(of: "k") == 0)
  }
}
