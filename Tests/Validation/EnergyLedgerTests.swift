import Engine
import EngineKernels
import Foundation
import Lowering
import Testing

/// The books on energy: T3, T20 to T23 and T30 of the specification, and that they close.
@Suite("Energy")
struct EnergyLedgerTests {
  /// Avogadro's number, exact.
  private let avogadro = 6.02214076e23

  private func metered(_ cell: TextbookCell) throws -> String {
    var cell = cell
    cell.record("v", "v", every: "1 s")
    return try cell.text() + energyKey
  }

  @Test(
    "T21, T22: at rest the pump's ATP becomes work, and the work heat",
    arguments: [
      "dt: 1 ms", "dt: 1 ms, method: backward_euler", "method: adaptive",
    ])
  func rest(_ stepping: String) throws {
    let reference = try ReferenceDocument("ions/textbook_cell")["TC"]
    let run = try ModelRun(metered(TextbookCell(duration: "1 s", stepping: stepping)))
    let energy = try #require(run.energy)
    // amol/ms is 1e-15 mol/s; fJ/ms is pW.
    let use = energy.atpUsed / energy.time * 1e-15
    #expect(isClose(use, reference["ATP_mol_s"].number, 1e-6))
    #expect(isClose(use * avogadro, 3.1208e7, 1e-4))
    let power = { (energy: Double) in energy / 1000 * 1e-12 }
    #expect(isClose(power(energy.released), reference["P_ATP_W"].number, 1e-6))
    #expect(isClose(power(energy.work), reference["P_pump_W"].number, 1e-6))
    let leaks = try ["leak_na", "leak_k", "leak_cl"].reduce(0) {
      $0 + (try line(energy, $1).dissipation)
    }
    #expect(isClose(power(leaks), reference["P_diss_leak_W"].number, 1e-6))
    let cotransport = try line(energy, "nkcc1").dissipation
    #expect(isClose(power(cotransport), reference["P_diss_nkcc_W"].number, 1e-6))
    #expect(isClose(power(energy.entropy), reference["sigma_W_per_K"].number, 1e-6))
    let efficiency = try #require(line(energy, "na_k_atpase").efficiency)
    #expect(isClose(efficiency, 44898.46429819324 / 57000, 1e-6))
    // Work in, heat out, nothing stored. V is written with 10 digits of RT/F: 1e-12 of the work.
    #expect(isClose(leaks + cotransport, energy.work, 1e-12))
    #expect(energy.imbalance <= 1e-12)
  }

  private func line(_ energy: EnergyLedger, _ name: String) throws -> EnergyLedger.Line {
    try #require(energy.lines.first { $0.name == name })
  }

  private func isClose(_ a: Double, _ b: Double, _ relative: Double) -> Bool {
    abs(a - b) <= relative * abs(b)
  }

  /// One ion, or three with one and the same potential: equilibrium.
  private func still(_ mechanisms: String) -> String {
    """
    skou: 1
    simulation:
      {duration: 10 s, dt: 1 ms, temperature: 37 degC, rt_over_f: \(TextbookCell.thermalVoltage) mV}
    energy: {atp_free_energy: -57 kJ/mol}
    ions:
      k: {inside: 140 mM, outside: 4 mM, dynamics: pool}
      na: {inside: 35 mM, outside: 1 mM, dynamics: pool}
      cl: {inside: 1 mM, outside: 35 mM, dynamics: pool}
    cells:
      cell:
        morphology: {sphere: {diameter: 25 um}}
        cable: {capacitance: 1 uF/cm2, voltage: \(-TextbookCell.thermalVoltage * log(35)) mV}
        mechanisms:
    \(mechanisms)
    populations: {cell: {cell: cell, count: 1}}
    """
  }

  @Test(
    "T3, T23: at equilibrium no ATP is used and no entropy made",
    arguments: [
      "      - {use: leak_k, g: 0.03 mS/cm2}",
      """
            - {use: leak_k, g: 0.03 mS/cm2}
            - {use: leak_na, g: 0.01 mS/cm2}
            - {use: leak_cl, g: 0.02 mS/cm2}
            - {use: nkcc1, u: 0.02 uA/cm2}
      """,
    ])
  func equilibrium(_ mechanisms: String) throws {
    let energy = try #require(ModelRun(still(mechanisms)).energy)
    #expect(energy.atpUsed == 0)
    #expect(energy.released == 0)
    // V is E but for the last bit, 1.4e-14 mV, of which a conductance of 0.6 nS makes 1e-31 pW.
    #expect(energy.heat >= 0)
    #expect(energy.heat <= 1e-25)
    #expect(energy.entropy <= 1e-27)
  }
}

