import MechanismKit

/// The fast sodium channel of the squid giant axon: Hodgkin & Huxley 1952, in today's signs.
struct NavHH<N: Number>: Mechanism {
  struct Parameters: Columns {
    var gbar: Real<N> = 0.12
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
      name: "nav_hh", summary: "fast sodium channel of the squid giant axon, m³h",
      citation: "Hodgkin & Huxley 1952, J Physiol 117:500, doi:10.1113/jphysiol.1952.sp004764",
      q10: 3, referenceCelsius: 6.3,
      parameters: [.column("gbar", "S/cm2", in: 0...100, "conductance with all gates open")],
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
    // One exponential serves four rates: e^(−(v+65)/20), /18 and /10 are powers of e^(−(v+65)/720),
    // and e^(−(v+40)/10) and e^(−(v+35)/10) are multiples of the last, by e^2.5 and e^3. `kv_hh` has
    // the same exponential: a fused step shares it.
    let powers = ExponentialPowers((v + 65.0) * (-1.0 / 720.0))
    let (e20, e18, e10) = (powers[36], powers[40], powers[72])
    let parts = exprelrParts((v + 40.0) * -0.1, exponential: e10 * 12.182493960703473)
    let (alphaM, betaH) = quotients(
      parts.numerator, over: parts.denominator, 1.0, over: 1.0 + e10 * 20.085536923187668)
    step.relax(&s.m, alpha: alphaM, beta: 4.0 * e18, &s.h, alpha: 0.07 * e20, beta: betaH)
  }
}

/// The mechanism as a table of plain C.
@_cdecl("skou_mechanism_library_NavHH")
public func libraryNavHH() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([
    exportMechanism(
      NavHH<OneByOne>.self,
      lanes: skou_hooks(
        initialize: { initialize(NavHH<InLanes>.self, $0) },
        advance: { advance(NavHH<InLanes>.self, $0) },
        current: { current(NavHH<InLanesWithSlope>.self, $0) },
        step: { step(NavHH<InLanes>.self, slope: NavHH<InLanesWithSlope>.self, $0) },
        observe: { observe(NavHH<InLanes>.self, $0) },
        rates: { rates(NavHH<InLanesWithSlope>.self, $0) }),
      scalar: skou_hooks(
        initialize: { initialize(NavHH<OneByOne>.self, $0) },
        advance: { advance(NavHH<OneByOne>.self, $0) },
        current: { current(NavHH<OneByOneWithSlope>.self, $0) },
        step: { step(NavHH<OneByOne>.self, slope: NavHH<OneByOneWithSlope>.self, $0) },
        observe: { observe(NavHH<OneByOne>.self, $0) },
        rates: { rates(NavHH<OneByOneWithSlope>.self, $0) }))
  ])
}
