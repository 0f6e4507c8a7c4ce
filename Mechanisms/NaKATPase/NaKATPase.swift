import MechanismKit

/// The sodium pump, saturating in both ions like a product of independent binding sites.
struct HillPump<N: Number>: Mechanism {
  struct Parameters: Columns {
    var imax: Real<N> = 0.013
    var kmNa: Real<N> = 10.0
    var kmK: Real<N> = 2.0
    var block: Real<N> = 0.0
  }
  typealias Ions = PumpIons<N>
  typealias Observables = PumpObservables<N>

  static var manifest: Manifest {
    .pump(
      variant: "hill", summary: "sodium pump: three sodium out, two potassium in; binding sites",
      citation: "Kager, Wadman & Somjen 2000, J Neurophysiol 84:495, doi:10.1152/jn.2000.84.1.495",
      parameters: [
        .column("km_na", "mM", in: 0...1000, "sodium inside that half fills a binding site"),
        .column("km_k", "mM", in: 0...1000, "potassium outside that half fills a binding site"),
      ])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.exchange(netCurrent(p, ions, site))
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(netCurrent: netCurrent(p, ions, site))
  }

  /// The charge that leaves, in mA/cm².
  private static func netCurrent(
    _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Real<N> {
    let sodium = occupancy(ions.na.inside, p.kmNa)
    let potassium = occupancy(ions.k.outside, p.kmK)
    let saturation = (sodium * sodium * sodium) * (potassium * potassium)
    return site.temperatureFactor * p.imax * (1.0 - p.block) * saturation
  }

  /// The filled part of a binding site; 0 without the ion, even where the site binds without limit.
  private static func occupancy(_ concentration: Real<N>, _ halfFilled: Real<N>) -> Real<N> {
    concentration / (concentration + halfFilled + 1e-300)
  }
}

/// The sodium pump with sigmoid factors: compact models of seizures and spreading depression.
struct SigmoidPump<N: Number>: Mechanism {
  struct Parameters: Columns {
    var imax: Real<N> = 0.0068
    var naHalf: Real<N> = 25.0
    var naSlope: Real<N> = 3.0
    var kHalf: Real<N> = 5.5
    var kSlope: Real<N> = 1.0
    var block: Real<N> = 0.0
  }
  typealias Ions = PumpIons<N>
  typealias Observables = PumpObservables<N>

  static var manifest: Manifest {
    .pump(
      variant: "sigmoid", summary: "sodium pump: three sodium out, two potassium in; sigmoids",
      citation: "Cressman et al. 2009, J Comput Neurosci 26:159, doi:10.1007/s10827-008-0132-4; "
        + "Hübel & Dahlem 2014, PLoS Comput Biol 10:e1003941, doi:10.1371/journal.pcbi.1003941",
      parameters: [
        .column("na_half", "mM", in: 0...1000, "sodium inside at half activation"),
        .column("na_slope", "mM", in: 1e-3...1000, "its width"),
        .column("k_half", "mM", in: 0...1000, "potassium outside at half activation"),
        .column("k_slope", "mM", in: 1e-3...1000, "its width"),
      ])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.exchange(netCurrent(p, ions, site))
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(netCurrent: netCurrent(p, ions, site))
  }

  /// The charge that leaves, in mA/cm².
  private static func netCurrent(
    _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Real<N> {
    let sodium = sigmoid((ions.na.inside - p.naHalf) / p.naSlope)
    let potassium = sigmoid((ions.k.outside - p.kHalf) / p.kSlope)
    return site.temperatureFactor * p.imax * (1.0 - p.block) * sodium * potassium
  }
}

/// What every variant of the pump reads and moves.
struct PumpIons<N: Number>: IonColumns {
  var na = Ion<N>()
  var k = Ion<N>()

  /// Three sodium out and two potassium in for each charge that leaves.
  mutating func exchange(_ netCurrent: Real<N>) {
    na.current = 3.0 * netCurrent
    k.current = -2.0 * netCurrent
  }
}

/// What every variant of the pump lets record.
struct PumpObservables<N: Number>: Columns {
  var rate: Real<N> = 0.0
}

extension PumpObservables {
  /// Cycles per membrane area from the net current: one charge leaves in each.
  init(netCurrent: Real<N>) {
    // 1 mA/cm² is 10⁹ / F pmol/cm²/s of charges, F = 96485.33212 C/mol (CODATA 2018).
    rate = netCurrent * 10364.26965661773
  }
}

extension Manifest {
  /// What the variants say alike; `parameters` are those between `imax` and `block`.
  static func pump(
    variant: String, summary: String, citation: String, parameters: [Item]
  ) -> Manifest {
    Manifest(
      name: "na_k_atpase", variant: variant, summary: summary, citation: citation,
      q10: 1, referenceCelsius: 37,
      parameters: [
        .column("imax", "mA/cm2", in: 0...1000, "net current at saturation, F × cycle rate")
      ] + parameters + [
        .column("block", "1", in: 0...1, "the part of the pumps that ouabain has stopped")
      ],
      observables: [
        .column("rate", "pmol/cm2/s", "cycles, each of one ATP, three sodium and two potassium")
      ],
      ions: [("na", [.inside, .moves]), ("k", [.outside, .moves])])
  }
}

/// The mechanisms as tables of plain C.
@_cdecl("skou_mechanism_library_NaKATPase")
public func libraryNaKATPase() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([hillPumpTable(), sigmoidPumpTable()])
}

private func hillPumpTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    HillPump<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(HillPump<InLanes>.self, $0) },
      advance: { advance(HillPump<InLanes>.self, $0) },
      current: { current(HillPump<InLanesWithSlope>.self, $0) },
      step: { step(HillPump<InLanes>.self, slope: HillPump<InLanesWithSlope>.self, $0) },
      observe: { observe(HillPump<InLanes>.self, $0) },
      rates: { rates(HillPump<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(HillPump<OneByOne>.self, $0) },
      advance: { advance(HillPump<OneByOne>.self, $0) },
      current: { current(HillPump<OneByOneWithSlope>.self, $0) },
      step: { step(HillPump<OneByOne>.self, slope: HillPump<OneByOneWithSlope>.self, $0) },
      observe: { observe(HillPump<OneByOne>.self, $0) },
      rates: { rates(HillPump<OneByOneWithSlope>.self, $0) }))
}

private func sigmoidPumpTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    SigmoidPump<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(SigmoidPump<InLanes>.self, $0) },
      advance: { advance(SigmoidPump<InLanes>.self, $0) },
      current: { current(SigmoidPump<InLanesWithSlope>.self, $0) },
      step: { step(SigmoidPump<InLanes>.self, slope: SigmoidPump<InLanesWithSlope>.self, $0) },
      observe: { observe(SigmoidPump<InLanes>.self, $0) },
      rates: { rates(SigmoidPump<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(SigmoidPump<OneByOne>.self, $0) },
      advance: { advance(SigmoidPump<OneByOne>.self, $0) },
      current: { current(SigmoidPump<OneByOneWithSlope>.self, $0) },
      step: { step(SigmoidPump<OneByOne>.self, slope: SigmoidPump<OneByOneWithSlope>.self, $0) },
      observe: { observe(SigmoidPump<OneByOne>.self, $0) },
      rates: { rates(SigmoidPump<OneByOneWithSlope>.self, $0) }))
}
