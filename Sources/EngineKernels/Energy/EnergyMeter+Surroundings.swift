import Numerics

/// What water, shells and the bath do.
extension EnergyMeter {
  /// RT for one amol, in fJ, is RT/F in mV times this.
  static var perAmount: Double { 1 / amountPerCharge }

  func addSurroundings<L: Lane>(_ time: Double, _ volumeLag: Double, _: L.Type) {
    guard let solutions else { return }
    var powers = SurroundingsPower<L>()
    addWater(solutions, &powers)
    for pool in solutions.pools where !pool.isImpermeant {
      if !solutions.hasShell {
        addBath(pool, solutions, &powers)
      } else if solutions.exchangeRate > 0 {
        addExchange(pool, solutions, volumeLag, &powers)
      }
    }
    sums.add(total(powers.water) * time * Self.perAmount, to: .water)
    sums.add(total(powers.exchange) * time * Self.perAmount, to: .exchange)
    sums.add(total(powers.entropy) * time * Self.perAmount, to: .entropy)
    sums.add(total(powers.bath) * time * Self.perAmount, to: .bath)
  }

  /// Water that enters by osmosis, in µm³/ms, makes heat of RT Δc for each µm³.
  private func addWater<L: Lane>(_ solutions: Solutions, _ powers: inout SurroundingsPower<L>) {
    guard let permeability = solutions.waterPermeability else { return }
    addOsmolarities(solutions, L.self)
    for slot in stride(from: 0, to: slotCount, by: L.width) {
      let inside = L.load(insideOsmolarity + slot)
      let outside = L.load(outsideOsmolarity + slot)
      let thermal = L.load(solutions.thermalVoltage + slot)
      let entering = L.load(permeability + slot) * (inside - outside)
      entering.store(enteringWater + slot)
      let heat = entering * (inside - outside) * thermal
      powers.water = powers.water + heat
      powers.entropy = heat.multiplied(by: L.load(inverseKelvin + slot), adding: powers.entropy)
      guard !solutions.hasShell else { continue }
      // A bath that loses water keeps what was dissolved in it, and RT c of free energy with it.
      powers.bath = (entering * outside).multiplied(by: thermal, adding: powers.bath)
    }
  }

  /// Σ c on both sides.
  private func addOsmolarities<L: Lane>(_ solutions: Solutions, _: L.Type) {
    insideOsmolarity.update(repeating: 0, count: slotCount)
    outsideOsmolarity.update(repeating: 0, count: slotCount)
    for pool in solutions.pools {
      for slot in stride(from: 0, to: slotCount, by: L.width) {
        (L.load(insideOsmolarity + slot) + L.load(pool.inside.midpoint + slot))
          .store(insideOsmolarity + slot)
        (L.load(outsideOsmolarity + slot) + L.load(pool.outside.midpoint + slot))
          .store(outsideOsmolarity + slot)
      }
    }
  }

  /// What leaves a shell for the bath falls from the one's concentration to the other's.
  private func addExchange<L: Lane>(
    _ pool: Pool, _ solutions: Solutions, _ volumeLag: Double,
    _ powers: inout SurroundingsPower<L>
  ) {
    let rate = L(splat: solutions.exchangeRate)
    for slot in stride(from: 0, to: slotCount, by: L.width) {
      // The volume in the middle of the step: what entered the cell since has left the shell.
      let volume = L.load(enteringWater + slot).multiplied(
        by: L(splat: volumeLag), adding: L.load(solutions.outsideVolume.value + slot))
      let thermal = L.load(solutions.thermalVoltage + slot)
      let shell = L.load(pool.outside.midpoint + slot)
      let bath = L.load(pool.bathConcentration + slot)
      let leaving = rate * volume * (shell - bath)
      let heat = leaving * thermal * (logarithm(shell) - logarithm(bath))
      powers.exchange = powers.exchange + heat
      powers.entropy = heat.multiplied(by: L.load(inverseKelvin + slot), adding: powers.entropy)
      powers.bath = (leaving * thermal).multiplied(by: logarithm(bath), adding: powers.bath)
    }
  }

  /// What leaves the cell arrives in the bath at once.
  private func addBath<L: Lane>(
    _ pool: Pool, _ solutions: Solutions, _ powers: inout SurroundingsPower<L>
  ) {
    let inverse = L(splat: pool.valence == 0 ? 0 : 1 / pool.valence)
    for slot in stride(from: 0, to: slotCount, by: L.width) {
      let shift = L.load(shift + slot)
      var current = L(splat: 0)
      var gain = L(splat: 0)
      for flux in pool.currents { current = current + flux.load(slot, shift) }
      for flux in pool.outsideGains { gain = gain + flux.load(slot, shift) }
      let thermal = L.load(solutions.thermalVoltage + slot)
      let height = thermal * logarithm(L.load(pool.bathConcentration + slot))
      let arriving = current.multiplied(by: inverse, adding: gain) * L(splat: amountPerCharge)
      powers.bath = arriving.multiplied(by: height, adding: powers.bath)
    }
  }
}

/// In mV amol/ms: RT/F instead of RT.
private struct SurroundingsPower<L: Lane> {
  var water = L(splat: 0)
  var exchange = L(splat: 0)
  var entropy = L(splat: 0)
  var bath = L(splat: 0)
}

extension FluxArrays {
  @inline(__always)
  fileprivate func load<L: Lane>(_ slot: Int, _ shift: L) -> L {
    L.load(slope + slot).multiplied(by: shift, adding: L.load(value + slot))
  }
}
