import MechanismKit

/// NMDA receptors, for sodium, potassium and, where the model has it, calcium; magnesium blocks.
struct Nmda<N: Number>: PointMechanism {
  struct Parameters: Columns {
    var tauRise: Real<N> = 2.0
    var tauDecay: Real<N> = 80.0
    var naShare: Real<N> = 0.6
    var caShare: Real<N> = 0.03
    var magnesium: Real<N> = 1.0

    @inline(__always) var times: RiseAndDecay<N> { RiseAndDecay(rise: tauRise, decay: tauDecay) }
  }
  struct Ions: IonColumns {
    var na = Ion<N>()
    var k = Ion<N>()
    var ca = Ion<N>()
  }
  typealias State = TwoExponentials<N>
  struct Observables: Columns {
    var conductance: Real<N> = 0.0
  }

  static var manifest: Manifest {
    .synapse(
      "nmda", summary: "NMDA receptors: sodium, potassium and calcium, blocked by magnesium",
      citation: "block: Jahr & Stevens 1990, J Neurosci 10:3178, "
        + "doi:10.1523/JNEUROSCI.10-09-03178.1990",
      parameters: RiseAndDecay<N>.columns + [
        .column("na_share", "1", in: 0...1, "sodium's part of what is not for calcium"),
        .column("ca_share", "1", in: 0...1, "calcium's part of the conductance"),
        .column("magnesium", "mM", in: 0...1000, "magnesium outside, which blocks"),
      ],
      states: State.columns,
      observables: [.column("conductance", "uS", "what magnesium leaves of b - a")],
      ions: [
        ("na", [.reversal, .moves]), ("k", [.reversal, .moves]),
        ("ca", [.reversal, .moves, .optional]),
      ])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let g = p.unblocked(v) * s.conductance
    let calcium = ions.ca.share(p.caShare)
    let others = g * (1.0 - calcium)
    ions.na.current = others * p.naShare * (v - ions.na.reversal)
    ions.k.current = others * (1.0 - p.naShare) * (v - ions.k.reversal)
    ions.ca.current = g * calcium * (v - ions.ca.reversal)
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

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables { Observables(conductance: p.unblocked(v) * s.conductance) }
}

extension Nmda.Parameters {
  /// What magnesium leaves of the conductance: Jahr & Stevens 1990, equation 4.
  @inline(__always)
  func unblocked(_ v: Real<N>) -> Real<N> {
    1.0 / (1.0 + magnesium * (1.0 / 3.57) * exp(v * -0.062))
  }
}
