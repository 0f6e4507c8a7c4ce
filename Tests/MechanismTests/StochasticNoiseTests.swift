import CMechanismABI
import Foundation
import Testing

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

  @Test("a spine with 20 channels fluctuates by 1.17 mV, for small noise 1.14", arguments: variants)
  func spine(_ variant: String) throws {
    let found = try noise(of: .spine, variant, rows: 25)
    // 200 cells for 1 s, correlated over about 9 ms: 22 000 independent numbers, hence a standard
    // error of 0.5 % of σ and 0.01 mV of the mean. The stationary law of (open channels, V), solved
    // by finite volumes in V (Python, extrapolated from 800 and 1600), has 1.16739, −83.22059 mV.
    #expect(agree(Cell.spine.deviation, 1.1385500851066237, absolute: 0, relative: 1e-12))
    #expect(agree(found.deviation, Cell.spine.deviation, absolute: 0, relative: 0.05))
    #expect(agree(found.deviation, 1.16739, absolute: 0, relative: 0.02))
    #expect(agree(found.mean, -83.22059, absolute: 0.04, relative: 0))
  }

  @Test("a small cell with 100 channels fluctuates by 0.40 mV", arguments: variants)
  func small(_ variant: String) throws {
    let found = try noise(of: .small, variant, rows: 25)
    // 200 cells for 1 s, correlated over about 11 ms: a standard error of 0.5 % of σ. A Monte-Carlo
    // run in Python of 20 000 cells has 0.3988 and −76.243 mV.
    #expect(agree(Cell.small.deviation, 0.39888887971723275, absolute: 0, relative: 1e-12))
    #expect(agree(found.deviation, Cell.small.deviation, absolute: 0, relative: 0.02))
    #expect(agree(found.mean, -76.243, absolute: 0.02, relative: 0))
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
