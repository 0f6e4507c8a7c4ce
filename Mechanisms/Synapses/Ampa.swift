import MechanismKit

/// AMPA receptors, for sodium and potassium.
struct Ampa<N: Number>: PointMechanism {
  struct Parameters: Columns {
    var tauRise: Real<N> = 0.2
    var tauDecay: Real<N> = 2.0
    var naShare: Real<N> = 0.6

    @inline(__always) var times: RiseAndDecay<N> { RiseAndDecay(rise: tauRise, decay: tauDecay) }
  }
  struct Ions: IonColumns {
    var na = Ion<N>()
    var k = Ion<N>()
  }
  typealias State = TwoExponentials<N>

  static var manifest: Manifest {
    .synapse(
      "ampa", summary: "AMPA receptors: sodium and potassium",
      parameters: RiseAndDecay<N>.columns + [
        .column("na_share", "1", in: 0...1, "sodium's part of the conductance")
      ],
      states: State.columns,
      ions: [("na", [.reversal, .moves]), ("k", [.reversal, .moves])])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.na.carry(s.conductance * p.naShare, v)
    ions.k.carry(s.conductance * (1.0 - p.naShare), v)
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
