public import CMechanismABI
public import Numerics

// The hooks of the C table, generic over the mechanism: what a plugin's thunks call.
//
// Each takes the mechanism on plain numbers, on dual numbers, or both; the two share every
// parameter and state, column by column.

/// Calls `body` for every row and lane group of a block.
@inlinable @inline(__always)
func forEachPlace<L: Lane>(_ block: skou_block, _: L.Type, _ body: (Int, Int) -> Void) {
  var row = 0
  while row < Int(block.row_count) {
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
  forEachSum(block, L.self) { row, lane, potential, sums in
    let place = Place<M>(block, row: row, lane: lane)
    accumulate(
      place, potential, place.states, place.conditions, hasGains: gains, into: &sums
    ) { ion, current, weight in
      write(current, weight: weight, to: block.ions[ion].current, at: place.index)
    }
  }
}

/// `advance` and `current` in one pass over the columns.
@inlinable @inline(__always)
public func step<M: Mechanism, S: Mechanism, L>(
  _: M.Type, slope _: S.Type, _ pointer: UnsafePointer<skou_block>?
) where M.N == Plain<L>, S.N == Dual<L> {
  guard let block = pointer?.pointee, block.row_count > 0 else { return }
  let share = StepShare<M, S, L>(block)
  if share.isUniform {
    forEachSum(block, L.self) { row, lane, potential, sums in
      share.stepLikeFirst(row, lane, potential, &sums) { share.keep($0, $1, $2, row, lane) }
    }
  } else {
    forEachSum(block, L.self) { row, lane, potential, sums in
      share.step(row, lane, potential, &sums) { share.keep($0, $1, $2, row, lane) }
    }
  }
}

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
