import CMechanismABI

/// The power of what flows through point mechanisms, kind by kind.
extension EnergyMeter {
  /// Books the currents that stand in the points' lanes: of a lane with events their mean.
  func addPoints(_ time: Double) {
    for (number, point) in points.enumerated() {
      for (ion, flux) in point.metered {
        let power = power(of: flux, ion, at: point)
        let isOfNoIon = point.mechanism.uses[ion].contains(.ofNoIon)
        sums.add(
          power.heat * time, to: isOfNoIon ? .dissipationOfNoIon : .dissipation,
          of: mechanisms.count + number)
        sums.add(power.entropy * time, to: .entropy)
        guard point.mechanism.species[ion] == nil else { continue }
        sums.add(power.reservoirs * time, to: .reservoirs)
      }
    }
  }

  /// I (V − E), what E takes from reservoirs, and the entropy that the heat makes.
  private func power(of flux: FluxArrays, _ ion: Int, at point: PointRuntime) -> PointPower {
    var power = PointPower()
    for (block, run) in zip(point.mechanism.blocks, point.mechanism.runs) {
      let column = block.ions[ion].reversal_mV
      for index in 0..<run.rowCount * 8 {
        let lane = run.firstRow * 8 + index
        let slot = Int(point.slots[lane])
        let reversal = column.values[index / 8 * Int(column.stride) + index % 8]
        let current = flux.value[lane] + flux.slope[lane] * shift[slot]
        let heat = current * (potential[slot] - reversal)
        power.heat += heat
        power.reservoirs += current * reversal
        power.entropy += heat * inverseKelvin[slot]
      }
    }
    return power
  }
}

/// In pW, and in pW/K.
private struct PointPower {
  var heat = 0.0
  var reservoirs = 0.0
  var entropy = 0.0
}
