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
  /// Where the entries of each rank begin in a column that has come in, and how long a column is.
  private let firstIncoming: [Int]
  private let incomingLength: Int

  /// Room for `columns` numbers of each entry: one for each species, and one for water.
  init(_ routing: TissueRouting, columns: Int, _ ranks: any Ranks) {
    self.routing = routing
    self.ranks = ranks
    self.columns = columns
    let incoming = RankBlocks(counts: routing.incoming)
    firstIncoming = incoming.places
    incomingLength = incoming.total
    let isAlone = ranks.count == 1
    let voxels = (routing.seen + routing.shown).reduce(0) { $0 + $1.count }
    let (outCount, inCount) = (routing.exports.count * columns, incomingLength * columns)
    arena = DoubleArena(count: outCount + (isAlone ? 0 : inCount) + voxels + 1)
    out = arena.base
    // Alone, what goes out is what comes in.
    `in` = isAlone ? out : out + outCount
    back = arena.base + outCount + (isAlone ? 0 : inCount)
  }

  /// Where the exports of a species, or of water, go before they are sent; one an entry.
  func outgoing(_ column: Int) -> UnsafeMutablePointer<Double> {
    out + column * routing.exports.count
  }

  /// What has come of an entry.
  @inline(__always)
  func arrival(_ entry: TissueRouting.Arrival, _ column: Int) -> Double {
    `in`[column * incomingLength + firstIncoming[Int(entry.rank)] + Int(entry.place)]
  }

  /// Sends the exports to the ranks of their voxels.
  func send() {
    guard ranks.count > 1 else { return }
    let outgoing = RankBlocks(routing.outgoing)
    let incoming = RankBlocks(counts: routing.incoming)
    for column in 0..<columns {
      ranks.exchange(
        self.outgoing(column), outgoing, `in` + column * incomingLength, incoming)
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
    ranks.exchange(back, outgoing, arrived, incoming)
    for (place, voxel) in routing.seen.joined().enumerated() { values[Int(voxel)] = arrived[place] }
  }

  /// Bytes that it takes.
  var byteCount: Int { 8 * arena.count }
}
