public import CMechanismABI
public import Numerics

/// What mechanisms add up at a place: slope conductance, and slope times V minus current.
@frozen
public struct MembraneSums<L: Lane> {
  /// In µS.
  @usableFromInline var conductance: L
  /// In nA.
  @usableFromInline var drive: L

  /// Reads the sums of a place.
  @inlinable @inline(__always)
  init(_ block: skou_block, _ index: Int) {
    conductance = L.load(block.conductance_uS + index)
    drive = L.load(block.drive_nA + index)
  }

  @inlinable @inline(__always)
  func store(_ block: skou_block, _ index: Int) {
    conductance.store(block.conductance_uS + index)
    drive.store(block.drive_nA + index)
  }
}

/// Calls `body` for every row and lane group of a block, with V and the sums to add to.
@inlinable @inline(__always)
public func forEachSum<L: Lane>(
  _ block: skou_block, _: L.Type,
  _ body: (_ row: Int, _ lane: Int, _ potential: L, _ sums: inout MembraneSums<L>) -> Void
) {
  forEachPlace(block, L.self) { row, lane in
    withSums(block, row, lane, L.self) { body(row, lane, $0, &$1) }
  }
}

/// Calls `body` with V of a place and the sums to add to.
@inlinable @inline(__always)
public func withSums<L: Lane>(
  _ block: skou_block, _ row: Int, _ lane: Int, _: L.Type,
  _ body: (_ potential: L, _ sums: inout MembraneSums<L>) -> Void
) {
  let index = row &* Int(SKOU_LANES) &+ lane
  var sums = MembraneSums<L>(block, index)
  body(L.load(block.voltage_mV + index), &sums)
  sums.store(block, index)
}

/// Evaluates the fluxes of a place: adds the current to the sums, and writes what ions gain.
///
/// `keep` is told each ion's number, its current, and the weight by which that is multiplied.
@inlinable @inline(__always)
func accumulate<S: Mechanism, L>(
  _ place: Place<S>, _ potential: L, _ states: S.State, _ conditions: Conditions<S>,
  hasGains: Bool, into sums: inout MembraneSums<L>,
  keep: (_ ion: Int, _ current: Dual<L>, _ weight: L) -> Void
) where S.N == Dual<L> {
  let block = place.block
  let index = place.index
  let weight = L.load(block.weight + index)
  var ions = place.ions(alongside: potential)
  S.current(
    Real(Dual(potential, slope: L(splat: 1))), states, conditions.parameters, &ions,
    conditions.site)
  var total = Dual(L(splat: 0))
  ions.withIons(of: S.N.self) { elements in
    unrolled(S.Ions.count(of: S.N.self)) { i in
      // Zeros without a sign, as where there are no slopes at all.
      let ion = S.currentDependsOnVoltage ? elements[i] : withSlope(still(elements[i]))
      let own = ion.current.number
      total = i == 0 ? own : total + own
      keep(i, own, weight)
      if hasGains { writeGains(ion, place, weight: weight, to: place.tables.ions[i]) }
    }
  }
  let conductance = weight * total.slope
  // I − g V in place of g V − I: the compiler would change the sign of weights, number by number.
  let missing = (-conductance).multiplied(by: potential, adding: weight * total.value)
  sums.conductance = sums.conductance + conductance
  sums.drive = sums.drive - missing
}

/// The same for currents that do not depend on V: the sums have the same bits.
@inlinable @inline(__always)
func accumulateStill<M: Mechanism, L>(
  _ place: Place<M>, _ potential: L, _ states: M.State, _ conditions: Conditions<M>,
  hasGains: Bool, into sums: inout MembraneSums<L>,
  keep: (_ ion: Int, _ current: Dual<L>, _ weight: L) -> Void
) where M.N == Plain<L> {
  let weight = L.load(place.block.weight + place.index)
  var ions = place.ions(alongside: potential)
  M.current(
    Real(Plain(potential)), states, conditions.parameters, &ions, conditions.site)
  var total = L(splat: 0)
  ions.withIons(of: M.N.self) { elements in
    unrolled(M.Ions.count(of: M.N.self)) { i in
      let ion = withSlope(elements[i])
      let own = ion.current.number
      total = i == 0 ? own.value : total + own.value
      keep(i, own, weight)
      if hasGains { writeGains(ion, place, weight: weight, to: place.tables.ions[i]) }
    }
  }
  sums.drive = sums.drive - weight * total
}

