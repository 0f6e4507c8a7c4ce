import Numerics
import Testing

@testable import EngineKernels

/// Solutions of compartments that all differ, with fluxes that a test makes up.
private final class Dish {
  let solutions: Solutions
  let voltage: DoubleArena
  private let arena: DoubleArena
  static let slots = 184

  /// - Parameters:
  ///   - hasShell: whether a private shell stands around each compartment, or a bath around all.
  ///   - hasGains: whether something is gained, on both sides.
  init(hasShell: Bool, hasGains: Bool) {
    let slots = Self.slots
    func column(_ least: Double, _ most: Double) -> [Double] {
      (0..<slots).map { least + (most - least) * Double(($0 * 37) % slots) / Double(slots) }
    }
    let plan = SolutionsPlan(
      species: [
        .init(name: "na", valence: 1, inside: column(5, 30), outside: column(140, 150)),
        .init(name: "k", valence: 1, inside: column(120, 140), outside: column(3, 8)),
        .init(name: "o2", valence: 0, inside: column(0.01, 0.1), outside: column(0.01, 0.1)),
        .init(name: "cl", valence: -1, inside: column(5, 9), outside: column(120, 130)),
      ],
      isCompartment: (0..<slots).map { $0 < 180 && $0 % 61 != 7 },
      insideVolume: column(50, 900), outsideVolume: hasShell ? column(20, 300) : nil,
      exchangeRate: hasShell ? 0.002 : 0, thermalVoltage: column(24, 27))
    var cutter = ArenaCutter()
    let memory = SolutionsMemory(plan, slots, &cutter)
    arena = DoubleArena(count: cutter.used)
    voltage = DoubleArena(count: slots)
    solutions = Solutions(
      plan, memory, arena, slotCount: slots, StepSettings(scheme: .secondOrder, timeStep: 0.025))
    solutions.takesWholeSteps = true
    for slot in 0..<slots { voltage.base[slot] = -70 + 0.1 * Double(slot) }
    for pool in solutions.pools.indices {
      _ = solutions.addCurrent(pool)
      if pool == 1 { _ = solutions.addPointCurrent(pool) }
      guard hasGains else { continue }
      _ = solutions.addInsideGain(pool)
      _ = solutions.addOutsideGain(pool)
    }
  }

  /// Takes a step, whole or in two passes; false where an amount is used up.
  func step<L: Lane>(_ number: Int, isWhole: Bool, _: L.Type) -> Bool {
    solutions.remember(voltage.base)
    for (index, pool) in solutions.pools.enumerated() {
      for (kind, flux) in (pool.currents + pool.insideGains + pool.outsideGains).enumerated() {
        for slot in 0..<Self.slots {
          let phase = (number &* 31 &+ index &* 17 &+ kind &* 11 &+ slot &* 7) % 101
          flux.value[slot] = 1e-4 * Double(phase - 50)
          flux.slope[slot] = 1e-6 * Double(phase)
        }
      }
    }
    for slot in 0..<Self.slots { voltage.base[slot] += 0.3 * Double((slot + number) % 5 - 2) }
    if isWhole { return solutions.advanceWhole(0.025, voltage.base, share: 0.5, L.self) }
    let isSound = solutions.advance(0.025, voltage.base, share: 0.5, L.self)
    solutions.prepare(L.self)
    return isSound
  }

  /// Everything that later steps depend on, by slot.
  var state: [[UInt64]] {
    solutions.noteConcentrations()
    return solutions.pools.flatMap { pool in
      let sides = [pool.inside, pool.outside].flatMap {
        [$0.amount.value, $0.amount.lost, $0.now, $0.midpoint]
      }
      return (sides + [pool.reversal, pool.gained.value]).map { column in
        (0..<Self.slots).map { column[$0].bitPattern }
      }
    }
  }
}

@Suite("Whole steps of pools")
struct WholeStepTests {
  private func compare<L: Lane>(hasShell: Bool, hasGains: Bool, keeps: Bool, _: L.Type) {
    let (apart, whole) = (
      Dish(hasShell: hasShell, hasGains: hasGains), Dish(hasShell: hasShell, hasGains: hasGains)
    )
    whole.solutions.keepsConcentrations = keeps
    for step in 0..<40 {
      // The first step begins with the plan's concentrations, and is taken in two passes by both.
      #expect(apart.step(step, isWhole: false, L.self))
      #expect(whole.step(step, isWhole: step > 0 && step % 9 != 5, L.self))
      if step % 9 == 4 { whole.solutions.noteConcentrations() }
    }
    #expect(whole.state == apart.state)
    for (one, other) in zip(whole.solutions.amounts, apart.solutions.amounts) {
      #expect(one.inside == other.inside && one.gained == other.gained)
      // Summed in another order: some units in the last place of what was moved.
      let moved = apart.solutions.amounts.map(\.bath.magnitude).max() ?? 0
      #expect(abs(one.bath - other.bath) <= 1e-14 * moved)
      #expect(moved > 0)
    }
  }

  @Test(
    "they have the bits of two passes, and the bath's balance",
    arguments: [(true, false), (true, true), (false, false), (false, true)])
  func same(hasShell: Bool, hasGains: Bool) {
    for keeps in [false, true] {
      compare(hasShell: hasShell, hasGains: hasGains, keeps: keeps, Lanes.self)
      compare(hasShell: hasShell, hasGains: hasGains, keeps: keeps, Double.self)
    }
  }

  @Test("they leave V to the next step as the one before")
  func voltage() {
    let dish = Dish(hasShell: true, hasGains: false)
    #expect(dish.step(0, isWhole: false, Lanes.self) && !dish.solutions.isVoltageRemembered)
    #expect(dish.step(1, isWhole: true, Lanes.self) && dish.solutions.isVoltageRemembered)
    for slot in 0..<Dish.slots {
      #expect(dish.solutions.voltageBefore[slot] == dish.voltage.base[slot])
    }
    dish.solutions.forget(isAtStart: false)
    #expect(!dish.solutions.isVoltageRemembered)
  }

  @Test("they say so where an amount is used up", arguments: [0, 2])
  func exhausted(pool: Int) {
    let dish = Dish(hasShell: true, hasGains: false)
    #expect(dish.step(0, isWhole: false, Lanes.self))
    let amount = dish.solutions.pools[pool].inside.amount.value
    amount[77] = pool == 2 ? 0 : 1e-300
    // The first flux of this slot and step leaves the cell: next to nothing is left to leave.
    let isSound = dish.step(1, isWhole: true, Lanes.self)
    #expect(isSound == (amount[77] >= 0))
    #expect(dish.solutions.exhausted()?.slot == (isSound ? nil : 77))
  }
}
