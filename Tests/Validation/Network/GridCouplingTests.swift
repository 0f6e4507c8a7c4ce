import Foundation
import Testing

/// Cells and the space that they share, as one.
@Suite("Cells in a shared space")
struct GridCouplingTests {
  @Test("a closed cell in one voxel is a cell in its shell, to second order in the grid's step")
  func lone() throws {
    let shell = try ModelRun(GridModels.lone(isShared: false))
    let runs = try [2, 1, 0.5, 0.25].map { step in
      try ModelRun(
        GridModels.lone(isShared: true), overrides: ["extracellular.step=\(step) ms"])
    }
    #expect(abs((shell.trace("ko").last ?? 0) - 3.5) > 0.1, "potassium moves")
    for quantity in ["v", "ko", "nao", "ki"] {
      let errors = runs.map { largestDifference($0.trace(quantity), shell.trace(quantity)) }
      for (coarse, fine) in zip(errors, errors.dropFirst()) {
        #expect(abs(coarse / fine - 4) <= 0.4, "\(quantity): \(errors)")
      }
    }
  }

  @Test(
    "moles and water close over 10⁵ steps of cells that fire, pump, swell and stand for others",
    arguments: [
      ("boundary: held, perfusion: 0.5 /s", "second_order"),
      ("boundary: sealed", "backward_euler"),
      ("boundary: held, transport: electroneutral", "second_order"),
    ])
  func ledger(_ surroundings: String, _ method: String) throws {
    let run = try ModelRun(
      GridModels.tissue(surroundings), overrides: ["simulation.method=\(method)"])
    guard case .completed = run.outcome else {
      Issue.record("\(run.outcome)")
      return
    }
    #expect(run.spikes["spikes"]?.count ?? 0 >= 5, "cells fire")
    #expect(run.ledger.lines.map(\.end.name) == ["na", "k", "cl", "x"])
    for line in run.ledger.lines { #expect(line.imbalance <= 1e-12, "\(line.end.name)") }
    let potassium = run.ledger.lines[1]
    let isOpen = potassium.end.bath.magnitude > 1e-3 * potassium.start.outside
    #expect(isOpen == surroundings.contains("held"), "the bath takes part")
    let water = try #require(run.ledger.volume)
    #expect(try #require(water.imbalance) <= 1e-12)
    #expect(water.end.inside > 1.001 * water.start.inside, "cells swell")
  }

  /// How much of the dendrite lies in the voxel in a column and a row of the plane, in µm.
  private func length(_ column: Int, _ row: Int, angle: Double) -> Double {
    let (cosine, sine) = (cos(angle * .pi / 180), sin(angle * .pi / 180))
    var (first, last) = (30 * Double(column) / cosine, 30 * Double(column + 1) / cosine)
    last = min(last, 100)
    if sine > 0 {
      first = max(first, (30 * Double(row) - 15) / sine)
      last = min(last, (30 * Double(row) + 15) / sine)
    } else if row > 0 {
      return 0
    }
    return max(last - first, 0)
  }

  @Test(
    "the compartments of a dendrite give to each voxel by their share in it",
    arguments: [(0.0, 1), (20, 1), (20, 3)])
  func shares(_ angle: Double, _ represents: Int) throws {
    let run = try ModelRun(GridModels.dendrite(angle: angle, represents: represents))
    let rises = (run.traces["ko"] ?? []).map { ($0.last ?? .nan) - $0[0] }
    try #require(rises.count == 8)
    // 0.01 mA/cm² of π 2 µm for 50 ms, in amol per µm of length; 0.2 of a voxel's 27 000 µm³.
    let perLength = Double.pi * 2 * 0.01 * 0.01 * 50 / 0.09648533212331001 * Double(represents)
    for (voxel, rise) in rises.enumerated() {
      let exact = perLength * length(voxel % 4, voxel / 4, angle: angle) / (0.2 * 27_000)
      #expect(abs(rise - exact) <= 1e-10, "voxel \(voxel): \(rise), not \(exact)")
    }
  }
}
