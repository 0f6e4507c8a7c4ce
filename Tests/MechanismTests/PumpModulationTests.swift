import CMechanismABI
import Foundation
import Testing

@Suite("What holds the sodium pump back")
struct PumpModulationTests {
  /// Ouabain as in the tests below: half of the pumps bound at 1 µM, in minutes.
  private let ouabain = ["ouabain": 0.003, "ouabain_on": 0.01, "ouabain_off": 1e-5]

  private func advance(_ block: MembraneBlock, by duration: Double, steps: Int = 1) {
    block.timeStep = duration / Double(steps)
    for _ in 0..<steps { block.run(block.table.lanes.advance) }
    block.evaluate()
  }

  @Test("starts with all pumps free, whatever the ouabain", arguments: pumpVariants)
  func start(_ variant: String) throws {
    let block = try pump(variant, set: ouabain)
    #expect(block.states[0][0] == 0 && block.states[1][0] == 1)
    #expect(block.current(at: 0) == (try pump(variant).current(at: 0)))
  }

  @Test("a block takes away its part, and warmth adds", arguments: pumpVariants)
  func block(_ variant: String) throws {
    let full = try pump(variant).rate
    let partly = try pump(variant, set: ["block": 0.75])
    #expect(agree(partly.rate, full / 4, absolute: 0, relative: 1e-15))
    let stopped = try pump(variant, set: ["block": 1])
    #expect(stopped.ions[0].current[0] == 0 && stopped.rate == 0)
    partly.temperatureFactor.update(repeating: 3, count: partly.count)
    partly.evaluate()
    #expect(agree(partly.rate, full * 0.75, absolute: 0, relative: 1e-15))
  }

  @Test("ouabain binds as an exponential, however the time is cut", arguments: pumpVariants)
  func binding(_ variant: String) throws {
    let full = try pump(variant).rate
    let rate = 0.003 * 0.01 + 1e-5
    for (duration, steps) in [(0.025, 1), (3e4, 1), (3e4, 1000), (1e7, 10)] {
      let block = try pump(variant, set: ouabain)
      advance(block, by: duration, steps: steps)
      let bound = 0.003 * 0.01 / rate * -expm1(-rate * duration)
      // Each step rounds.
      #expect(agree(block.states[0][0], bound, absolute: 0, relative: 1e-15 * Double(steps + 5)))
      let free = full * (1 - block.states[0][0])
      #expect(agree(block.rate, free, absolute: 0, relative: 1e-15))
    }
  }

  @Test("ouabain leaves once it is washed out, with its own rate")
  func washout() throws {
    let block = try pump("hill", set: ouabain)
    advance(block, by: 1e9)
    #expect(agree(block.states[0][0], 0.75, absolute: 0, relative: 1e-14))
    try block.set(["ouabain": 0])
    advance(block, by: 1e5)
    #expect(agree(block.states[0][0], 0.75 * exp(-1), absolute: 0, relative: 1e-14))
    // Without unbinding, nothing is gained and nothing lost.
    try block.set(["ouabain_off": 0])
    let held = block.states[0][0]
    advance(block, by: 1e9)
    #expect(block.states[0][0] == held)
  }

  @Test("ouabain follows the law of mass action over six decades")
  func dose() throws {
    for dose in [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1] {
      let block = try pump("hill", set: ouabain)
      try block.set(["ouabain": dose])
      advance(block, by: 1e12)
      #expect(agree(block.states[0][0], dose / (dose + 1e-3), absolute: 0, relative: 1e-14))
    }
  }

  @Test("potassium outside keeps ouabain off")
  func antagonism() throws {
    let block = try pump("hill", potassium: 9, set: ouabain)
    try block.set(["ouabain_k_half": 3])
    advance(block, by: 1e12)
    // Binding is 1 / (1 + 3²) of what it is without potassium: 0.3 µM instead of 3.
    #expect(agree(block.states[0][0], 0.3 / 1.3, absolute: 0, relative: 1e-14))
  }

  @Test("half of the pumps are lost in a half-life, if one is given", arguments: pumpVariants)
  func halfLife(_ variant: String) throws {
    let full = try pump(variant).rate
    for (halfLives, steps) in [(1.0, 1), (2, 1), (2, 1000), (3.3, 1)] {
      let block = try pump(variant, set: ["half_life": 3.6e6])
      advance(block, by: 3.6e6 * halfLives, steps: steps)
      let rounding = 1e-15 * Double(steps + 2)
      #expect(agree(block.states[1][0], exp2(-halfLives), absolute: 0, relative: rounding))
      let left = full * block.states[1][0]
      #expect(agree(block.rate, left, absolute: 0, relative: 1e-15))
    }
    let kept = try pump(variant)
    advance(kept, by: 8.64e7)
    #expect(kept.states[1][0] == 1)
  }

  @Test(
    "ATP counts as A / (A + Km)", arguments: pumpVariants.filter { $0 != "albers_post" })
  func fuel(_ variant: String) throws {
    let full = try pump(variant).rate
    for (atp, km) in [(3.0, 0.5), (0.5, 0.5), (1e-6, 0.8), (1e30, 0.5)] {
      let block = try pump(variant, set: ["km_atp": km], species: ["atp": (atp, 0)])
      let part = atp / (atp + km)
      #expect(agree(block.rate, full * part, absolute: 0, relative: 1e-15))
    }
    #expect(try pump(variant, species: ["atp": (0, 0)]).rate == 0)
  }

  @Test("states' rates are those of binding and loss", arguments: pumpVariants)
  func rates(_ variant: String) throws {
    let block = try pump(variant, potassium: 4, set: ouabain)
    try block.set(["ouabain_k_half": 4, "half_life": 1e5])
    block.states[0].update(repeating: 0.3, count: block.count)
    block.states[1].update(repeating: 0.6, count: block.count)
    for hooks in [block.table.lanes, block.table.scalar] {
      block.run(hooks.rates)
      let binding = 0.003 * 0.01 / 2 * 0.7 - 1e-5 * 0.3
      #expect(agree(block.rates[0][0], binding, absolute: 0, relative: 1e-14))
      #expect(agree(block.rates[1][0], -0.6 * log(2) / 1e5, absolute: 0, relative: 1e-14))
    }
  }
}
