import CMechanismABI
import Foundation
import Testing

/// The variants of the sodium pump.
let pumpVariants = TestedMechanism.all.filter { $0.name == "na_k_atpase" }.map(\.variant)

/// A row of pumps, their currents and observables evaluated.
///
/// All pumps are free unless `theta` and `density` say otherwise. Values of the rate laws
/// are compared with 50-digit numbers in TransporterTests.
func pump(
  _ variant: String, sodium: Double = 20, potassium: Double = 6, at voltage: Double = -75.5,
  set: [String: Double] = [:], species: [String: (inside: Double, outside: Double)] = [:]
) throws -> MembraneBlock {
  let block = MembraneBlock(try TestedMechanism.named("na_k_atpase", variant).table, rows: 1)
  try block.set(set)
  block.setVoltage([voltage])
  block.thermalVoltage.update(repeating: bodyThermalVoltage, count: block.count)
  block.fill(["na": (sodium, 145), "k": (140, potassium)])
  block.fill(species)
  block.run(block.table.lanes.initialize)
  block.evaluate()
  return block
}

extension MembraneBlock {
  /// Currents and observables of the present states.
  func evaluate() {
    for index in 0..<count { (conductance[index], drive[index]) = (0, 0) }
    run(table.lanes.current)
    run(table.lanes.observe)
  }

  /// Cycles per membrane area, in pmol/cm2/s.
  var rate: Double { observables[0][0] }
}

@Suite("Sodium pump")
struct PumpTests {
  @Test("hill: half filled sites give an eighth and a quarter")
  func hill() throws {
    let block = try pump("hill", sodium: 10, potassium: 2)
    #expect(agree(block.current(at: 0), 0.013 / 32, absolute: 0, relative: 1e-14))
  }

  @Test("hill: the textbook cell's pump carries 0.25 µA/cm²")
  func textbook() throws {
    // imax 69.32291667 pA on 2000 µm² gives 5 pA at 12 mM sodium and 4 mM potassium.
    let block = try pump("hill", sodium: 12, potassium: 4, set: ["imax": 3.4661458335e-3])
    #expect(agree(block.current(at: 0), 2.5e-4, absolute: 0, relative: 1e-10))
    // ATP: 5.18213e-17 mol/s on 2e-5 cm².
    #expect(agree(block.observables[0][0], 5.18213e-17 / 2e-5 * 1e12, absolute: 0, relative: 1e-6))
  }

  @Test("hill: nothing is pumped where an ion is used up, whatever the affinities")
  func usedUp() throws {
    #expect(try pump("hill", sodium: 0, potassium: 4).current(at: 0) == 0)
    #expect(try pump("hill", sodium: 12, potassium: 0).current(at: 0) == 0)
    let unlimited = ["km_na": 0.0, "km_k": 0]
    #expect(try pump("hill", sodium: 0, potassium: 4, set: unlimited).current(at: 0) == 0)
    // The total is the sum of 3 × 0.013 and −2 × 0.013, which rounds.
    let saturated = try pump("hill", sodium: 12, potassium: 4, set: unlimited).current(at: 0)
    #expect(agree(saturated, 0.013, absolute: 0, relative: 1e-15))
  }

  @Test("sigmoid: half activation in both ions gives a quarter")
  func sigmoid() throws {
    let block = try pump("sigmoid", sodium: 25, potassium: 5.5)
    #expect(agree(block.current(at: 0), 0.0068 / 4, absolute: 0, relative: 1e-14))
  }

  @Test("cubic: turns at imax where sodium is the same on both sides")
  func cubic() throws {
    #expect(agree(try pump("cubic", sodium: 145).current(at: 0), 1, absolute: 0, relative: 1e-15))
  }

  @Test("sigmoid_oxygen: starves without oxygen, and uses as much as it is told")
  func oxygen() throws {
    let full = try pump("sigmoid_oxygen")
    let gated = try pump("sigmoid_oxygen", species: ["o2": (0, 0.625)])
    let share = 0.5 * 0.625 / 0.626
    #expect(
      agree(gated.current(at: 0), share * full.current(at: 0), absolute: 0, relative: 1e-14))
    #expect(try pump("sigmoid_oxygen", species: ["o2": (0, 0)]).current(at: 0) == 0)
    // One cycle a charge; a gain outside is F times what it adds, so the numbers are the same.
    let using = try pump(
      "sigmoid_oxygen", set: ["o2_per_cycle": 1.0 / 6], species: ["o2": (0, 1)])
    let gain = try #require(using.ion("o2")).outsideGain[0]
    #expect(agree(gain, -using.current(at: 0) / 6, absolute: 0, relative: 1e-14))
  }

  @Test("takes three sodium out, two potassium in and one ATP", arguments: pumpVariants)
  func stoichiometry(_ variant: String) throws {
    let block = try pump(variant)
    let (sodium, potassium) = (block.ions[0].current[4], block.ions[1].current[4])
    let used = -(try #require(block.ion("atp")).insideGain[4])
    #expect(used > 0)
    // 3, 2 and 1 times one number: only the products round.
    #expect(agree(sodium, 3 * used, absolute: 0, relative: 3e-16))
    #expect(potassium == -2 * used)
    #expect(agree(block.current(at: 4), used, absolute: 0, relative: 1e-13))
    // Cycles: one charge each, 96485.3321233 C/mol; mA/cm² to pmol/cm²/s.
    #expect(
      agree(block.observables[0][4], used * 1e9 / 96485.33212331001, absolute: 0, relative: 1e-14))
  }

  @Test("turns faster with more sodium inside and potassium outside", arguments: pumpVariants)
  func feedback(_ variant: String) throws {
    for (sodium, potassium) in [(8.0, 3.0), (12, 4), (30, 8), (60, 20)] {
      let rate = try pump(variant, sodium: sodium, potassium: potassium).rate
      let more = try pump(variant, sodium: sodium * 1.01, potassium: potassium).rate
      #expect(more > rate)
      let fed = try pump(variant, sodium: sodium, potassium: potassium * 1.01).rate
      // The cube of the sodium gradient does not know of potassium.
      #expect(variant == "cubic" ? fed == rate : fed > rate)
    }
  }

  @Test("slows where V is more negative, or does not mind", arguments: pumpVariants)
  func voltage(_ variant: String) throws {
    let rates = try [-120.0, -90, -60, -30, 0].map {
      try pump(variant, at: $0).rate
    }
    let minds = ["luo_rudy", "albers_post"].contains(variant)
    for (a, b) in zip(rates, rates.dropFirst()) { #expect(minds ? a < b : a == b) }
  }
}
