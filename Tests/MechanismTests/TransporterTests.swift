import CMechanismABI
import Testing

/// One line of the generated table.
struct TransportReference: Sendable, CustomTestStringConvertible {
  var mechanism, variant: String
  var cell: Int
  var voltage: Double
  /// The current and its slope of each ion that moves.
  var ions: [String: (current: Double, slope: Double)]

  var testDescription: String { "\(mechanism) \(variant), cell \(cell), \(voltage) mV" }

  static let all: [TransportReference] = transportReferences.split(separator: "\n").map { line in
    let words = line.split(separator: " ").map(String.init)
    let ions = words.dropFirst(4).map { word in
      let parts = word.split(separator: ":").map(String.init)
      return (parts[0], (current: Double(parts[1]) ?? .nan, slope: Double(parts[2]) ?? .nan))
    }
    return TransportReference(
      mechanism: words[0], variant: words[1] == "-" ? "" : words[1], cell: Int(words[2]) ?? 0,
      voltage: Double(words[3]) ?? .nan, ions: Dictionary(uniqueKeysWithValues: ions))
  }
}

/// The concentrations inside and outside (mM) of the two cells of the table.
private let cells: [[String: (Double, Double)]] = [
  ["na": (12, 145), "k": (140, 4), "cl": (10, 110), "ca": (1e-4, 2)],
  ["na": (60, 90), "k": (90, 35), "cl": (25, 95), "ca": (5e-3, 0.3)],
]

@Suite("Pumps, exchangers and cotransporters")
struct TransporterTests {
  /// A block of one row at 310.15 K with some concentrations, its currents evaluated.
  private func block(
    _ name: String, _ variant: String = "", cell: [String: (Double, Double)],
    at voltage: Double = 0, set: [String: Double] = [:]
  ) throws -> MembraneBlock {
    let block = MembraneBlock(try TestedMechanism.named(name, variant).table, rows: 1)
    block.thermalVoltage.update(repeating: bodyThermalVoltage, count: block.count)
    block.setVoltage([voltage])
    try block.set(set)
    block.fill(cell)
    block.run(block.table.lanes.initialize)
    block.run(block.table.lanes.current)
    return block
  }

  @Test("move what the published equations say", arguments: TransportReference.all)
  func currents(_ reference: TransportReference) throws {
    let block = try block(
      reference.mechanism, reference.variant, cell: cells[reference.cell], at: reference.voltage)
    for (name, expected) in reference.ions {
      let ion = try #require(block.ion(name))
      // A dozen roundings, and the differences of two terms in exchangers and logarithms.
      #expect(agree(ion.current[3], expected.current, absolute: 0, relative: 1e-12))
      #expect(agree(ion.conductance[3], expected.slope, absolute: 1e-20, relative: 1e-12))
    }
  }

  @Test(
    "of the electroneutral kind carry no charge, to the last bit",
    arguments: [("nkcc1", ""), ("nkcc1_wei", ""), ("kcc2", "log"), ("kcc2", "conductance")])
  func electroneutral(_ name: String, _ variant: String) throws {
    for cell in cells {
      let block = try block(name, variant, cell: cell)
      #expect(block.ions.allSatisfy { $0.current[1] != 0 })
      #expect(block.ions.map { $0.current[1] }.reduce(0, +) == 0)
      #expect(block.conductance[1] == 0 && block.drive[1] == 0)
    }
  }

  @Test("nkcc1: brings the textbook cell 1.741796624 pA of sodium")
  func textbook() throws {
    // U 0.466685642 pA on 2000 µm², which is 2e-5 cm²: pA to mA/cm² is 1e-9 / 2e-5.
    let block = try block("nkcc1", cell: cells[0], set: ["u": 0.466685642 * 5e-5])
    let sodium = try #require(block.ion("na")).current[0] / 5e-5
    // The reference has ten digits.
    #expect(agree(sodium, -1.741796624, absolute: 1e-9, relative: 0))
    #expect(try #require(block.ion("cl")).current[0] == -2 * block.ions[0].current[0])
  }

