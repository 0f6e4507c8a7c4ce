import Testing

@testable import EngineKernels

@Suite("Regions of a membrane")
struct MembraneRegionTests {
  private func run(_ first: Int, _ count: Int) -> MechanismPlan.Run {
    MechanismPlan.Run(firstRow: first, rowCount: count)
  }

  @Test("end where any mechanism begins or ends")
  func borders() {
    let regions = MembraneRegion.all([
      [run(0, 10)], [run(2, 3), run(5, 1), run(20, 4)], [run(4, 6)], [],
    ])
    #expect(
      regions == [
        MembraneRegion(firstRow: 0, rowCount: 2, mechanisms: [0]),
        MembraneRegion(firstRow: 2, rowCount: 2, mechanisms: [0, 1]),
        MembraneRegion(firstRow: 4, rowCount: 1, mechanisms: [0, 1, 2]),
        // A run of the same mechanism follows the one before.
        MembraneRegion(firstRow: 5, rowCount: 1, mechanisms: [0, 1, 2]),
        MembraneRegion(firstRow: 6, rowCount: 4, mechanisms: [0, 2]),
        MembraneRegion(firstRow: 20, rowCount: 4, mechanisms: [1]),
      ])
  }

  @Test("cut blocks, besides the tiles")
  func tiles() {
    #expect(run(3, 70).tiles(cutAt: []) == [run(3, 29), run(32, 32), run(64, 9)])
    #expect(
      run(3, 70).tiles(cutAt: [0, 3, 10, 32, 40, 73, 90])
        == [run(3, 7), run(10, 22), run(32, 8), run(40, 24), run(64, 9)])
  }
}
