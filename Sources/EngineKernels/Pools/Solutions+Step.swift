import Numerics

/// What a step does to amounts and volumes.
extension Solutions {
  /// Keeps the potentials about which the mechanisms' fluxes are linearised.
  @inline(__always)
  func remember(_ voltage: UnsafeMutablePointer<Double>) {
    voltageBefore.update(from: voltage, count: slotCount)
  }

  /// Advances amounts over `time` ms by the fluxes at `share` of the way from V before to V now.
  ///
  /// Returns false where an amount would not stay positive.
  @inline(__always)
  func advance<L: Lane>(
    _ time: Double, _ voltage: UnsafeMutablePointer<Double>, share: Double, _: L.Type
  ) -> Bool {
    if waterPermeability != nil { advanceVolumes(time, L.self) }
    var isSound = true
    for pool in pools where !pool.isImpermeant {
      isSound = advance(pool, time, voltage, share: share, L.self) && isSound
    }
    return isSound
  }

  @inline(__always)
  private func advance<L: Lane>(
    _ pool: Pool, _ time: Double, _ voltage: UnsafeMutablePointer<Double>, share: Double, _: L.Type
  ) -> Bool {
    let perCharge = time * amountPerCharge
    let perCurrent = L(splat: pool.valence == 0 ? 0 : perCharge / pool.valence)
    let perGain = L(splat: perCharge)
    let share = L(splat: share)
    let hasGains = !(pool.insideGains.isEmpty && pool.outsideGains.isEmpty)
    // Crank–Nicolson for the exchange with the bath: n' = r (c W − n) + flux.
    let exchange = L(splat: exchangeRate * time / (1 + exchangeRate * time / 2))
    var least = L(splat: 1)
    var slot = 0
    while slot < slotCount {
      let shift = (L.load(voltage + slot) - L.load(voltageBefore + slot)) * share
      let moved = sum(pool.currents, slot, shift) * perCurrent
      let gained = sum(pool.insideGains, slot, shift) * perGain
      let inside = add(gained - moved, pool.inside.amount, slot)
      least = least.minimum(inside)
      if hasGains {
        let all = sum(pool.outsideGains, slot, shift).multiplied(by: perGain, adding: gained)
        _ = add(all, pool.gained, slot)
      }
      if hasShell {
        let arrived = sum(pool.outsideGains, slot, shift).multiplied(by: perGain, adding: moved)
        let bath = L.load(pool.bathConcentration + slot) * L.load(outsideVolume.value + slot)
        let middle = L.load(pool.outside.amount.value + slot) + arrived * L(splat: 0.5)
        let left = (middle - bath) * exchange
        let outside = add(arrived - left, pool.outside.amount, slot)
        least = least.minimum(outside)
        _ = add(left, pool.bath, slot)
      } else {
        _ = add(moved, pool.bath, slot)
      }
      slot &+= L.width
    }
    return isNowhereBelow(pool.leastAmount, least)
  }

  @inline(__always)
  private func isNowhereBelow<L: Lane>(_ bound: Double, _ values: L) -> Bool {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 8) { buffer in
      guard let lanes = buffer.baseAddress else { return true }
      values.store(lanes)
      return (0..<L.width).allSatisfy { lanes[$0] >= bound }
    }
  }

  @inline(__always)
  private func sum<L: Lane>(_ fluxes: [FluxArrays], _ slot: Int, _ shift: L) -> L {
    var sum = L(splat: 0)
    for flux in fluxes {
      sum = sum + L.load(flux.slope + slot).multiplied(by: shift, adding: L.load(flux.value + slot))
    }
    return sum
  }

  /// Adds as Kahan does; returns the new value.
  @inline(__always)
  private func add<L: Lane>(_ change: L, _ sums: CompensatedSums, _ slot: Int) -> L {
    let old = L.load(sums.value + slot)
    let wanted = change - L.load(sums.lost + slot)
    let new = old + wanted
    ((new - old) - wanted).store(sums.lost + slot)
    new.store(sums.value + slot)
    return new
  }

  /// Water follows osmolarity: dW/dt = P (Σ c inside − Σ c outside), at midpoint concentrations.
  ///
  /// What the cell gains, its shell loses: the box around both is rigid. A bath stays as it is.
  @inline(__always)
  private func advanceVolumes<L: Lane>(_ time: Double, _: L.Type) {
    guard let waterPermeability else { return }
    var slot = 0
    while slot < slotCount {
      var difference = L(splat: 0)
      for pool in pools {
        let outside = L.load(pool.outside.midpoint + slot)
        difference = difference + (L.load(pool.inside.midpoint + slot) - outside)
      }
      let entering = L.load(waterPermeability + slot) * difference * L(splat: time)
      _ = add(entering, insideVolume, slot)
      if hasShell { _ = add(L(splat: 0) - entering, outsideVolume, slot) }
      slot &+= L.width
    }
  }

  /// Concentrations after a step, and where they will be in the middle of the next.
  @inline(__always)
  func prepare<L: Lane>(_: L.Type) {
    for pool in pools {
      extrapolate(pool.inside, insideVolume.value, L.self)
      if hasShell { extrapolate(pool.outside, outsideVolume.value, L.self) }
      if pool.hasReversal { setReversal(pool, L.self) }
    }
  }

  /// c* = 1.5 c − 0.5 c before; where that would fall below half of c, c itself.
  @inline(__always)
  private func extrapolate<L: Lane>(
    _ side: PoolSide, _ volume: UnsafeMutablePointer<Double>, _: L.Type
  ) {
    let half = L(splat: extrapolates ? 0.5 : 0)
    var slot = 0
    while slot < slotCount {
      let now = L.load(side.amount.value + slot) / L.load(volume + slot)
      let ahead = (now - L.load(side.now + slot)).multiplied(by: half, adding: now)
      let bound = now * L(splat: 0.5)
      ahead.selectedWhereLess(than: bound, now, else: ahead).store(side.midpoint + slot)
      now.store(side.now + slot)
      slot &+= L.width
    }
  }
}
