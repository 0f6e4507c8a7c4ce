import CMechanismABI
import Foundation
import Testing

/// One line of the two tables.
struct AlbersPostReference: Sendable {
  var voltage, sodium, potassium: Double
  var fuel: [String: Double]
  /// Cycles per second of the four states in balance.
  var rate: Double
  /// What the misprint in published code makes of it, as a factor.
  var sumRatio: Double
  /// The rate of the independent table, which has that misprint.
  var table: Double

  static let all = zip(lines(albersPostReferences), lines(albersPostTable)).map { x, table in
    AlbersPostReference(
      voltage: x[0], sodium: x[1], potassium: x[2], fuel: ["atp": x[3], "adp": x[4], "pi": x[5]],
      rate: x[6], sumRatio: x[7], table: x[..<6] == table[..<6] ? table[6] : .nan)
  }

  private static func lines(_ text: String) -> [[Double]] {
    text.split(separator: "\n").map { $0.split(separator: " ").compactMap { Double($0) } }
  }
}

@Suite("Four-state sodium pump")
struct AlbersPostPumpTests {
  /// RT/F at 310 K, the temperature of the table.
  private let thermalVoltage = 1000 * 8.31446261815324 * 310 / 96485.33212331001
  /// Cycles per second at the reference state, with 50 digits; there the current is `imax`.
  private let referenceRate = 0.016082247637867110

  private func pump(
    at voltage: Double, sodium: Double, potassium: Double, set: [String: Double]
  ) throws -> MembraneBlock {
    let block = MembraneBlock(
      try TestedMechanism.named("na_k_atpase", "albers_post").table, rows: 1)
    try block.set(set)
    block.setVoltage([voltage])
    block.thermalVoltage.update(repeating: thermalVoltage, count: block.count)
    block.fill(["na": (sodium, 145), "k": (140, potassium)])
    block.run(block.table.lanes.initialize)
    block.run(block.table.lanes.current)
    return block
  }

  /// Cycles per second, from the sodium that leaves with an `imax` of 1.
  private func rate(
    at voltage: Double, sodium: Double, potassium: Double, set: [String: Double]
  ) throws -> Double {
    let all = set.merging(["imax": 1]) { $1 }
    let block = try pump(at: voltage, sodium: sodium, potassium: potassium, set: all)
    return block.ions[0].current[0] / 3 * referenceRate
  }

  @Test("T19: turns as the balance of its four states says")
  func balance() throws {
    for line in AlbersPostReference.all {
      let rate = try rate(
        at: line.voltage, sodium: line.sodium, potassium: line.potassium, set: line.fuel)
      // Near the stall the rate is a difference of larger rates, up to 1e-3 per second.
      #expect(agree(rate, line.rate, absolute: 1e-15, relative: 1e-12))
    }
  }

  @Test("T19: agrees with the independent table, but for the misprint there")
  func table() throws {
    #expect(AlbersPostReference.all.count == 240)
    for line in AlbersPostReference.all {
      let rate = try rate(
        at: line.voltage, sodium: line.sodium, potassium: line.potassium, set: line.fuel)
      // The constants of that code, R and F, have ten digits, which counts near the stall.
      #expect(agree(rate * line.sumRatio, line.table, absolute: 1e-11, relative: 1e-8))
    }
    // At rest, with ATP at hand, the misprint does not show; it does where the pump runs backward.
    #expect(AlbersPostReference.all.allSatisfy { $0.sumRatio > 0.99 && $0.sumRatio < 1.07 })
  }

  @Test("T19: stalls at ΔG/F + 3 E_Na − 2 E_K, and makes ATP beyond")
  func stall() throws {
    let kilojoule = 1 / 0.09648533212331001
    for (sodium, potassium, atp, adp, phosphate) in [
      (12.0, 4.0, 5.0, 0.1, 2.0), (60, 30, 0.5, 1, 10), (5, 1, 8, 0.01, 1),
    ] {
      let thermal = thermalVoltage
      let energy = -30.5 * kilojoule + thermal * log(adp * phosphate / atp * 1e-3)
      let gradients = 3 * log(145 / sodium) - 2 * log(potassium / 140)
      let stall = energy + thermal * gradients
      let set = ["atp": atp, "adp": adp, "pi": phosphate]
      let rates = try [-20.0, 0, 20].map {
        try rate(at: stall + $0, sodium: sodium, potassium: potassium, set: set)
      }
      #expect(abs(rates[1]) <= 1e-10)
      #expect(abs(rates[1]) <= 1e-12 * rates[2])
      #expect(rates[0] < 0 && rates[2] > 0)
    }
  }

  @Test("T19: the stall of an ordinary cell is at −196.979 mV")
  func ordinaryStall() throws {
    let set = ["atp": 5.0, "adp": 0.1, "pi": 2]
    let rate = try rate(at: -196.97909494268453, sodium: 12, potassium: 4, set: set)
    #expect(abs(rate) <= 1e-10)
  }

  @Test("takes ATP, ADP and phosphate from the model's species where it has them")
  func species() throws {
    let set = ["atp": 2.0, "adp": 0.3, "pi": 10]
    let expected = try pump(at: -75, sodium: 12, potassium: 4, set: set).current(of: 0)
    let block = try pump(at: -75, sodium: 12, potassium: 4, set: [:])
    #expect(block.ions[0].current[0] != expected)
    block.fill(["atp": (2, 0), "adp": (0.3, 0), "pi": (10, 0)])
    block.run(block.table.lanes.current)
    #expect(block.ions[0].current[0] == expected)
  }
}
