public import Communication

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
  /// The voxels.
  public let grid: GridRuntime
  /// What reports take of it, of the voxels that this rank has.
  public let samplers: [GridSampler]
  private let groups: [GroupRuntime]
  private let ranks: any Ranks
  private let routing: TissueRouting
  private let mail: TissueMail
  /// By species of the grid, by group.
  private let exports: [[UnsafeMutablePointer<Double>?]]

  /// Couples groups to a grid; by all ranks at once.
  ///
  /// - Parameters:
  ///   - plan: of the grid, the same for all ranks.
  ///   - groups: those of this rank.
  ///   - numbers: theirs in the model, increasing.
  ///   - samplers: what is recorded of the grid.
  ///   - workers: how many there are on this rank.
  ///   - ranks: who runs the other groups.
  public init(
    _ plan: GridPlan, _ groups: [GroupRuntime], numbers: [Int], samplers: [GridSamplerPlan],
    workers: Int, ranks: any Ranks = OneRank()
  ) {
    self.groups = groups
    self.ranks = ranks
    let followsWater = ranks.any(groups.contains { $0.solutions?.waterPermeability != nil })
    let grid = GridRuntime(plan, followsWater: followsWater, workers: workers, ranks: ranks)
    self.grid = grid
    self.samplers = samplers.map { GridSampler($0, grid, rank: ranks.rank) }
    let routing = TissueRouting(groups, numbers: numbers, grid, ranks)
    self.routing = routing
    mail = TissueMail(
      routing, columns: plan.species.count + (followsWater ? 1 : 0),
      isReplicated: grid.isReplicated, ranks)
    mail.showStart(grid)
    let byGroup = groups.map { $0.exports(speciesCount: plan.species.count) }
    exports = plan.species.indices.map { species in byGroup.map { $0[species] } }
  }

  /// After a round: what has left the cells spreads, and they see the new concentrations.
  func spread(
    _ worker: Int, own: [Int], from begin: Double, to end: Double, _ pool: WorkerPool
  ) {
    if worker == 0 { changeBath(from: begin, to: end) }
    pack(share(of: routing.exports.count, worker, pool))
    pool.synchronize()
    for index in own { groups[index].clearExports() }
    if worker == 0 { mail.send() }
    pool.synchronize()
    collect(share(of: routing.occupied.count, worker, pool))
    pool.synchronize()
    if grid.plan.valueCount >= GridRuntime.smallGrid {
      grid.step(from: begin, to: end, worker: worker, of: pool.count) { pool.synchronize() }
    } else if worker == 0 {
      grid.step(from: begin, to: end)
    }
    pool.synchronize()
    if worker == 0 {
      mail.show(grid)
      for sampler in samplers { sampler.sample(grid, from: begin, to: end) }
    }
    // Alone, a rank sees its voxels as they are.
    if ranks.count > 1 { pool.synchronize() }
    for index in own { groups[index].follow(grid, at: end) }
  }

  private func share(of count: Int, _ worker: Int, _ pool: WorkerPool) -> Range<Int> {
    count * worker / pool.count..<count * (worker + 1) / pool.count
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

  /// Puts what some entries have left since the last exchange where it can be sent from.
  private func pack(_ range: Range<Int>) {
    for species in exports.indices {
      let column = mail.outgoing(species)
      for index in range {
        let entry = routing.exports[index]
        column[index] = exports[species][Int(entry.group)]?[Int(entry.slot)] ?? 0
      }
    }
    guard grid.followsWater else { return }
    let column = mail.outgoing(exports.count)
    for index in range {
      let entry = routing.exports[index]
      column[index] = groups[Int(entry.group)].waterExport(slot: Int(entry.slot))
    }
  }

  /// Adds up what has come into some of the occupied voxels.
  private func collect(_ range: Range<Int>) {
    for species in exports.indices {
      let arrivals = grid.arrivals(species)
      for index in range { arrivals[Int(routing.occupied[index])] = arrived(index, species) }
    }
    guard grid.followsWater else { return }
    for index in range {
      grid.waterChanges[Int(routing.occupied[index])] = arrived(index, exports.count)
    }
  }

  /// What has come into an occupied voxel, of one species or of water.
  private func arrived(_ index: Int, _ column: Int) -> Double {
    let entries = Int(routing.firstArrival[index])..<Int(routing.firstArrival[index + 1])
    return routing.arrivals.withUnsafeBufferPointer { arrivals in
      var sum = 0.0
      for entry in entries { sum += arrivals[entry].factor * mail.arrival(arrivals[entry], column) }
      return sum
    }
  }
}

extension Tissue {
  /// Makes the first rank's state of the space whole; by all ranks at once.
  public func gather() { grid.gatherState() }

  /// Gives back what `gather` took.
  public func forgetOthers() { grid.forgetOthers() }

  /// Bytes held for voxels, and for the compartments in them.
  public var byteCount: Int {
    grid.byteCount + routing.byteCount + mail.byteCount
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
