/// The space that all cells share, and how they are coupled to it.
///
/// Between two exchanges a group sees outside concentrations that go on as they went in the last
/// interval, and adds up what leaves its compartments, to the last amol. At an exchange each voxel
/// takes what the compartments in it have left, in the order of their numbers, and species spread
/// over the interval; then the groups see the new concentrations. Both errors are of second order in
/// the interval, and nothing is lost in between.
public final class Tissue: @unchecked Sendable {
  // Voxels are dealt to workers in ranges, and groups as everywhere: between barriers no two workers
  // write to the same place.
  /// Concentrations below which one worker steps the grid alone: at 4 ns each they take 65 µs, and a
  /// dozen barriers, of 0.4 µs on cores of their own and far more on shared ones, would be lost on them.
  public static let smallGrid = 16_384

  /// The voxels.
  public let grid: GridRuntime
  /// What reports take of it.
  public let samplers: [GridSampler]
  private let groups: [GroupRuntime]
  /// The voxels in which there are compartments, increasing.
  private let occupied: [Int32]
  /// Where the entries of each of these begin, and how many there are in all.
  private let firstEntry: [Int32]
  private let entries: [Entry]
  /// By species of the grid, by group.
  private let exports: [[UnsafeMutablePointer<Double>?]]

  /// A compartment in a voxel.
  private struct Entry {
    var voxel: Int32
    var group: Int32
    var slot: Int32
    /// Its share of the voxel, times the cells that it stands for.
    var factor: Double
  }

  /// Couples groups to a grid.
  public init(
    _ plan: GridPlan, _ groups: [GroupRuntime], samplers: [GridSamplerPlan], workers: Int
  ) {
    self.groups = groups
    let followsWater = groups.contains { $0.solutions?.waterPermeability != nil }
    let grid = GridRuntime(plan, followsWater: followsWater, workers: workers)
    self.grid = grid
    self.samplers = samplers.map { GridSampler($0, grid) }
    let entries = Self.entries(groups)
    self.entries = entries
    let starts = entries.indices.filter { $0 == 0 || entries[$0].voxel != entries[$0 - 1].voxel }
    occupied = starts.map { entries[$0].voxel }
    firstEntry = starts.map { Int32($0) } + [Int32(entries.count)]
    let byGroup = groups.map { $0.exports(speciesCount: plan.species.count) }
    exports = plan.species.indices.map { species in byGroup.map { $0[species] } }
  }

  /// All compartments in all voxels, voxel by voxel, by group and slot in each.
  private static func entries(_ groups: [GroupRuntime]) -> [Entry] {
    var entries: [Entry] = []
    for (number, group) in groups.enumerated() {
      guard let shared = group.solutions?.shared else { continue }
      for slot in 0..<group.slotCount {
        for share in Int(shared.firstShare[slot])..<Int(shared.firstShare[slot + 1]) {
          entries.append(
            Entry(
              voxel: shared.voxels[share], group: Int32(number), slot: Int32(slot),
              factor: shared.shares[share] * group.represents))
        }
      }
    }
    return entries.indices
      .sorted { (entries[$0].voxel, $0) < (entries[$1].voxel, $1) }
      .map { entries[$0] }
  }

  /// After a round: what has left the cells spreads, and they see the new concentrations.
  func spread(
    _ worker: Int, own: [Int], from begin: Double, to end: Double, _ pool: WorkerPool
  ) {
    if worker == 0 { changeBath(from: begin, to: end) }
    let part = (occupied.count + pool.count - 1) / max(pool.count, 1)
    let first = min(worker * part, occupied.count)
    collect(first..<min(first + part, occupied.count))
    pool.synchronize()
    for index in own { groups[index].clearExports() }
    if grid.plan.valueCount >= Self.smallGrid {
      grid.step(from: begin, to: end, worker: worker, of: pool.count) { pool.synchronize() }
    } else if worker == 0 {
      grid.step(from: begin, to: end)
    }
    pool.synchronize()
    if worker == 0 { for sampler in samplers { sampler.sample(grid, from: begin, to: end) } }
    for index in own { groups[index].follow(grid, at: end) }
  }

  /// Sets what interventions change in the bath to its mean over a round: the rates at which the bath
  /// exchanges with the voxels are linear in it, and the error is of second order in the round.
  private func changeBath(from begin: Double, to end: Double) {
    for change in grid.plan.bathChanges {
      let original = grid.plan.species[change.species].bath
      grid.setBath(
        change.species, change.schedule.mean(of: original, from: begin, to: end))
    }
  }

  /// Forgets what has been handed over.
  public func beginEpoch() { for sampler in samplers { sampler.beginEpoch() } }

  /// Adds up what has come into some of the occupied voxels.
  private func collect(_ range: Range<Int>) {
    for species in exports.indices {
      let arrivals = grid.arrivals(species)
      for index in range {
        var sum = 0.0
        for entry in entries[Int(firstEntry[index])..<Int(firstEntry[index + 1])] {
          guard let exported = exports[species][Int(entry.group)] else { continue }
          sum += entry.factor * exported[Int(entry.slot)]
        }
        arrivals[Int(occupied[index])] = sum
      }
    }
    if grid.followsWater { collectWater(range) }
  }

  /// Adds up what cells have given of their water.
  private func collectWater(_ range: Range<Int>) {
    for index in range {
      var sum = 0.0
      for entry in entries[Int(firstEntry[index])..<Int(firstEntry[index + 1])] {
        sum += entry.factor * groups[Int(entry.group)].waterExport(slot: Int(entry.slot))
      }
      grid.waterChanges[Int(occupied[index])] = sum
    }
  }
}

extension Tissue {
  /// Bytes held for voxels, and for the compartments in them.
  public var byteCount: Int {
    grid.byteCount + entries.count * MemoryLayout<Entry>.stride
      + 4 * (occupied.count + firstEntry.count)
  }

  /// The ledger of the space as it stands.
  public var speciesAmounts: [SpeciesAmounts] {
    grid.plan.species.indices.map { species in
      var amounts = SpeciesAmounts(name: grid.plan.species[species].name)
      amounts.outside = grid.total(species)
      amounts.bath = grid.lostToBath(species)
      amounts.gained = grid.fromSources(species) - grid.decayed(species)
      return amounts
    }
  }
}
