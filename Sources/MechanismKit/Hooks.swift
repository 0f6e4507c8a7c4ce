public import CMechanismABI
public import Numerics

/// The hooks of the C table, generic over the mechanism: what a plugin's thunks call.
///
/// Each takes the mechanism on plain numbers, on dual numbers, or both; the two share every
/// parameter and state, column by column.
@inlinable @inline(__always)
func column<L: Lane>(_ column: skou_column, _ row: Int, _ lane: Int) -> L {
  L.load(column.values + (row &* Int(column.stride) &+ lane))
}

@inlinable @inline(__always)
func real<N: Number>(_ source: skou_column, _ row: Int, _ lane: Int) -> Real<N> {
  Real(N(column(source, row, lane)))
}

/// One place of a block, with its columns read as the mechanism's own types.
@usableFromInline
struct Place<M: Mechanism> {
  @usableFromInline typealias L = M.N.L
  @usableFromInline let block: skou_block
  @usableFromInline let row: Int
  @usableFromInline let lane: Int

  @inlinable @inline(__always)
  init(_ block: skou_block, row: Int, lane: Int) {
    self.block = block
    self.row = row
    self.lane = lane
  }

  @inlinable @inline(__always) var index: Int { row &* Int(SKOU_LANES) &+ lane }

  @inlinable @inline(__always) var site: Site<M.N> {
    Site(
      temperatureFactor: real(block.temperature_factor, row, lane),
      celsius: real(block.celsius, row, lane),
      thermalVoltage: real(block.thermal_voltage_mV, row, lane),
      area: Real(M.N(L.load(block.weight + index) * L(splat: 100))),
      insideVolume: real(block.inside_volume_um3, row, lane),
      outsideVolume: real(block.outside_volume_um3, row, lane))
  }

  /// The site before the first step, with the random numbers of a step that never comes.
  @inlinable @inline(__always) var siteAtStart: Site<M.N> {
    var start = site
    start.random = random(step: (1 << 56) - 1)
    return start
  }

  @inlinable @inline(__always)
  func step(_ duration: M.N, _ site: Site<M.N>) -> Step<M.N> {
    Step(
      site: site, duration: Real(duration), isMidpoint: block.relaxation_correction != 0,
      random: random(step: block.step_index))
  }

  @inlinable @inline(__always) func random(step: UInt64) -> RandomSource<M.N> {
    RandomSource(
      key: block.random_key, step: step, identity: block.identity, row: row, lane: lane)
  }

  @inlinable @inline(__always) var parameters: M.Parameters {
    var result = M.Parameters()
    result.withElements(of: Real<M.N>.self) { elements in
      for i in 0..<M.Parameters.count(of: Real<M.N>.self) {
        elements[i] = real(block.parameters[i], row, lane)
      }
    }
    return result
  }

  @inlinable @inline(__always) var ions: M.Ions {
    var result = M.Ions()
    result.withIons(of: M.N.self) { elements in
      for i in 0..<M.Ions.count(of: M.N.self) {
        elements[i].reversal = real(block.ions[i].reversal_mV, row, lane)
        elements[i].inside = real(block.ions[i].inside_mM, row, lane)
        elements[i].outside = real(block.ions[i].outside_mM, row, lane)
      }
    }
    return result
  }

  @inlinable @inline(__always) var states: M.State {
    var result = M.State()
    result.withElements(of: Real<M.N>.self) { elements in
      for i in 0..<M.State.count(of: Real<M.N>.self) {
        elements[i] = Real(M.N(L.load(block.states[i].unsafelyUnwrapped + index)))
      }
    }
    return result
  }

  @inlinable @inline(__always) func store(_ states: M.State) {
    var copy = states
    copy.withElements(of: Real<M.N>.self) { elements in
      for i in 0..<M.State.count(of: Real<M.N>.self) {
        elements[i].number.value.store(block.states[i].unsafelyUnwrapped + index)
      }
    }
  }
}

/// Calls `body` for every row and lane group of a block.
@inlinable @inline(__always)
func forEachPlace<L: Lane>(_ block: skou_block, _: L.Type, _ body: (Int, Int) -> Void) {
  var row = 0
  let rows = Int(block.row_count)
  while row < rows {
    var lane = 0
    while lane < Int(SKOU_LANES) {
      body(row, lane)
      lane &+= L.width
    }
    row &+= 1
  }
}

