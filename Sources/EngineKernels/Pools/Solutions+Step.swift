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
    var isSound = true
    for pool in pools where !pool.isImpermeant {
      isSound = advance(pool, time, voltage, share: share, L.self) && isSound
    }
    // `moveWater` has done the other half: fluxes and exchange saw the volume in the middle.
    if waterPermeability != nil { advanceVolumes(time / 2, L.self) }
    areCurrentsSummed = false
    return isSound
  }

  /// Makes the sums of currents in whole rows where mechanisms have taken their own steps.
  @inline(never)
  func sumCurrents(_ slots: Range<Int>) {
    for pool in pools {
      guard let sum = pool.summedCurrents.first else { continue }
      pool.withFluxes(areSummed: false) { fluxes in
        let currents = UnsafeBufferPointer(rebasing: fluxes.currents[..<pool.membraneCurrentCount])
        var slot = slots.lowerBound
        while slot < slots.upperBound {
          let (value, slope) = total(currents, slot, Lanes.self)
          value.store(sum.value + slot)
          slope.store(sum.slope + slot)
          slot &+= Lanes.width
        }
      }
    }
  }

  @inline(__always)
  private func advance<L: Lane>(
    _ pool: Pool, _ time: Double, _ voltage: UnsafeMutablePointer<Double>, share: Double, _: L.Type
  ) -> Bool {
    pool.withFluxes(areSummed: areCurrentsSummed) { fluxes in
      let least = advance(pool, fluxes, time, voltage, share: L(splat: share))
      return !least.isAnywhereLess(than: L(splat: pool.leastAmount))
    }
  }

  /// Returns the least amount that was left, or 1 where all are larger.
  ///
  /// Of a row 12 numbers are read (V twice, the flux and its slope, three sums and what rounding has
  /// taken from them, the bath, the volume) and 6 written, eight of each, with some 25 operations in
  /// between. Its arrays come from the second-level cache: 18 lines in and out, one a cycle, are 18
  /// cycles for eight compartments of a species; 19 were measured (docs/performance.md). A mechanism
  /// more costs two lines, where fused steps have not summed its current already.
  @inline(__always)
  private func advance<L: Lane>(
    _ pool: Pool, _ fluxes: PoolFluxes, _ time: Double, _ voltage: UnsafeMutablePointer<Double>,
    share: L
  ) -> L {
    let perCharge = time * amountPerCharge
    let perCurrent = L(splat: pool.valence == 0 ? 0 : perCharge / pool.valence)
    let perGain = L(splat: perCharge)
    let zero = L(splat: 0)
    let exchange = exchangePart(time, L.self)
    var least = L(splat: 1)
    var slot = 0
    while slot < slotCount {
      let shift = (L.load(voltage + slot) - L.load(voltageBefore + slot)) * share
      let moved = sum(fluxes.currents, slot, shift) * perCurrent
      var (gainedInside, gainedOutside) = (zero, zero)
      if fluxes.haveGains {
        gainedInside = sum(fluxes.insideGains, slot, shift) * perGain
        gainedOutside = sum(fluxes.outsideGains, slot, shift) * perGain
        _ = add(gainedInside + gainedOutside, pool.gained, slot)
      }
      least = least.minimum(add(gainedInside - moved, pool.inside.amount, slot))
      if hasShell {
        let outside = advanceShell(pool, slot, arrived: moved + gainedOutside, exchange)
        least = least.minimum(outside)
      } else {
        _ = add(moved + gainedOutside, pool.bath, slot)
      }
      slot &+= L.width
    }
    return least
  }

  /// Crank–Nicolson for the exchange of a shell with the bath, n' = r (c W − n) + flux: the part of
  /// the difference in the middle of the step that goes over.
  @inline(__always)
  private func exchangePart<L: Lane>(_ time: Double, _: L.Type) -> L {
    L(splat: exchangeRate * time / (1 + exchangeRate * time / 2))
  }

  /// Returns the new amount outside.
  @inline(__always)
  private func advanceShell<L: Lane>(
    _ pool: Pool, _ slot: Int, arrived: L, _ exchange: L
  ) -> L {
    guard exchangeRate > 0 else { return add(arrived, pool.outside.amount, slot) }
    let bath = L.load(pool.bathConcentration + slot) * L.load(outsideVolume.value + slot)
    let middle = arrived.multiplied(
      by: L(splat: 0.5), adding: L.load(pool.outside.amount.value + slot))
    let left = (middle - bath) * exchange
    _ = add(left, pool.bath, slot)
    return add(arrived - left, pool.outside.amount, slot)
  }

  @inline(__always)
  private func sum<L: Lane>(
    _ fluxes: UnsafeBufferPointer<FluxArrays>, _ slot: Int, _ shift: L
  ) -> L {
    let (value, slope) = total(fluxes, slot, L.self)
    return slope.multiplied(by: shift, adding: value)
  }

  /// Values and slopes summed one after the other, as fused steps do.
  @inline(__always)
  private func total<L: Lane>(
    _ fluxes: UnsafeBufferPointer<FluxArrays>, _ slot: Int, _: L.Type
  ) -> (value: L, slope: L) {
    guard let first = fluxes.first else { return (L(splat: 0), L(splat: 0)) }
    var (value, slope) = (L.load(first.value + slot), L.load(first.slope + slot))
    for flux in fluxes.dropFirst() {
      value = value + L.load(flux.value + slot)
      slope = slope + L.load(flux.slope + slot)
    }
    return (value, slope)
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
  func advanceVolumes<L: Lane>(_ time: Double, _: L.Type) {
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
}
