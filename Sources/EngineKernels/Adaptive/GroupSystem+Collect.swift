/// What the hooks wrote, as rates of the unknowns.
extension GroupSystem {
  func collect(_ rates: UnsafeMutablePointer<Double>) {
    for slot in 0..<layout.slotCount {
      let inward = nodes.drive[slot] - nodes.conductance[slot] * nodes.voltage[slot]
      rates[slot] = inward * constants.inverseCapacitance[slot]
    }
    for (number, unknown) in table.all.enumerated() {
      let column = rates + number * layout.stride
      switch unknown {
      case .state(let mechanism, let index): mechanisms[mechanism].getRate(index, column)
      case .inside(let pool): collectPool(pool, rates)
      case .volume: collectWater(column)
      case .voltage, .outside, .bath, .gained, .injected: break
      }
    }
    collectInjections(rates)
  }

  /// What electrodes inject enters the pools that carry it.
  private func collectInjections(_ rates: UnsafeMutablePointer<Double>) {
    guard let solutions else { return }
    for (i, clamp) in inputs.currents.enumerated() {
      for carrier in clamp.carriers {
        let amount =
          inputs.currentsNow[i] * carrier.share * amountPerCharge
          / solutions.pools[carrier.species].valence
        let rate = amount / constants.insideVolume[clamp.slot]
        let places = poolPlaces[carrier.species]
        if let inside = places.inside { rates[inside + clamp.slot] += rate }
        if let injected = places.injected { rates[injected + clamp.slot] += rate }
      }
    }
  }

  /// All rates of one species: one number leaves here and arrives there.
  private func collectPool(_ number: Int, _ rates: UnsafeMutablePointer<Double>) {
    guard let solutions else { return }
    let pool = solutions.pools[number]
    let places = poolPlaces[number]
    let inside = places.inside.map { rates + $0 }
    let outside = places.outside.map { rates + $0 }
    let bath = places.bath.map { rates + $0 }
    let gained = places.gained.map { rates + $0 }
    let perCurrent = pool.valence == 0 ? 0 : amountPerCharge / pool.valence
    if let injected = places.injected {
      (rates + injected).update(repeating: 0, count: layout.slotCount)
    }
    for slot in 0..<layout.slotCount {
      let moved = sum(pool.currents, slot) * perCurrent
      let gainedInside = sum(pool.insideGains, slot) * amountPerCharge
      let gainedOutside = sum(pool.outsideGains, slot) * amountPerCharge
      let inverse = 1 / constants.insideVolume[slot]
      inside?[slot] = (gainedInside - moved) * inverse
      gained?[slot] = (gainedInside + gainedOutside) * inverse
      guard solutions.hasShell else {
        bath?[slot] = (moved + gainedOutside) * inverse
        continue
      }
      let excess = pool.outside.midpoint[slot] - pool.bathConcentration[slot]
      let left = solutions.exchangeRate * excess * solutions.outsideVolume.value[slot]
      outside?[slot] = (moved + gainedOutside - left) / constants.outsideVolume[slot]
      bath?[slot] = left * inverse
    }
  }

  @inline(__always)
  private func sum(_ fluxes: [FluxArrays], _ slot: Int) -> Double {
    var sum = 0.0
    for flux in fluxes { sum += flux.value[slot] }
    return sum
  }

  /// dW/dt = P (Σ c inside − Σ c outside), over the volume at the start.
  private func collectWater(_ rates: UnsafeMutablePointer<Double>) {
    guard let solutions, let permeability = solutions.waterPermeability else { return }
    for slot in 0..<layout.slotCount {
      var difference = 0.0
      for pool in solutions.pools {
        difference += pool.inside.midpoint[slot] - pool.outside.midpoint[slot]
      }
      rates[slot] = permeability[slot] * difference / constants.insideVolume[slot]
    }
  }
}
