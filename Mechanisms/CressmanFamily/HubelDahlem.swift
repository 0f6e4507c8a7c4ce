import MechanismKit

/// The gated channels of Hübel & Dahlem 2014: sodium inactivation is a function of n.
struct HubelDahlem<N: Number>: Mechanism {
  struct State: Columns {
    var n: Real<N> = 0.0
  }
  struct Observables: Columns {
    var h: Real<N> = 0.0
  }
  typealias Parameters = CressmanParameters<N>
  typealias Ions = CressmanIons<N>

  static var manifest: Manifest {
    .cressmanFamily(
      "hubel_dahlem", summary: "sodium and potassium channels with one gate, m∞³h(n) and n⁴",
      citation: "Hübel & Dahlem 2014, PLoS Comput Biol 10:e1003941, "
        + "doi:10.1371/journal.pcbi.1003941 (ModelDB 167714)",
      states: [.column("n", "1", "potassium activation, and what sodium inactivation follows")],
      observables: [.column("h", "1", "sodium inactivation")])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.flow(p, v, inactivation: inactivation(s.n), potassium: s.n)
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    let n = CressmanRates<N>.potassium(v)
    step.relax(&s.n, alpha: p.phi * n.alpha, beta: p.phi * n.beta)
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(h: inactivation(s.n))
  }

  /// 1 − 1 / (1 + e^(−6.5 (n − 0.35))), without the difference.
  @inline(__always)
  private static func inactivation(_ n: Real<N>) -> Real<N> { sigmoid((0.35 - n) * 6.5) }
}
