import Numerics

/// What decides which operations a row of a species takes.
protocol PoolTraits {
  var hasShell: Bool { get }
  /// Whether the shell exchanges with a bath.
  var exchanges: Bool { get }
  var hasGains: Bool { get }
  /// Whether one sum holds all currents.
  var hasOneCurrent: Bool { get }
  var hasReversal: Bool { get }
  /// Whether whole steps write the concentrations at the time of V.
  var keepsConcentrations: Bool { get }
}

/// Ions in a private shell that a bath refreshes, in a membrane whose currents are summed: constants,
/// so that the compiler leaves out everything else.
struct UsualPool: PoolTraits {
  var hasShell: Bool { true }
  var exchanges: Bool { true }
  var hasGains: Bool { false }
  var hasOneCurrent: Bool { true }
  var hasReversal: Bool { true }
  var keepsConcentrations: Bool { false }
}

/// Any species.
struct AnyPool: PoolTraits {
  let hasShell, exchanges, hasGains, hasOneCurrent, hasReversal, keepsConcentrations: Bool

  init(_ solutions: Solutions, _ pool: Pool, _ fluxes: PoolFluxes) {
    hasShell = solutions.hasShell
    exchanges = solutions.exchangeRate > 0
    hasGains = fluxes.haveGains
    hasOneCurrent = fluxes.currents.count == 1
    hasReversal = pool.hasReversal
    keepsConcentrations = solutions.keepsConcentrations
  }

  var isUsual: Bool {
    hasShell && exchanges && !hasGains && hasOneCurrent && hasReversal && !keepsConcentrations
  }
}

/// What a step does to the amounts of one species, row by row: what all rows have in common, and
/// where their numbers stand.
struct PoolStep<Traits: PoolTraits> {
  let traits: Traits
  private let fluxes: PoolFluxes
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
    _ traits: Traits, _ solutions: Solutions, _ pool: Pool, _ fluxes: PoolFluxes, _ time: Double,
    _ voltage: UnsafeMutablePointer<Double>, share: Double
  ) {
    self.traits = traits
    self.fluxes = fluxes
    self.voltage = voltage
    voltageBefore = solutions.voltageBefore
    self.share = share
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
    let moved = current(slot, shift) * L(splat: perCurrent)
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
  private func current<L: Lane>(_ slot: Int, _ shift: L) -> L {
    guard traits.hasOneCurrent, let only = fluxes.currents.baseAddress else {
      return sum(fluxes.currents, slot, shift)
    }
    let slope = L.load(only.pointee.slope + slot)
    return slope.multiplied(by: shift, adding: L.load(only.pointee.value + slot))
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

extension CompensatedSums {
  /// Adds as Kahan does; returns the value before and after.
  @inline(__always)
  func add<L: Lane>(_ change: L, _ slot: Int) -> (before: L, after: L) {
    let old = L.load(value + slot)
    let wanted = change - L.load(lost + slot)
    let new = old + wanted
    ((new - old) - wanted).store(lost + slot)
    new.store(value + slot)
    return (old, new)
  }
}

extension CompensatedSums {
  /// The same bits as `add` of the negative.
  @inline(__always)
  func subtract<L: Lane>(_ change: L, _ slot: Int) -> (before: L, after: L) {
    let old = L.load(value + slot)
    let wanted = change + L.load(lost + slot)
    let new = old - wanted
    ((new - old) + wanted).store(lost + slot)
    new.store(value + slot)
    return (old, new)
  }
}

/// Sums lane by lane over rows, as Kahan does, that stay in registers.
struct LaneSums<L: Lane> {
  private(set) var value, lost: L

  @inline(__always)
  init(_ sums: CompensatedSums) {
    value = L.load(sums.value)
    lost = L.load(sums.lost)
  }

  @inline(__always)
  mutating func add(_ change: L) {
    let wanted = change - lost
    let new = value + wanted
    lost = (new - value) - wanted
    value = new
  }

  @inline(__always)
  func store(_ sums: CompensatedSums) {
    value.store(sums.value)
    lost.store(sums.lost)
  }
}
