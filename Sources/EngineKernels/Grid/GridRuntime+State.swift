import Communication

/// What a checkpoint keeps, and what a rank has of it.
extension GridRuntime {
  /// How many doubles from `state` on a checkpoint has to keep.
  ///
  /// Write and read them between steps, while nothing waits in `arrivals` and `waterChanges`. Where
  /// voxels are dealt to several ranks, call `gatherState()` before writing, and write rank 0's.
  /// Call `stateHasChanged()` after reading.
  public var stateCount: Int { memory.stateCount }
  /// The state: amounts, water, the bath and the books.
  public var state: UnsafeMutablePointer<Double> { arena.base }

  /// Whether every rank steps all voxels by itself, and none waits for another.
  public var isReplicated: Bool { !isDistributed }

  /// The voxels that a rank steps: what cells give to them has to arrive there, and there alone are
  /// concentrations, amounts and water known.
  public func ownVoxels(ofRank rank: Int) -> Range<Int> {
    isReplicated ? 0..<shape.voxelCount : shape.voxels(slabs.layers[rank])
  }

  /// Gives rank 0 the state of all voxels; collective.
  ///
  /// It holds the whole state until `forgetOthers()`.
  public func gatherState() {
    guard isDistributed else { return }
    let isFirst = ranks.rank == 0
    let own = slabs.voxels.count
    let outgoing = RankBlocks(counts: slabs.layers.indices.map { $0 == 0 && !isFirst ? own : 0 })
    let incoming = RankBlocks(
      slabs.layers.indices.map { rank in
        isFirst && rank > 0 ? ownVoxels(ofRank: rank) : 0..<0
      })
    for array in memory.stateArrays {
      let place = state + array
      // The first one gives nothing: what it names must not be where it takes.
      ranks.exchange(
        isFirst ? columns.packed : place + slabs.voxels.lowerBound, outgoing, place, incoming)
    }
  }

  /// Gives back the memory of other ranks' voxels, of which a checkpoint was written or read.
  public func forgetOthers() {
    guard isDistributed else { return }
    let kept = slabs.voxelsAround
    for array in memory.stateArrays {
      arena.forget(array..<array + kept.lowerBound)
      arena.forget(array + kept.upperBound..<array + shape.voxelCount)
    }
  }

  /// Derives what follows from the state, after something else has written it.
  ///
  /// A rank needs its own voxels, the bath and the books; what was written of others' is forgotten.
  public func stateHasChanged() {
    control.factorTime = 0
    control.failure = nil
    control.facesAreStale = true
    for species in 0..<plan.species.count { refreshConcentrations(species, slabs.voxels) }
    forgetOthers()
  }

  /// Bytes that this rank holds for the grid, its plan included.
  public var byteCount: Int {
    let elsewhere = shape.voxelCount - slabs.voxelsAround.count
    return 8 * (arena.count - memory.voxelArrayCount * elsewhere)
      + 8 * (plan.valueCount + 3 * plan.voxelCount)
  }
}
