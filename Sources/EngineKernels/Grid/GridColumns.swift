import Communication

/// Whole lines along the last axis, for which ranks hand their sections to each other.
///
/// A rank gets some lines through all sections: an array of its own, `[section][species][line]`.
/// What comes from a rank that owns the sections before another's stands before it there.
struct GridColumns {
  /// Where this is in the grid's arena.
  struct Memory {
    let packed: Int, values: Int, water: Int, spread: Int, faces: Int

    /// Room for some sections of all lines, and for all sections of some lines.
    init(
      _ cutter: inout ArenaCutter, _ shape: GridShape, _ slabs: GridSlabs, species: Int,
      isUniform: Bool
    ) {
      let isUsed = slabs.layers.count > 1
      let lines = isUsed ? slabs.ownLines.count : 0
      packed = cutter.reserve(isUsed ? slabs.voxels.count * max(species, 1) : 0)
      values = cutter.reserve(shape.sectionCount * lines * species)
      let varied = isUniform ? 0 : lines
      water = cutter.reserve(shape.sectionCount * varied)
      spread = cutter.reserve(shape.sectionCount * varied)
      faces = cutter.reserve((shape.sectionCount + 1) * varied)
    }
  }

  /// By rank, its lines in own sections and own lines in its sections: of all species, and of water.
  let outgoingChanges: RankBlocks, incomingChanges: RankBlocks
  let outgoingWater: RankBlocks, incomingWater: RankBlocks
  /// Own sections, rank by rank.
  let packed: UnsafeMutablePointer<Double>
  /// Changes, and where not uniform water, κ / water and faces along own lines.
  let values, water, spread, faces: UnsafeMutablePointer<Double>

  init(
    _ memory: Memory, _ base: UnsafeMutablePointer<Double>, _ shape: GridShape, _ slabs: GridSlabs,
    species: Int
  ) {
    let ranks = slabs.layers.indices
    let sections = slabs.sections.count
    let outgoing = ranks.map { slabs.lines(ofRank: $0).count * sections }
    let incoming = ranks.map { shape.sections(slabs.layers[$0]).count * slabs.ownLines.count }
    outgoingChanges = RankBlocks(counts: outgoing.map { $0 * species })
    incomingChanges = RankBlocks(counts: incoming.map { $0 * species })
    outgoingWater = RankBlocks(counts: outgoing)
    incomingWater = RankBlocks(counts: incoming)
    packed = base + memory.packed
    values = base + memory.values
    water = base + memory.water
    spread = base + memory.spread
    faces = base + memory.faces
  }
}
