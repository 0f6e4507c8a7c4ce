import MechanismKit

/// The delayed rectifier of the squid giant axon: Hodgkin & Huxley 1952, in today's signs.
struct KvHH<N: Number>: Mechanism {
  struct Parameters: Columns {
    var gbar: Real<N> = 0.036
  }
  struct State: Columns {
    var n: Real<N> = 0.0
  }
  struct Ions: IonColumns {
    var k = Ion<N>()
  }

  static var manifest: Manifest {
    Manifest(
      name: "kv_hh", summary: "delayed rectifier of the squid giant axon, n⁴",
      citation: "Hodgkin & Huxley 1952, J Physiol 117:500, doi:10.1113/jphysiol.1952.sp004764",
      q10: 3, referenceCelsius: 6.3,
      parameters: [.column("gbar", "S/cm2", in: 0...100, "conductance with all gates open")],
      states: [.column("n", "1", "activation")],
      ions: [("k", [.reversal, .moves])])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let square = s.n.still * s.n.still
    let conductance = p.gbar.still * (square * square)
    ions.k.current = (v - ions.k.reversal).scaled(by: conductance)
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    // One exponential serves both rates, that of `nav_hh`, with which a fused step shares it:
    // e^(−(v+55)/10) is e times the 72nd power of e^(−(v+65)/720), and e^(−(v+65)/80) its ninth.
    let powers = ExponentialPowers((v + 65.0) * (-1.0 / 720.0))
    let alpha = 0.1 * exprelr((v + 55.0) * -0.1, exponential: powers[72] * 2.718281828459045)
    step.relax(&s.n, alpha: alpha, beta: 0.125 * powers[9])
  }
}

/// The mechanism as a table of plain C.
@_cdecl("skou_mechanism_library_KvHH")
public func libraryKvHH() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([
    exportMechanism(
      KvHH<OneByOne>.self,
      lanes: skou_hooks(
        initialize: { initialize(KvHH<InLanes>.self, $0) },
        advance: { advance(KvHH<InLanes>.self, $0) },
        current: { current(KvHH<InLanesWithSlope>.self, $0) },
        step: { step(KvHH<InLanes>.self, slope: KvHH<InLanesWithSlope>.self, $0) },
        observe: { observe(KvHH<InLanes>.self, $0) },
        rates: { rates(KvHH<InLanesWithSlope>.self, $0) }),
      scalar: skou_hooks(
        initialize: { initialize(KvHH<OneByOne>.self, $0) },
        advance: { advance(KvHH<OneByOne>.self, $0) },
        current: { current(KvHH<OneByOneWithSlope>.self, $0) },
        step: { step(KvHH<OneByOne>.self, slope: KvHH<OneByOneWithSlope>.self, $0) },
        observe: { observe(KvHH<OneByOne>.self, $0) },
        rates: { rates(KvHH<OneByOneWithSlope>.self, $0) }))
  ])
}
