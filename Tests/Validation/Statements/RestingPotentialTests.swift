import Foundation
import Testing

/// Resting potentials at concentrations that stay: conductances, permeabilities and the pump.
@Suite("Statements: the resting potential")
struct RestingPotentialTests {
  /// A leak that no ion carries, of some nS on 2000 µm².
  private func leak(_ conductance: Double, _ reversal: Double, _ name: String) -> String {
    "use: leak, name: \(name), g: \(conductance * 0.05) mS/cm2, reversal: \(reversal) mV"
  }

  /// A pump with a current of its own, in pA.
  private func pump(_ current: Double) -> String {
    "use: na_k_atpase, model: hill, km_na: 0 mM, km_k: 0 mM, imax: \(current * 0.05) uA/cm2"
  }

  @Test("T4: a pump of 5 pA moves V by −5 mV across 1 nS")
  func pumpShift() throws {
    let mechanisms = [leak(1, -70.5, "leak")]
    let without = try Patch(ions: textbookIons, mechanisms: mechanisms).rest()
    let with = try Patch(ions: textbookIons, mechanisms: mechanisms + [pump(5)]).rest()
    expectStated("T4 without", without, is: -70.5, within: 1e-9)
    expectStated("T4 shift", with - without, is: -5, within: 1e-9)
  }

  @Test("T5a: 10 : 1 : 5 nS and 5 pA rest at −75.5 mV, at −75.25 mV without the pump")
  func chordSet() throws {
    let reference = try ReferenceDocument("ions/textbook_cell")["chord_set"]
    let rounded = [leak(10, -95, "k"), leak(1, 67, "na"), leak(5, -64, "cl"), pump(5)]
    let found = try Patch(ions: textbookIons, mechanisms: rounded).rest()
    expectStated("T5a rounded E", found, is: reference["V_rounded_E"].number, within: 1e-6)
    let leaks = [("k", 10.0), ("na", 1), ("cl", 5)].map { ion, conductance in
      "use: leak_\(ion), g: \(conductance * 0.05) mS/cm2"
    }
    for (mechanisms, name) in [
      (leaks + [pump(5)], "V_exact_E"), (leaks, "V_no_pump_exact"),
    ] {
      let found = try Patch(ions: textbookIons, mechanisms: mechanisms).rest()
      expectStated("T5a \(name)", found, is: reference[name].number, within: 1e-6)
    }
  }

  @Test("T6: without a pump V is the mean of the E's, weighted by conductances")
  func weightedMean() throws {
    for conductances in [[0.6, 0.09, 0.3], [1, 1e-6, 1e-3], [1e-3, 1, 1e-3], [1e-9, 1e-9, 2]] {
      let names = ["k", "na", "cl"]
      let run = try Patch(
        ions: textbookIons,
        mechanisms: zip(names, conductances).map { "use: leak_\($0), g: \($1) mS/cm2" },
        records: ["k": "e_k", "na": "e_na", "cl": "e_cl"]
      ).run()
      let v = try #require(run.trace("v").last)
      let reversals = names.map { run.trace($0)[0] }
      #expect(v >= reversals.min() ?? .nan && v <= reversals.max() ?? .nan)
      let currents = zip(conductances, reversals).map { $0 * (v - $1) }
      // Relative to the conductance times 100 mV, the size of the terms.
      let (sum, size) = (currents.reduce(0, +), 100 * conductances.reduce(0, +))
      expectStated("T6 Σ g (V − E)", sum / size, is: 0, within: 1e-12)
    }
  }

  private func constantField(_ ratios: [Double]) -> Patch {
    Patch(
      ions: textbookIons,
      mechanisms: zip(["k", "na", "cl"], ratios).map { "use: ghk_\($0), p: \($1 * 1e-6) cm/s" })
  }

  @Test(
    "T7: permeabilities give Goldman's, Hodgkin's and Katz's potential",
    arguments: [
      ("GHK_1_0.04_0.45", [1, 0.04, 0.45]), ("GHK_1_0.04_0", [1, 0.04, 0]),
      ("GHK_1_0.01_0", [1, 0.01, 0]),
    ])
  func permeabilities(_ name: String, _ ratios: [Double]) throws {
    let expected = try ReferenceDocument("ions/misc_analytic")[name].number
    expectStated("T7 \(name)", try constantField(ratios).rest(), is: expected, within: 1e-3)
  }

  /// At Mullins' and Noda's potential a pump of one strength balances sodium and potassium both.
  @Test("T7: a pump that moves 3 for 2 makes it Mullins' and Noda's")
  func electrogenicPump() throws {
    let reference = try ReferenceDocument("ions/misc_analytic")
    let expected = reference["GHK_mullins_noda_r1.5_PNa0.04"].number
    let u = expected / TextbookCell.thermalVoltage
    // F P u (c_i − c_o e^(−u)) / (1 − e^(−u)) with P = 1e-6 cm/s, in µA/cm²; a third of sodium's.
    let sodium = 0.04e-6 * 96485.33212 * u * (12 - 145 * exp(-u)) / (1 - exp(-u))
    var patch = constantField([1, 0.04, 0])
    patch.mechanisms.append(pump(-sodium / 3 / 0.05))
    patch.records = ["na": "i_na", "k": "i_k", "pump": "na_k_atpase.i"]
    let run = try patch.run()
    expectStated("T7 Mullins–Noda", run.trace("v").last ?? .nan, is: expected, within: 1e-3)
    for ion in ["na", "k"] {
      let net = try #require(run.trace(ion).last)
      #expect(abs(net) <= 1e-5 * (run.trace("pump").last ?? 0), "\(ion) is balanced")
    }
  }

  @Test("T8: an epithelial cell with 1 : 0.4 : 3.95 rests at −60.00 mV")
  func epithelium() throws {
    let mechanisms = [leak(1, -95, "k"), leak(0.4, 67, "na"), leak(3.95, -64, "cl")]
    let found = try Patch(mechanisms: mechanisms).rest()
    expectStated("T8", found, is: -60, within: 0.01)
  }

  @Test("T9: the rest of a neuron lies between −70 and −65 mV, nearer to E_K than to E_Na")
  func neuron() throws {
    let v = try constantField([1, 0.04, 0.45]).rest()
    #expect(v >= -70 && v <= -65)
    #expect(abs(v - -95) < abs(v - 67))
  }

  @Test("T10: without chloride's leak V falls to −80.51417 mV, since E_Cl lies above it")
  func chlorideBlock() throws {
    let expected = try ReferenceDocument("ions/textbook_cell")["TC"]["V_Cl_blocked"].number
    var cell = TextbookCell(hasPools: false)
    cell.record("v", "v", every: "1 s")
    cell.interventions = ["- {at: 0.2 s, set: {leak_cl.g: 0 mS/cm2}}"]
    let v = try cell.run().trace("v")
    #expect(abs(v[0] - -75.5) <= 1e-9)
    expectStated("T10", v[1], is: expected, within: 1e-4)
    // With E_Cl below V, chloride holds V down.
    cell.chlorideInside = 4
    cell.interventions = ["- {at: 0.5 s, set: {leak_cl.g: 0 mS/cm2}}"]
    cell.records = []
    cell.record("v", "v", every: "0.499 s")
    let below = try cell.run().trace("v")
    #expect(below[2] > below[1])
  }
}
