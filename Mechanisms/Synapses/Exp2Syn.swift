import MechanismKit

/// A conductance that rises and decays after events: i = (b − a) (v − E).
struct Exp2Syn<N: Number>: PointMechanism {
  struct Parameters: Columns {
    var tauRise: Real<N> = 0.5
    var tauDecay: Real<N> = 5.0

    @inline(__always) var times: RiseAndDecay<N> { RiseAndDecay(rise: tauRise, decay: tauDecay) }
  }
  typealias State = TwoExponentials<N>
  typealias Ions = AnyIon<N>

  static var manifest: Manifest {
    .synapse(
      "exp2_syn", summary: "conductance that rises and decays after events",
      parameters: RiseAndDecay<N>.columns, states: State.columns, ions: AnyIon<N>.uses)
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.ion.carry(s.conductance, v)
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    s.relax(p.times, step)
  }

  @inline(__always)
  static func receive(
    _ s: inout State, _ weight: Real<N>, _ v: Real<N>, _ p: Parameters, _ ions: Ions,
    _ site: Site<N>
  ) {
    s.receive(weight, p.times)
  }
}
