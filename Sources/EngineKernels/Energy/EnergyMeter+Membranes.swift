import CMechanismABI
import Numerics

/// What one mechanism does at this moment, summed over compartments.
private struct MembranePower<L: Lane> {
  var ofIons = L(splat: 0)
  var ofNoIon = L(splat: 0)
  var used = L(splat: 0)
  var made = L(splat: 0)
  var reactions = L(splat: 0)
  var reservoirs = L(splat: 0)
  var entropy = L(splat: 0)
}

/// The power of the fluxes through membranes, mechanism by mechanism.
extension EnergyMeter {
  func addMembranes<L: Lane>(_ time: Double, _: L.Type) {
    for (number, mechanism) in mechanisms.enumerated() {
      var power = MembranePower<L>()
      for block in mechanism.blocks { add(block, number, mechanism, &power) }
      sums.add(total(power.ofIons) * time, to: .dissipation, of: number)
      sums.add(total(power.ofNoIon) * time, to: .dissipationOfNoIon, of: number)
      sums.add(total(power.used) * time * amountPerCharge, to: .atpUsed, of: number)
      sums.add(total(power.made) * time * amountPerCharge, to: .atpMade, of: number)
      sums.add(total(power.reactions) * time, to: .reactions, of: number)
      sums.add(total(power.reservoirs) * time, to: .reservoirs)
      sums.add(total(power.entropy) * time, to: .entropy)
    }
  }

  @inline(__always)
  private func add<L: Lane>(
    _ block: skou_block, _ number: Int, _ mechanism: MechanismRuntime,
    _ power: inout MembranePower<L>
  ) {
    guard let voltage = block.voltage_mV else { return }
    let first = voltage - UnsafePointer(nodes.voltage)
    for index in stride(from: 0, to: Int(block.row_count) * 8, by: L.width) {
      let place = MeteredPlace<L>(
        index: index, potential: L.load(potential + (first + index)),
        shift: L.load(shift + (first + index)))
      let heat = addCurrents(block, mechanism, place, &power)
      let use = addFuels(block, number, place, &power)
      addReactions(block, mechanism, place, &power)
      let released = use * L(splat: plan.atpFreeEnergy * amountPerCharge)
      let inverse = L.load(inverseKelvin + (first + index))
      power.entropy = (heat + released).multiplied(by: inverse, adding: power.entropy)
    }
  }

  /// I (V − E), and what E takes from reservoirs where concentrations are held; the sum of the first.
  @inline(__always)
  private func addCurrents<L: Lane>(
    _ block: skou_block, _ mechanism: MechanismRuntime, _ place: MeteredPlace<L>,
    _ power: inout MembranePower<L>
  ) -> L {
    var ofIons = L(splat: 0)
    var ofNoIon = L(splat: 0)
    for (ion, species) in mechanism.species.enumerated() {
      guard let current = place.flux(block.ions[ion].current) else { continue }
      let reversal = place.column(block.ions[ion].reversal_mV)
      let own = current * (place.potential - reversal)
      if mechanism.uses[ion].contains(.ofNoIon) {
        ofNoIon = ofNoIon + own
      } else {
        ofIons = ofIons + own
      }
      guard species == nil else { continue }
      power.reservoirs = current.multiplied(by: reversal, adding: power.reservoirs)
    }
    power.ofIons = power.ofIons + ofIons
    power.ofNoIon = power.ofNoIon + ofNoIon
    return ofIons + ofNoIon
  }

  /// Phosphate bonds that are broken here, as a current; what moves one from ATP to creatine breaks
  /// none.
  @inline(__always)
  private func addFuels<L: Lane>(
    _ block: skou_block, _ number: Int, _ place: MeteredPlace<L>, _ power: inout MembranePower<L>
  ) -> L {
    var gain = L(splat: 0)
    for ion in plan.fuels[number] {
      if let own = place.flux(block.ions[ion].inside_gain) { gain = gain + own }
    }
    let zero = L(splat: 0)
    let used = (-gain).maximum(zero)
    power.used = power.used + used
    power.made = power.made + gain.maximum(zero)
    return used
  }

  /// RT ln c × what the solutions gain.
  @inline(__always)
  private func addReactions<L: Lane>(
    _ block: skou_block, _ mechanism: MechanismRuntime, _ place: MeteredPlace<L>,
    _ power: inout MembranePower<L>
  ) {
    let thermal = place.column(block.thermal_voltage_mV)
    for (ion, species) in mechanism.species.enumerated() where species != nil {
      let columns = block.ions[ion]
      if let gain = place.flux(columns.inside_gain) {
        let height = thermal * logarithm(place.column(columns.inside_mM))
        power.reactions = gain.multiplied(by: height, adding: power.reactions)
      }
      if let gain = place.flux(columns.outside_gain) {
        let height = thermal * logarithm(place.column(columns.outside_mM))
        power.reactions = gain.multiplied(by: height, adding: power.reactions)
      }
    }
  }
}

/// A row or lane of a block, and the V at which its fluxes are taken.
private struct MeteredPlace<L: Lane> {
  let index: Int
  let potential: L
  let shift: L

  @inline(__always)
  func column(_ column: skou_column) -> L {
    L.load(column.values + (index / 8 * Int(column.stride) + index % 8))
  }

  /// The flux at `potential`, in nA; nil where nobody asked for it.
  @inline(__always)
  func flux(_ flux: skou_flux) -> L? {
    guard let value = flux.value_nA, let slope = flux.slope_uS else { return nil }
    return L.load(slope + index).multiplied(by: shift, adding: L.load(value + index))
  }
}

/// ln c; finite where there is nothing left.
@inline(__always)
func logarithm<L: Lane>(_ concentration: L) -> L {
  L.logarithm(concentration.maximum(L(splat: 1e-300)))
}