/// Who uses ATP, and what has no carrier.
@Suite("Energy: lines of the ledger")
struct EnergyLineTests {
  private func energy(_ text: String) throws -> EnergyLedger {
    try #require(ModelRun(text + energyKey).energy)
  }

  @Test("T30: the pump's share of ATP beside a metabolism; creatine kinase uses none")
  func share() throws {
    let ledger = try energy(EnergyModels.metabolism)
    let used = Dictionary(uniqueKeysWithValues: ledger.lines.map { ($0.name, $0.atpUsed) })
    let pump = try #require(used["na_k_atpase"])
    #expect(pump > 0)
    #expect(try #require(used["atp_demand"]) > 0)
    #expect(used["creatine_kinase"] == 0)
    #expect(used["atp_synthesis"] == 0)
    #expect(try #require(ledger.lines.first { $0.name == "atp_synthesis" }).atpMade > 0)
    #expect(pump / ledger.atpUsed > 0.1 && pump / ledger.atpUsed < 0.9)
  }

  @Test("the demand's ATP is the integral of its rate")
  func demand() throws {
    let ledger = try energy(EnergyModels.metabolism)
    let demand = try #require(ledger.lines.first { $0.name == "atp_demand" })
    // 1e-4 mM/ms · 3/(3 + 0.5) of 8000 µm³ for 20 ms; ATP and volume change by less than 1e-3.
    let exact = 1e-4 * 3 / 3.5 * EnergyModels.volume * 20
    #expect(abs(demand.atpUsed - exact) <= 1e-3 * exact)
    #expect(abs(demand.released - 57 * demand.atpUsed) <= 1e-12 * demand.released)
  }

  @Test("a current that belongs to no ion has a line of its own")
  func noIon() throws {
    let ledger = try energy(ReferenceModels.singleCompartment)
    let leak = try #require(ledger.lines.first { $0.name == "leak" })
    #expect(leak.dissipation > 0)
    #expect(leak.dissipationOfNoIon == leak.dissipation)
    #expect(ledger.dissipationOfNoIon == leak.dissipation)
    #expect(ledger.lines.filter { $0.name != "leak" }.allSatisfy { $0.dissipationOfNoIon == 0 })
  }

  @Test("a cell on a clamp turns what the electrode gives into heat: V² G")
  func clamp() throws {
    let ledger = try energy(
      """
      skou: 1
      simulation: {duration: 100 ms, dt: 0.1 ms, temperature: 37 degC}
      cells:
        cell:
          morphology: {cylinder: {length: 10 um, diameter: 10 um, compartments: 1}}
          cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -40 mV}
          mechanisms: [{use: leak, g: 1 mS/cm2, reversal: -70 mV}]
      populations: {cell: {cell: cell, count: 1}}
      stimuli:
        - voltage_clamp: {levels: [{level: -40 mV, duration: 100 ms}], series_resistance: 1 Mohm}
          cells: cell
          at: soma
      record: {v: {variable: v, cells: cell, at: soma, every: 1 ms}}
      """)
    // π d² · 1 mS/cm² = 3.1416 nS; 30 mV over it and 1 MΩ, for 100 ms.
    let conductance = Double.pi * 100 * 1e-5
    let total = conductance / (1 + conductance)
    let potential = -40 - 30 * total
    let leak = conductance * (potential + 70) * (potential + 70) * 100
    #expect(abs(ledger.heat - leak) <= 1e-3 * leak, "V settles within 10 us")
    // V falls by 0.094 mV in a step that is too long for it: ½ C (0.094 mV)² of 240 fJ.
    #expect(ledger.imbalance <= 1e-7)
  }

  @Test("an ion that moves without a reversal potential is refused, with its name and line")
  func unknownReversal() throws {
    let pump = """
      skou: 1
      simulation: {duration: 1 ms, temperature: 37 degC}
      energy: {atp_free_energy: -57 kJ/mol}
      ions: {na: {inside: 10 mM}, k: {reversal: -80 mV, outside: 4 mM, override: true}}
      cells:
        cell:
          morphology: {sphere: {diameter: 10 um}}
          cable: {capacitance: 1 uF/cm2, voltage: -40 mV}
          mechanisms: [{use: na_k_atpase, model: hill, imax: 1 uA/cm2}]
      populations: {cell: {cell: cell, count: 1}}
      record: {v: {variable: v, cells: cell, at: soma, every: 1 ms}}
      """
    let error = try #require(throws: LoweringError.self) { try ModelRun(pump) }
    #expect(error.message.contains("'na', which na_k_atpase moves"))
    #expect(error.source.line == 3)
  }
}
