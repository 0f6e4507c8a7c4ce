import Numerics

/// What water, shells and the bath do.
extension EnergyMeter {
  /// RT for one amol, in fJ, is RT/F in mV times this.
  static var perAmount: Double { 1 / amountPerCharge }

  func addSurroundings<L: Lane>(_ time: Double, _ volumeLag: Double, _: L.Type) {
    guard let solutions else { return }
    var powers = SurroundingsPower<L>()
    for slot in stride(from: 0, to: slotCount, by: L.width) {
      let entering = addWater(solutions, slot, &powers)
      guard solutions.hasShell else {
        for pool in solutions.pools where !pool.isImpermeant { addBath(pool, slot, &powers) }
        continue
      }
      guard solutions.exchangeRate > 0 else { continue }
      let volume = entering.multiplied(
        by: L(splat: volumeLag), adding: L.load(solutions.outsideVolume.value + slot))
      for pool in solutions.pools where !pool.isImpermeant {
        addExchange(pool, volume * L(splat: solutions.exchangeRate), slot, &powers)
      }
    }
    sums.add(total(powers.water) * time * Self.perAmount, to: .water)
    sums.add(total(powers.exchange) * time * Self.perAmount, to: .exchange)
    sums.add(total(powers.entropy) * time * Self.perAmount, to: .entropy)
    sums.add(total(powers.bath) * time * Self.perAmount, to: .bath)
  }

  /// Water that enters by osmosis, in µm³/ms, makes heat of RT Δc for each µm³.
  @inline(__always)
  private func addWater<L: Lane>(
    _ solutions: Solutions, _ slot: Int, _ powers: inout SurroundingsPower<L>
  ) -> L {
    guard let permeability = solutions.waterPermeability else { return L(splat: 0) }
    var inside = L(splat: 0)
    var outside = L(splat: 0)
    for pool in solutions.pools {
      inside = inside + L.load(pool.inside.midpoint + slot)
      outside = outside + L.load(pool.outside.midpoint + slot)
    }
    let thermal = L.load(solutions.thermalVoltage + slot)
    let entering = L.load(permeability + slot) * (inside - outside)
    let heat = entering * (inside - outside) * thermal
    powers.water = powers.water + heat
    powers.entropy = heat.multiplied(by: L.load(inverseKelvin + slot), adding: powers.entropy)
    // The bath is diluted by what leaves it, and loses RT c of free energy with it: it gains.
    if !solutions.hasShell {
      powers.bath = (entering * outside).multiplied(by: thermal, adding: powers.bath)
    }
    return entering
  }

  /// What leaves a shell for the bath falls from the one's concentration to the other's.
  @inline(__always)
  private func addExchange<L: Lane>(
    _ pool: Pool, _ rate: L, _ slot: Int, _ powers: inout SurroundingsPower<L>
  ) {
    guard let solutions else { return }
    let thermal = L.load(solutions.thermalVoltage + slot)
    let shell = L.load(pool.outside.midpoint + slot)
    let bath = L.load(pool.bathConcentration + slot)
    let leaving = rate * (shell - bath)
    let heat = leaving * thermal * (logarithm(shell) - logarithm(bath))
    powers.exchange = powers.exchange + heat
    powers.entropy = heat.multiplied(by: L.load(inverseKelvin + slot), adding: powers.entropy)
    powers.bath = (leaving * thermal).multiplied(by: logarithm(bath), adding: powers.bath)
  }

  /// What leaves the cell arrives in the bath at once.
  @inline(__always)
  private func addBath<L: Lane>(_ pool: Pool, _ slot: Int, _ powers: inout SurroundingsPower<L>) {
    guard let solutions else { return }
    let shift = L.load(shift + slot)
    var arriving = L(splat: 0)
    if pool.valence != 0 {
      for flux in pool.currents { arriving = arriving + flux.load(slot, shift) }
      arriving = arriving * L(splat: 1 / pool.valence)
    }
    for flux in pool.outsideGains { arriving = arriving + flux.load(slot, shift) }
    let thermal = L.load(solutions.thermalVoltage + slot)
    let height = thermal * logarithm(L.load(pool.bathConcentration + slot))
    powers.bath = (arriving * height).multiplied(
      by: L(splat: amountPerCharge), adding: powers.bath)
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
