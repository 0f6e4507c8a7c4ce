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
  func block(
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

  func advance(_ block: MembraneBlock) {
    block.run(block.table.lanes.advance)
    block.stepIndex += 1
  }

  /// The sum of a place's channels over all states.
  func total(_ block: MembraneBlock, at index: Int) -> Double {
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
