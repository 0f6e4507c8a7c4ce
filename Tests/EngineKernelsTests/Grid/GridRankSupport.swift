import Communication
@testable import EngineKernels
import Foundation
import Testing

/// A grid in which something happens, to be stepped by any number of ranks and workers.
struct GridScenario: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let plan: GridPlan
  var followsWater = false
  var steps = 12
  /// The length of a step, in ms.
  var stepTime = 1.0
  /// What cells give to a voxel in a step: in amol by species, and water in µm³.
  var arrival: @Sendable (_ species: Int, _ voxel: Int, _ step: Int) -> Double = { _, _, _ in 0 }
  var waterChange: @Sendable (_ voxel: Int, _ step: Int) -> Double = { _, _ in 0 }

  /// What ranks have found, put together.
  struct Outcome: Sendable, Equatable {
    var amounts: [[UInt64]]
    var concentrations: [[UInt64]]
    var waters: [UInt64]
    var potentials: [UInt64]
    var books: [UInt64]
    var failure: GridRuntime.Failure?
    var rejections: Int
    var isReplicated: Bool
  }

  /// Steps the grid and puts together what each rank knows of its voxels.
  func run(ranks count: Int, workers: Int, smallGrid: Int = 0) -> [Outcome] {
    ThreadedRanks.run(count) { ranks in
      let grid = makeGrid(ranks, workers: workers, smallGrid: smallGrid)
      step(grid, 0..<steps, rank: ranks.rank, workers: workers)
      return outcome(grid, ranks)
    }
  }

  func makeGrid(_ ranks: any Ranks, workers: Int = 1, smallGrid: Int = 0) -> GridRuntime {
    GridRuntime(
      plan, followsWater: followsWater, workers: workers, ranks: ranks, smallGrid: smallGrid)
  }

  /// Takes some steps with what cells give to own voxels.
  func step(_ grid: GridRuntime, _ steps: Range<Int>, rank: Int, workers: Int = 1) {
    let pool = WorkerPool(count: workers)
    defer { pool.shutDown() }
    let barrier = TestBarrier(pool.count)
    for step in steps {
      for voxel in grid.ownVoxels(ofRank: rank) {
        for species in plan.species.indices {
          grid.arrivals(species)[voxel] = arrival(species, voxel, step)
        }
        if followsWater { grid.waterChanges[voxel] = waterChange(voxel, step) }
      }
      pool.run { worker in
        grid.step(
          from: Double(step) * stepTime, to: Double(step + 1) * stepTime, worker: worker,
          of: pool.count
        ) { barrier.wait() }
      }
    }
  }

  /// What a rank knows, with what the others know of their voxels.
  private func outcome(_ grid: GridRuntime, _ ranks: any Ranks) -> Outcome {
    let own = grid.ownVoxels(ofRank: ranks.rank)
    func whole(_ values: UnsafePointer<Double>) -> [UInt64] {
      let values = own.map { values[$0] }
      return (grid.isReplicated ? values : ranks.gather(values).flatMap { $0 }).map(\.bitPattern)
    }
    let species = plan.species.indices
    let books = species.flatMap {
      [
        grid.total($0), grid.lostToBath($0), grid.decayed($0), grid.fromSources($0),
        grid.arrived($0),
      ]
    }
    return Outcome(
      amounts: species.map { whole(grid.amounts($0)) },
      concentrations: species.map { whole(grid.concentrations($0)) },
      waters: whole(grid.waters), potentials: grid.potentials.map(whole) ?? [],
      books: (books + [grid.totalWater]).map(\.bitPattern), failure: grid.failure,
      rejections: grid.control.rejectionCount, isReplicated: grid.isReplicated)
  }
}
