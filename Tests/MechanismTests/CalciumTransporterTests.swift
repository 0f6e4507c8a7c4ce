import CMechanismABI
import Testing

@Suite("Calcium buffer")
struct CalciumTransporterTests {
  private let perVolume = 0.09648533212331001
  private let defaults = (total: 1.562, on: 100.0, off: 0.8)

  private func buffer(calcium: Double, set: [String: Double] = [:]) throws -> MembraneBlock {
    let block = MembraneBlock(try TestedMechanism.named("calcium_buffer").table, rows: 1)
    try block.set(set)
    block.fill(["ca": (calcium, 2)])
    block.run(block.table.lanes.initialize)
    return block
  }

  /// What the solution inside gains, in mM/ms.
  private func gain(_ block: MembraneBlock) -> Double {
    block.run(block.table.lanes.current)
    return block.ions[0].insideGain[0] / (block.insideVolume[0] * perVolume)
  }

  /// A step of the buffer, and of free calcium with what it hands out.
  private func step(_ block: MembraneBlock) {
    block.run(block.table.lanes.advance)
    let gained = gain(block) * block.timeStep
    for index in 0..<block.count { block.ions[0].inside[index] += gained }
  }

  @Test("starts in equilibrium, half full at its affinity, and stays there")
  func equilibrium() throws {
    for calcium in [1e-5, 1e-4, 8e-3, 1] {
      let block = try buffer(calcium: calcium)
      let bound = 1.562 * calcium / (calcium + 8e-3)
      #expect(agree(block.states[0][0], bound, absolute: 0, relative: 1e-15))
      block.run(block.table.lanes.advance)
      #expect(agree(block.states[0][0], bound, absolute: 0, relative: 1e-15))
      // An ulp of what is bound, at the rate at which the reaction settles.
      let rate = 100 * (calcium + 1.562) + 0.8
      #expect(abs(gain(block)) <= 4e-16 * rate * bound)
    }
  }

  @Test("keeps free and bound calcium together, in steps of any length")
  func conservation() throws {
    for timeStep in [1e-4, 0.025, 1, 1000] {
      let block = try buffer(calcium: 1e-4)
      block.ions[0].inside.update(repeating: 0.05, count: block.count)
      block.timeStep = timeStep
      let before = 0.05 + block.states[0][0]
      for _ in 0..<100 { step(block) }
      let free = block.ions[0].inside[0]
      #expect(free > 0)
      // The first step hands out 0.05 mM as a rate beside which 8 mM/ms come and go.
      let rounding = 2e-15 * timeStep
      #expect(agree(free + block.states[0][0], before, absolute: rounding, relative: 1e-14))
    }
  }

  @Test("ends where the law of mass action has free and bound, after one long step or many")
  func settling() throws {
    for (timeStep, steps) in [(0.025, 400), (10, 1)] {
      let block = try buffer(calcium: 1e-4)
      block.ions[0].inside.update(repeating: 0.05, count: block.count)
      block.timeStep = timeStep
      for _ in 0..<steps { step(block) }
      let (free, bound) = (block.ions[0].inside[0], block.states[0][0])
      // A long step rounds 8 mM/ms over its length.
      let rounding = 4e-15 * timeStep
      #expect(agree(free * (1.562 - bound), 8e-3 * bound, absolute: rounding, relative: 1e-12))
    }
  }

  @Test("one step is exact: the same as a thousand short ones")
  func exactness() throws {
    let (once, often) = (try buffer(calcium: 1e-4), try buffer(calcium: 1e-4))
    for (block, steps) in [(once, 1), (often, 1000)] {
      block.ions[0].inside.update(repeating: 0.05, count: block.count)
      block.timeStep = 0.02 / Double(steps)
      for _ in 0..<steps { step(block) }
    }
    #expect(agree(once.states[0][0], often.states[0][0], absolute: 0, relative: 1e-12))
    #expect(once.states[0][0] > 0.03)
  }

  @Test("rates are those of the reaction, and what calcium gains is their opposite")
  func rates() throws {
    let block = try buffer(calcium: 1e-4)
    block.ions[0].inside.update(repeating: 2e-3, count: block.count)
    block.temperatureFactor.update(repeating: 1.5, count: block.count)
    block.states[0].update(repeating: 0.2, count: block.count)
    block.states[1].update(repeating: 0, count: block.count)
    let expected = 1.5 * (100 * 2e-3 * (1.562 - 0.2) - 0.8 * 0.2)
    for hooks in [block.table.lanes, block.table.scalar] {
      block.run(hooks.rates)
      #expect(agree(block.rates[0][0], expected, absolute: 0, relative: 1e-13))
      #expect(block.rates[1][0] == 0)
    }
    #expect(agree(gain(block), -expected, absolute: 0, relative: 1e-14))
  }

  @Test("a lag of earlier steps fades where rates are asked for")
  func fading() throws {
    let block = try buffer(calcium: 1e-4)
    block.states[1].update(repeating: 0.01, count: block.count)
    block.run(block.table.lanes.rates)
    #expect(block.rates[1][0] == -0.01)
  }
}
