/// What one report samples of a shared space.
public struct GridSamplerPlan: Sendable {
  /// The number of the report.
  public var report: Int
  /// The species, by its number in the grid.
  public var species: Int
  /// The voxels, one a column.
  public var voxels: [Int32]
  /// The time of the first sample, in ms.
  public var start: Double
  /// Between samples, in ms.
  public var interval: Double
  /// How many samples a whole run takes.
  public var sampleCount: Int

  /// Samples `voxels` at `start`, `start + interval`, ….
  public init(
    report: Int, species: Int, voxels: [Int32], start: Double, interval: Double, sampleCount: Int
  ) {
    self.report = report
    self.species = species
    self.voxels = voxels
    self.start = start
    self.interval = interval
    self.sampleCount = sampleCount
  }
}

/// Samples concentrations of the grid, in straight lines from exchange to exchange.
///
/// Of the voxels of its plan it takes those that its rank has to tell of: each is sampled once.
public final class GridSampler: @unchecked Sendable {
  // Worker 0 alone samples, between two barriers.
  /// What is sampled.
  public let plan: GridSamplerPlan
  /// The columns of the plan that are sampled here.
  public let columns: [Int]
  /// Samples of the present epoch, `[sampleCount × columns]`, in mM.
  public private(set) var values: [Double] = []
  /// The number of the first sample in `values`.
  public private(set) var firstSample = 0
  var next = 0
  /// The concentrations at the beginning of the present round.
  private var left: [Double]
  private var right: [Double]

  init(_ plan: GridSamplerPlan, _ grid: GridRuntime, rank: Int) {
    self.plan = plan
    let voxels = grid.isReplicated && rank > 0 ? 0..<0 : grid.ownVoxels(ofRank: rank)
    columns = plan.voxels.indices.filter { voxels.contains(Int(plan.voxels[$0])) }
    left = [Double](repeating: 0, count: columns.count)
    right = left
    read(grid, into: &left)
  }

  func beginEpoch() {
    values.removeAll(keepingCapacity: true)
    firstSample = next
  }

  /// Begins a round from the concentrations as they are now, as after a checkpoint.
  func refresh(_ grid: GridRuntime) { read(grid, into: &left) }

  private var due: Double { plan.start + Double(next) * plan.interval }

  private func read(_ grid: GridRuntime, into values: inout [Double]) {
    let concentrations = grid.concentrations(plan.species)
    for (place, column) in columns.enumerated() {
      values[place] = concentrations[Int(plan.voxels[column])]
    }
  }

  /// Takes what is due up to the end of a round, at which the grid stands.
  func sample(_ grid: GridRuntime, from begin: Double, to end: Double) {
    let tiny = 1e-9 * (end - begin)
    // Nothing is due in this round, and nothing in one of the same length after it.
    guard next < plan.sampleCount, due <= 2 * end - begin + tiny else { return }
    read(grid, into: &right)
    while next < plan.sampleCount, due <= end + tiny {
      let share = min(max((due - begin) / (end - begin), 0), 1)
      for place in right.indices {
        values.append(left[place] + (right[place] - left[place]) * share)
      }
      next += 1
    }
    swap(&left, &right)
  }
}