/// States := steady state.
@inlinable @inline(__always)
public func initialize<M: Mechanism>(_: M.Type, _ pointer: UnsafePointer<skou_block>?) {
  guard let block = pointer?.pointee else { return }
  forEachPlace(block, M.N.L.self) { row, lane in
    let place = Place<M>(block, row: row, lane: lane)
    var states = M.State()
    let v = Real(M.N(M.N.L.load(block.voltage_mV + place.index)))
    M.initialize(&states, v, place.parameters, place.ions, place.siteAtStart)
    place.store(states)
  }
}

/// States := states after a time step.
@inlinable @inline(__always)
public func advance<M: Mechanism>(_: M.Type, _ pointer: UnsafePointer<skou_block>?) {
  guard let block = pointer?.pointee else { return }
  let duration = M.N(M.N.L(splat: block.time_step_ms))
  forEachPlace(block, M.N.L.self) { row, lane in
    let place = Place<M>(block, row: row, lane: lane)
    var states = place.states
    let v = Real(M.N(M.N.L.load(block.voltage_mV + place.index)))
    M.advance(&states, v, place.parameters, place.ions, place.step(duration, place.site))
    place.store(states)
  }
}

/// The states' derivatives in time, exact to round-off.
///
/// `advance` over a step whose length is 0 and grows with slope 1: then the slope of a state is its
/// derivative, whatever `advance` does with the length.
@inlinable @inline(__always)
public func rates<M: Mechanism, L>(_: M.Type, _ pointer: UnsafePointer<skou_block>?)
where M.N == Dual<L> {
  guard let block = pointer?.pointee, M.State.count(of: Real<M.N>.self) > 0 else { return }
  let instant = Dual(L(splat: 0), slope: L(splat: 1))
  forEachPlace(block, L.self) { row, lane in
    let place = Place<M>(block, row: row, lane: lane)
    var states = place.states
    let v = Real(Dual(L.load(block.voltage_mV + place.index)))
    M.advance(&states, v, place.parameters, place.ions, place.step(instant, place.site))
    states.withElements(of: Real<M.N>.self) { elements in
      for i in 0..<M.State.count(of: Real<M.N>.self) {
        elements[i].number.slope.store(block.rates[i].unsafelyUnwrapped + place.index)
      }
    }
  }
}

/// Adds the membrane current, linearised in V.
@inlinable @inline(__always)
public func current<M: Mechanism, L>(_: M.Type, _ pointer: UnsafePointer<skou_block>?)
where M.N == Dual<L> {
  guard let block = pointer?.pointee else { return }
  let gains = hasGains(block, M.self)
  forEachPlace(block, L.self) { row, lane in
    let place = Place<M>(block, row: row, lane: lane)
    accumulate(place, place.states, place.conditions, hasGains: gains)
  }
}

/// `advance` and `current` in one pass over the columns.
///
/// Where conditions are the same in all rows they are read once, and the compiler takes what follows
/// from them alone out of the loop: divisions by parameters, mostly.
@inlinable @inline(__always)
public func step<M: Mechanism, S: Mechanism, L>(
  _: M.Type, slope _: S.Type, _ pointer: UnsafePointer<skou_block>?
) where M.N == Plain<L>, S.N == Dual<L> {
  guard let block = pointer?.pointee, block.row_count > 0 else { return }
  let gains = hasGains(block, S.self)
  guard L.width == Int(SKOU_LANES), hasUniformConditions(block, M.self) else {
    return forEachPlace(block, L.self) { row, lane in
      let place = Place<M>(block, row: row, lane: lane)
      let slopePlace = Place<S>(block, row: row, lane: lane)
      step(place, place.conditions, slopePlace, slopePlace.conditions, hasGains: gains)
    }
  }
  let common = Place<M>(block, row: 0, lane: 0).conditions
  let slopeCommon = Place<S>(block, row: 0, lane: 0).conditions
  forEachPlace(block, L.self) { row, lane in
    let place = Place<M>(block, row: row, lane: lane)
    let slopePlace = Place<S>(block, row: row, lane: lane)
    step(
      place, place.conditions(like: common), slopePlace, slopePlace.conditions(like: slopeCommon),
      hasGains: gains)
  }
}

