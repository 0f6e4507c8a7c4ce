@testable import EngineKernels
import Foundation
import Testing

@Suite("Books of a grid")
struct GridBooksTests {
  /// A small grid in which everything happens: held walls, perfusion, decay, pipettes, cells.
  private func lively(_ counts: [Int], followsWater: Bool = false, workers: Int = 1) -> GridRuntime
  {
    var plan = gridPlan(
      counts, spacing: [9, 10, 11], perfusion: 0.001, isHeld: true,
      species: [
        species(counts) { i, j, k in Double(3 + (i + 2 * j + 3 * k) % 5) },
        species(counts, diffusion: 0.7, decay: 0.01, valence: 0, bath: 0) { i, _, _ in Double(i) },
        species(counts, diffusion: 0, valence: -1) { _, j, _ in Double(100 + j) },
      ],
      sources: [.init(species: 0, voxel: 2, rate: 3, start: 0.25, stop: 1e6)])
    if followsWater {
      for voxel in 0..<plan.voxelCount { plan.tortuosity[voxel] = 1.5 + Double(voxel % 3) / 5 }
    }
    return GridRuntime(plan, followsWater: followsWater, workers: workers)
  }

  /// What cells give in a step.
  private func release(_ grid: GridRuntime, _ step: Int) {
    for voxel in 0..<grid.plan.voxelCount {
      grid.arrivals(0)[voxel] = 0.1 * sin(Double(step + voxel))
      grid.arrivals(1)[voxel] = 0.05
      grid.arrivals(2)[voxel] = 0.3 * cos(Double(step) / 100 + Double(voxel))
      grid.waterChanges[voxel] = 0.02 * cos(Double(step) / 50 + Double(voxel))
    }
  }

