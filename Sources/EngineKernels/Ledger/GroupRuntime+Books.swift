/// What electrodes inject, into V and into the pools that carry it.
extension GroupRuntime {
  /// Books a solve over `time` ms: what was injected, with the same value as it entered V.
  ///
  /// - Parameters:
  ///   - time: of the solve, in ms.
  ///   - share: of the way from V before the solve to V now, at which the solve took its currents.
  /// - Returns: false where an amount would not stay positive.
  @inline(__always)
  func settleBooks(_ time: Double, share: Double) -> Bool {
    guard let books, let solutions else { return true }
    if !books.strays.isEmpty {
      books.settleStrays(
        time, nodes.voltage, solutions.voltageBefore, share: share, slotCount: slotCount)
    }
    for i in voltageClamps.indices {
      let slot = voltageClamps[i].slot
      let before = solutions.voltageBefore[slot]
      let potential = before + (nodes.voltage[slot] - before) * share
      let current = heldClamps[i].drive - heldClamps[i].conductance * potential
      books.voltageClamps.add(current * time)
    }
    var isSound = true
    for i in currentClamps.indices {
      isSound = book(currentClamps[i], heldCurrents[i].value * time) && isSound
    }
    return isSound
  }

  /// Books a charge, in pC, that a current clamp has injected, and its carriers.
  @inline(never)
  private func book(_ clamp: CurrentClampPlan, _ charge: Double) -> Bool {
    guard let books, let solutions else { return true }
    var isSound = true
    for carrier in clamp.carriers {
      let pool = solutions.pools[carrier.species]
      let amount = carrier.share * charge * amountPerCharge / pool.valence
      let inside = BookedSum(pool.inside.amount, clamp.slot)
      inside.add(amount)
      books.injected[carrier.species].add(amount)
      isSound = isSound && inside.total >= pool.leastAmount
    }
    if clamp.uncarriedShare > 0 { books.currentClamps.add(charge * clamp.uncarriedShare) }
    return isSound
  }
}
