import Communication
@testable import EngineKernels
import Foundation
import Testing

@Suite("A grid dealt to ranks")
struct GridRankTests {
  @Test(
    "any number of ranks and workers gives the same bits", arguments: GridScenario.all,
    [1, 2, 3, 5])
  func bits(scenario: GridScenario, ranks: Int) {
    let alone = scenario.run(ranks: 1, workers: 1)[0]
    #expect(alone.isReplicated)
    for workers in 1...2 {
      for outcome in scenario.run(ranks: ranks, workers: workers) {
        #expect(outcome.amounts == alone.amounts)
        #expect(outcome.concentrations == alone.concentrations)
        #expect(outcome.waters == alone.waters)
        #expect(outcome.potentials == alone.potentials)
        #expect(outcome.books == alone.books)
        #expect(outcome.failure == alone.failure)
        #expect(outcome.rejections == alone.rejections)
        #expect(outcome.isReplicated == (ranks == 1 || scenario.plan.counts[1] == 1))
      }
    }
  }

  @Test("scenarios do what they are for")
  func scenarios() throws {
    let alone = GridScenario.all.map { $0.run(ranks: 1, workers: 1)[0] }
    for (scenario, outcome) in zip(GridScenario.all, alone) {
      let start = scenario.plan.species[0].concentration.map(\.bitPattern)
      #expect(outcome.concentrations[0] != start, "\(scenario.testDescription)")
      #expect((outcome.failure != nil) == scenario.testDescription.hasPrefix("fails"))
      #expect((outcome.rejections > 0) == scenario.testDescription.contains("taken back"))
      #expect(outcome.potentials.isEmpty != scenario.plan.isElectroneutral)
    }
  }

  @Test("a small grid is every rank's own, and no rank waits for another")
  func replicated() {
    let scenario = GridScenario.held
    let alone = scenario.run(ranks: 1, workers: 1)[0]
    // Ranks that meet nobody: a grid that called one of them would wait for ever.
    for outcome in scenario.run(ranks: 3, workers: 1, smallGrid: 1_000_000) {
      #expect(outcome == alone)
    }
  }

  @Test(
    "a rank can be tried without the others",
    arguments: [
      GridScenario.sealed, .held, .flat, .watery, .neutral, .flatNeutral, .sealedNeutral,
    ], 0..<3)
  func estimated(scenario: GridScenario, rank: Int) {
    let ranks = DryRanks(rank: rank, count: 3)
    let grid = scenario.makeGrid(ranks)
    scenario.step(grid, 0..<scenario.steps, rank: rank)
    #expect(grid.failure == nil)
    #expect(ranks.meetingCount >= 4 * scenario.steps)
    for voxel in grid.ownVoxels(ofRank: rank) {
      for species in scenario.plan.species.indices { #expect(grid.amounts(species)[voxel] >= 0) }
    }
  }

  @Test("layers are dealt whole, without gaps", arguments: [1, 2, 3, 5, 9, 40])
  func dealing(ranks: Int) {
    for counts in [[7, 21, 1], [5, 3, 13], [4, 17, 6], [1, 9, 70]] {
      let shape = GridShape(gridPlan(counts, species: []))
      let slabs = GridSlabs(shape, rank: 0, rankCount: ranks)
      #expect(slabs.layers.flatMap { $0 } == Array(0..<shape.layerCount))
      let lengths = slabs.layers.map(\.count)
      let owners = lengths.prefix(shape.layerCount)
      #expect((owners.max() ?? 0) - (owners.min() ?? 0) <= 1)
      #expect((0..<ranks).flatMap { slabs.lines(ofRank: $0) } == Array(0..<shape.sectionVoxels))
      let units = slabs.layers.flatMap { shape.units($0) }
      #expect(units.flatMap { shape.rows(ofUnit: $0) } == Array(0..<shape.rowCount))
      let blocks = slabs.layers.flatMap { shape.blocks($0) }
      #expect(blocks.flatMap { shape.voxels(ofBlock: $0) } == Array(0..<shape.voxelCount))
    }
  }

  @Test(
    "rank 0 gathers the state, and any ranks go on from it",
    arguments: [GridScenario.held, .flat, .watery, .neutral])
  func checkpoint(scenario: GridScenario) {
    let whole = scenario.makeGrid(OneRank())
    scenario.step(whole, 0..<scenario.steps, rank: 0)
    let half = scenario.steps / 2
    let saved = ThreadedRanks.run(3) { ranks in
      let grid = scenario.makeGrid(ranks)
      scenario.step(grid, 0..<half, rank: ranks.rank)
      grid.gatherState()
      return grid.stateValues
    }[0]
    let resumed = ThreadedRanks.run(2) { ranks in
      let grid = scenario.makeGrid(ranks)
      grid.state.update(from: saved, count: saved.count)
      grid.stateHasChanged()
      scenario.step(grid, half..<scenario.steps, rank: ranks.rank)
      grid.gatherState()
      return grid.stateValues
    }[0]
    #expect(resumed.map(\.bitPattern) == whole.stateValues.map(\.bitPattern))
  }

  @Test("faces follow from water that something else has written")
  func writtenWater() {
    let values = [false, true].map { hasStepped in
      let grid = GridScenario.held.makeGrid(OneRank())
      let start = grid.stateValues
      if hasStepped { grid.step(from: 0, to: 1) }
      grid.state.update(from: start, count: start.count)
      for voxel in 0..<grid.plan.voxelCount { grid.water[voxel] *= 1 + Double(voxel % 4) / 10 }
      grid.stateHasChanged()
      grid.step(from: 1, to: 2)
      return grid.stateValues
    }
    #expect(values[0] == values[1])
  }

  @Test("a rank writes to its part of the memory alone")
  func memory() {
    let scenario = GridScenario.large
    func pages(_ ranks: Int) -> [Int] {
      ThreadedRanks.run(ranks) { ranks in
        let grid = scenario.makeGrid(ranks)
        scenario.step(grid, 0..<2, rank: ranks.rank)
        return grid.arena.writtenPageCount
      }
    }
    let alone = pages(1)[0]
    // 5 arrays over voxels are written, and 2 more with whole lines to solve; besides a halo.
    for count in pages(4) {
      #expect(Double(count) < 0.25 * 7 / 5 * 1.15 * Double(alone), "\(count) of \(alone)")
    }
  }

  @Test("what was read of others' voxels is given back")
  func forgetting() {
    let scenario = GridScenario.large
    let pages = ThreadedRanks.run(4) { ranks in
      let grid = scenario.makeGrid(ranks)
      let before = grid.arena.writtenPageCount
      grid.state.update(repeating: 1, count: grid.stateCount)
      let between = grid.arena.writtenPageCount
      grid.stateHasChanged()
      return [before, between, grid.arena.writtenPageCount]
    }
    for pages in pages {
      #expect(pages[1] > 2 * pages[0])
      // Losses of rounding and water's, zeros before, are ones now.
      #expect(pages[2] < 2 * pages[0])
    }
  }
}

extension ZeroedArena {
  /// Pages of 4096 bytes in which something is not zero.
  var writtenPageCount: Int {
    stride(from: 0, to: count, by: 512).count { page in
      (page..<min(page + 512, count)).contains { base[$0] != 0 }
    }
  }
}
