import Foundation
import Testing

/// What one ion alone does: Nernst, and equilibrium that costs nothing.
@Suite("Statements: equilibrium of one ion")
struct EquilibriumTests {
  private func potentials(_ ions: String) throws -> [Double] {
    let names = ["na", "k", "cl"]
    let run = try Patch(
      ions: ions, mechanisms: names.map { "use: leak_\($0)" }, duration: "1 s",
      records: Dictionary(uniqueKeysWithValues: names.map { ($0, "e_\($0)") })
    ).run()
    return names.map { run.trace($0)[0] }
  }

  @Test("T1: E_K −95.02258, E_Na +66.59821, E_Cl −64.08773 mV", arguments: ["constant", "pool"])
  func nernst(_ dynamics: String) throws {
    let reference = try ReferenceDocument("ions/textbook_cell")
    let ions = textbookIons.replacing(" mM}", with: " mM, dynamics: \(dynamics)}")
    let found = try potentials(ions)
    for (value, name) in zip(found, ["E_Na", "E_K", "E_Cl"]) {
      expectStated("T1 \(name)", value, is: reference[name].number, within: 1e-5)
    }
  }

  @Test("T2: a neuron's E_K is −89.06 mV and its E_Na +60.63 mV")
  func neuron() throws {
    let found = try potentials(
      """
      {na: {inside: 15 mM, outside: 145 mM}, k: {inside: 140 mM, outside: 5 mM}, \
      cl: {inside: 10 mM, outside: 110 mM}}
      """)
    expectStated("T2 E_Na", found[0], is: 60.63, within: 0.01)
    expectStated("T2 E_K", found[1], is: -89.06, within: 0.01)
  }

  /// The bath is infinite; the shell is not, and E moves until V has come to meet it.
  @Test(
    "T3: with one permeant ion V comes to E and stays, and nothing flows",
    arguments: ["{space: bath}", "{space: private, volume_fraction: 0.25}"])
  func oneIon(_ extracellular: String) throws {
    let run = try Patch(
      ions: "{k: {inside: 140 mM, outside: 4 mM, dynamics: pool}}",
      mechanisms: ["use: leak_k, g: 0.05 mS/cm2"], voltage: -60, duration: "10 s",
      extracellular: extracellular,
      records: ["e": "e_k", "i": "i_k", "inside": "n[k]i"]
    ).run()
    // 1e-9 mV on 1 nS is 1e-9 pA, or 5e-14 mA/cm².
    for sample in 1...10 {
      expectStated("T3 V", run.trace("v")[sample], is: run.trace("e")[sample], within: 1e-9)
      #expect(abs(run.trace("i")[sample]) <= 5e-14)
      #expect(run.trace("v")[sample] == run.trace("v")[1] || sample < 3)
    }
    #expect(run.trace("inside")[10] < run.trace("inside")[0], "V is charge that has moved")
    let amounts = try #require(run.ledger.lines.first)
    #expect(amounts.end.gained == 0)
  }

  @Test("T3: at E from the start, not a single ion moves")
  func atRest() throws {
    let run = try Patch(
      ions: "{k: {inside: 140 mM, outside: 4 mM, dynamics: pool}}",
      mechanisms: ["use: leak_k, g: 0.05 mS/cm2"],
      voltage: try potentials(textbookIons)[1], duration: "10 s",
      records: ["i": "i_k", "inside": "n[k]i"]
    ).run()
    let inside = run.trace("inside")
    #expect(inside.allSatisfy { abs($0 - inside[0]) <= 1e-15 * inside[0] })
    #expect(run.trace("i").allSatisfy { abs($0) <= 1e-17 })
  }

  @Test("T11: a barrier that is 12 kJ/mol higher is a factor of 104.947 at 37 °C, 126.564 at 25 °C")
  func selectivity() throws {
    let reference = try ReferenceDocument("ions/textbook_cell")
    for (celsius, name) in [(37.0, "P_ratio_12kJ_310.15"), (25, "P_ratio_12kJ_298.15")] {
      let run = try Patch(
        ions: textbookIons,
        mechanisms: ["use: ghk_k, p: 1e-6 cm/s", "use: ghk_na, p: 1e-6 cm/s, delta_g: 12 kJ/mol"],
        temperature: celsius, duration: "1 s",
        records: ["k": "ghk_k.permeability", "na": "ghk_na.permeability"]
      ).run()
      let ratio = run.trace("k")[0] / run.trace("na")[0]
      let expected = reference[name].number
      expectStated("T11 at \(celsius) °C", ratio, is: expected, within: 1e-5 * expected)
    }
  }
}
