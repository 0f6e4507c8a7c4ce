import Numerics
import Testing

@testable import EngineKernels

/// The solutions of one row of compartments, with one ion.
private struct Row {
  let solutions: Solutions
  private let arena: DoubleArena

  init(inside: [Double], outside: [Double]) {
    let slots = inside.count
    let plan = SolutionsPlan(
      species: [.init(name: "na", valence: 1, inside: inside, outside: outside)],
      isCompartment: Array(repeating: true, count: slots),
      insideVolume: Array(repeating: 1, count: slots),
      outsideVolume: Array(repeating: 1, count: slots),
      thermalVoltage: Array(repeating: 25, count: slots))
    var cutter = ArenaCutter()
    let memory = SolutionsMemory(plan, slots, &cutter)
    arena = DoubleArena(count: cutter.used)
    solutions = Solutions(
      plan, memory, arena, slotCount: slots,
      StepSettings(scheme: .secondOrder, timeStep: 0.025))
  }

  /// Nernst potentials after `prepare`, in mV.
  func reversals() -> [Double] {
    solutions.prepare(Lanes.self)
    return (0..<solutions.slotCount).map { solutions.pools[0].reversal[$0] }
  }
}

@Suite("Nernst potentials")
struct ReversalTests {
  static let inside = [18.0, 10, 0.05, 130, 7, 144, 145, 146]
  static let outside = [Double](repeating: 145, count: 8)

  @Test("they are RT/(zF) ln (outside / inside)")
  func values() {
    let found = Row(inside: Self.inside, outside: Self.outside).reversals()
    for (slot, value) in found.enumerated() {
      let expected = 25 * Double.logarithm(145 / Self.inside[slot])
      // Three units in the last place, and what rounding takes from the quotient next to 1.
      #expect(abs(value - expected) <= 3 * expected.ulp + 25 * 0x1p-53)
    }
  }

  @Test(
    "what is next to nothing has one, and no neighbour sees it", arguments: [1e-308, 0x1p-1073])
  func subnormal(_ tiny: Double) {
    let alone = Row(inside: Self.inside, outside: Self.outside).reversals()
    var inside = Self.inside
    inside[3] = tiny
    let found = Row(inside: inside, outside: Self.outside).reversals()
    // 145 × 2¹⁰⁷³ is infinite; the C library takes its logarithm so, too.
    let expected = 25 * Double.logarithm(145 / tiny)
    #expect(found[3] == expected || abs(found[3] - expected) <= 3 * expected.ulp)
    for slot in found.indices where slot != 3 {
      #expect(found[slot].bitPattern == alone[slot].bitPattern)
    }
  }

  @Test("nothing hides an amount that is not finite", arguments: [Double.nan, .infinity])
  func notFinite(_ odd: Double) {
    var (inside, outside) = (Self.inside, Self.outside)
    (inside[2], outside[5]) = (odd, odd)
    let found = Row(inside: inside, outside: outside).reversals()
    #expect(!found[2].isFinite && !found[5].isFinite)
    #expect(found[0].isFinite)
  }
}
