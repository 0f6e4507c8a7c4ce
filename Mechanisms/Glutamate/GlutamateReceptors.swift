import MechanismKit

/// AMPA receptors that glutamate outside opens, for potassium and sodium.
struct AmpaGlutamate<N: Number>: Mechanism {
  struct Parameters: Columns {
    var gbar: Real<N> = 4.861111111111111e-4
    var alpha: Real<N> = 1.1
    var beta: Real<N> = 0.19
  }
  typealias State = BoundReceptors<N>
  typealias Ions = ReceptorIons<N>

  static var manifest: Manifest {
    .receptor("ampa_glu", summary: "AMPA receptors that follow glutamate outside")
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.carry(p.gbar * s.r, v)
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    s.bind(ions.glu.outside, p.alpha, p.beta, step)
  }
}

/// NMDA receptors that glutamate outside opens and magnesium blocks, for potassium and sodium.
struct NmdaGlutamate<N: Number>: Mechanism {
  struct Parameters: Columns {
    var gbar: Real<N> = 1.388888888888889e-4
    var alpha: Real<N> = 0.072
    var beta: Real<N> = 0.0066
    var magnesium: Real<N> = 1.2
  }
  typealias State = BoundReceptors<N>
  typealias Ions = ReceptorIons<N>

  static var manifest: Manifest {
    .receptor(
      "nmda_glu", summary: "NMDA receptors that follow glutamate outside, blocked by magnesium",
      more: [.column("magnesium", "mM", in: 0...1000, "magnesium outside, which blocks")])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let unblocked = 1.0 / (1.0 + 0.33 * p.magnesium * exp((v + 10.0) * -0.07))
    ions.carry(p.gbar * s.r * unblocked, v)
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    s.bind(ions.glu.outside, p.alpha, p.beta, step)
  }
}

/// The part of the receptors to which glutamate is bound.
struct BoundReceptors<N: Number>: Columns {
  var r: Real<N> = 0.0

  /// r' = α glu (1 − r) − β r, with glutamate outside in mM.
  @inline(__always)
  mutating func bind(
    _ glutamate: Real<N>, _ alpha: Real<N>, _ beta: Real<N>, _ step: Step<N>
  ) {
    step.relax(&r, alpha: alpha * glutamate, beta: beta)
  }
}

/// What the receptors read, and what they let through.
struct ReceptorIons<N: Number>: IonColumns {
  var k = Ion<N>()
  var na = Ion<N>()
  var glu = Ion<N>()

  /// The same conductance, in S/cm², for both ions.
  @inline(__always)
  mutating func carry(_ g: Real<N>, _ v: Real<N>) {
    k.current = g * (v - k.reversal)
    na.current = g * (v - na.reversal)
  }
}

extension Manifest {
  /// What both receptors say alike.
  static func receptor(_ name: String, summary: String, more: [Item] = []) -> Manifest {
    Manifest(
      name: name, summary: summary, citation: hubel2017, q10: 1, referenceCelsius: 37,
      parameters: [
        .column("gbar", "S/cm2", in: 0...100, "conductance for each of potassium and sodium"),
        .column("alpha", "1/(mM ms)", in: 0...1e6, "rate of binding"),
        .column("beta", "1/ms", in: 1e-9...1e6, "rate of unbinding"),
      ] + more,
      states: [.column("r", "1", "the part to which glutamate is bound")],
      ions: [("k", [.reversal, .moves]), ("na", [.reversal, .moves]), ("glu", [.outside])])
  }
}

/// The source of everything here.
let hubel2017 =
  "Hübel, Hosseini-Zare, Žiburkus & Ullah 2017, PLoS Comput Biol 13:e1005804, "
  + "doi:10.1371/journal.pcbi.1005804 (ModelDB 235774)"
