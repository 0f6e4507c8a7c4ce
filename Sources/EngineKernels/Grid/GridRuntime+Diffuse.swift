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
      if crew.worker == 0 {
        factorize(time * share)
        exchangeConcentrations()
      }
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
      synchronize()
      guard control.failure == nil else { return }
      halvings += 1
      done *= 2
    }
  }

  private func attempt(
    _ time: Double, _ share: Double, _ crew: GridCrew, _ scratch: GridScratch,
    _ synchronize: () -> Void
  ) {
    for axis in 0...shape.lastAxis {
      if axis > 0 { synchronize() }
      guard axis == 0 || axis < shape.lastAxis || !isDistributed else {
        sweepAcross(time, share, crew, scratch, synchronize)
        break
      }
      let own = items(of: units(along: axis), crew)
      for item in own {
        let (unit, species) = item.quotientAndRemainder(dividingBy: plan.species.count)
        let isFirst = item == own.lowerBound || species == 0
        if axis == 0, isFirst { gatherRows(unit, scratch) }
        sweep(axis, unit, part(species, time, share), scratch)
      }
    }
    synchronize()
  }

  /// Own units of a sweep along an axis.
  private func units(along axis: Int) -> Range<Int> {
    switch axis {
    case 0: shape.units(slabs.own)
    case shape.lastAxis: slabs.ownColumns
    default: shape.strips(slabs.own)
    }
  }

  /// A worker's share of some units, species by species within each.
  ///
  /// It may begin within a unit: few units of many species spread too.
  func items(of units: Range<Int>, _ crew: GridCrew) -> Range<Int> {
    let count = plan.species.count
    return crew.share(of: units.lowerBound * count..<units.upperBound * count)
  }

  func part(_ species: Int, _ time: Double, _ share: Double) -> GridPart {
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
        let ratio = plan.species[species].diffusion * time / 2 * faces[axis] * uniformSpread
        LineSolver.factorize(
          factors(species, axis), count: counts[axis], ratio: ratio,
          wall: plan.isHeld ? 2 * ratio : 0)
      }
    }
    control.factorTime = time
  }

  /// Whether the last part stands; it is booked then.
  private func decide(_ time: Double, mayHalve: Bool) {
    collectPart()
    control.isRejected = (0..<plan.species.count).contains { layerSums.sum($0, .isBad) > 0 }
    field?.remember(control.isRejected ? 0 : time)
    guard control.isRejected else { return bookPart() }
    control.rejectionCount += 1
    guard let found = findFailure() else { return }
    // What is not finite cannot be taken back.
    if !mayHalve || !found.isFinite { control.failure = found.failure }
  }

  private func bookPart() {
    for species in 0..<plan.species.count {
      book(species, .arrived).add(layerSums.sum(species, .arrived))
      guard plan.isHeld else { continue }
      book(species, .toBath).add(layerSums.sum(species, .throughWalls))
      book(species, .toBath).add(layerSums.sum(species, .throughFirst))
      book(species, .toBath).add(layerSums.sum(species, .throughLast))
      if field != nil { book(species, .toBath).add(layerSums.sum(species, .drifted)) }
    }
  }

  private func takeBack(_ share: Double, _ crew: GridCrew) {
    let blocks = crew.share(of: shape.blocks(slabs.own))
    for block in blocks { takeBackCharge(shape.voxels(ofBlock: block), share: share) }
    for species in 0..<plan.species.count {
      for block in blocks { applyRange(species, shape.voxels(ofBlock: block), sign: -1) }
    }
  }
}
