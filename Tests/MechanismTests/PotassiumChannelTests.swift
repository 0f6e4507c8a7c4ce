import CMechanismABI
import Foundation
import Testing

/// Expected values are from 30-digit arithmetic (Python, mpmath) on the equations of the authors'
/// codes: ModelDB 113446 for the first two, 267116 for the rectifier.
@Suite("Channels that potassium outside changes")
struct PotassiumChannelTests {
  @Test(
    "na_persistent: gates of Somjen, Kager and Wadman 2008",
    arguments: [
      (-90.0, 0.0007567547547584159, 0.999683549119298, 43566.31843998822),
      (-63, 0.034603922128316256, 0.7627801089813194, 148980.49003541397),
      (-40, 0.48928735392624745, 0.017521496365509818, 12280.981295431127),
      (-20, 0.9434429329723157, 0.002980265012650604, 6345.504927614495),
      (20, 0.9998023018422562, 0.0003180053348683249, 6248.050855772454),
    ])
  func persistentGates(_ v: Double, _ m: Double, _ h: Double, _ tauH: Double) throws {
    let rest = try MembraneBlock.bathed("na_persistent", at: v, thermalVoltage: 26.7, [:])
    #expect(agree(rest.states[0][0], m, absolute: 0, relative: 1e-14))
    #expect(agree(rest.states[1][0], h, absolute: 0, relative: 1e-13))
    let closed = try MembraneBlock.bathed(
      "na_persistent", at: v, thermalVoltage: 26.7, [:], states: [0, 0])
    #expect(agree(closed.rates[0][0], m / 6, absolute: 0, relative: 1e-14))
    #expect(agree(closed.rates[1][0], h / tauH, absolute: 0, relative: 1e-13))
  }

  @Test(
    "na_persistent: potassium outside makes up to three times the current",
    arguments: [(3.5, 1.0203990264399831), (7, 2), (12, 2.9971034932440257), (1e30, 3)])
  func enhancement(_ potassium: Double, _ factor: Double) throws {
    let solutions = [
      "na": Solutions(inside: 10, outside: 140), "k": Solutions(inside: 130, outside: potassium),
    ]
    let currents = try [0.0, 2].map { gain in
      try MembraneBlock.bathed(
        "na_persistent", at: -40, thermalVoltage: 26.7, solutions, set: ["k_gain": gain])
    }
    let ratio = currents[1].current(of: "na") / currents[0].current(of: "na")
    #expect(agree(ratio, factor, absolute: 0, relative: 1e-14))
    #expect(agree(try currents[1].observable("enhancement"), factor, absolute: 0, relative: 1e-15))
    #expect(currents[0].current(of: "k") == 0)
  }

  @Test(
    "nmda_potassium: gates follow potassium outside",
    arguments: [
      (3.5, 2.6010090204793433e-05, 0.9899491861165263),
      (6.75, 0.0005136267319861336, 0.5),
      (10, 0.010050813883473755, 0.010050813883473755),
      (15, 0.5, 8.705572961018032e-06), (20, 0.9899491861165263, 7.46472734894184e-09),
    ])
  func glutamateGates(_ potassium: Double, _ m: Double, _ h: Double) throws {
    let solutions = ["k": Solutions(inside: 130, outside: potassium)]
    for variant in ["k_na", "k_na_ca"] {
      let rest = try MembraneBlock.bathed(
        "nmda_potassium", variant, at: -60, thermalVoltage: 26.7, solutions)
      // Exponents of up to 18 are rounded to an ulp.
      #expect(agree(rest.states[0][0], m, absolute: 0, relative: 1e-14))
      #expect(agree(rest.states[1][0], h, absolute: 0, relative: 1e-14))
      let closed = try MembraneBlock.bathed(
        "nmda_potassium", variant, at: -60, thermalVoltage: 26.7, solutions, states: [0, 0])
      #expect(agree(closed.rates[0][0], m / 2, absolute: 0, relative: 1e-14))
      #expect(agree(closed.rates[1][0], h / 2000, absolute: 0, relative: 1e-14))
    }
  }

  @Test(
    "nmda_potassium: magnesium blocks what is carried alike by all ions",
    arguments: [
      (-70.0, 0.03613430517830463), (-10, 0.7142857142857143), (30, 0.9762535833825651),
    ])
  func magnesium(_ v: Double, _ unblocked: Double) throws {
    let solutions = [
      "k": Solutions(inside: 130, outside: 9), "na": Solutions(inside: 10, outside: 140),
      "ca": Solutions(inside: 5e-5, outside: 1.5, valence: 2),
    ]
    let block = try MembraneBlock.bathed(
      "nmda_potassium", "k_na_ca", at: v, thermalVoltage: 26.7, solutions,
      set: ["ca_scale": 0.5], states: [0.5, 0.25])
    for (ion, share) in [("k", 1.0), ("na", 1), ("ca", 0.5)] {
      let drive = v - (solutions[ion]?.reversal(26.7) ?? 0)
      let expected = share * 1e-4 * 0.125 * unblocked * drive
      #expect(agree(block.current(of: ion), expected, absolute: 0, relative: 1e-14))
    }
    let without = try MembraneBlock.bathed(
      "nmda_potassium", "k_na", at: v, thermalVoltage: 26.7, solutions, states: [0.5, 0.25])
    #expect(without.current(of: "k") == block.current(of: "k"))
    #expect(without.current(of: "na") == block.current(of: "na"))
  }

  @Test(
    "kir41: the rectifier of Halnes et al. 2013",
    arguments: [
      (-90.0, 3.082, 99.959, 1.6652152620992529, 4.471755017181722),
      (-85, 3.082, 99.959, 1.604238725389337, 12.329202766842135),
      (-60, 10, 105, 3.6138127593796394, 9.542767144435757),
      (-100, 3, 98, 1.733094853237345, -12.345697267355225),
      (-20, 40, 120, 7.474356502963855, 69.26509618441483),
    ])
  func rectifier(
    _ v: Double, _ outside: Double, _ inside: Double, _ conductance: Double, _ current: Double
  ) throws {
    let block = try MembraneBlock.bathed(
      "kir41", at: v, thermalVoltage: 26.64, ["k": Solutions(inside: inside, outside: outside)])
    #expect(
      agree(try block.observable("conductance"), conductance * 1e-3, absolute: 0, relative: 1e-13))
    // V − E_K loses a digit.
    #expect(agree(block.current(of: "k"), current * 1e-3, absolute: 0, relative: 1e-12))
  }

  @Test("squid channels are mostly closed at rest")
  func closedAtRest() throws {
    let sodium = try MembraneBlock.bathed("nav_hh", at: -64.974, thermalVoltage: 24, [:])
    let potassium = try MembraneBlock.bathed("kv_hh", at: -64.974, thermalVoltage: 24, [:])
    let (m, h, n) = (sodium.states[0][0], sodium.states[1][0], potassium.states[0][0])
    #expect(agree(m * m * m * h, 8.8e-5, absolute: 0, relative: 0.02))
    #expect(agree(n * n * n * n, 0.0102, absolute: 0, relative: 0.02))
  }
}
