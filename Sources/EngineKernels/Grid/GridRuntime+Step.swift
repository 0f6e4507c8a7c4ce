/// Which worker does what: a share of the units of a pass, next to each other.
struct GridCrew {
  let worker: Int
  let workers: Int

  /// This worker's of its rank's units.
  func share(of units: Range<Int>) -> Range<Int> {
    let first = units.lowerBound
    return first + units.count * worker / workers..<first + units.count * (worker + 1) / workers
  }
}

extension GridRuntime {
  /// Takes a step from `start` to `end`, in ms; called by all workers of all ranks at once.
  ///
  /// `synchronize` returns when all workers of this rank have called it; worker 0 meets other ranks.
  /// The bits of the result depend neither on workers nor on ranks. After a step that failed, `failure` says where and later steps do nothing.
  public func step(
    from start: Double, to end: Double, worker: Int = 0, of workers: Int = 1,
    synchronize: () -> Void = {}
  ) {
    guard control.failure == nil, end > start else { return }
    let crew = GridCrew(worker: worker, workers: workers)
    let time = end - start
    // Until all are here, some may still write what their cells release.
    synchronize()
    if worker == 0 { addSources(from: start, to: end) }
    synchronize()
    let hasNewFaces = followsWater || (control.facesAreStale && !isUniform)
    if followsWater { moveWater(crew, synchronize) }
    if hasNewFaces { refreshFaces(crew, synchronize) }
    guard control.failure == nil else { return }
    react(time / 2, crew, synchronize)
    diffuse(time, crew, synchronize)
    react(time / 2, crew, synchronize)
    if followsWater { moveWater(crew, synchronize) }
    clearArrivals(crew)
    synchronize()
  }

  /// What pipettes give during a step joins what cells give: the exact mean of their current.
  private func addSources(from start: Double, to end: Double) {
    for source in plan.sources {
      let time = min(end, source.stop) - max(start, source.start)
      guard time > 0 else { continue }
      let amount = source.rate * time
      if slabs.voxels.contains(source.voxel) { arrivals(source.species)[source.voxel] += amount }
      book(source.species, .fromSources).add(amount)
      // All arrivals are booked as such: what pipettes gave is not the cells'.
      book(source.species, .arrived).add(-amount)
    }
  }

  /// Half of the water that cells give.
  private func moveWater(_ crew: GridCrew, _ synchronize: () -> Void) {
    for block in crew.share(of: shape.blocks(slabs.own)) { moveWater(block, share: 0.5) }
    synchronize()
    if crew.worker == 0 { checkWater() }
    synchronize()
  }

  private func checkWater() {
    for layer in slabs.own {
      layerSums.layer(layer, 0, .isDry).pointee = sumBlocks(layer, 0, 2)
    }
    shareLayerSums()
    guard layerSums.sum(0, .isDry) > 0, let voxel = findDryVoxel() else { return }
    control.failure = control.failure ?? Failure(species: nil, voxel: voxel)
  }

  /// The sum over the blocks of a layer of one of the numbers that they leave.
  private func sumBlocks(_ layer: Int, _ species: Int, _ number: Int) -> Double {
    var sum = 0.0
    for block in shape.blocks(layer..<layer + 1) { sum += slots.block(species, block)[number] }
    return sum
  }

  /// Exchange with the bath and decay.
  private func react(_ time: Double, _ crew: GridCrew, _ synchronize: () -> Void) {
    guard reacting.contains(true) else { return }
    for species in 0..<plan.species.count where reacting[species] {
      for block in crew.share(of: shape.blocks(slabs.own)) { react(species, block, time: time) }
    }
    synchronize()
    if crew.worker == 0 { bookReactions() }
  }

  private func bookReactions() {
    for species in 0..<plan.species.count where reacting[species] {
      for layer in slabs.own {
        layerSums.layer(layer, species, .toBath).pointee = sumBlocks(layer, species, 0)
        layerSums.layer(layer, species, .vanished).pointee = sumBlocks(layer, species, 1)
      }
    }
    shareLayerSums()
    for species in 0..<plan.species.count where reacting[species] {
      book(species, .toBath).add(layerSums.sum(species, .toBath))
      book(species, .decayed).add(layerSums.sum(species, .vanished))
    }
  }

  private func clearArrivals(_ crew: GridCrew) {
    for block in crew.share(of: shape.blocks(slabs.own)) {
      let range = shape.voxels(ofBlock: block)
      for species in 0..<plan.species.count {
        (arrivals(species) + range.lowerBound).update(repeating: 0, count: range.count)
      }
      if followsWater {
        (waterChanges + range.lowerBound).update(repeating: 0, count: range.count)
      }
    }
  }
}
