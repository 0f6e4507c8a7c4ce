import Numerics

/// A whole step of amounts, concentrations and reversal potentials in one pass over the rows.
///
/// For solutions whose volumes stay, with nothing but fluxes and the exchange with a bath to change
/// amounts: then concentrations before and after a step follow from what the pass has at hand.
extension Solutions {
  /// Does what `advance` and then `prepare` do; the concentrations at the time of V are not written
  /// unless somebody looks at them in between.
  ///
  /// Two usual species take turns from block to block: what they both read comes from the first-level
  /// cache for the second.
  ///
  /// Returns false where an amount would not stay positive.
  @inline(__always)
  func advanceWhole<L: Lane>(
    _ time: Double, _ voltage: UnsafeMutablePointer<Double>, share: Double, _: L.Type
  ) -> Bool {
    let movement = Movement(time: time, voltage: voltage, share: share)
    var isSound = true
    var index = 0
    while index < permeantPools.count {
      let first = pools[permeantPools[index]]
      index += 1
      if index < permeantPools.count {
        let isLast = index + 1 == permeantPools.count
        let second = pools[permeantPools[index]]
        if let pair = advancePair(first, second, movement, isLast: isLast, L.self) {
          isSound = pair && isSound
          index += 1
          continue
        }
      }
      let isLast = index == permeantPools.count
      isSound = advanceAlone(first, movement, isLast: isLast, L.self) && isSound
    }
    isVoltageRemembered = !permeantPools.isEmpty
    areConcentrationsNoted = false
    areCurrentsSummed = false
    return isSound
  }

  /// nil where one of them is not usual.
  @inline(__always)
  private func advancePair<L: Lane>(
    _ first: Pool, _ second: Pool, _ movement: Movement, isLast: Bool, _: L.Type
  ) -> Bool? {
    first.withFluxes(areSummed: areCurrentsSummed) { firstFluxes in
      second.withFluxes(areSummed: areCurrentsSummed) { secondFluxes in
        guard AnyPool(self, first, firstFluxes).isUsual,
          AnyPool(self, second, secondFluxes).isUsual
        else { return nil }
        let one = PoolStep(UsualPool(), self, first, firstFluxes, movement)
        let other = PoolStep(UsualPool(), self, second, secondFluxes, movement)
        var steps = (
          WholePoolStep<L, _>(one, first, self, isLast: false),
          WholePoolStep<L, _>(other, second, self, isLast: isLast)
        )
        for (block, isFull) in fullBlocks.enumerated() {
          steps.0.take(slots(block), isFull: isFull)
          steps.1.take(slots(block), isFull: isFull)
        }
        let isSound = finish(steps.0, first)
        return finish(steps.1, second) && isSound
      }
    }
  }

  @inline(__always)
  private func advanceAlone<L: Lane>(
    _ pool: Pool, _ movement: Movement, isLast: Bool, _: L.Type
  ) -> Bool {
    pool.withFluxes(areSummed: areCurrentsSummed) { fluxes in
      let traits = AnyPool(self, pool, fluxes)
      func advance(_ traits: some PoolTraits) -> Bool {
        let amounts = PoolStep(traits, self, pool, fluxes, movement)
        var step = WholePoolStep<L, _>(amounts, pool, self, isLast: isLast)
        for (block, isFull) in fullBlocks.enumerated() { step.take(slots(block), isFull: isFull) }
        return finish(step, pool)
      }
      return traits.isUsual ? advance(UsualPool()) : advance(traits)
    }
  }

  private func slots(_ block: Int) -> Range<Int> {
    let first = block * poolBlockSlots
    return first..<min(first + poolBlockSlots, slotCount)
  }

  /// Returns false where an amount would not stay positive.
  private func finish<L: Lane>(_ step: WholePoolStep<L, some PoolTraits>, _ pool: Pool) -> Bool {
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
