/// Diffusion, in as many parts as positive amounts need.
extension GridRuntime {
  /// The largest D τ (T₁ + T₂)/(2 w) of a part: above, a product of matrices may leave negative
  /// amounts beside a sharp front.
  ///
  /// Found by trying: a single filled voxel, the worst there is, leaves none negative up to 0.6 in
  /// two and three dimensions. In one it is 1, a theorem: both sides of Crank–Nicolson are then
  /// non-negative matrices. What alternates from voxel to voxel is damped at least threefold a part.
  /// A grid step of 1 ms is one part unless voxels are below 1.3 µm (D = 2 µm²/ms, λ = 1.6).
  ///
  /// With an electric field half of what moves is explicit, and the reach is half of that.
  var longestReach: Double { (shape.dimension > 1 ? 0.5 : 1) * (field == nil ? 1 : 0.5) }

  /// How many parts a step of `time` ms has, before any is halved.
  private func partCount(_ time: Double) -> Int {
    let parts = (time * stiffness / longestReach).rounded(.up)
    return Int(max(1, min(parts, 1e6)))
  }

  /// Diffusion over a whole step: parts that leave an amount that is not one are taken back and
  /// halved.
  func diffuse(_ time: Double, _ crew: GridCrew, _ synchronize: () -> Void) {
    let parts = partCount(time)
    var halvings = 0
    var done = 0
    while done < parts << halvings {
      let share = 1 / Double(parts << halvings)
      if crew.worker == 0 { factorize(time * share) }
      synchronize()
      let scratch = scratch(crew.worker)
      driftBefore(time * share, crew, scratch, synchronize)
      attempt(time * share, share, crew, scratch, synchronize)
      driftAfter(time * share, share, crew, scratch, synchronize)
      if crew.worker == 0 { decide(time * share, mayHalve: halvings < Self.maximumHalvings) }
      synchronize()
      guard control.isRejected else {
        done += 1
        continue
      }
      takeBack(share, crew)
      guard control.failure == nil else { return synchronize() }
      halvings += 1
      done *= 2
    }
  }

  private func attempt(
    _ time: Double, _ share: Double, _ crew: GridCrew, _ scratch: GridScratch,
    _ synchronize: () -> Void
  ) {
    for axis in 0..<max(shape.dimension, 1) {
      if axis > 0 { synchronize() }
      // A worker's share may begin within a unit: few units of many species spread too.
      let items = crew.share(of: slots.sweeps[axis] * plan.species.count)
      for item in items {
        let (unit, species) = item.quotientAndRemainder(dividingBy: plan.species.count)
        let isFirst = item == items.lowerBound || species == 0
        if axis == 0, isFirst { gatherRows(unit, scratch) }
        sweep(axis, unit, part(species, time, share), scratch)
      }
    }
    synchronize()
  }

  private func part(_ species: Int, _ time: Double, _ share: Double) -> GridPart {
    GridPart(
      species: species, reach: plan.species[species].diffusion * time, share: share,
      bath: bath[species])
  }

  private func sweep(_ axis: Int, _ unit: Int, _ part: GridPart, _ scratch: GridScratch) {
    switch axis {
    case 0: sweepRows(unit, part, scratch)
    case 1: sweepColumns(unit, part, scratch)
    default: sweepPillars(unit, part, scratch)
    }
  }

  /// The factors of uniform solves for parts of `time` ms.
  private func factorize(_ time: Double) {
    guard isUniform, control.factorTime != time else { return }
    let counts = [shape.counts.x, shape.counts.y, shape.counts.z]
    let faces = [shape.faces.x, shape.faces.y, shape.faces.z]
    for species in 0..<plan.species.count {
      for axis in 0..<shape.dimension {
        let ratio = plan.species[species].diffusion * time / 2 * faces[axis] * spread[0]
        LineSolver.factorize(
          factors(species, axis), count: counts[axis], ratio: ratio,
          wall: plan.isHeld ? 2 * ratio : 0)
      }
    }
    control.factorTime = time
  }

  /// Whether the last part stands; it is booked then.
  private func decide(_ time: Double, mayHalve: Bool) {
    // With a field, amounts are complete after the correction alone.
    let last = field == nil ? max(shape.dimension, 1) - 1 : 0
    control.isRejected = (0..<plan.species.count).contains { slots.sum($0, last, .isBad) > 0 }
    field?.remember(control.isRejected ? 0 : time)
    guard control.isRejected else { return bookPart() }
    control.rejectionCount += 1
    guard let found = findFailure() else { return }
    // What is not finite cannot be taken back.
    let isFinite = amount(found.species ?? 0)[found.voxel].isFinite
    if !mayHalve || !isFinite { control.failure = found }
  }

  private func bookPart() {
    for species in 0..<plan.species.count {
      book(species, .arrived).add(slots.sum(species, 0, .arrived))
      guard plan.isHeld else { continue }
      for axis in 0..<shape.dimension {
        book(species, .toBath).add(slots.sum(species, axis, .throughWalls))
      }
      if field != nil { book(species, .toBath).add(slots.sum(species, 0, .drifted)) }
    }
  }

  private func takeBack(_ share: Double, _ crew: GridCrew) {
    for block in crew.share(of: slots.blocks) { takeBackCharge(blockRange(block), share: share) }
    for species in 0..<plan.species.count {
      for block in crew.share(of: slots.blocks) {
        applyRange(species, blockRange(block), sign: -1)
      }
    }
  }
}
