@testable import EngineKernels
import Foundation
import Testing

@Suite("Electroneutral transport in a grid")
struct GridFieldTests {
  /// RT/F at 310.15 K.
  static let thermalVoltage = 8.314462618 * 310.15 / 96485.33212 * 1000

  /// A salt of two ions, electroneutral.
  private func salt(
    _ counts: [Int], cation: Double, anion: Double, spacing: Double, isHeld: Bool = false,
    bath: Double = 0, _ concentration: @escaping (Int, Int, Int) -> Double
  ) -> GridPlan {
    var plan = gridPlan(
      counts, spacing: [spacing, spacing, spacing], lambda: 1, isHeld: isHeld,
      species: [
        species(counts, diffusion: cation, valence: 1, bath: bath, concentration),
        species(counts, diffusion: anion, valence: -1, bath: bath, concentration),
      ])
    plan.isElectroneutral = true
    plan.thermalVoltage = Self.thermalVoltage
    return plan
  }

  @Test(
    "a salt diffuses with 2 D₊D₋/(D₊ + D₋)", arguments: [(1.33, 1.60708), (1.96, 1.99439)],
    [[24, 1, 1], [8, 7, 1], [6, 5, 7]])
  func ambipolar(ion: (diffusion: Double, both: Double), counts: [Int]) {
    let both = 2 * ion.diffusion * 2.03 / (ion.diffusion + 2.03)
    #expect(abs(both - ion.both) < 5e-6)
    let plan = salt(counts, cation: ion.diffusion, anion: 2.03, spacing: 10) { i, _, _ in
      100 + 50 * mode(i, counts[0])
    }
    let grid = GridRuntime(plan)
    grid.run(to: 100, steps: 400)
    let rate = 4 * pow(sin(.pi / Double(2 * counts[0])), 2) * both / 100
    let expected = plan.species[0].concentration.map { 100 + ($0 - 100) * exp(-rate * 100) }
    // (rate × step)² × rate × time / 12, of 50 mM, and twice that for the first step.
    let tolerance = 50 * pow(rate * 0.25, 2) + 1e-11
    #expect(difference(grid.values(0), expected) < tolerance)
    #expect(difference(grid.values(1), expected) < tolerance)
  }

  @Test(
    "the liquid junction potential is the analytic one",
    arguments: [
      (1.33, -12.8209), (1.96, -1.0797),
    ])
  func liquidJunction(ion: (diffusion: Double, potential: Double)) throws {
    // 10:1, the concentrated side first: the dilute side takes the sign of the faster ion, Cl⁻.
    // A smooth profile: the exact potential is −RT/F (D₊ − D₋)/(D₊ + D₋) ln c.
    let counts = [401, 1, 1]
    let plan = salt(counts, cation: ion.diffusion, anion: 2.03, spacing: 2.5) { i, _, _ in
      100 * pow(10, -0.5 - 0.5 * tanh(Double(i - 200) / 30))
    }
    let grid = GridRuntime(plan)
    grid.step(from: 0, to: 1e-3)
    let potential = try #require(grid.potentials)
    #expect(abs(potential[400] - potential[0] - ion.potential) < 2e-4 * abs(ion.potential))
  }

  /// Three ions, held walls, regions, decay of none, arrivals that carry charge.
  private func lively(_ counts: [Int], workers: Int = 1, isHeld: Bool) -> GridRuntime {
    var plan = gridPlan(
      counts, spacing: [7, 8, 9], isHeld: isHeld,
      species: [
        species(counts, diffusion: 1.33, bath: 140) { _, _, _ in 140 },
        species(counts, diffusion: 1.96, bath: 4) { i, j, k in 4 + Double((i + j * k) % 4) },
        species(counts, diffusion: 2.03, valence: -1, bath: 144) { i, j, k in
          144 + Double((i + j * k) % 4)
        },
        species(counts, diffusion: 0.6, valence: 2, bath: 0) { _, _, _ in 0 },
        species(counts, diffusion: 0.5, valence: 0, bath: 1) { i, _, _ in Double(i) },
      ])
    plan.isElectroneutral = true
    for voxel in 0..<plan.voxelCount {
      plan.tortuosity[voxel] = 1.4 + Double(voxel % 5) / 10
      plan.volumeFraction[voxel] = 0.2 + Double(voxel % 3) / 50
    }
    for s in 0..<plan.species.count {
      for voxel in 0..<plan.voxelCount where !isHeld && s == 0 {
        plan.species[s].concentration[voxel] = 140
      }
    }
    return GridRuntime(plan, followsWater: true, workers: workers)
  }

  private func release(_ grid: GridRuntime, _ step: Int) {
    for voxel in 0..<grid.plan.voxelCount {
      grid.arrivals(1)[voxel] = 0.3 * sin(Double(step) / 9 + Double(voxel))
      grid.arrivals(0)[voxel] = -0.2 * sin(Double(step) / 9 + Double(voxel))
      grid.waterChanges[voxel] = 0.01 * cos(Double(step) / 50 + Double(voxel))
    }
  }