  @Test("stand still where the gradients balance", arguments: [("nkcc1", ""), ("kcc2", "log")])
  func balance(_ name: String, _ variant: String) throws {
    // 12 × 140 × c² = 145 × 4 × 110², and 140 c = 4 × 110.
    let square = 145.0 * 4 * 110 * 110 / (12.0 * 140)
    let chloride = name == "nkcc1" ? square.squareRoot() : 440.0 / 140
    let cell = ["na": (12.0, 145.0), "k": (140.0, 4.0), "cl": (chloride, 110.0)]
    let block = try block(name, variant, cell: cell)
    // ln (1 + ε), with four roundings in ε.
    #expect(abs(block.ions[0].current[2]) <= 1e-15 * (block.parameters[0][0]))
  }

  @Test("kcc2: both models agree where g is u over RT/F")
  func models() throws {
    let logarithmic = try block("kcc2", "log", cell: cells[1], set: ["u": 0.002])
    let ohmic = MembraneBlock(try TestedMechanism.named("kcc2", "conductance").table, rows: 1)
    try ohmic.set(["g": 0.002 / bodyThermalVoltage])
    ohmic.ions[0].reversal.update(repeating: nernst((90, 35), valence: 1), count: ohmic.count)
    ohmic.ions[1].reversal.update(repeating: nernst((25, 95), valence: -1), count: ohmic.count)
    ohmic.run(ohmic.table.lanes.current)
    let (a, b) = (ohmic.ions[0].current[0], logarithmic.ions[0].current[0])
    // A difference of potentials that loses a digit.
    #expect(a < 0 && agree(a, b, absolute: 0, relative: 1e-14))
  }

  @Test("ncx: stands still at 3 E_Na − 2 E_Ca, and runs the other way beyond")
  func exchangerReversal() throws {
    for cell in cells {
      let (sodium, calcium) = (cell["na"] ?? (1, 1), cell["ca"] ?? (1, 1))
      let reversal = 3 * nernst(sodium, valence: 1) - 2 * nernst(calcium, valence: 2)
      let net = try [-10.0, 0, 10].map { shift in
        let block = try block("ncx", cell: cell, at: reversal + shift)
        block.run(block.table.lanes.observe)
        let (sodium, calcium) = (block.ions[0].current[0], block.ions[1].current[0])
        #expect(agree(sodium, -1.5 * calcium, absolute: 0, relative: 1e-15))
        return block.observables[0][0]
      }
      #expect(net[0] < 0 && net[2] > 0)
      // The two terms cancel to a few ulp of the exponents, which are up to 5.
      #expect(abs(net[1]) <= 1e-13 * net[2])
    }
  }

  @Test("pmca: one ATP for two charges, none without calcium or ATP")
  func calciumPump() throws {
    let full = try block("pmca", cell: ["ca": (5e-4, 2)])
    #expect(agree(full.ions[0].current[0], 2.75e-4 / 2, absolute: 0, relative: 1e-15))
    // Inside gains −use; where a model has no ATP there is no limit.
    #expect(agree(full.ions[1].insideGain[0], -2.75e-4 / 4, absolute: 0, relative: 1e-15))
    let starved = try block("pmca", cell: ["ca": (5e-4, 2), "atp": (0.1, 0)])
    #expect(agree(starved.ions[0].current[0], 2.75e-4 / 4, absolute: 0, relative: 1e-15))
    for cell in [["ca": (5e-4, 2.0), "atp": (0, 0)], ["ca": (0, 2)]] {
      #expect(try block("pmca", cell: cell).current(of: 0) == 0)
    }
    #expect(try block("pmca", cell: ["ca": (1, 2)], set: ["block": 1]).current(of: 0) == 0)
  }

  @Test(
    "are warmed by temperature",
    arguments: [("nkcc1", ""), ("nkcc1_wei", ""), ("kcc2", "log"), ("ncx", ""), ("pmca", "")])
  func warmth(_ name: String, _ variant: String) throws {
    let block = try block(name, variant, cell: cells[0])
    let cold = block.ions.map { $0.current[0] }
    block.temperatureFactor.update(repeating: 3, count: block.count)
    block.run(block.table.lanes.current)
    for (ion, before) in zip(block.ions, cold) {
      #expect(agree(ion.current[0], 3 * before, absolute: 0, relative: 1e-15))
    }
  }
}
