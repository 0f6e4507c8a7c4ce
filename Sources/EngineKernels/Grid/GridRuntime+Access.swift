extension GridRuntime {
  /// What is wrong, if anything is: the first voxel by species, then by number; on all ranks.
  public var failure: Failure? { control.failure }

  /// Concentrations of a species after the last step, in mM; `[voxelCount]`, of own voxels.
  public func concentrations(_ species: Int) -> UnsafePointer<Double> {
    UnsafePointer(concentration(species))
  }

  /// Amounts of a species, in amol; `[voxelCount]`, of own voxels.
  public func amounts(_ species: Int) -> UnsafePointer<Double> { UnsafePointer(amount(species)) }

  /// Where cells put what they release during the coming step, in amol; `[voxelCount]`.
  ///
  /// A step takes up what is in own voxels, evenly over its time, and leaves zeros there.
  public func arrivals(_ species: Int) -> UnsafeMutablePointer<Double> {
    arena.base + memory.arrival[species]
  }

  /// Where cells put the water that they give during the coming step, in µm³; `[voxelCount]`.
  ///
  /// Negative where they swell. Only followed where `followsWater`; a step leaves zeros then.
  public var waterChanges: UnsafeMutablePointer<Double> { arena.base + memory.waterChange }

  /// The water of each voxel, in µm³; `[voxelCount]`, of own voxels.
  public var waters: UnsafePointer<Double> { UnsafePointer(water) }

  /// Sets the concentration of a species in the bath, in mM, from the next step on; on all ranks.
  public func setBath(_ species: Int, _ concentration: Double) { bath[species] = concentration }

  /// The number of the voxel in which a point lies (coordinates in µm); nil outside.
  ///
  /// A point on a face belongs to the voxel above it; one on the upper wall to the last voxel.
  public func voxel(at point: (x: Double, y: Double, z: Double)) -> Int? {
    var number = 0
    for (axis, coordinate) in [point.x, point.y, point.z].enumerated().reversed() {
      let count = plan.counts[axis]
      let place = (coordinate - plan.origin[axis]) / plan.spacing[axis]
      guard place >= 0, place <= Double(count) else { return nil }
      number = number * count + min(Int(place), count - 1)
    }
    return number
  }

  var water: UnsafeMutablePointer<Double> { arena.base + memory.water }
  var waterLost: UnsafeMutablePointer<Double> { arena.base + memory.waterLost }
  var bath: UnsafeMutablePointer<Double> { arena.base + memory.bath }

  func amount(_ species: Int) -> UnsafeMutablePointer<Double> {
    arena.base + memory.amount[species]
  }
  func amountLost(_ species: Int) -> UnsafeMutablePointer<Double> {
    arena.base + memory.amountLost[species]
  }
  func concentration(_ species: Int) -> UnsafeMutablePointer<Double> {
    arena.base + memory.concentration[species]
  }
  var spread: UnsafeMutablePointer<Double> { arena.base + memory.spread }
  func change(_ species: Int) -> UnsafeMutablePointer<Double> {
    arena.base + memory.change[species]
  }
  var allFaces: [3 of UnsafeMutablePointer<Double>] { [faces(0), faces(1), faces(2)] }
  func faces(_ axis: Int) -> UnsafeMutablePointer<Double> { arena.base + memory.faces[axis] }
  func factors(_ species: Int, _ axis: Int) -> UnsafeMutablePointer<Double> {
    arena.base + memory.factors[species][axis]
  }
  func scratch(_ worker: Int) -> GridScratch {
    GridScratch(arena.base + memory.scratch + worker * memory.scratchCount, shape)
  }
}
