import CMechanismABI
import Foundation
import Testing

/// F times one mM of one µm³ in one ms, in nA: what a gain is stated in.
private let perVolume = 0.09648533212331001

@Suite("Metabolism")
struct MetabolismTests {
  /// Gains inside and outside of each species, in mM/ms, at some concentrations.
  private func gains(
    _ name: String, _ species: [String: (inside: Double, outside: Double)],
    set: [String: Double] = [:], warmth: Double = 1
  ) throws -> [String: (inside: Double, outside: Double)] {
    let block = MembraneBlock(try TestedMechanism.named(name).table, rows: 1)
    try block.set(set)
    block.fill(species)
    block.temperatureFactor.update(repeating: warmth, count: block.count)
    block.run(block.table.lanes.initialize)
    block.run(block.table.lanes.current)
    #expect(block.conductance[0] == 0 && block.drive[0] == 0)
    return Dictionary(
      uniqueKeysWithValues: block.ions.enumerated().map { index, ion in
        let inside = ion.insideGain[0] / (block.insideVolume[0] * perVolume)
        let outside = ion.outsideGain[0] / (block.outsideVolume[0] * perVolume)
        return (String(cString: block.table.ions[index].name), (inside, outside))
      })
  }

  private func expectGain(_ gain: Double?, _ expected: Double) {
    #expect(agree(gain ?? .nan, expected, absolute: 0, relative: 1e-14))
  }

  @Test("synthesis follows ADP and oxygen, and is halted by its activity")
  func synthesis() throws {
    let plenty = try gains("atp_synthesis", ["atp": (2.7, 0)])
    expectGain(plenty["atp"]?.inside, 1e-3 * 0.3 / 0.33)
    let half = try gains("atp_synthesis", ["atp": (2.97, 0), "o2": (0, 0.001)], warmth: 3)
    expectGain(half["atp"]?.inside, 3 * 1e-3 / 4)
    for (atp, oxygen, activity) in [(3.0, 1.0, 1.0), (3.5, 1, 1), (1, 0, 1), (1, 1, 0)] {
      let none = try gains(
        "atp_synthesis", ["atp": (atp, 0), "o2": (0, oxygen)], set: ["activity": activity])
      #expect(none["atp"]?.inside == 0 && none["o2"]?.outside == 0)
    }
  }

  @Test("synthesis takes its oxygen from outside, mole for mole")
  func oxygenUse() throws {
    // 500 µm³ inside and 100 µm³ outside; a fifth of a mole of oxygen for each of ATP.
    let gain = try gains("atp_synthesis", ["atp": (1, 0), "o2": (0, 0.5)])
    let made = 1e-3 * 2 / 2.03 * 0.5 / 0.501
    expectGain(gain["atp"]?.inside, made)
    expectGain(gain["o2"]?.outside, -made * 0.2 * 5)
  }

  @Test("demand takes ATP while there is some")
  func demand() throws {
    expectGain(try gains("atp_demand", ["atp": (0.5, 0)])["atp"]?.inside, -3e-6)
    #expect(try gains("atp_demand", ["atp": (0, 0)])["atp"]?.inside == 0)
  }

  @Test("creatine kinase rests at its equilibrium and moves towards it")
  func creatineKinase() throws {
    // ATP Cr / (ADP PCr) = 2.9 × 5 / (0.1 × 5) is 29, a fourth and more below 130.
    let away = try gains("creatine_kinase", ["atp": (2.9, 0), "pcr": (5, 0)])
    expectGain(away["atp"]?.inside, 0.01 * (5 * (3 - 2.9) - 2.9 * 5 / 130))
    #expect(away["pcr"]?.inside == -(away["atp"]?.inside ?? .nan))
    // With as much phosphocreatine as creatine, ATP is 130 times ADP: 3 × 130 / 131.
    for share in [0.2, 0.5, 0.9] {
      let (phosphate, ratio) = (10 * share, 130 * share / (1 - share))
      let atp = 3 * ratio / (1 + ratio)
      let rest = try gains("creatine_kinase", ["atp": (atp, 0), "pcr": (phosphate, 0)])
      #expect(abs(rest["atp"]?.inside ?? .nan) <= 1e-15)
      let less = try gains("creatine_kinase", ["atp": (atp - 0.01, 0), "pcr": (phosphate, 0)])
      #expect((less["atp"]?.inside ?? .nan) > 0)
      let more = try gains("creatine_kinase", ["atp": (atp, 0), "pcr": (phosphate - 0.1, 0)])
      #expect((more["atp"]?.inside ?? .nan) < 0)
    }
  }

  @Test("blood brings oxygen until there is as much, in proportion to the cell")
  func supply() throws {
    let gain = try gains("oxygen_supply", ["o2": (0, 0.25)])
    expectGain(gain["o2"]?.outside, 1.7e-4 * 0.75 * 5)
    #expect(try gains("oxygen_supply", ["o2": (0, 1)])["o2"]?.outside == 0)
  }

  @Test("T28: without production the sodium pump runs ATP down to its Km in 472.4 s")
  func rundown() throws {
    // The textbook cell's pump at rest, whose use of ATP depends on ATP alone: 6.1615 µM/s at 3 mM.
    let block = MembraneBlock(try TestedMechanism.named("na_k_atpase", "hill").table, rows: 1)
    // A cell of 8410.442 µm³ under 2000 µm², which is 20 in units of 100 µm².
    try block.set(["imax": 3.4661458335e-3 * 3.5 / 3, "km_atp": 0.5])
    block.fill(["na": (12, 145), "k": (140, 4), "atp": (3, 0)])
    block.weight.update(repeating: 20, count: block.count)
    block.insideVolume.update(repeating: 8410.442, count: block.count)
    block.run(block.table.lanes.initialize)
    let atp = try #require(block.ion("atp"))
    func slope(_ concentration: Double) -> Double {
      atp.inside.update(repeating: concentration, count: block.count)
      block.run(block.table.lanes.current)
      return atp.insideGain[0] / (8410.442 * perVolume)
    }
    #expect(agree(slope(3), -6.1615e-6, absolute: 0, relative: 1e-4))
    // The classical fourth-order rule over 2500 steps to [A] = Km.
    var (time, concentration) = (0.0, 3.0)
    while concentration > 0.5 {
      let h = 200.0
      let k1 = slope(concentration)
      let k2 = slope(concentration + h / 2 * k1)
      let k3 = slope(concentration + h / 2 * k2)
      let k4 = slope(concentration + h * k3)
      let next = concentration + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
      time += next > 0.5 ? h : h * (concentration - 0.5) / (concentration - next)
      concentration = next
    }
    // (A0 − A) + Km ln (A0/A) = v0 (1 + Km/A0) t; the specification gives four digits.
    let expected = (2.5 + 0.5 * log(6)) / (6.1615e-6 * (1 + 0.5 / 3))
    #expect(agree(time, expected, absolute: 0, relative: 1e-4))
    #expect(agree(time, 472.4e3, absolute: 100, relative: 0))
  }
}
