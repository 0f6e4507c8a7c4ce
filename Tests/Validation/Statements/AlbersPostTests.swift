import Foundation
import Testing

/// The cycle E1·ATP → Na₃·E1~P → E2-P → K₂·E2 in balance, as King & Altman 1956 have it.
///
/// What the pump of the model is compared with, written down once more, with the constants of
/// Mechanisms/NaKATPase/README.md.
private struct FourStateCycle {
  /// Cycles per second, and what a misprint of published code makes of it.
  let rate: Double
  let misprinted: Double

  /// At a potential in RT/F, with concentrations in mM.
  init(u: Double, sodium: Double, potassium: Double, atp: Double, adp: Double, phosphate: Double) {
    let inside = sodium / (9.073 * exp(-0.155 * u / 3))
    let outside = 145 / (27.78 * exp(0.845 * u / 3))
    let (innerK, outerK) = (140 / 0.5, potassium / 0.3582)
    let inner = pow(1 + inside, 3) + pow(1 + innerK, 2) - 1
    let outer = pow(1 + outside, 3) + pow(1 + outerK, 2) - 1
    let share = 1 / (1 + atp / 0.5)
    let a1 = 949.5 * pow(inside, 3) / inner
    let a2 = 687.2
    let a3 = 1899 * pow(outerK, 2) / outer
    let a4 = 639 * atp / 0.5 * share
    let b1 = 182.4 * adp
    let b2 = 39.4 * pow(outside, 3) / outer
    let b3 = Self.phosphateBinding * phosphate * share
    let b4 = 40 * pow(innerK, 2) / inner
    let first = a4 * a1 * a2 + a2 * b4 * b3 + b3 * a1 * a2
    let second = b2 * b1 * b4 + a1 * a2 * a3 + a3 * b1 * b4 + a2 * a3 * b4
    let third = a2 * a3 * a4 + b3 * b2 * b1 + b2 * b1 * a4 + a3 * a4 * b1
    let fourth = b4 * b3 * b2 + a3 * a4 * a1 + b2 * a4 * a1 + b3 * b2 * a1
    let net = a1 * a2 * a3 * a4 - b1 * b2 * b3 * b4
    rate = net / (first + second + third + fourth + b1 * b4 * b3)
    misprinted = net / (first + second + third + fourth + b2 * b4 * b3)
  }

  /// k₃⁻ from detailed balance of the whole cycle, with ΔG° = −30.5 kJ/mol at 310 K.
  private static let phosphateBinding: Double = {
    let equilibrium = exp(30.5e3 / (8.314462618 * 310)) * 1e3
    let rates = 949.5 * 687.2 * 1899 * 639 / (182.4 * 39.4 * 40)
    return rates * pow(27.78 / 9.073, 3) * pow(0.5 / 0.3582, 2) / 0.5 / equilibrium
  }()
}

@Suite("Statements: the four states of the pump")
struct AlbersPostTests {
  private static let thermalVoltage = 8.314462618 * 310 / 96.48533212
  /// Cycles per second in the reference state, where the current is `imax`.
  private static let referenceRate = 0.016082247637867110

  /// A model with one cell for each line of the table.
  private func model(_ table: ReferenceTable) -> String {
    let names = ["V_mV", "Na_i", "K_o", "ATP_mM", "ADP_mM", "Pi_mM"]
    let columns = names.map { table[$0] }
    let cells = columns[0].indices.map { row in
      """
        c\(row):
          morphology: {sphere: {diameter: 10 um}}
          cable: {capacitance: 1 uF/cm2, voltage: \(columns[0][row]) mV}
          ions:
            na: {inside: \(columns[1][row]) mM, outside: 145 mM}
            k: {inside: 140 mM, outside: \(columns[2][row]) mM}
            atp: {valence: 0, inside: \(columns[3][row]) mM, outside: 0 mM}
            adp: {valence: 0, inside: \(columns[4][row]) mM, outside: 0 mM}
            pi: {valence: 0, inside: \(columns[5][row]) mM, outside: 0 mM}
          mechanisms: [{use: na_k_atpase, model: albers_post, imax: 1 uA/cm2}]
      """
    }
    let populations = columns[0].indices.map { "c\($0): {cell: c\($0), count: 1}" }
    return """
      skou: 1
      simulation:
        {duration: 1 us, dt: 1 us, temperature: 36.85 degC, rt_over_f: \(Self.thermalVoltage) mV}
      cells:
      \(cells.joined(separator: "\n"))
      populations: {\(populations.joined(separator: ", "))}
      record:
        rate: {variable: na_k_atpase.rate, cells: all, at: soma, every: 1 us}
      """
  }

  @Test("T19: turns as in the table of 240 states, but for the table's misprint")
  func table() throws {
    let table = try ReferenceTable("ions/nka_4state_table")
    let run = try ModelRun(model(table))
    let rates = try #require(run.traces["rate"])
    #expect(rates.count == 240)
    for (row, trace) in rates.enumerated() {
      let cycle = FourStateCycle(
        u: table["V_mV"][row] / Self.thermalVoltage, sodium: table["Na_i"][row],
        potassium: table["K_o"][row], atp: table["ATP_mM"][row], adp: table["ADP_mM"][row],
        phosphate: table["Pi_mM"][row])
      // 1 µA/cm² is 10.36427 pmol/cm²/s. Near the stall the rate is a difference of larger ones.
      let rate = trace[0] * 0.09648533212 * Self.referenceRate
      let tolerance = 1e-11 + 1e-8 * abs(cycle.rate)
      expectStated("T19 balance", rate, is: cycle.rate, within: tolerance)
      let stated = table["cycle_rate_db_s-1"][row]
      let misprinted = rate * cycle.misprinted / cycle.rate
      expectStated("T19 table", misprinted, is: stated, within: tolerance)
    }
  }

  @Test("T19: with nothing else in the membrane, V goes to the stall at −196.979 mV")
  func stall() throws {
    let reference = try ReferenceDocument("ions/noise_nka")["nka_db"]
    let patch = Patch(
      ions: "{na: {inside: 12 mM, outside: 145 mM}, k: {inside: 140 mM, outside: 4 mM}}",
      mechanisms: ["use: na_k_atpase, model: albers_post, imax: 10 mA/cm2"], temperature: 36.85,
      thermalVoltage: Self.thermalVoltage, voltage: -150, duration: "1 s", step: "0.1 ms",
      records: ["i": "na_k_atpase.i"])
    let run = try patch.run()
    let v = try #require(run.trace("v").last)
    expectStated("T19 stall", v, is: reference["V_stall_theory"].number, within: 1e-6)
    let rate = try #require(run.trace("i").last) / 10 * Self.referenceRate
    expectStated("T19 rate at the stall", rate, is: 0, within: 1e-10)
  }
}
