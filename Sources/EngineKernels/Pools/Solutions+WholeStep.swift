import Numerics

/// A whole step of amounts, concentrations and reversal potentials in one pass over the rows.
///
/// For solutions whose volumes stay, with nothing but fluxes and the exchange with a bath to change
/// amounts: then concentrations before and after a step follow from what the pass has at hand.
extension Solutions {
  /// Does what `advance` and then `prepare` do; the concentrations at the time of V are not written
  /// unless somebody looks at them in between.
  ///
  /// Returns false where an amount would not stay positive.
  @inline(__always)
  func advanceWhole<L: Lane>(
    _ time: Double, _ voltage: UnsafeMutablePointer<Double>, share: Double, _: L.Type
  ) -> Bool {
    var isSound = true
    let last = pools.lastIndex { !$0.isImpermeant }
    for (number, pool) in pools.enumerated() where !pool.isImpermeant {
      let step = advanceWhole(
        pool, time, voltage, share: share, isLast: number == last, L.self)
      isSound = step && isSound
    }
    isVoltageRemembered = last != nil
    areConcentrationsNoted = false
    areCurrentsSummed = false
    return isSound
  }

  @inline(__always)
  private func advanceWhole<L: Lane>(
    _ pool: Pool, _ time: Double, _ voltage: UnsafeMutablePointer<Double>, share: Double,
    isLast: Bool, _: L.Type
  ) -> Bool {
    pool.withFluxes(areSummed: areCurrentsSummed) { fluxes in
      let traits = AnyPool(self, pool, fluxes)
      func advance(_ traits: some PoolTraits) -> Bool {
        let amounts = PoolStep(traits, self, pool, fluxes, time, voltage, share: share)
        return take(WholePoolStep<L, _>(amounts, pool, self, isLast: isLast), pool)
      }
      return traits.isUsual ? advance(UsualPool()) : advance(traits)
    }
  }

  /// Returns false where an amount would not stay positive.
  private func take<L: Lane>(_ step: WholePoolStep<L, some PoolTraits>, _ pool: Pool) -> Bool {
    var step = step
    for (block, isFull) in fullBlocks.enumerated() {
      let first = block * poolBlockSlots
      step.take(first..<min(first + poolBlockSlots, slotCount), isFull: isFull)
    }
    step.course.bath.store(pool.bathLanes)
    // Neutral species may be used up; the others need a logarithm.
    let bound = pool.hasReversal ? Double.leastNormalMagnitude : 0
    guard step.course.least.isAnywhereLess(than: L(splat: bound)) else { return true }
    if pool.hasReversal { setReversal(pool, L.self) }
    return exhausted(pool) == nil
  }

  /// The arrays hold an earlier state: what whole steps have not written does not belong to it.
  func forget(isAtStart: Bool) {
    isVoltageRemembered = false
    areConcentrationsNoted = !takesWholeSteps || isAtStart
  }
}