  /// Σ z n of a voxel, in amol.
  private func charge(_ grid: GridRuntime, _ voxel: Int) -> Double {
    grid.plan.species.enumerated().reduce(0) {
      $0 + $1.element.valence * grid.amounts($1.offset)[voxel]
    }
  }

  @Test(
    "every voxel keeps its charge and what cells brought, over 2000 steps",
    arguments: [
      false, true,
    ])
  func neutrality(isHeld: Bool) {
    let grid = lively([6, 5, 3], isHeld: isHeld)
    let voxels = grid.plan.voxelCount
    var expected = (0..<voxels).map { charge(grid, $0) }
    let start = (0..<5).map { grid.total($0) }
    var worst = 0.0
    for i in 0..<2000 {
      release(grid, i)
      for voxel in 0..<voxels {
        expected[voxel] += grid.arrivals(0)[voxel] + grid.arrivals(1)[voxel]
      }
      grid.step(from: Double(i), to: Double(i + 1))
      guard i % 100 == 99 else { continue }
      for voxel in 0..<voxels { worst = max(worst, abs(charge(grid, voxel) - expected[voxel])) }
    }
    #expect(grid.failure == nil)
    // About 3e4 amol of charges in a voxel; the sums of what was expected are plain.
    #expect(worst < 1e-12 * 3e4, "\(worst)")
    for s in [0, 1, 2, 4] { #expect(abs(grid.imbalance(s, from: start[s])) < 1e-12) }
  }

  @Test("the error is of second order in time", arguments: [false, true])
  func orderInTime(isHeld: Bool) {
    let runs = [20, 40, 80, 640].map { steps -> [Double] in
      let grid = lively([7, 6, 5], isHeld: isHeld)
      let time = 100.0 / Double(steps)
      grid.run(to: 100, steps: steps) { i in
        let middle = (Double(i) + 0.5) * time
        for voxel in 0..<grid.plan.voxelCount {
          grid.arrivals(1)[voxel] = time * (1 + sin(middle / 20 + Double(voxel)))
          grid.waterChanges[voxel] = time * 0.1 * cos(middle / 40 + Double(voxel))
        }
      }
      #expect(grid.failure == nil)
      return grid.values(0) + grid.values(1) + grid.values(2)
    }
    let errors = runs.dropLast().map { difference($0, runs[3]) }
    for order in orders(errors) { #expect(abs(order - 2) < 0.25, "\(errors)") }
  }

  @Test(
    "a sharp front of salt stays positive and neutral", arguments: [1.0, 10, 100], [0, 1e-3, 1])
  func front(time: Double, dilute: Double) {
    for counts in [[30, 1, 1], [12, 11, 1], [8, 7, 6]] {
      var plan = salt(counts, cation: 1.33, anion: 2.03, spacing: 2) { i, _, _ in
        i < counts[0] / 2 ? 150 : dilute
      }
      plan.species.append(species(counts, diffusion: 0.7, valence: 0) { i, _, _ in Double(i % 2) })
      let grid = GridRuntime(plan)
      let start = (0..<3).map { grid.total($0) }
      for i in 0..<5 { grid.step(from: Double(i) * time, to: Double(i + 1) * time) }
      #expect(grid.failure == nil)
      for s in 0..<3 {
        #expect(grid.values(s).allSatisfy { $0 >= 0 })
        #expect(abs(grid.imbalance(s, from: start[s])) < 1e-13)
      }
      let charges = (0..<plan.voxelCount).map { abs(charge(grid, $0)) }
      #expect((charges.max() ?? 0) < 1e-12 * 150 * 1.6)
    }
  }

  @Test("what is taken back leaves amounts and charges as they were")
  func takenBack() {
    var rejections = 0
    for uptake in stride(from: 600.0, through: 1100, by: 20) {
      let counts = [9, 1, 1]
      let plan = salt(counts, cation: 1.33, anion: 2.03, spacing: 15) { _, _, _ in 1 }
      let grid = GridRuntime(plan)
      let start = grid.total(0)
      for s in 0..<2 { grid.arrivals(s)[3] = -uptake }
      grid.step(from: 0, to: 30)
      for s in 0..<2 { #expect(abs(grid.imbalance(s, from: start)) < 1e-13) }
      for voxel in 0..<9 { #expect(abs(charge(grid, voxel)) < 1e-12 * 675) }
      rejections += grid.control.rejectionCount
    }
    #expect(rejections > 0)
  }

  @Test("any number of workers gives the same bits", arguments: [2, 3])
  func workers(count: Int) {
    let alone = lively([11, 6, 5], isHeld: true)
    let shared = lively([11, 6, 5], workers: count, isHeld: true)
    let pool = WorkerPool(count: count)
    defer { pool.shutDown() }
    let barrier = TestBarrier(pool.count)
    for i in 0..<10 {
      for grid in [alone, shared] { release(grid, i) }
      alone.step(from: Double(i), to: Double(i + 1))
      pool.run { worker in
        shared.step(from: Double(i), to: Double(i + 1), worker: worker, of: pool.count) {
          barrier.wait()
        }
      }
    }
    #expect(difference(alone.stateValues, shared.stateValues) == 0)
    #expect(alone.plan.species.indices.allSatisfy { $0 == 3 || alone.amounts($0)[3] > 0 })
  }
}
