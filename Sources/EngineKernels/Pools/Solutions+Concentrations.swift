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

  @inline(__always)
  private func setConcentrations<L: Lane>(_ pool: Pool, ahead: L) {
    let scale = reversalScale(pool, L.self)
    let hasReversal = pool.hasReversal
    var slot = 0
    while slot < slotCount {
      let inside = setConcentration(pool.inside, inverseInsideVolume, slot, ahead)
      let outside =
        hasShell
        ? setConcentration(pool.outside, inverseOutsideVolume, slot, ahead)
        : followOutside(pool, slot, L.self)
      if hasReversal { store(pool.reversal, slot, scale, outside: outside, inside: inside) }
      slot &+= L.width
    }
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
    let extrapolated = (now - L.load(side.now + slot)).multiplied(by: ahead, adding: now)
    let bound = now * L(splat: 0.5)
    let midpoint = extrapolated.selectedWhereLess(than: bound, now, else: extrapolated)
    midpoint.store(side.midpoint + slot)
    now.store(side.now + slot)
    return midpoint
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

  /// E = RT/(zF) ln(outside / inside) at the midpoint concentrations.
  @inline(__always)
  func setReversal<L: Lane>(_ pool: Pool, _: L.Type) {
    let scale = reversalScale(pool, L.self)
    var slot = 0
    while slot < slotCount {
      store(
        pool.reversal, slot, scale, outside: L.load(pool.outside.midpoint + slot),
        inside: L.load(pool.inside.midpoint + slot))
      slot &+= L.width
    }
  }

  @inline(__always)
  private func reversalScale<L: Lane>(_ pool: Pool, _: L.Type) -> L {
    L(splat: pool.hasReversal ? 1 / pool.valence : 0)
  }

  @inline(__always)
  private func store<L: Lane>(
    _ reversal: UnsafeMutablePointer<Double>, _ slot: Int, _ scale: L, outside: L, inside: L
  ) {
    let logarithm = L.logarithm(outside / inside)
    (L.load(thermalVoltage + slot) * scale * logarithm).store(reversal + slot)
  }
}
