import Communication

/// What a rank needs of the sections beside its own, and where it is packed.
struct GridHalos {
  /// Where these are in the grid's arena.
  struct Memory {
    let outgoing: Int, incoming: Int

    /// Room for one section on both sides of up to `arrays` arrays.
    init(_ cutter: inout ArenaCutter, _ shape: GridShape, _ slabs: GridSlabs, arrays: Int) {
      let count = slabs.layers.count > 1 ? 2 * arrays * shape.sectionVoxels : 0
      outgoing = cutter.reserve(count)
      incoming = cutter.reserve(count)
    }
  }

  /// Pairs of a section of this rank and the one beside it, which another rank has: below and above.
  let sides: [(own: Int, other: Int)]
  /// Blocks for each rank and from each, by how many arrays are handed around.
  let blocks: [RankBlocks]
  let outgoing: UnsafeMutablePointer<Double>, incoming: UnsafeMutablePointer<Double>

  init(
    _ memory: Memory, _ base: UnsafeMutablePointer<Double>, _ shape: GridShape, _ slabs: GridSlabs,
    rank: Int, arrays: Int
  ) {
    outgoing = base + memory.outgoing
    incoming = base + memory.incoming
    let (below, above) = (slabs.sectionBelow, slabs.sectionAbove)
    // A section of its own borders on each: the one after it, or before it.
    sides = (below.map { [($0 + 1, $0)] } ?? []) + (above.map { [($0 - 1, $0)] } ?? [])
    blocks = (0...arrays).map { arrays in
      var counts = slabs.layers.map { _ in 0 }
      if below != nil { counts[rank - 1] = arrays * shape.sectionVoxels }
      if above != nil { counts[rank + 1] = arrays * shape.sectionVoxels }
      return RankBlocks(counts: counts)
    }
  }
}

/// What ranks hand to each other; on each of them worker 0 does, while the others wait.
extension GridRuntime {
  /// Whether voxels are dealt to several ranks.
  var isDistributed: Bool { ranks.count > 1 }

  /// Waits for all workers; where there are several ranks, `body` hands numbers around before any
  /// goes on.
  @inline(__always)
  func meet(_ crew: GridCrew, _ synchronize: () -> Void, _ body: () -> Void) {
    synchronize()
    guard isDistributed else { return }
    if crew.worker == 0 { body() }
    synchronize()
  }

  /// Takes the sections beside its own from the ranks that have them, of arrays over all voxels.
  func exchangeHalos(_ count: Int, _ array: (Int) -> UnsafeMutablePointer<Double>) {
    guard isDistributed else { return }
    let section = shape.sectionVoxels
    var place = 0
    for side in halos.sides {
      for index in 0..<count {
        (halos.outgoing + place).update(from: array(index) + side.own * section, count: section)
        place += section
      }
    }
    ranks.exchange(halos.outgoing, halos.blocks[count], halos.incoming, halos.blocks[count])
    place = 0
    for side in halos.sides {
      for index in 0..<count {
        (array(index) + side.other * section).update(from: halos.incoming + place, count: section)
        place += section
      }
    }
  }

  /// Takes the concentrations beside its own voxels.
  func exchangeConcentrations() { exchangeHalos(plan.species.count) { concentration($0) } }

  /// Gives all ranks the sums over units of all layers.
  func shareLayerSums() {
    guard isDistributed else { return }
    ranks.share(layerSums.base, layerSumBlocks)
  }
}
