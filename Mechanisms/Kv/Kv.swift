import MechanismKit

/// A delayed rectifier of mammalian neurons, in the form of Traub & Miles 1991.
struct Kv<N: Number>: Mechanism {
  struct Parameters: Columns {
    var gbar: Real<N> = 0.006
    var vT: Real<N> = -56.2
  }
  struct State: Columns {
    var n: Real<N> = 0.0
  }
  struct Ions: IonColumns {
    var k = Ion<N>()
  }

  static var manifest: Manifest {
    Manifest(
      name: "kv", summary: "delayed rectifier of mammalian neurons, n⁴",
      citation: "Traub & Miles 1991, Neuronal Networks of the Hippocampus, Cambridge UP; "
        + "Pospischil et al. 2008, Biol Cybern 99:427, doi:10.1007/s00422-008-0263-8",
      q10: 3, referenceCelsius: 36,
      parameters: [
        .column("gbar", "S/cm2", in: 0...100, "conductance with all gates open"),
        .column("v_t", "mV", in: -200...200, "shift of all rates; sets the spike threshold"),
      ],
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
    // One exponential serves both rates: e^((15−u)/5) is e times the eighth power of e^((10−u)/40).
    let u = v - p.vT
    let e40 = exp((10.0 - u) * (1.0 / 40.0))
    let e20 = e40 * e40
    let e10 = e20 * e20
    let e5 = e10 * e10
    let alpha = 0.16 * exprelr((15.0 - u) * 0.2, exponential: e5 * 2.718281828459045)
    step.relax(&s.n, alpha: alpha, beta: 0.5 * e40)
  }
}

/// The mechanism as a table of plain C.
@_cdecl("skou_mechanism_library_Kv")
public func libraryKv() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([
    exportMechanism(
      Kv<OneByOne>.self,
      lanes: skou_hooks(
        initialize: { initialize(Kv<InLanes>.self, $0) },
        advance: { advance(Kv<InLanes>.self, $0) },
        current: { current(Kv<InLanesWithSlope>.self, $0) },
        step: { step(Kv<InLanes>.self, slope: Kv<InLanesWithSlope>.self, $0) },
        observe: { observe(Kv<InLanes>.self, $0) },
        rates: { rates(Kv<InLanesWithSlope>.self, $0) }),
      scalar: skou_hooks(
        initialize: { initialize(Kv<OneByOne>.self, $0) },
        advance: { advance(Kv<OneByOne>.self, $0) },
        current: { current(Kv<OneByOneWithSlope>.self, $0) },
        step: { step(Kv<OneByOne>.self, slope: Kv<OneByOneWithSlope>.self, $0) },
        observe: { observe(Kv<OneByOne>.self, $0) },
        rates: { rates(Kv<OneByOneWithSlope>.self, $0) }))
  ])
}
