import MechanismKit

/// A fast sodium channel of mammalian neurons, in the form of Traub & Miles 1991.
struct Nav<N: Number>: Mechanism {
  struct Parameters: Columns {
    var gbar: Real<N> = 0.056
    var vT: Real<N> = -56.2
  }
  struct State: Columns {
    var m: Real<N> = 0.0
    var h: Real<N> = 0.0
  }
  struct Ions: IonColumns {
    var na = Ion<N>()
  }

  static var manifest: Manifest {
    Manifest(
      name: "nav", summary: "fast sodium channel of mammalian neurons, m³h",
      citation: "Traub & Miles 1991, Neuronal Networks of the Hippocampus, Cambridge UP; "
        + "Pospischil et al. 2008, Biol Cybern 99:427, doi:10.1007/s00422-008-0263-8",
      q10: 3, referenceCelsius: 36,
      parameters: [
        .column("gbar", "S/cm2", in: 0...100, "conductance with all gates open"),
        .column("v_t", "mV", in: -200...200, "shift of all rates; sets the spike threshold"),
      ],
      states: [.column("m", "1", "activation"), .column("h", "1", "inactivation")],
      ions: [("na", [.reversal, .moves])])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let (m, h) = (s.m.still, s.h.still)
    let conductance = p.gbar.still * (m * m) * (m * h)
    ions.na.current = (v - ions.na.reversal).scaled(by: conductance)
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    // e^((13−u)/4) and e^((40−u)/5) are multiples of powers of one exponential, by e^3.25 and e^8.
    // With f(x) = x/(eˣ − 1), f(−x) is f(x) + x; beside α, what is lost of a small β is nothing.
    let u = v - p.vT
    let e20 = exp(u * (-1.0 / 20.0))
    let e5 = (e20 * e20) * (e20 * e20)
    let e4 = e5 * e20
    let alphaM = 1.28 * exprelr((13.0 - u) * 0.25, exponential: e4 * 25.790339917193062)
    let y = (40.0 - u) * 0.2
    let e40 = e5 * 2980.9579870417283
    let betaM = 1.4 * (exprelr(y, exponential: e40) + y)
    step.relax(&s.m, alpha: alphaM, beta: betaM)
    let alphaH = 0.128 * exp((17.0 - u) * (1.0 / 18.0))
    step.relax(&s.h, alpha: alphaH, beta: 4.0 / (1.0 + e40))
  }
}

/// The mechanism as a table of plain C.
@_cdecl("skou_mechanism_library_Nav")
public func libraryNav() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([
    exportMechanism(
      Nav<OneByOne>.self,
      lanes: skou_hooks(
        initialize: { initialize(Nav<InLanes>.self, $0) },
        advance: { advance(Nav<InLanes>.self, $0) },
        current: { current(Nav<InLanesWithSlope>.self, $0) },
        step: { step(Nav<InLanes>.self, slope: Nav<InLanesWithSlope>.self, $0) },
        observe: { observe(Nav<InLanes>.self, $0) },
        rates: { rates(Nav<InLanesWithSlope>.self, $0) }),
      scalar: skou_hooks(
        initialize: { initialize(Nav<OneByOne>.self, $0) },
        advance: { advance(Nav<OneByOne>.self, $0) },
        current: { current(Nav<OneByOneWithSlope>.self, $0) },
        step: { step(Nav<OneByOne>.self, slope: Nav<OneByOneWithSlope>.self, $0) },
        observe: { observe(Nav<OneByOne>.self, $0) },
        rates: { rates(Nav<OneByOneWithSlope>.self, $0) }))
  ])
}
