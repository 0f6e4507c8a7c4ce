import Numerics

/// What recordings ask for, at the time of V.
extension Solutions {
  private func inside(_ pool: Pool, _ slot: Int) -> Double {
    guard !areConcentrationsNoted, !pool.isImpermeant else { return pool.inside.now[slot] }
    return pool.inside.amount.value[slot] * inverseInsideVolume[slot]
  }

  private func outside(_ pool: Pool, _ slot: Int) -> Double {
    guard !areConcentrationsNoted, !pool.isImpermeant, hasShell else {
      return pool.outside.now[slot]
    }
    return pool.outside.amount.value[slot] * inverseOutsideVolume[slot]
  }

  func volume(_ slot: Int, isInside: Bool) -> Double {
    (isInside ? insideVolume : outsideVolume).value[slot]
  }

  func value(_ index: Int, _ slot: Int, _ quantity: SamplerPlan.SpeciesQuantity) -> Double {
    let pool = pools[index]
    switch quantity {
    case .inside: return inside(pool, slot)
    case .outside: return outside(pool, slot)
    case .insideAmount: return pool.inside.amount.value[slot]
    case .outsideAmount: return pool.outside.amount.value[slot]
    case .reversal:
      guard pool.hasReversal else { return 0 }
      let ratio = outside(pool, slot) / inside(pool, slot)
      return thermalVoltage[slot] / pool.valence * Double.logarithm(ratio)
    }
  }
}
