/// A group and the space that all cells share.
extension GroupRuntime {
  /// What has left for each species of the grid since the last exchange, in amol by slot.
  func exports(speciesCount: Int) -> [UnsafeMutablePointer<Double>?] {
    var exports = [UnsafeMutablePointer<Double>?](repeating: nil, count: speciesCount)
    guard let solutions, let shared = solutions.shared else { return exports }
    for (pool, species) in zip(solutions.pools, shared.species) {
      if let species { exports[species] = pool.bath.value }
    }
    return exports
  }

  /// Begins new sums of what leaves; what rounding has taken stays in them.
  func clearExports() {
    guard let solutions else { return }
    for pool in solutions.pools where pool.shared != nil {
      pool.bath.value.update(repeating: 0, count: slotCount)
    }
  }

  /// Takes the concentrations of the grid as they are now, and goes on along a straight line: with
  /// the slope of the last interval, which makes the coupling of second order.
  func follow(_ grid: GridRuntime, at time: Double) {
    guard let solutions, let shared = solutions.shared else { return }
    let length = time - lastExchange
    for (pool, species) in zip(solutions.pools, shared.species) {
      guard let species, let columns = pool.shared else { continue }
      set(columns, shared, grid.concentrations(species), over: length, solutions)
      pool.outside.now.update(from: columns.base, count: slotCount)
      for slot in 0..<slotCount {
        pool.outside.midpoint[slot] =
          columns.base[slot] + columns.rate[slot] * solutions.sharedAhead
      }
      if pool.hasReversal { solutions.setReversal(pool, Double.self) }
    }
    if grid.followsWater { followWater(grid) }
    lastExchange = time
    solutions.sharedAge = 0
  }

  private func set(
    _ columns: SharedColumns, _ shared: SharedSpacePlan,
    _ concentrations: UnsafePointer<Double>, over length: Double, _ solutions: Solutions
  ) {
    for slot in 0..<slotCount {
      var sum = 0.0
      let (first, last) = (Int(shared.firstShare[slot]), Int(shared.firstShare[slot + 1]))
      // An empty slot keeps what it has.
      guard first < last else { continue }
      for share in first..<last {
        sum += shared.shares[share] * concentrations[Int(shared.voxels[share])]
      }
      let change = solutions.extrapolates && length > 0 ? sum - columns.base[slot] : 0
      // A straight line that would halve what is there by the next exchange is not followed.
      columns.rate[slot] = change < -0.5 * sum ? 0 : change / max(length, 1e-300)
      columns.base[slot] = sum
    }
  }

  /// The water that a compartment has given since the last exchange, in µm³; negative where it swells.
  func waterExport(slot: Int) -> Double {
    guard let solutions, solutions.waterPermeability != nil else { return 0 }
    return solutions.sharedWater[slot] - solutions.insideVolume.value[slot]
  }

  /// Takes the voxels' water as it is now: each compartment keeps its part of it.
  func followWater(_ grid: GridRuntime) {
    guard let solutions, let shared = solutions.shared else { return }
    solutions.sharedWater.update(from: solutions.insideVolume.value, count: slotCount)
    for slot in 0..<slotCount {
      let (first, last) = (Int(shared.firstShare[slot]), Int(shared.firstShare[slot + 1]))
      guard first < last else { continue }
      var ratio = 0.0
      for share in first..<last {
        let voxel = Int(shared.voxels[share])
        let before = grid.plan.volumeFraction[voxel] * grid.plan.voxelVolume
        ratio += shared.shares[share] * grid.waters[voxel] / before
      }
      solutions.outsideVolume.value[slot] = ratio * solutions.sharedWaterAtStart[slot]
    }
  }
}
