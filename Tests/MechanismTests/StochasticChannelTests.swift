import CMechanismABI
import Foundation
import Testing

@Suite("Channels that open at random")
struct StochasticChannelTests {
  static let variants = ["markov", "langevin"]
  static let random = TestedMechanism.all.filter {
    Int($0.table.flags) & SKOU_MECHANISM_IS_RANDOM != 0
  }

  /// A block of 100 µm² a place with some parameters, initialised.
  private func block(
    _ name: String, _ variant: String, rows: Int, at voltage: Double = -65, seed: UInt64 = 1,
    _ set: [String: Double] = [:]
  ) throws -> MembraneBlock {
    let block = MembraneBlock(try TestedMechanism.named(name, variant).table, rows: rows)
    for (name, value) in set {
      try #require(block.parameter(name)).update(repeating: value, count: block.count)
    }
    block.randomKey = seed
    block.setVoltage([voltage])
    block.run(block.table.lanes.initialize)
    return block
  }

  private func advance(_ block: MembraneBlock) {
    block.run(block.table.lanes.advance)
    block.stepIndex += 1
  }

  /// The sum of a place's channels over all states.
  private func total(_ block: MembraneBlock, at index: Int) -> Double {
    block.states.reduce(0) { $0 + $1[index] }
  }

  @Test("differ between places, steps and seeds, and are the same again", arguments: random)
  func reproducible(_ mechanism: TestedMechanism) throws {
    func run(seed: UInt64, _ hooks: skou_hooks) throws -> [[Double]] {
      let block = try block(
        mechanism.name, mechanism.variant, rows: 2, at: -40, seed: seed, ["density": 100])
      for _ in 0..<20 {
        block.run(hooks.advance)
        block.stepIndex += 1
      }
      return block.states.map { state in (0..<block.count).map { state[$0] } }
    }
    let once = try run(seed: 1, mechanism.table.lanes)
    #expect(try run(seed: 1, mechanism.table.lanes) == once)
    #expect(try run(seed: 2, mechanism.table.lanes) != once)
    #expect(Set(once[0]).count > 4)
    // One place at a time draws the same; Gaussian numbers are the sum of rounded terms.
    for (a, b) in zip(once.joined(), try run(seed: 1, mechanism.table.scalar).joined()) {
      #expect(agree(a, b, absolute: 0, relative: 1e-10))
    }
  }

  @Test("are whole, and none is lost", arguments: random.filter { $0.variant == "markov" })
  func whole(_ mechanism: TestedMechanism) throws {
    let block = try block(
      mechanism.name, mechanism.variant, rows: 2, at: -30, ["density": 0.573])
    for _ in 0..<200 {
      for index in 0..<block.count {
        #expect(total(block, at: index) == 57)
        #expect(block.states.allSatisfy { $0[index] >= 0 && $0[index] == $0[index].rounded() })
      }
      advance(block)
    }
    block.run(block.table.lanes.observe)
    #expect(block.observables[0][3] == 57)
  }

  @Test("are as many as their density says, when it changes too", arguments: random)
  func density(_ mechanism: TestedMechanism) throws {
    let block = try block(mechanism.name, mechanism.variant, rows: 1, at: -30, ["density": 10])
    for density in [10.0, 2, 20, 0, 5] {
      try #require(block.parameter("density")).update(repeating: density, count: block.count)
      advance(block)
      block.run(block.table.lanes.observe)
      for index in 0..<block.count {
        #expect(block.observables[0][index] == density * 100)
        #expect(block.states.allSatisfy { (0...density * 100).contains($0[index]) })
      }
    }
  }
}

/// T27 of the specification: the noise that few channels make in a small cell.
extension StochasticChannelTests {
  struct Cell: Sendable, CustomTestStringConvertible {
    var count, gamma, openProbability, tau: Double
    /// nS, mV, pF.
    var leak, leakReversal, capacitance: Double
    var reversal = -95.0
    var testDescription: String { "\(Int(count)) channels of \(gamma) pS" }

    /// The conductance with the mean number open, in nS.
    var conductance: Double { leak + count * openProbability * gamma * 1e-3 }
    var mean: Double {
      (leak * leakReversal + (conductance - leak) * reversal) / conductance
    }
    /// The standard deviation for small noise, in mV.
    var deviation: Double {
      let unit = gamma * 1e-3 * (reversal - mean) / conductance
      let filter = tau / (tau + capacitance / conductance)
      return (count * openProbability * (1 - openProbability) * unit * unit * filter).squareRoot()
    }

