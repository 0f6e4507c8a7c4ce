import Communication

/// What goes between compartments and voxels of all ranks at an exchange: exports to the voxels, and
/// the new concentrations back.
final class TissueMail {
  private let routing: TissueRouting
  private let ranks: any Ranks
  private let columns: Int
  private let arena: DoubleArena
  private let out, back: UnsafeMutablePointer<Double>
  private let `in`: UnsafeMutablePointer<Double>
  /// From one column of what goes out to the next.
  private let outgoingStride: Int
  /// The entries of each rank in a column that has come in.
  private let incoming: RankBlocks
  private let incomingLength: Int
  /// Whether every rank gets what all have: its own part lies in its place from the beginning.
  private let isShared: Bool

  /// Room for `columns` numbers of each entry: one for each species, and one for water.
  init(
    _ routing: TissueRouting, columns: Int, isReplicated: Bool, _ ranks: any Ranks
  ) {
    self.routing = routing
    self.ranks = ranks
    self.columns = columns
    incoming = RankBlocks(counts: routing.incoming)
    incomingLength = incoming.total
    isShared = isReplicated || ranks.count == 1
    let voxels = (routing.seen + routing.shown).reduce(0) { $0 + $1.count }
    let outCount = isShared ? 0 : routing.exports.count * columns
    arena = DoubleArena(count: outCount + incomingLength * columns + voxels + 1)
    `in` = arena.base + outCount
    out = isShared ? `in` + incoming.places[ranks.rank] : arena.base
    outgoingStride = isShared ? incomingLength : routing.exports.count
    back = `in` + incomingLength * columns
  }

  /// Where the exports of a species, or of water, go before they are sent; one an entry.
  func outgoing(_ column: Int) -> UnsafeMutablePointer<Double> { out + column * outgoingStride }

  /// What has come of an entry.
  @inline(__always)
  func arrival(_ entry: TissueRouting.Arrival, _ column: Int) -> Double {
    `in`[column * incomingLength + incoming.places[Int(entry.rank)] + Int(entry.place)]
  }

  /// Sends the exports to the ranks of their voxels.
  func send() {
    guard ranks.count > 1 else { return }
    for column in 0..<columns {
      let arrived = `in` + column * incomingLength
      if isShared {
        ranks.share(arrived, incoming)
      } else {
        ranks.exchange(outgoing(column), RankBlocks(routing.outgoing), arrived, incoming)
      }
    }
  }

  /// Sets what the voxels of other ranks that it looks at begin with.
  func showStart(_ grid: GridRuntime) {
    guard ranks.count > 1, !grid.isReplicated else { return }
    for voxel in routing.seen.joined().map({ Int($0) }) {
      for (number, species) in grid.plan.species.enumerated() {
        grid.concentration(number)[voxel] = species.concentration[voxel]
      }
      grid.water[voxel] = grid.plan.volumeFraction[voxel] * grid.plan.voxelVolume
    }
  }

  /// Brings concentrations, and the voxels' water, back to the ranks that look at them.
  func show(_ grid: GridRuntime) {
    guard ranks.count > 1, !grid.isReplicated else { return }
    for species in grid.plan.species.indices { show(grid.concentration(species)) }
    if grid.followsWater { show(grid.water) }
  }

  private func show(_ values: UnsafeMutablePointer<Double>) {
    let outgoing = RankBlocks(counts: routing.shown.map(\.count))
    let incoming = RankBlocks(counts: routing.seen.map(\.count))
    for (place, voxel) in routing.shown.joined().enumerated() { back[place] = values[Int(voxel)] }
    let arrived = back + outgoing.total
    // Ranks that are only estimated leave what is there.
    for (place, voxel) in routing.seen.joined().enumerated() { arrived[place] = values[Int(voxel)] }
    ranks.exchange(back, outgoing, arrived, incoming)
    for (place, voxel) in routing.seen.joined().enumerated() { values[Int(voxel)] = arrived[place] }
  }

  /// Bytes that it takes.
  var byteCount: Int { 8 * arena.count }
}
