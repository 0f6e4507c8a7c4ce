import CMechanismABI
import Foundation
import Testing

@Suite("Constant-field leaks")
struct GhkChannelTests {
  /// RT/F at 310.15 K, in mV.
  static let bodyTemperature = 8.314462618 * 310.15 / 96485.33212 * 1000
  static let textbook = [
    "na": Solutions(inside: 12, outside: 145), "k": Solutions(inside: 140, outside: 4),
    "cl": Solutions(inside: 10, outside: 110, valence: -1),
    "ca": Solutions(inside: 1e-4, outside: 1.5, valence: 2),
  ]

  private func leak(
    _ ion: String, at voltage: Double, _ set: [String: Double] = [:]
  ) throws -> MembraneBlock {
    try .bathed(
      "ghk_\(ion)", at: voltage, thermalVoltage: Self.bodyTemperature, Self.textbook, set: set)
  }

  @Test("carry what the specification says at −75.5 mV")
  func currents() throws {
    // Evaluated from the closed formula in Python (numpy): µA/cm² at 310.15 K. F has ten digits
    // there, and is 3.4e-11 of itself smaller.
    let potassium = try leak("k", at: -75.5, ["p": 1e-7]).current(of: "k")
    #expect(agree(potassium, 0.12470969234134187e-3, absolute: 0, relative: 4e-11))
    let sodium = try leak("na", at: -75.5, ["p": 1e-9]).current(of: "na")
    #expect(agree(sodium, -0.04180711378652471e-3, absolute: 0, relative: 4e-11))
  }

  @Test("carry nothing at the Nernst potential", arguments: ["na", "k", "cl", "ca"])
  func reversal(_ ion: String) throws {
    let solution = try #require(Self.textbook[ion])
    let block = try leak(ion, at: solution.reversal(Self.bodyTemperature))
    // The two terms that cancel are at most P F z² c u, 100 mV being u = 4; each has a few ulp.
    let term = 1e-7 * 96.5 * max(solution.inside, solution.outside)
    #expect(abs(block.current(of: ion)) <= 1e-15 * term)
    // Slope there: P z² F² / RT × c_i c_o ln(c_o/c_i) / (c_o − c_i).
    let (inside, outside) = (solution.inside, solution.outside)
    let mean = inside * outside * log(outside / inside) / (outside - inside)
    let expected =
      1e-7 * solution.valence * solution.valence * 96.48533212331 * mean / Self.bodyTemperature
    #expect(agree(block.conductance[0], expected, absolute: 0, relative: 1e-12))
  }

  @Test("are regular at 0 mV, and around it", arguments: ["na", "k", "cl", "ca"])
  func regular(_ ion: String) throws {
    let solution = try #require(Self.textbook[ion])
    let difference = solution.inside - solution.outside
    let atZero = 1e-7 * solution.valence * 96.48533212331 * difference
    let slope =
      1e-7 * solution.valence * solution.valence * 96.48533212331
      * (solution.inside + solution.outside) / 2 / Self.bodyTemperature
    for voltage in [0, 1e-12, -1e-12, 1e-6, -1e-6, 1e-3] {
      let block = try leak(ion, at: voltage)
      // The next term is (u²/12) P z F (c_i − c_o), 1e-9 at 1e-3 mV for z = 2.
      #expect(
        agree(
          block.current(of: ion), atZero + slope * voltage, absolute: 0, relative: 1e-9))
      #expect(agree(block.conductance[0], slope, absolute: 0, relative: 1e-4))
    }
    #expect(agree(try leak(ion, at: 0).current(of: ion), atZero, absolute: 0, relative: 1e-15))
  }

  /// The potential at which weighted sums of the currents of leaks vanish, by Newton's rule.
  private func balance(
    _ permeabilities: [String: Double], weights: [String: Double] = [:]
  ) throws -> Double {
    var voltage = -70.0
    for _ in 0..<50 {
      var (current, slope) = (0.0, 0.0)
      for (ion, relative) in permeabilities {
        let block = try leak(ion, at: voltage, ["p": relative * 1e-6])
        let weight = weights[ion] ?? 1
        current += weight * block.current(of: ion)
        slope += weight * block.conductance[0]
      }
      voltage -= current / slope
    }
    return voltage
  }

  @Test("give the potentials of Goldman, Hodgkin and Katz, and of Mullins and Noda")
  func potentials() throws {
    // misc_analytic.json of the specification, from the closed formulas.
    let withChloride = try balance(["k": 1, "na": 0.04, "cl": 0.45])
    #expect(agree(withChloride, -69.13276044902398, absolute: 1e-9, relative: 0))
    #expect(-70 < withChloride && withChloride < -65)
    let cations = try balance(["k": 1, "na": 0.04])
    #expect(agree(cations, -71.16461403048915, absolute: 1e-9, relative: 0))
    let tight = try balance(["k": 1, "na": 0.01])
    #expect(agree(tight, -86.77835088017446, absolute: 1e-9, relative: 0))
    // A pump of three sodium for two potassium balances both where 3 I_K + 2 I_Na = 0.
    let pumped = try balance(["k": 1, "na": 0.04], weights: ["k": 1.5])
    #expect(agree(pumped, -77.00728517552072, absolute: 1e-9, relative: 0))
  }

  @Test("select an ion by its barrier: 12 kJ/mol are a factor of 105 at 37 °C")
  func selectivity() throws {
    for (kelvin, ratio) in [(310.15, 104.947), (298.15, 126.564)] {
      let thermalVoltage = 8.314462618 * kelvin / 96485.33212 * 1000
      let permeabilities = try [0.0, 12].map { barrier in
        try MembraneBlock.bathed(
          "ghk_na", at: -65, thermalVoltage: thermalVoltage, Self.textbook,
          set: ["p": 1e-6, "delta_g": barrier]
        ).observable("permeability")
      }
      #expect(permeabilities[0] == 1e-6)
      // The expected ratios are rounded to three decimals.
      #expect(agree(permeabilities[0] / permeabilities[1], ratio, absolute: 6e-4, relative: 0))
    }
  }

  @Test("are one equation, whatever ion the model names", arguments: ["na", "k", "cl", "ca"])
  func configurable(_ ion: String) throws {
    let solution = try #require(Self.textbook[ion])
    let named = try leak(ion, at: -40, ["delta_g": 3])
    let configured = try MembraneBlock.bathed(
      "leak_ghk", at: -40, thermalVoltage: Self.bodyTemperature, ["ion": solution],
      set: ["delta_g": 3, "valence": solution.valence])
    #expect(named.current(of: ion) == configured.current(of: "ion"))
    let flags = Int(configured.table.ions[0].flags)
    #expect(flags & SKOU_ION_CONFIGURABLE != 0 && flags & SKOU_ION_READS_REVERSAL == 0)
  }
}
