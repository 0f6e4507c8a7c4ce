import MechanismKit

/// The gated sodium and potassium channels of Cressman and colleagues 2009 and 2011.
struct Cressman<N: Number>: Mechanism {
  struct State: Columns {
    var n: Real<N> = 0.0
    var h: Real<N> = 0.0
  }
  typealias Parameters = CressmanParameters<N>
  typealias Ions = CressmanIons<N>

  static var manifest: Manifest {
    .cressmanFamily(
      "cressman", summary: "sodium and potassium channels with instant activation, m∞³h and n⁴",
      citation: "Cressman et al. 2009, J Comput Neurosci 26:159, doi:10.1007/s10827-008-0132-4; "
        + "Barreto & Cressman 2011, J Biol Phys 37:361, doi:10.1007/s10867-010-9212-6",
      states: [
        .column("n", "1", "potassium activation"), .column("h", "1", "sodium inactivation"),
      ])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.flow(p, v, inactivation: s.h, potassium: s.n)
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    let n = CressmanRates<N>.potassium(v)
    step.relax(&s.n, alpha: p.phi * n.alpha, beta: p.phi * n.beta)
    let h = CressmanRates<N>.inactivation(v)
    step.relax(&s.h, alpha: p.phi * h.alpha, beta: p.phi * h.beta)
  }
}
