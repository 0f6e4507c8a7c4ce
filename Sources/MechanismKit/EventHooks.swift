public import CMechanismABI
public import Numerics

/// States := states after each lane's event.
@inlinable @inline(__always)
public func receive<M: PointMechanism>(_: M.Type, _ pointer: UnsafePointer<skou_block>?) {
  guard let block = pointer?.pointee, let weights = block.event_weight else { return }
  forEachPlace(block, M.N.L.self) { row, lane in
    let place = Place<M>(block, row: row, lane: lane)
    var states = place.states
    let weight = Real(M.N(M.N.L.load(weights + place.index)))
    M.receive(&states, weight, place.potential, place.parameters, place.ions, place.site)
    place.store(states)
  }
}

/// States := states after a spike of the cell.
@inlinable @inline(__always)
public func respond<M: PointMechanism>(_: M.Type, _ pointer: UnsafePointer<skou_block>?) {
  guard let block = pointer?.pointee else { return }
  forEachPlace(block, M.N.L.self) { row, lane in
    let place = Place<M>(block, row: row, lane: lane)
    var states = place.states
    M.respond(&states, place.potential, place.parameters, place.ions, place.site)
    place.store(states)
  }
}

extension Place {
  /// The membrane potential, without a slope.
  @inlinable @inline(__always) var potential: Real<M.N> {
    Real(M.N(L.load(block.voltage_mV + index)))
  }
}

extension skou_hooks {
  /// The hooks of a mechanism in the membrane, or of a point that takes no events.
  @inlinable
  public init(
    initialize: skou_hook?, advance: skou_hook?, current: skou_hook?, step: skou_hook?,
    observe: skou_hook?, rates: skou_hook?
  ) {
    self.init(
      initialize: initialize, advance: advance, current: current, step: step, observe: observe,
      rates: rates, receive: nil, respond: nil)
  }

  /// The hooks of a point that takes events and does not mind the spikes of its cell.
  @inlinable
  public init(
    initialize: skou_hook?, advance: skou_hook?, current: skou_hook?, step: skou_hook?,
    observe: skou_hook?, rates: skou_hook?, receive: skou_hook?
  ) {
    self.init(
      initialize: initialize, advance: advance, current: current, step: step, observe: observe,
      rates: rates, receive: receive, respond: nil)
  }
}
