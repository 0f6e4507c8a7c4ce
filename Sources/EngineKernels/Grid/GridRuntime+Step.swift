/// Which worker does what: a share of the units of a pass, next to each other.
struct GridCrew {
  let worker: Int
  let workers: Int

  /// The units of this worker, of `count`.
  func share(of count: Int) -> Range<Int> {
    count * worker / workers..<count * (worker + 1) / workers
  }
}

extension GridRuntime {
  /// Takes a step from `start` to `end`, in ms; called by all workers at once.
  ///
  /// `synchronize` returns when all workers have called it. The bits of the result do not depend
  /// on `workers`. After a step that failed, `failure` says where and later steps do nothing.
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
    if followsWater { moveWater(crew, synchronize) }
    if followsWater { refreshFaces(crew, synchronize) }
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
      arrivals(source.species)[source.voxel] += amount
      book(source.species, .fromSources).add(amount)
      // All arrivals are booked as such: what pipettes gave is not the cells'.
      book(source.species, .arrived).add(-amount)
    }
  }

  /// Half of the water that cells give.
  private func moveWater(_ crew: GridCrew, _ synchronize: () -> Void) {
    for block in crew.share(of: slots.blocks) { moveWater(block, share: 0.5) }
    synchronize()
    if crew.worker == 0 { checkWater() }
    synchronize()
  }

  /// The faces that follow from the water in the middle of the step.
  private func refreshFaces(_ crew: GridCrew, _ synchronize: () -> Void) {
    refreshFaces(crew.share(of: shape.rowCount))
    synchronize()
  }

  private func checkWater() {
    guard (0..<slots.blocks).contains(where: { slots.block(0, $0)[2] != 0 }) else { return }
    for voxel in 0..<shape.voxelCount where !(water[voxel] > 0 && water[voxel] < .infinity) {
      control.failure = control.failure ?? Failure(species: nil, voxel: voxel)
      return
    }
  }

  /// Exchange with the bath and decay.
  private func react(_ time: Double, _ crew: GridCrew, _ synchronize: () -> Void) {
    guard reacting.contains(true) else { return }
    for species in 0..<plan.species.count where reacting[species] {
      for block in crew.share(of: slots.blocks) { react(species, block, time: time) }
    }
    synchronize()
    if crew.worker == 0 { bookReactions() }
  }

  private func bookReactions() {
    for species in 0..<plan.species.count where reacting[species] {
      var toBath = 0.0
      var vanished = 0.0
      for block in 0..<slots.blocks {
        toBath += slots.block(species, block)[0]
        vanished += slots.block(species, block)[1]
      }
      book(species, .toBath).add(toBath)
      book(species, .decayed).add(vanished)
    }
  }

  private func clearArrivals(_ crew: GridCrew) {
    for block in crew.share(of: slots.blocks) {
      let range = blockRange(block)
      for species in 0..<plan.species.count {
        (arrivals(species) + range.lowerBound).update(repeating: 0, count: range.count)
      }
      if followsWater {
        (waterChanges + range.lowerBound).update(repeating: 0, count: range.count)
      }
    }
  }
}
