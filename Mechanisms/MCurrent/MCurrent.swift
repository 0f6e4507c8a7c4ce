import MechanismKit

/// The slow, non-inactivating potassium current (M-current) of Yamada, Koch & Adams 1989.
struct MCurrent<N: Number>: Mechanism {
  struct Parameters: Columns {
    var gbar: Real<N> = 7.5e-5
    var tauMax: Real<N> = 608.0
  }
  struct State: Columns {
    var p: Real<N> = 0.0
  }
  struct Ions: IonColumns {
    var k = Ion<N>()
  }

  static var manifest: Manifest {
    Manifest(
      name: "m_current", summary: "slow non-inactivating potassium current (M-current)",
      citation: "Yamada, Koch & Adams 1989, in Methods in Neuronal Modeling, MIT Press, p 97; "
        + "Pospischil et al. 2008, Biol Cybern 99:427, doi:10.1007/s00422-008-0263-8",
      q10: 2.3, referenceCelsius: 36,
      parameters: [
        .column("gbar", "S/cm2", in: 0...100, "conductance with the gate open"),
        .column("tau_max", "ms", in: 1e-3...1e9, "scale of the gate's time constant"),
      ],
      states: [.column("p", "1", "activation")],
      ions: [("k", [.reversal, .moves])])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.k.current = (v - ions.k.reversal).scaled(by: p.gbar.still * s.p.still)
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    let e20 = exp((v + 35.0) * (-1.0 / 20.0))
    // With e = e^(−(v+35)/20) the steady state is 1/(1 + e²) and the rate (3.3/e + e)/τ: as opening
    // and closing rates both need one division.
    let e10 = e20 * e20
    let opening = (3.3 + e10) / (e20 * (1.0 + e10)) * (1.0 / p.tauMax)
    step.relax(&s.p, alpha: opening, beta: opening * e10)
  }
}

/// The mechanism as a table of plain C.
@_cdecl("skou_mechanism_library_MCurrent")
public func libraryMCurrent() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([
    exportMechanism(
      MCurrent<OneByOne>.self,
      lanes: skou_hooks(
        initialize: { initialize(MCurrent<InLanes>.self, $0) },
        advance: { advance(MCurrent<InLanes>.self, $0) },
        current: { current(MCurrent<InLanesWithSlope>.self, $0) },
        step: { step(MCurrent<InLanes>.self, slope: MCurrent<InLanesWithSlope>.self, $0) },
        observe: { observe(MCurrent<InLanes>.self, $0) },
        rates: { rates(MCurrent<InLanesWithSlope>.self, $0) }),
      scalar: skou_hooks(
        initialize: { initialize(MCurrent<OneByOne>.self, $0) },
        advance: { advance(MCurrent<OneByOne>.self, $0) },
        current: { current(MCurrent<OneByOneWithSlope>.self, $0) },
        step: { step(MCurrent<OneByOne>.self, slope: MCurrent<OneByOneWithSlope>.self, $0) },
        observe: { observe(MCurrent<OneByOne>.self, $0) },
        rates: { rates(MCurrent<OneByOneWithSlope>.self, $0) }))
  ])
}
