import MechanismKit

/// The sodium pump as the Cressman family has it: it moves ions, but no charge.
///
/// The published models leave the pump out of dV/dt and let potassium inside follow sodium. For a
/// pump that conserves charge there is `na_k_atpase`.
struct CressmanPump<N: Number>: Mechanism {
  struct Parameters: Columns {
    var strength: Real<N> = 1.25
    var naHalf: Real<N> = 25.0
    var naSlope: Real<N> = 3.0
    var kHalf: Real<N> = 5.5
    var kSlope: Real<N> = 1.0
    var cations: Real<N> = 158.0
    var follow: Real<N> = 1.0
  }
  struct Ions: IonColumns {
    var na = Ion<N>()
    var k = Ion<N>()
  }
  struct Observables: Columns {
    var rate: Real<N> = 0.0
  }

  static var currentDependsOnVoltage: Bool { false }

  static var manifest: Manifest {
    Manifest(
      name: "cressman_pump", summary: "sodium pump of published models, without its current",
      citation: "Cressman et al. 2009, J Comput Neurosci 26:159, doi:10.1007/s10827-008-0132-4; "
        + "Barreto & Cressman 2011, J Biol Phys 37:361, doi:10.1007/s10867-010-9212-6",
      q10: 1, referenceCelsius: 37,
      parameters: [
        .column("strength", "mM/s", in: 0...1e6, "the largest rate, per volume inside"),
        .column("na_half", "mM", in: 0...1000, "sodium inside at half of that"),
        .column("na_slope", "mM", in: 1e-3...1000, "its width"),
        .column("k_half", "mM", in: 0...1000, "potassium outside at half of that"),
        .column("k_slope", "mM", in: 1e-3...1000, "its width"),
        .column("cations", "mM", in: 0...1e4, "sodium and potassium inside together"),
        .column("follow", "1/ms", in: 0...100, "how fast potassium inside follows sodium"),
      ],
      observables: [.column("rate", "mM/s", "cycles per volume inside")],
      ions: [
        ("na", [.inside, .gainsInside, .gainsOutside]),
        ("k", [.inside, .outside, .gainsInside, .gainsOutside]),
      ])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let cycles = 0.001 * rate(p, ions, site)
    let ratio = site.insideVolume / site.outsideVolume
    ions.na.insideGain = -3.0 * cycles
    ions.na.outsideGain = 3.0 * cycles * ratio
    ions.k.outsideGain = -2.0 * cycles * ratio
    ions.k.insideGain = p.follow * (p.cations - ions.na.inside - ions.k.inside)
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(rate: rate(p, ions, site))
  }

  /// Cycles in mM/s of the volume inside.
  @inline(__always)
  private static func rate(_ p: Parameters, _ ions: Ions, _ site: Site<N>) -> Real<N> {
    let sodium = sigmoid((ions.na.inside - p.naHalf) / p.naSlope)
    let potassium = sigmoid((ions.k.outside - p.kHalf) / p.kSlope)
    return site.temperatureFactor * p.strength * sodium * potassium
  }
}
