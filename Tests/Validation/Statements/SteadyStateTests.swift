import Foundation
import Testing

/// The textbook cell at rest: currents that balance and are not zero.
@Suite("Statements: a steady state that is no equilibrium")
struct SteadyStateTests {
  @Test("T20: I_K + I_Na + I_Cl + I_p = 0, and none of them is")
  func balance() throws {
    let cell = try ReferenceDocument("ions/textbook_cell")
    var model = TextbookCell()
    let currents = ["leak_k": "K", "leak_na": "Na", "leak_cl": "Cl"]
    for name in currents.keys { model.record(name, "\(name).i", every: "1 s") }
    for name in ["na_k_atpase", "nkcc1"] { model.record(name, "\(name).i", every: "1 s") }
    let run = try model.run()
    // mA/cm² on 2000 µm² in pA.
    let picoampere = { (name: String) in run.trace(name)[0] * 2e4 }
    for (name, ion) in currents {
      let conductance = cell["TC"]["g\(ion)"].number
      let current = conductance * (-75.5 - cell["E_\(ion)"].number)
      expectStated("T20 I_\(ion)", picoampere(name), is: current, within: 1e-8)
    }
    let sum = (currents.keys + ["na_k_atpase"]).reduce(0) { $0 + picoampere($1) }
    expectStated("T20 I_K", picoampere("leak_k"), is: 11.7418, within: 5e-5)
    expectStated("T20 I_Na", picoampere("leak_na"), is: -13.2582, within: 5e-5)
    expectStated("T20 I_Cl", picoampere("leak_cl"), is: -3.4836, within: 5e-5)
    expectStated("T20 I_p", picoampere("na_k_atpase"), is: 5, within: 1e-9)
    expectStated("T20 Σ I", sum, is: 0, within: 1e-9)
    expectStated("T20 NKCC1", picoampere("nkcc1"), is: 0, within: 1e-9)
  }

  @Test("T5b: V stays at −75.5 mV, and every ion where it is")
  func rest() throws {
    var model = TextbookCell(duration: "100 s", stepping: "dt: 1 ms", hasWater: true)
    let start = ["v": -75.5, "[na]i": 12, "[k]i": 140, "[cl]i": 10]
    for name in start.keys { model.record(Self.name(name), name, every: "10 s") }
    model.record("volume", "volume", every: "10 s")
    let run = try model.run()
    for (name, value) in start {
      for sample in run.trace(Self.name(name)) {
        expectStated("T5b \(name)", sample, is: value, within: name == "v" ? 1e-6 : 1e-9)
      }
    }
    let volume = run.trace("volume")
    for sample in volume { expectStated("T25 W", sample / volume[0], is: 1, within: 1e-12) }
  }

  private static func name(_ variable: String) -> String {
    variable.filter(\.isLetter)
  }

  @Test("T26: at other temperatures pump and leaks part", arguments: [10.0, -10])
  func temperature(_ difference: Double) throws {
    let cell = try ReferenceDocument("ions/textbook_cell")["TC"]
    let suffix = difference > 0 ? "+10" : "-10"
    let warm = try rest(at: 37 + difference, leaks: 1.3, pump: 3)
    let whole = cell["V_dT\(suffix)_Q10ch1.3_pump3_fixedconc"].number
    expectStated("T26 V at \(suffix) K", warm, is: whole, within: 1e-4)
    let passive = try rest(at: 37 + difference, leaks: 1.3, pump: 3, scale: 0)
    let alone = cell["V_dT\(suffix)_passive_only"].number
    expectStated("T26 passive part at \(suffix) K", passive, is: alone, within: 1e-4)
    let part = difference > 0 ? -11.5385 : -2.1667
    expectStated("T26 pump's part at \(suffix) K", warm - passive, is: part, within: 1e-4)
    // With one Q10 for all, E follows T and the pump's part stays −5 mV.
    let equal = try rest(at: 37 + difference, leaks: 3, pump: 3)
    let scaled = -70.5 * (310.15 + difference) / 310.15 - 5
    expectStated("T26 equal Q10 at \(suffix) K", equal, is: scaled, within: 1e-4)
  }

  private func rest(
    at celsius: Double, leaks: Double, pump: Double, scale: Double = 1
  ) throws -> Double {
    var model = TextbookCell(duration: "2 s", temperature: celsius, hasPools: false)
    model.q10 = (leaks: leaks, pump: pump)
    model.scale.pump = scale
    model.record("v", "v", every: "1 s")
    return try model.run().trace("v").last ?? .nan
  }
}
