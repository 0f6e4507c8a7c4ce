import MechanismKit

/// A conductance like that of NMDA receptors, opened by potassium, for potassium and sodium.
struct NmdaPotassium<N: Number>: Mechanism {
  struct Parameters: Columns {
    var gbar: Real<N> = 1e-4
    var magnesium: Real<N> = 1.2
  }
  struct Ions: IonColumns {
    var k = Ion<N>()
    var na = Ion<N>()
  }
  typealias State = NmdaState<N>

  static var manifest: Manifest {
    .nmda(
      variant: "k_na", summary: "NMDA-like current, opened by potassium: potassium and sodium",
      ions: [("k", [.reversal, .outside, .moves]), ("na", [.reversal, .moves])])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let g = p.gbar * s.openFraction(v, magnesium: p.magnesium)
    ions.k.current = g * (v - ions.k.reversal)
    ions.na.current = g * (v - ions.na.reversal)
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    s.relax(potassium: ions.k.outside, step)
  }
}

/// The same conductance with calcium as a third carrier.
struct NmdaPotassiumCalcium<N: Number>: Mechanism {
  struct Parameters: Columns {
    var gbar: Real<N> = 1e-4
    var magnesium: Real<N> = 1.2
    var caScale: Real<N> = 1.0
  }
  struct Ions: IonColumns {
    var k = Ion<N>()
    var na = Ion<N>()
    var ca = Ion<N>()
  }
  typealias State = NmdaState<N>

  static var manifest: Manifest {
    .nmda(
      variant: "k_na_ca", summary: "NMDA-like current, opened by potassium: calcium too",
      more: [.column("ca_scale", "1", in: 0...1000, "conductance for calcium relative to `gbar`")],
      ions: [
        ("k", [.reversal, .outside, .moves]), ("na", [.reversal, .moves]),
        ("ca", [.reversal, .moves]),
      ])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let g = p.gbar * s.openFraction(v, magnesium: p.magnesium)
    ions.k.current = g * (v - ions.k.reversal)
    ions.na.current = g * (v - ions.na.reversal)
    ions.ca.current = p.caScale * g * (v - ions.ca.reversal)
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    s.relax(potassium: ions.k.outside, step)
  }
}

/// The gates of both variants.
struct NmdaState<N: Number>: Columns {
  var m: Real<N> = 0.0
  var h: Real<N> = 0.0

  /// What of the conductance is open and not blocked by magnesium (mM).
  @inline(__always)
  func openFraction(_ v: Real<N>, magnesium: Real<N>) -> Real<N> {
    m * h / (1.0 + magnesium * (1.0 / 3.0) * exp((v + 10.0) * -0.07))
  }

  /// Both gates follow potassium outside (mM), not V.
  @inline(__always)
  mutating func relax(potassium: Real<N>, _ step: Step<N>) {
    // 1 % open at 10 mM and 99 % at 20 mM; 99 % left at 3.5 mM and 1 % at 10 mM: ln 99 is 4.59.
    let opening = sigmoid((potassium - 15.0) * (4.59 / 5.0))
    let inactivation = sigmoid((6.75 - potassium) * (4.59 / 3.25))
    step.relax(&m, to: opening, timeConstant: 2.0)
    step.relax(&h, to: inactivation, timeConstant: 2000.0)
  }
}

extension Manifest {
  /// What the variants say alike.
  static func nmda(
    variant: String, summary: String, more: [Item] = [], ions: [(name: String, use: IonUse)]
  ) -> Manifest {
    Manifest(
      name: "nmda_potassium", variant: variant, summary: summary,
      citation: "Somjen, Kager & Wadman 2008, J Comput Neurosci 25:349, "
        + "doi:10.1007/s10827-008-0083-9 (ModelDB 113446, nmda.mod)",
      q10: 1, referenceCelsius: 36,
      parameters: [
        .column("gbar", "S/cm2", in: 0...100, "conductance for each of potassium and sodium"),
        .column("magnesium", "mM", in: 0...1000, "magnesium outside, which blocks"),
      ] + more,
      states: [
        .column("m", "1", "opened by potassium outside, within 2 ms"),
        .column("h", "1", "inactivated by potassium outside, within 2 s"),
      ],
      ions: ions)
  }
}