    static let spine = Cell(
      count: 20, gamma: 10, openProbability: 0.5, tau: 5, leak: 0.05, leakReversal: -60,
      capacitance: 1)
    static let small = Cell(
      count: 100, gamma: 10, openProbability: 0.3, tau: 2, leak: 0.5, leakReversal: -65,
      capacitance: 10)
  }

  /// Mean and standard deviation of V over `rows` × 8 cells, each for a second after 100 ms.
  ///
  /// V moves exactly between steps of 0.1 ms, over which channels stay; the smallest time constant
  /// is 2 ms, so that the variance is off by 1e-3 at most.
  private func noise(
    of cell: Cell, _ variant: String, rows: Int
  ) throws -> (mean: Double, deviation: Double) {
    let block = try block(
      "stochastic_leak", variant, rows: rows, at: cell.mean, seed: 27,
      [
        "density": cell.count / 100, "gamma": cell.gamma, "tau": cell.tau,
        "open_probability": cell.openProbability,
      ])
    block.ions[0].reversal.update(repeating: cell.reversal, count: block.count)
    block.timeStep = 0.1
    var (sum, squares, samples) = (0.0, 0.0, 0.0)
    for step in 0..<11000 {
      relax(block, cell)
      guard step >= 1000, step % 10 == 0 else { continue }
      for index in 0..<block.count {
        let deviation = block.voltage[index] - cell.mean
        sum += deviation
        squares += deviation * deviation
        samples += 1
      }
    }
    let mean = sum / samples
    return (cell.mean + mean, (squares / samples - mean * mean).squareRoot())
  }

  /// A step of the channels, then of V towards its rest with these channels open.
  private func relax(_ block: MembraneBlock, _ cell: Cell) {
    block.conductance.update(repeating: 0, count: block.count)
    block.drive.update(repeating: 0, count: block.count)
    block.run(block.table.lanes.step)
    block.stepIndex += 1
    let (voltage, slope, drive) = (block.voltage, block.conductance, block.drive)
    let (leakDrive, rate) = (cell.leak * cell.leakReversal, -block.timeStep / cell.capacitance)
    for index in 0..<block.count {
      let conductance = cell.leak + 1e3 * slope[index]
      let rest = (leakDrive + 1e3 * drive[index]) / conductance
      voltage[index] = rest + (voltage[index] - rest) * exp(rate * conductance)
    }
  }

  @Test("a spine with 20 channels fluctuates by 1.14 mV, and is not Gaussian", arguments: variants)
  func spine(_ variant: String) throws {
    let found = try noise(of: .spine, variant, rows: 25)
    // 200 cells for 1 s, correlated over about 9 ms: 22 000 independent numbers, hence a standard
    // error of 0.5 % of σ and 0.01 mV of the mean. A Monte-Carlo run in Python: 1.1818, −83.2178.
    #expect(agree(Cell.spine.deviation, 1.1385500851066237, absolute: 0, relative: 1e-12))
    #expect(agree(found.deviation, Cell.spine.deviation, absolute: 0, relative: 0.05))
    #expect(agree(found.deviation, 1.1818, absolute: 0, relative: 0.02))
    #expect(agree(found.mean, -83.2178, absolute: 0.04, relative: 0))
  }

  @Test("a small cell with 100 channels fluctuates by 0.40 mV", arguments: variants)
  func small(_ variant: String) throws {
    let found = try noise(of: .small, variant, rows: 25)
    // 200 cells for 1 s, correlated over about 11 ms: a standard error of 0.5 % of σ.
    #expect(agree(Cell.small.deviation, 0.39888887971723275, absolute: 0, relative: 1e-12))
    #expect(agree(found.deviation, Cell.small.deviation, absolute: 0, relative: 0.02))
    #expect(agree(found.deviation, 0.40216, absolute: 0, relative: 0.02))
    #expect(agree(found.mean, -76.2377, absolute: 0.02, relative: 0))
  }

  @Test("noise falls with the square root of the number of channels")
  func scaling() throws {
    let deviations = try [1.0, 4, 16].map { factor in
      var cell = Cell.small
      cell.count *= factor
      cell.gamma /= factor
      return try noise(of: cell, factor == 16 ? "langevin" : "markov", rows: 25).deviation
    }
    // Two standard errors of a ratio of two deviations, 0.5 % each, and 0.6 % of nonlinearity.
    #expect(agree(deviations[0] / deviations[1], 2, absolute: 0, relative: 0.025))
    #expect(agree(deviations[1] / deviations[2], 2, absolute: 0, relative: 0.025))
  }
}

