import EngineKernels
import Foundation
import Testing

@Suite("Diffusion in a grid")
struct GridDiffusionTests {
  static let shapes = [
    [40, 1, 1], [1, 37, 1], [1, 1, 20], [12, 9, 1], [9, 1, 20], [11, 10, 9],
  ]

  /// The decay of a product of cosines per step, which the scheme has in closed form: with the
  /// eigenvalues q of each axis times D τ/λ², 1 + Σ q / Π (1 − q/2).
  @Test("a mode of the lattice decays as its closed form says", arguments: shapes)
  func latticeMode(counts: [Int]) {
    let spacing = [5.0, 4, 3]
    let plan = gridPlan(
      counts, spacing: spacing,
      species: [
        species(counts) { 3 + mode($0, counts[0], 2) * mode($1, counts[1]) * mode($2, counts[2]) }
      ])
    let grid = GridRuntime(plan)
    grid.run(to: 20, steps: 20)
    var sum = 0.0
    var product = 1.0
    for axis in 0..<3 where counts[axis] > 1 {
      let sine = sin(.pi * (axis == 0 ? 2 : 1) / Double(2 * counts[axis]))
      let q = -4 * sine * sine * 1.96 / 2.56 / (spacing[axis] * spacing[axis])
      sum += q
      product *= 1 - q / 2
    }
    // A mode along an axis with one voxel is cos(π/2) = 0 or cos π = −1: it is no mode then.
    let start = plan.species[0].concentration
    let expected = start.map { 3 + ($0 - 3) * pow(1 + sum / product, 20) }
    // Rounding of 20 steps of numbers near 3.
    #expect(difference(grid.values(), expected) < 2e-14)
  }

  @Test("the error is of second order in the length of voxels", arguments: [true, false])
  func orderInSpace(isUniform: Bool) {
    // ∂c/∂t = (1/α) ∇·(α D/λ² ∇c) has the mode cos(πx/L) for uniform α.
    let length = 60.0
    let errors = [6, 12, 24].map { n -> Double in
      let counts = [n, n, 1]
      var plan = gridPlan(
        counts, spacing: [length / Double(n), length / Double(n), 10],
        species: [species(counts) { i, j, _ in 3 + mean(i, n) * mean(j, n) }])
      if !isUniform { plan.tortuosity[0] = 1.6.nextUp }
      let grid = GridRuntime(plan)
      grid.run(to: 400, steps: 4000)
      let decay = exp(-2 * 1.96 / 2.56 * pow(.pi / length, 2) * 400)
      let exact = plan.species[0].concentration.map { 3 + ($0 - 3) * decay }
      return difference(grid.values(), exact)
    }
    for order in orders(errors) { #expect(abs(order - 2) < 0.1) }
  }

  /// The mean of cos(πx/L) over a voxel.
  private func mean(_ i: Int, _ n: Int) -> Double {
    let width = .pi / Double(n)
    return (sin(width * Double(i + 1)) - sin(width * Double(i))) / width
  }

  @Test("the error is of second order in time, with varying α, λ, perfusion and arrivals")
  func orderInTime() {
    let runs = [20, 40, 80, 640].map { steps -> [Double] in
      let counts = [12, 10, 9]
      var plan = gridPlan(
        counts, spacing: [8, 8, 8], isHeld: true,
        species: [species(counts, decay: 0.002) { i, j, k in 3 + mode(i, 12) * mode(j, 10) }])
      for voxel in 0..<plan.voxelCount {
        plan.volumeFraction[voxel] = 0.2 + 0.1 * sin(Double(voxel))
        plan.tortuosity[voxel] = 1.6 + 0.3 * cos(Double(2 * voxel))
        plan.perfusion[voxel] = 0.003 * (1 + sin(Double(voxel / 7)))
      }
      let grid = GridRuntime(plan, followsWater: true)
      let time = 200.0 / Double(steps)
      grid.run(to: 200, steps: steps) { i in
        let middle = (Double(i) + 0.5) * time
        for voxel in 0..<plan.voxelCount {
          grid.arrivals(0)[voxel] = time * 0.5 * (1 + sin(middle / 30 + Double(voxel)))
          grid.waterChanges[voxel] = time * 0.2 * cos(middle / 40 + Double(voxel))
        }
      }
      #expect(grid.failure == nil)
      return grid.values()
    }
    let errors = runs.dropLast().map { difference($0, runs[3]) }
    for order in orders(errors) { #expect(abs(order - 2) < 0.2, "\(errors)") }
  }

  @Test("a steady profile between held walls is linear, also in regions", arguments: [false, true])
  func heldWalls(withRegion: Bool) {
    let counts = [16, 1, 1]
    var plan = gridPlan(
      counts, spacing: [5, 10, 10], isHeld: true,
      species: [species(counts, bath: 3) { _, _, _ in 3 }],
      sources: [.init(species: 0, voxel: 4, rate: 50, start: 0, stop: 1e9)])
    if withRegion { for i in 8..<16 { plan.tortuosity[i] = 2.0 } }
    let grid = GridRuntime(plan)
    grid.run(to: 400_000, steps: 2000)
    // Resistances (distance / area / (D α/λ²)) from the source to both walls, in ms/µm³.
    let near = 2.56 / (1.96 * 0.2 * 100), far = withRegion ? 4 / (1.96 * 0.2 * 100) : near
    let left = 22.5 * near, right = 17.5 * near + 40 * far
    let peak = 3 + 50 * left * right / (left + right)
    #expect(abs(grid.values()[4] - peak) < 1e-11 * peak)
    let expected = 3 + (peak - 3) * 2.5 * far / right
    #expect(abs(grid.values()[15] - expected) < 1e-11 * expected)
    // What comes from the pipette in a step goes to the bath.
    let before = grid.lostToBath(0)
    grid.step(from: 400_000, to: 400_010)
    #expect(abs(grid.lostToBath(0) - before - 500) < 1e-7)
  }

  @Test("a sharp front stays positive, whatever the step", arguments: [1.0, 10, 100])
  func positivity(time: Double) {
    for counts in [[30, 1, 1], [15, 15, 1], [9, 9, 9]] {
      let plan = gridPlan(
        counts, spacing: [2, 2, 2],
        species: [
          species(counts) { i, j, k in i == 4 && j == counts[1] / 2 && k == counts[2] / 2 ? 50 : 0 }
        ])
      let grid = GridRuntime(plan)
      let start = grid.total(0)
      for i in 0..<5 { grid.step(from: Double(i) * time, to: Double(i + 1) * time) }
      #expect(grid.failure == nil)
      #expect(grid.values().allSatisfy { $0 >= 0 })
      #expect(abs(grid.imbalance(0, from: start)) < 1e-14)
    }
  }
}
