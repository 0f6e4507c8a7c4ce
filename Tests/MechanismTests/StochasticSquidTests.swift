import CMechanismABI
import Foundation
import Testing

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
      // 400 places, each with channels of its own.
      let error = (expected * (1 - expected) / (count * Double(block.count))).squareRoot()
      #expect(abs(fraction - expected) <= 4.5 * error)
    }
  }

  @Test("squid channels fluctuate as independent ones do", arguments: Squid.all)
  func variance(_ squid: Squid) throws {
    let count = 4000.0
    let block = try block(
      squid.name, squid.variant, rows: 25, at: -45, seed: 4, ["density": count / 100])
    let smooth = MembraneBlock(
      try TestedMechanism.named(squid.isSodium ? "nav_hh" : "kv_hh").table, rows: 1)
    smooth.setVoltage([-45])
    smooth.run(smooth.table.lanes.initialize)
    block.timeStep = 4 * squid.timeStep
    let open = block.states[block.states.count - 1]
    var (sum, squares, samples) = (0.0, 0.0, 0.0)
    let stepsBetween = Int((20 / block.timeStep).rounded())
    for step in 1...11 * stepsBetween {
      advance(block)
      guard step > stepsBetween, step % stepsBetween == 0 else { continue }
      for index in 0..<block.count {
        sum += open[index]
        squares += open[index] * open[index]
        samples += 1
      }
    }
    let (p, mean) = (squid.openProbability(smooth), sum / samples)
    let expected = count * p * (1 - p)
    // 2 000 numbers, about 20 ms apart where the slowest gate takes 8 ms: σ² has a standard error
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
}
