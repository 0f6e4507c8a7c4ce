import MechanismKit

/// A conductance that jumps at events and decays: i = g (v − E).
struct ExpSyn<N: Number>: PointMechanism {
  struct Parameters: Columns {
    var tau: Real<N> = 2.0
  }
  struct State: Columns {
    var g: Real<N> = 0.0
  }
  typealias Ions = AnyIon<N>

  static var manifest: Manifest {
    .synapse(
      "exp_syn", summary: "conductance that jumps at events and decays exponentially",
      parameters: [.column("tau", "ms", in: timeConstants, "time constant of the decay")],
      states: [.column("g", "uS", "conductance")],
      ions: AnyIon<N>.uses)
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.ion.carry(s.g, v)
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    step.relax(&s.g, to: 0.0, timeConstant: p.tau)
  }

  @inline(__always)
  static func receive(
    _ s: inout State, _ weight: Real<N>, _ v: Real<N>, _ p: Parameters, _ ions: Ions,
    _ site: Site<N>
  ) {
    s.g += weight
  }
}
