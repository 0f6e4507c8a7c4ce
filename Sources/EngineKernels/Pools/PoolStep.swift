import Numerics

/// By what fluxes move amounts.
struct Movement {
  /// How long, in ms.
  let time: Double
  let voltage: UnsafeMutablePointer<Double>
  /// Of the way from V before to V now, where currents are taken.
  let share: Double
}

/// What a step does to the amounts of one species, row by row: what all rows have in common, and
/// where their numbers stand.
struct PoolStep<Traits: PoolTraits> {
  let traits: Traits
  private let fluxes: PoolFluxes
  /// The one current, where there is but one.
  private let current: FluxArrays?
  let voltage, voltageBefore: UnsafeMutablePointer<Double>
  /// Of the way from V before to V now, where currents are taken.
  private let share: Double
  /// amol per nA, inwards, and per unit of gains.
  private let perCurrent, perGain: Double
  private let inside, outside, gained: CompensatedSums
  private let bathConcentration, outsideVolume: UnsafeMutablePointer<Double>
  /// Crank–Nicolson for the exchange of a shell with the bath, n' = r (c W − n) + flux: the part of
  /// the difference in the middle of the step that goes over.
  private let exchange: Double

  init(
    _ traits: Traits, _ solutions: Solutions, _ pool: Pool, _ fluxes: PoolFluxes,
    _ movement: Movement
  ) {
    let time = movement.time
    self.traits = traits
    self.fluxes = fluxes
    current = fluxes.currents.first
    voltage = movement.voltage
    voltageBefore = solutions.voltageBefore
    share = movement.share
    perGain = time * amountPerCharge
    perCurrent = pool.valence == 0 ? 0 : perGain / pool.valence
    inside = pool.inside.amount
    outside = pool.outside.amount
    gained = pool.gained
    bathConcentration = pool.bathConcentration
    outsideVolume = solutions.outsideVolume.value
    let rate = solutions.exchangeRate
    exchange = rate * time / (1 + rate * time / 2)
  }

  /// Advances the amounts of a row; what leaves for the bath is the caller's to add.
  @inline(__always)
  func advance<L: Lane>(_ slot: Int) -> PoolChange<L> {
    let shift = (L.load(voltage + slot) - L.load(voltageBefore + slot)) * L(splat: share)
    let moved = moving(slot, shift) * L(splat: perCurrent)
    guard traits.hasGains else {
      let inside = self.inside.subtract(moved, slot)
      return outside(slot, inside, arrived: moved)
    }
    let gainedInside = sum(fluxes.insideGains, slot, shift) * L(splat: perGain)
    let gainedOutside = sum(fluxes.outsideGains, slot, shift) * L(splat: perGain)
    _ = gained.add(gainedInside + gainedOutside, slot)
    let inside = self.inside.add(gainedInside - moved, slot)
    return outside(slot, inside, arrived: moved + gainedOutside)
  }

  /// What arrives outside stays in the shell, or leaves.
  @inline(__always)
  private func outside<L: Lane>(
    _ slot: Int, _ inside: (before: L, after: L), arrived: L
  ) -> PoolChange<L> {
    let zero = L(splat: 0)
    guard traits.hasShell else {
      return PoolChange(inside: inside, shell: (zero, zero), left: arrived)
    }
    let left = traits.exchanges ? leaving(slot, arrived) : zero
    return PoolChange(inside: inside, shell: outside.add(arrived - left, slot), left: left)
  }

  /// What a shell loses to the bath while something arrives in it.
  @inline(__always)
  private func leaving<L: Lane>(_ slot: Int, _ arrived: L) -> L {
    let bath = L.load(bathConcentration + slot) * L.load(outsideVolume + slot)
    let middle = arrived.multiplied(by: L(splat: 0.5), adding: L.load(outside.value + slot))
    return (middle - bath) * L(splat: exchange)
  }

  @inline(__always)
  private func moving<L: Lane>(_ slot: Int, _ shift: L) -> L {
    guard traits.hasOneCurrent else { return sum(fluxes.currents, slot, shift) }
    let slope = L.load(current.unsafelyUnwrapped.slope + slot)
    return slope.multiplied(by: shift, adding: L.load(current.unsafelyUnwrapped.value + slot))
  }

  @inline(__always)
  private func sum<L: Lane>(
    _ fluxes: UnsafeBufferPointer<FluxArrays>, _ slot: Int, _ shift: L
  ) -> L {
    let (value, slope) = fluxSum(fluxes, slot, L.self)
    return slope.multiplied(by: shift, adding: value)
  }
}

/// How the amounts of a row change.
struct PoolChange<L: Lane> {
  /// Inside, before and after.
  let inside: (before: L, after: L)
  /// In the shell, before and after.
  let shell: (before: L, after: L)
  /// What left for the bath.
  let left: L
}

/// Values and slopes summed one after the other, as fused steps do.
@inline(__always)
func fluxSum<L: Lane>(
  _ fluxes: UnsafeBufferPointer<FluxArrays>, _ slot: Int, _: L.Type
) -> (value: L, slope: L) {
  guard let first = fluxes.first else { return (L(splat: 0), L(splat: 0)) }
  var (value, slope) = (L.load(first.value + slot), L.load(first.slope + slot))
  for flux in fluxes.dropFirst() {
    value = value + L.load(flux.value + slot)
    slope = slope + L.load(flux.slope + slot)
  }
  return (value, slope)
}