  @Test("totals and books agree over 10⁵ steps", arguments: [false, true])
  func conservation(followsWater: Bool) {
    let grid = lively([6, 5, 3], followsWater: followsWater)
    let start = (0..<3).map { grid.total($0) }
    var worst = [0.0, 0.0, 0.0]
    for i in 0..<100_000 {
      release(grid, i)
      grid.step(from: Double(i), to: Double(i + 1))
      guard i % 1000 == 999 else { continue }
      for s in 0..<3 { worst[s] = max(worst[s], abs(grid.imbalance(s, from: start[s]))) }
    }
    #expect(grid.failure == nil)
    for s in 0..<3 { #expect(worst[s] < 1e-12, "species \(s): \(worst)") }
    #expect(grid.decayed(1) > start[1])
    #expect(abs(grid.fromSources(0) - 3 * (100_000 - 0.25)) < 1e-6)
  }

  @Test("perfusion and decay are exact exponentials, and the books split them")
  func exponentials() {
    let counts = [4, 3, 1]
    let plan = gridPlan(
      counts, perfusion: 0.02,
      species: [species(counts, decay: 0.03, bath: 5) { _, _, _ in 40 }])
    let grid = GridRuntime(plan)
    let start = grid.total(0)
    grid.run(to: 70, steps: 7)
    let last = 5.0 * 0.02 / 0.05
    let expected = last + (40 - last) * exp(-0.05 * 70)
    for value in grid.values() { #expect(abs(value - expected) < 1e-13 * 40) }
    // ∫ c dt, and k times it.
    let integral = last * 70 + (40 - last) * (1 - exp(-0.05 * 70)) / 0.05
    let water = 0.2 * 8000.0 * 12
    #expect(abs(grid.decayed(0) - 0.03 * integral * water) < 1e-12 * start)
    #expect(abs(grid.lostToBath(0) - 0.02 * (integral - 5 * 70) * water) < 1e-12 * start)
  }

  @Test("swelling concentrates what stays in the voxel, and amounts stay")
  func swelling() {
    let counts = [3, 1, 1]
    let plan = gridPlan(
      counts, species: [species(counts, diffusion: 0) { i, _, _ in Double(i + 1) }])
    let grid = GridRuntime(plan, followsWater: true)
    let start = grid.total(0)
    grid.waterChanges[1] = -800
    grid.step(from: 0, to: 1)
    #expect(grid.values() == [1, 4, 3])
    #expect(grid.total(0) == start)
    #expect(abs(grid.totalWater - 4000) < 1e-9)
    grid.waterChanges[2] = -1700
    grid.step(from: 1, to: 2)
    #expect(grid.failure == .init(species: nil, voxel: 2))
  }

  @Test("an uptake that a voxel cannot give at once comes from its neighbours")
  func uptake() {
    // Between what a voxel holds (1600 amol) and what it can get in 400 ms lie uptakes for which a
    // step is taken back and halved.
    var rejections = 0
    for uptake in stride(from: 1500.0, through: 2900, by: 50) {
      let grid = sink(uptake)
      let start = grid.total(0)
      grid.step(from: 0, to: 400)
      #expect(abs(grid.imbalance(0, from: start)) < 1e-14)
      #expect(grid.arrivals(0)[3] == 0)
      guard grid.failure == nil else { continue }
      #expect(grid.values().allSatisfy { $0 >= 0 })
      rejections += grid.control.rejectionCount
    }
    #expect(rejections > 0)
    #expect(sink(1500).failure == nil)
  }

  /// A row of 1 mM with an uptake from one voxel, in amol.
  private func sink(_ uptake: Double) -> GridRuntime {
    let counts = [9, 1, 1]
    let plan = gridPlan(counts, spacing: [20, 20, 20], species: [species(counts) { _, _, _ in 1 }])
    let grid = GridRuntime(plan)
    grid.arrivals(0)[3] = -uptake
    return grid
  }

  @Test("an uptake that nothing can give is an error that says where")
  func impossibleUptake() {
    let grid = sink(0)
    let start = grid.total(0)
    grid.arrivals(0)[5] = -5000
    grid.step(from: 0, to: 1)
    #expect(grid.failure == .init(species: 0, voxel: 5))
    #expect(grid.control.rejectionCount == GridRuntime.maximumHalvings + 1)
    #expect(abs(grid.imbalance(0, from: start)) < 1e-14, "what failed is taken back")
    let values = grid.values()
    grid.step(from: 1, to: 2)
    #expect(difference(grid.values(), values) == 0, "nothing goes on after a failure")
  }

  @Test("any number of workers gives the same bits", arguments: [2, 3], [false, true])
  func workers(count: Int, followsWater: Bool) {
    let alone = lively([21, 10, 9], followsWater: followsWater)
    let shared = lively([21, 10, 9], followsWater: followsWater, workers: count)
    let pool = WorkerPool(count: count)
    defer { pool.shutDown() }
    let barrier = TestBarrier(pool.count)
    for i in 0..<25 {
      for grid in [alone, shared] { release(grid, i) }
      alone.step(from: Double(i), to: Double(i + 1))
      pool.run { worker in
        shared.step(from: Double(i), to: Double(i + 1), worker: worker, of: pool.count) {
          barrier.wait()
        }
      }
    }
    for s in 0..<3 { #expect(difference(alone.values(s), shared.values(s)) == 0) }
    #expect(difference(alone.stateValues, shared.stateValues) == 0)
  }

  @Test("a grid goes on from a copy of its state with the same bits", arguments: [false, true])
  func checkpoint(followsWater: Bool) {
    let first = lively([12, 5, 4], followsWater: followsWater)
    for i in 0..<10 {
      release(first, i)
      first.step(from: Double(i), to: Double(i + 1))
    }
    let second = lively([12, 5, 4], followsWater: followsWater)
    second.state.update(from: first.state, count: first.stateCount)
    second.stateHasChanged()
    for grid in [first, second] {
      for i in 10..<20 {
        release(grid, i)
        grid.step(from: Double(i), to: Double(i + 1))
      }
    }
    for s in 0..<3 {
      #expect(difference(first.values(s), second.values(s)) == 0)
      #expect(first.lostToBath(s) == second.lostToBath(s))
    }
  }

  @Test("voxels are found by points, the upper walls included")
  func places() {
    var plan = gridPlan([3, 4, 5], spacing: [10, 20, 30], species: [])
    plan.origin = [-10, 0, 5]
    let grid = GridRuntime(plan)
    #expect(grid.voxel(at: (-10, 0, 5)) == 0)
    #expect(grid.voxel(at: (0, 20, 35)) == 1 + 3 * (1 + 4))
    #expect(grid.voxel(at: (20, 80, 155)) == 59)
    #expect(grid.voxel(at: (20.1, 80, 155)) == nil)
    #expect(grid.voxel(at: (0, -0.1, 35)) == nil)
    #expect(grid.voxel(at: (.nan, 1, 35)) == nil)
  }
}
