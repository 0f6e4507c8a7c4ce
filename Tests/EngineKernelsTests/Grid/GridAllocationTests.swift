#if canImport(CAllocationCounter)
  import CAllocationCounter
  import EngineKernels
  import Testing

  @Suite("Allocations of a grid")
  struct GridAllocationTests {
    @Test("steps allocate nothing", arguments: [[20, 1, 1], [10, 9, 1], [9, 10, 11]], 0..<3)
    func none(counts: [Int], kind: Int) {
      var plan = gridPlan(
        counts, spacing: [2, 2, 2], perfusion: 0.01, isHeld: true,
        species: [
          species(counts, decay: 0.1, bath: 3) { i, _, _ in i == 3 ? 50 : 0 },
          species(counts, valence: -1, bath: 3) { i, _, _ in i == 3 ? 50 : 0 },
        ], sources: [.init(species: 0, voxel: 1, rate: 0.1, start: 0.5, stop: 3)])
      plan.isElectroneutral = kind == 2
      let grid = GridRuntime(plan, followsWater: kind > 0)
      grid.step(from: 0, to: 1)
      let count = skou_allocation_count()
      for i in 1..<10 {
        grid.arrivals(0)[2] = -0.1
        grid.waterChanges[2] = 0.01
        grid.step(from: Double(i), to: Double(i + 1))
      }
      let after = skou_allocation_count()
      #expect(after == count)
      #expect(grid.failure == nil)
      #expect(after > 100, "the counter counts")
    }
  }
#endif
