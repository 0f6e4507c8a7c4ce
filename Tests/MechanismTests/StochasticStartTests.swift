import CMechanismABI
import Foundation
import Testing

/// States at the start are drawn from their stationary distribution.
extension StochasticChannelTests {
  /// A mechanism at a potential, and how probably a channel is in each of its states.
  struct Start: Sendable, CustomTestStringConvertible {
    var name, variant: String
    var voltage: Double
    var testDescription: String { "\(name) (\(variant))" }

    static let all = ["stochastic_leak", "nav_hh_stochastic", "kv_hh_stochastic"].flatMap { name in
      variants.map { Start(name: name, variant: $0, voltage: name.hasPrefix("nav") ? -45 : -50) }
    }

    /// By the steady gates of the deterministic channels.
    func probabilities() throws -> [Double] {
      guard name != "stochastic_leak" else { return variant == "markov" ? [0.7, 0.3] : [0.3] }
      let isSodium = name.hasPrefix("nav")
      let smooth = MembraneBlock(
        try TestedMechanism.named(isSodium ? "nav_hh" : "kv_hh").table, rows: 1)
      smooth.setVoltage([voltage])
      smooth.run(smooth.table.lanes.initialize)
      let gates = smooth.states.map { $0[0] }
      guard isSodium else { return (0...4).map { binomial(4, $0, gates[0]) } }
      return [1 - gates[1], gates[1]].flatMap { h in (0...3).map { h * binomial(3, $0, gates[0]) } }
    }

    private func binomial(_ count: Int, _ open: Int, _ gate: Double) -> Double {
      let choices = count == 3 ? [1.0, 3, 3, 1][open] : [1, 4, 6, 4, 1][open]
      return choices * pow(gate, Double(open)) * pow(1 - gate, Double(count - open))
    }
  }

  private func startingBlock(_ start: Start, seed: UInt64, count: Double) throws -> MembraneBlock {
    let isLeak = start.name == "stochastic_leak"
    return try block(
      start.name, start.variant, rows: 500, at: start.voltage, seed: seed,
      ["density": count / 100].merging(isLeak ? ["open_probability": 0.3] : [:]) { $1 })
  }

  @Test("start with the mean and the variance that they keep", arguments: Start.all)
  func stationary(_ start: Start) throws {
    let count = 4000.0
    let block = try startingBlock(start, seed: 11, count: count)
    let places = Double(block.count)
    for (state, probability) in zip(block.states, try start.probabilities()) {
      let values = (0..<block.count).map { state[$0] }
      let mean = values.reduce(0, +) / places
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (places - 1)
      let expected = count * probability * (1 - probability)
      #expect(abs(mean - count * probability) <= 4.5 * (expected / places).squareRoot())
      // The standard error of a variance: its relative square is (2 + kurtosis) / places.
      let error = expected * ((2 + 1 / expected) / places).squareRoot()
      // Langevin numbers are rounded to whole ones, which adds 1/12 to the variance.
      #expect(abs(variance - expected) <= 4.5 * error + 0.1, "\(variance), not \(expected)")
    }
  }

  @Test(
    "start anew with each seed and place, and not as the first step draws", arguments: Start.all)
  func drawnAtStart(_ start: Start) throws {
    func values(_ block: MembraneBlock) -> [Double] {
      block.states.flatMap { state in (0..<block.count).map { state[$0] } }
    }
    let block = try startingBlock(start, seed: 5, count: 400)
    let once = values(block)
    #expect(values(try startingBlock(start, seed: 5, count: 400)) == once)
    #expect(values(try startingBlock(start, seed: 6, count: 400)) != once)
    let scalar = try startingBlock(start, seed: 5, count: 400)
    scalar.run(scalar.table.scalar.initialize)
    for (a, b) in zip(once, values(scalar)) {
      #expect(agree(a, b, absolute: 0, relative: 1e-10))
    }
    // An endless step forgets the start; with the same numbers it would end there again.
    block.timeStep = 1e9
    advance(block)
    let open = block.states.count - 1
    let pairs = (0..<block.count).map { (once[open * block.count + $0], block.states[open][$0]) }
    #expect(abs(correlation(pairs)) < 4.5 / Double(block.count).squareRoot())
  }

  private func correlation(_ pairs: [(Double, Double)]) -> Double {
    let count = Double(pairs.count)
    let means = pairs.reduce((0, 0)) { ($0.0 + $1.0 / count, $0.1 + $1.1 / count) }
    let sums = pairs.reduce((0.0, 0.0, 0.0)) { sums, pair in
      let (a, b) = (pair.0 - means.0, pair.1 - means.1)
      return (sums.0 + a * b, sums.1 + a * a, sums.2 + b * b)
    }
    return sums.0 / (sums.1 * sums.2).squareRoot()
  }
}
