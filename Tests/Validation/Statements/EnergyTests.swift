import Engine
import Foundation
import Testing

/// What the steady state costs, and that equilibrium costs nothing.
@Suite("Statements: energy")
struct EnergyTests {
  /// A minute of the textbook cell at rest.
  private func textbookCell() throws -> EnergyLedger {
    var cell = TextbookCell(duration: "60 s", stepping: "dt: 2 ms", hasWater: true)
    cell.hasEnergy = true
    cell.record("v", "v", every: "60 s")
    return try #require(try cell.run().energy)
  }

  @Test("T21: the textbook cell's pump takes 3.1208e7 ATP a second")
  func use() throws {
    let energy = try textbookCell()
    let reference = try ReferenceDocument("ions/textbook_cell")["TC"]
    // amol/ms are 1e-15 mol/s.
    let use = 1e-15 * energy.atpUsed / energy.time
    let expected = reference["ATP_mol_s"].number
    expectStated("T21 ATP in 1e-17 mol/s", 1e17 * use, is: 1e17 * expected, within: 1e11 * expected)
    let molecules = use * 6.02214076e23
    let perSecond = reference["ATP_per_s"].number
    expectStated("T21 ATP/s", molecules, is: perSecond, within: 1e-6 * perSecond)
  }

  @Test("T22: the pump's work is what leaks and NKCC1 dissipate, and entropy is made")
  func dissipation() throws {
    let energy = try textbookCell()
    let reference = try ReferenceDocument("ions/textbook_cell")["TC"]
    // 1 fJ/ms is 1 pW.
    let power = { (energyOf: Double) in energyOf / energy.time }
    let lines = Dictionary(uniqueKeysWithValues: energy.lines.map { ($0.name, $0) })
    let leaks = ["leak_na", "leak_k", "leak_cl"].compactMap { lines[$0]?.dissipation }.reduce(0, +)
    let cotransport = try #require(lines["nkcc1"]).dissipation
    for (name, value, key) in [
      ("ATP", energy.released, "P_ATP_W"), ("pump", energy.work, "P_pump_W"),
      ("leaks", leaks, "P_diss_leak_W"), ("NKCC1", cotransport, "P_diss_nkcc_W"),
    ] {
      let expected = 1e12 * reference[key].number
      expectStated("T22 \(name) in pW", power(value), is: expected, within: 1e-6 * expected)
    }
    let identity = (energy.work - leaks - cotransport) / energy.work
    expectStated("T22 work − dissipation", identity, is: 0, within: 1e-12)
    let entropy = 1e15 * reference["sigma_W_per_K"].number
    expectStated(
      "T22 σ in fW/K", 1000 * power(energy.entropy), is: entropy, within: 1e-6 * entropy)
    let efficiency = try #require(lines["na_k_atpase"]?.efficiency)
    expectStated("T22 efficiency", efficiency, is: 0.788, within: 0.0005)
    expectStated("T22 closure", energy.imbalance, is: 0, within: 1e-12)
  }

  /// All gradients at −70 mV: nothing flows, however leaky the membrane.
  @Test("T3, T23: in equilibrium no ATP is used and no entropy made; at rest both are")
  func equilibrium() throws {
    let factor = exp(70 / TextbookCell.thermalVoltage)
    let patch = Patch(
      ions: """
        {na: {inside: \(1.45 * factor) mM, outside: 1.45 mM, dynamics: pool}, \
        k: {inside: \(4 * factor) mM, outside: 4 mM, dynamics: pool}, \
        cl: {inside: \(110 / factor) mM, outside: 110 mM, dynamics: pool}}

        energy: {atp_free_energy: -57 kJ/mol}
        """,
      mechanisms: ["na", "k", "cl"].map { "use: leak_\($0)" },
      thermalVoltage: TextbookCell.thermalVoltage, voltage: -70, duration: "10 s")
    let dead = try #require(try patch.run().energy)
    let living = try textbookCell()
    #expect(dead.atpUsed == 0 && dead.released == 0)
    // E is rounded to 1e-14 mV: what that dissipates is 1e-30 of what the living cell does.
    let ratio = abs(dead.entropy / dead.time) / (living.entropy / living.time)
    expectStated("T23 σ, equilibrium over rest", ratio, is: 0, within: 1e-25)
    #expect(living.atpUsed > 0 && living.entropy > 0)
  }

  /// Everything else in the cell takes 6 µM/s at 3 mM and a Km of 0.5 mM, the pump 6.16.
  @Test("T30: the books name the pump's share of all ATP, here half")
  func share() throws {
    var cell = TextbookCell(duration: "1 s", stepping: "dt: 1 ms")
    cell.hasEnergy = true
    cell.species = ["atp: {valence: 0, inside: 3 mM, dynamics: pool}"]
    cell.mechanisms = ["- {use: atp_demand, rate: 7e-6 mM/ms}"]
    cell.scale.pump = (3 + 0.5) / 3
    cell.record("v", "v", every: "1 s")
    let energy = try #require(try cell.run().energy)
    let pump = try #require(energy.lines.first { $0.name == "na_k_atpase" }).atpUsed
    let reference = try ReferenceDocument("ions/textbook_cell")["TC"]
    // In amol/s, where mM × pL is fmol; within a second ATP falls by 0.4 %.
    let demand = 1000 * 6e-3 * reference["W0_pL"].number
    let own = 1e18 * reference["ATP_mol_s"].number
    let share = pump / energy.atpUsed
    expectStated("T30 share", share, is: own / (own + demand), within: 1e-3)
  }
}
