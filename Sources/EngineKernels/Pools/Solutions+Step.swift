import Numerics

/// What a step does to amounts and volumes.
extension Solutions {
  /// Keeps the potentials about which the mechanisms' fluxes are linearised.
  @inline(__always)
  func remember(_ voltage: UnsafeMutablePointer<Double>) {
    isVoltageRemembered = false
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
          let (value, slope) = fluxSum(currents, slot, Lanes.self)
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
      let least = advance(pool, fluxes, time, voltage, share: share, L.self)
      return !least.isAnywhereLess(than: L(splat: pool.leastAmount))
    }
  }

  /// Returns the least amount that was left, or 1 where all are larger.
  ///
  /// What a row costs: `WholePoolStep`, and four lines more for the bath's sums.
  @inline(__always)
  private func advance<L: Lane>(
    _ pool: Pool, _ fluxes: PoolFluxes, _ time: Double, _ voltage: UnsafeMutablePointer<Double>,
    share: Double, _: L.Type
  ) -> L {
    let step = PoolStep(
      AnyPool(self, pool, fluxes), self, pool, fluxes,
      Movement(time: time, voltage: voltage, share: share))
    var least = L(splat: 1)
    var slot = 0
    while slot < slotCount {
      let change: PoolChange<L> = step.advance(slot)
      _ = pool.bath.add(change.left, slot)
      least = least.minimum(change.inside.after)
      if hasShell { least = least.minimum(change.shell.after) }
      slot &+= L.width
    }
    return least
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
      _ = insideVolume.add(entering, slot)
      if hasShell { _ = outsideVolume.add(L(splat: 0) - entering, slot) }
      slot &+= L.width
    }
  }
}