/// The channels of the squid axon, against the equations of their deterministic counterparts.
extension StochasticChannelTests {
  struct Squid: Sendable, CustomTestStringConvertible {
    var name, variant: String
    var timeStep: Double
    var isSodium: Bool { name == "nav_hh_stochastic" }
    var testDescription: String { "\(name) (\(variant)), steps of \(timeStep) ms" }

    static let all = ["nav_hh_stochastic", "kv_hh_stochastic"].flatMap { name in
      variants.flatMap { variant in
        [0.05, 0.6].map { Squid(name: name, variant: variant, timeStep: $0) }
      }
    }

    /// The probability that a channel is open, from the gates of `nav_hh` or `kv_hh`.
    func openProbability(_ block: MembraneBlock) -> Double {
      let gates = block.states.map { $0[0] }
      return isSodium ? pow(gates[0], 3) * gates[1] : pow(gates[0], 4)
    }
  }

  @Test("squid channels follow the deterministic equations in the mean", arguments: Squid.all)
  func meanAfterStep(_ squid: Squid) throws {
    let count = 2000.0
    let block = try block(
      squid.name, squid.variant, rows: 50, at: -65, seed: 3, ["density": count / 100])
    let smooth = MembraneBlock(
      try TestedMechanism.named(squid.isSodium ? "nav_hh" : "kv_hh").table, rows: 1)
    smooth.run(smooth.table.lanes.initialize)
    for block in [block, smooth] {
      block.setVoltage([-15])
      block.timeStep = squid.timeStep
    }
    for _ in 0..<Int((6 / squid.timeStep).rounded()) {
      advance(block)
      advance(smooth)
      let open = block.states[block.states.count - 1]
      let fraction = (0..<block.count).reduce(0) { $0 + open[$1] } / (count * Double(block.count))
      let expected = squid.openProbability(smooth)
      // 400 places; the counts at the start are rounded, by half a channel in each of two gates.
      let error = (expected * (1 - expected) / (count * Double(block.count))).squareRoot()
      #expect(abs(fraction - expected) <= 4.5 * error + 0.5 / count)
    }
  }

  @Test("squid channels fluctuate as independent ones do", arguments: Squid.all)
  func variance(_ squid: Squid) throws {
    let count = 4000.0
    let block = try block(
      squid.name, squid.variant, rows: 50, at: -45, seed: 4, ["density": count / 100])
    let smooth = MembraneBlock(
      try TestedMechanism.named(squid.isSodium ? "nav_hh" : "kv_hh").table, rows: 1)
    smooth.setVoltage([-45])
    smooth.run(smooth.table.lanes.initialize)
    block.timeStep = squid.timeStep
    let open = block.states[block.states.count - 1]
    var (sum, squares, samples) = (0.0, 0.0, 0.0)
    for step in 1...Int((120 / squid.timeStep).rounded()) {
      advance(block)
      guard step % Int((20 / squid.timeStep).rounded()) == 0, step * 3 > 100 else { continue }
      for index in 0..<block.count {
        sum += open[index]
        squares += open[index] * open[index]
        samples += 1
      }
    }
    let (p, mean) = (squid.openProbability(smooth), sum / samples)
    let expected = count * p * (1 - p)
    // 2 000 or more numbers, 20 ms apart where the slowest gate takes 8 ms: σ² has a standard error
    // of 3 % and the mean one of σ/45.
    #expect(abs(mean - count * p) <= 0.1 * expected.squareRoot())
    #expect(agree(squares / samples - mean * mean, expected, absolute: 0, relative: 0.12))
  }

  @Test("a million channels are drawn as well, and do not stray")
  func many() throws {
    for name in ["nav_hh_stochastic", "kv_hh_stochastic"] {
      let block = try block(name, "langevin", rows: 1, at: -45, seed: 5, ["density": 1e4])
      for _ in 0..<400 { advance(block) }
      for index in 0..<block.count {
        #expect(total(block, at: index) == 1e6)
        #expect(block.states.allSatisfy { $0[index] >= 0 && $0[index] == $0[index].rounded() })
      }
    }
  }

  @Test("an open channel conducts its unit", arguments: random)
  func unit(_ mechanism: TestedMechanism) throws {
    let block = try block(mechanism.name, mechanism.variant, rows: 1, ["gamma": 12])
    let open = block.states[block.states.count - 1]
    open.update(repeating: 7, count: block.count)
    for weight in [1.0, 0.25] {
      block.weight.update(repeating: weight, count: block.count)
      block.conductance.update(repeating: 0, count: block.count)
      block.run(block.table.lanes.current)
      // 7 × 12 pS in µS, whatever the area.
      #expect(agree(block.conductance[0], 84e-6, absolute: 0, relative: 1e-14))
    }
  }
}
