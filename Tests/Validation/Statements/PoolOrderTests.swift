import Foundation
import Testing

/// Orders in time with pools, pump and water, through a current and a block that come and go.
@Suite("Orders of convergence with pools")
struct PoolOrderTests {
  private func expectOrder(_ order: Double, _ cell: DisturbedCell) throws {
    var cell = cell
    let runs = try (0..<5).map { _ in
      let run = try ModelRun(cell.text)
      cell.step /= 4
      return run
    }
    for trace in DisturbedCell.traces {
      // The largest difference over all samples, of successive runs: errors fall as these do.
      let changes = zip(runs, runs.dropFirst()).map { coarse, fine in
        largestDifference(coarse.trace(trace), fine.trace(trace))
      }
      for (coarse, fine) in zip(changes, changes.dropFirst()) {
        expectStated(
          "order of \(cell.method) in \(trace)", log2(coarse / fine) / 2, is: order, within: 0.2)
      }
    }
  }

  @Test("the default is of second order, with a current and a block off the grid")
  func second() throws { try expectOrder(2, DisturbedCell()) }

  @Test("backward Euler is of first order")
  func first() throws {
    // It moves currents to the grid, as other simulators do: here they stand on it.
    let cell = DisturbedCell(
      method: "backward_euler", step: 0.02, times: [12, 30, 18, 41])
    try expectOrder(1, cell)
  }
}
