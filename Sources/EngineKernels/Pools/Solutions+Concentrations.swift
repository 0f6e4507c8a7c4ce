import Numerics

/// Concentrations and reversal potentials, which follow from amounts and volumes.
extension Solutions {
  /// Concentrations after a step, and where they will be in the middle of the next.
  @inline(__always)
  func prepare<L: Lane>(_: L.Type) {
    setConcentrations(ahead: extrapolates ? 0.5 : 0, L.self)
  }

  /// Concentrations and reversal potentials at the amounts as they stand, without looking ahead.
  ///
  /// For those who set amounts and volumes themselves.
  func setConcentrations<L: Lane>(_: L.Type) { setConcentrations(ahead: 0, L.self) }

  /// Goes on along the last step by the part `ahead` of it.
  @inline(__always)
  private func setConcentrations<L: Lane>(ahead: Double, _: L.Type) {
    if waterPermeability != nil { invertVolumes(L.self) }
    for pool in pools where !pool.isImpermeant || waterPermeability != nil || pool.shared != nil {
      setConcentrations(pool, ahead: L(splat: ahead))
    }
  }

  /// A row costs 40 operations and a division: 20 cycles for eight compartments of a species.
  ///
  /// Six operations a side, two for the least and 26 for the potential, of which two start in a cycle;
  /// 21 cycles were measured. Beside them go 15 lines to and from the second-level cache (7 numbers
  /// read and 5 written, of which 3 places are read for nothing).
  @inline(__always)
  private func setConcentrations<L: Lane>(_ pool: Pool, ahead: L) {
    let scale = reversalScale(pool, L.self)
    let hasReversal = pool.hasReversal
    var least = L(splat: 1)
    var slot = 0
    while slot < slotCount {
      let inside = setConcentration(pool.inside, inverseInsideVolume, slot, ahead)
      let outside =
        hasShell
        ? setConcentration(pool.outside, inverseOutsideVolume, slot, ahead)
        : followOutside(pool, slot, L.self)
      if hasReversal {
        let height = L.load(thermalVoltage + slot) * scale
        (height * L.normalLogarithm(outside, over: inside)).store(pool.reversal + slot)
        least = least.minimum(inside).minimum(outside)
      }
      slot &+= L.width
    }
    if least.isAnywhereLess(than: leastNormal()) { setReversal(pool, L.self) }
  }

  /// Goes on along the straight line of a shared space; a bath stays as it is.
  @inline(__always)
  private func followOutside<L: Lane>(_ pool: Pool, _ slot: Int, _: L.Type) -> L {
    guard let shared = pool.shared else { return L.load(pool.outside.midpoint + slot) }
    let (base, rate) = (L.load(shared.base + slot), L.load(shared.rate + slot))
    rate.multiplied(by: L(splat: sharedAge), adding: base).store(pool.outside.now + slot)
    let midpoint = rate.multiplied(by: L(splat: sharedAge + sharedAhead), adding: base)
    midpoint.store(pool.outside.midpoint + slot)
    return midpoint
  }

  /// c* = c + (c − c before) × ahead, or c itself where that would fall below half of c.
  @inline(__always)
  private func setConcentration<L: Lane>(
    _ side: PoolSide, _ inverseVolume: UnsafeMutablePointer<Double>, _ slot: Int, _ ahead: L
  ) -> L {
    let now = L.load(side.amount.value + slot) * L.load(inverseVolume + slot)
    let before = L.load(side.now + slot)
    let midpoint = midpointConcentration(now, before: before, ahead)
    midpoint.store(side.midpoint + slot)
    now.store(side.now + slot)
    return midpoint
  }

  /// Writes the concentrations at the time of V where whole steps have not.
  @inline(never)
  func noteConcentrations() {
    guard !areConcentrationsNoted else { return }
    areConcentrationsNoted = true
    for pool in pools where !pool.isImpermeant {
      for slot in 0..<slotCount {
        pool.inside.now[slot] = pool.inside.amount.value[slot] * inverseInsideVolume[slot]
        guard hasShell else { continue }
        pool.outside.now[slot] = pool.outside.amount.value[slot] * inverseOutsideVolume[slot]
      }
    }
  }

  /// Follows the volumes.
  @inline(__always)
  func invertVolumes<L: Lane>(_: L.Type) {
    var slot = 0
    while slot < slotCount {
      let one = L(splat: 1)
      (one / L.load(insideVolume.value + slot)).store(inverseInsideVolume + slot)
      (one / L.load(outsideVolume.value + slot)).store(inverseOutsideVolume + slot)
      slot &+= L.width
    }
  }

  /// E = RT/(zF) ln(outside / inside) at the midpoint concentrations, whatever they are.
  @inline(never)
  func setReversal<L: Lane>(_ pool: Pool, _: L.Type) {
    let scale = reversalScale(pool, L.self)
    var slot = 0
    while slot < slotCount {
      let inside = L.load(pool.inside.midpoint + slot)
      let outside = L.load(pool.outside.midpoint + slot)
      let height = L.load(thermalVoltage + slot) * scale
      (height * logarithm(outside, over: inside)).store(pool.reversal + slot)
      slot &+= L.width
    }
  }

  /// Normal lanes have the bits that they have beside normal ones: results do not depend on which
  /// compartments stand side by side.
  @inline(__always)
  private func logarithm<L: Lane>(_ outside: L, over inside: L) -> L {
    let normal = L.normalLogarithm(outside, over: inside)
    let least = inside.minimum(outside)
    guard least.isAnywhereLess(than: leastNormal()) else { return normal }
    return least.selectedWhereLess(
      than: leastNormal(), L.logarithm(outside / inside), else: normal)
  }

  @inline(__always)
  private func leastNormal<L: Lane>() -> L { L(splat: .leastNormalMagnitude) }

  @inline(__always)
  private func reversalScale<L: Lane>(_ pool: Pool, _: L.Type) -> L {
    L(splat: pool.hasReversal ? 1 / pool.valence : 0)
  }
}

/// c* from c and c before.
@inline(__always)
func midpointConcentration<L: Lane>(_ now: L, before: L, _ ahead: L) -> L {
  let extrapolated = (now - before).multiplied(by: ahead, adding: now)
  // With half a step ahead, that is where c before is above 2 c.
  return (now + now).selectedWhereLess(than: before, now, else: extrapolated)
}