/// One place's step: states first, then the current with the new states.
@inlinable @inline(__always)
func step<M: Mechanism, S: Mechanism, L>(
  _ place: Place<M>, _ conditions: Conditions<M>, _ slopePlace: Place<S>,
  _ slopeConditions: Conditions<S>, hasGains: Bool
) where M.N == Plain<L>, S.N == Dual<L> {
  var states = place.states
  let v = Real(M.N(L.load(place.block.voltage_mV + place.index)))
  let duration = M.N(L(splat: place.block.time_step_ms))
  let step = place.step(duration, conditions.site)
  M.advance(&states, v, conditions.parameters, place.ions, step)
  place.store(states)
  let lifted = lifted(states, S.State.self, L.self)
  accumulate(slopePlace, lifted, slopeConditions, hasGains: hasGains)
}

/// The same states as numbers whose slope is 0.
@inlinable @inline(__always)
func lifted<From: Columns, To: Columns, L: Lane>(_ states: From, _: To.Type, _: L.Type) -> To {
  var source = states
  var result = To()
  source.withElements(of: Real<Plain<L>>.self) { plain in
    result.withElements(of: Real<Dual<L>>.self) { dual in
      for i in 0..<From.count(of: Real<Plain<L>>.self) {
        dual[i] = Real(Dual(plain[i].number.value))
      }
    }
  }
  return result
}

/// Evaluates the fluxes of a place: adds the current to the block's totals, and writes each ion's
/// own fluxes.
@inlinable @inline(__always)
func accumulate<S: Mechanism, L>(
  _ place: Place<S>, _ states: S.State, _ conditions: Conditions<S>, hasGains: Bool
) where S.N == Dual<L> {
  let block = place.block
  let index = place.index
  let potential = L.load(block.voltage_mV + index)
  let weight = L.load(block.weight + index)
  var ions = place.ions
  S.current(
    Real(Dual(potential, slope: L(splat: 1))), states, conditions.parameters, &ions,
    conditions.site)
  var total = Dual(L(splat: 0))
  ions.withIons(of: S.N.self) { elements in
    unrolled(S.Ions.count(of: S.N.self)) { i in
      let own = elements[i].current.number
      total = i == 0 ? own : total + own
      write(own, weight: weight, to: block.ions[i].current, at: index)
      if hasGains { writeGains(elements[i], place, weight: weight, to: block.ions[i]) }
    }
  }
  let conductance = weight * total.slope
  let drive = conductance.multiplied(by: potential, adding: -(weight * total.value))
  (L.load(block.conductance_uS + index) + conductance).store(block.conductance_uS + index)
  (L.load(block.drive_nA + index) + drive).store(block.drive_nA + index)
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

/// Writes a flux where somebody asks for it.
@inlinable @inline(__always)
func write<L: Lane>(_ own: Dual<L>, weight: L, to flux: skou_flux, at index: Int) {
  // Both pointers are there, or neither.
  guard let value = flux.value_nA else { return }
  (own.value * weight).store(value + index)
  (own.slope * weight).store(flux.slope_uS.unsafelyUnwrapped + index)
}

/// Writes what an ion gains in the solutions, where somebody asks for it.
@inlinable @inline(__always)
func writeGains<S: Mechanism, L>(
  _ ion: Ion<S.N>, _ place: Place<S>, weight: L, to block: skou_ion_block
) where S.N == Dual<L> {
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

/// Writes the observables.
@inlinable @inline(__always)
public func observe<M: Mechanism>(_: M.Type, _ pointer: UnsafePointer<skou_block>?) {
  guard let block = pointer?.pointee else { return }
  forEachPlace(block, M.N.L.self) { row, lane in
    let place = Place<M>(block, row: row, lane: lane)
    let v = Real(M.N(M.N.L.load(block.voltage_mV + place.index)))
    var values = M.observe(v, place.states, place.parameters, place.ions, place.site)
    values.withElements(of: Real<M.N>.self) { elements in
      for i in 0..<M.Observables.count(of: Real<M.N>.self) {
        elements[i].number.value.store(block.observables[i].unsafelyUnwrapped + place.index)
      }
    }
  }
}