/// Calls `body` for 0, 1 … `count` − 1, written out for up to six: the compiler leaves long bodies
/// in a loop, and numbers behind a moving index in memory in place of registers.
@inlinable @inline(__always)
func unrolled(_ count: Int, _ body: (Int) -> Void) {
  if count > 0 { body(0) }
  if count > 1 { body(1) }
  if count > 2 { body(2) }
  if count > 3 { body(3) }
  if count > 4 { body(4) }
  if count > 5 { body(5) }
  if count > 6 { for i in 6..<count { body(i) } }
}

/// Whether somebody asks what any ion gains in the solutions.
@inlinable @inline(__always)
func hasGains<S: Mechanism>(_ block: skou_block, _: S.Type) -> Bool {
  (0..<S.Ions.count(of: S.N.self)).contains { i in
    block.ions[i].inside_gain.value_nA != nil || block.ions[i].outside_gain.value_nA != nil
  }
}

/// The current of one ion through the whole membrane of a place, and its slope in V.
@frozen
public struct IonSum<L: Lane> {
  @usableFromInline var current = Dual(L(splat: 0))

  /// No current.
  @inlinable @inline(__always) public init() {}

  /// Begins with the first mechanism's current.
  ///
  /// - Parameters:
  ///   - own: the current.
  ///   - weight: by which it is multiplied.
  ///   - isStill: whether it has no slope.
  @inlinable @inline(__always)
  public mutating func begin(_ own: Dual<L>, _ weight: L, isStill: Bool) {
    current = isStill ? Dual(own.value * weight) : own.scaled(by: weight)
  }

  /// Adds another one's; parameters as in `begin`.
  @inlinable @inline(__always)
  public mutating func add(_ own: Dual<L>, _ weight: L, isStill: Bool) {
    if isStill {
      current.value = current.value + own.value * weight
    } else {
      current = current + own.scaled(by: weight)
    }
  }

  /// Writes the sum of a place.
  @inlinable @inline(__always)
  public func store(_ flux: skou_flux, _ row: Int, _ lane: Int) {
    let index = row &* Int(SKOU_LANES) &+ lane
    current.value.store(flux.value_nA.unsafelyUnwrapped + index)
    current.slope.store(flux.slope_uS.unsafelyUnwrapped + index)
  }
}

/// Writes a flux where somebody asks for it.
@inlinable @inline(__always)
func write<L: Lane>(_ own: Dual<L>, weight: L, to flux: skou_flux, at index: Int) {
  // Both pointers are there, or neither.
  guard let value = flux.value_nA else { return }
  (own.value * weight).store(value + index)
  (own.slope * weight).store(flux.slope_uS.unsafelyUnwrapped + index)
}

/// What moves an ion, without slopes.
@inlinable @inline(__always)
func still<L>(_ ion: Ion<Dual<L>>) -> Ion<Plain<L>> {
  var result = Ion<Plain<L>>()
  result.current = ion.current.still
  result.consumption = ion.consumption.still
  result.insideGain = ion.insideGain.still
  result.outsideGain = ion.outsideGain.still
  return result
}

/// What moves an ion, with slopes of 0.
@inlinable @inline(__always)
func withSlope<L>(_ ion: Ion<Plain<L>>) -> Ion<Dual<L>> {
  var result = Ion<Dual<L>>()
  result.current = Real(Dual(ion.current.number.value))
  result.consumption = Real(Dual(ion.consumption.number.value))
  result.insideGain = Real(Dual(ion.insideGain.number.value))
  result.outsideGain = Real(Dual(ion.outsideGain.number.value))
  return result
}

/// Writes what an ion gains in the solutions, where somebody asks for it.
@inlinable @inline(__always)
func writeGains<L>(
  _ ion: Ion<Dual<L>>, _ place: Place<some Mechanism>, weight: L, to block: skou_ion_block
) {
  // A lane that does not carry the mechanism has no area, and gains nothing.
  let zero = L(splat: 0)
  let perVolume = zero.selectedWhereLess(than: weight, L(splat: faradayPerVolume), else: zero)
  if let value = block.inside_gain.value_nA, let slope = block.inside_gain.slope_uS {
    let volume: L = column(place.block.inside_volume_um3, place.row, place.lane)
    let rate = volume * perVolume
    let gain = ion.insideGain.number
    let use = ion.consumption.number
    gain.value.multiplied(by: rate, adding: -(use.value * weight)).store(value + place.index)
    gain.slope.multiplied(by: rate, adding: -(use.slope * weight)).store(slope + place.index)
  }
  if block.outside_gain.value_nA != nil {
    let volume: L = column(place.block.outside_volume_um3, place.row, place.lane)
    write(
      ion.outsideGain.number, weight: volume * perVolume, to: block.outside_gain,
      at: place.index)
  }
}

/// F times one mM of one µm³ in one ms, in nA.
@usableFromInline let faradayPerVolume = 0.09648533212331001
