import MechanismKit

/// The K⁺-Cl⁻ cotransporter, driven by the logarithm of the two ions' gradients.
struct Kcc2Log<N: Number>: Mechanism {
  struct Parameters: Columns {
    var u: Real<N> = 0.00675
  }
  typealias Ions = PotassiumChloride<N>

  static var manifest: Manifest {
    .kcc2(
      variant: "log", summary: "driven by the logarithm of the gradients",
      citation: "Østby et al. 2009, PLoS Comput Biol 5:e1000272, "
        + "doi:10.1371/journal.pcbi.1000272; Sætra et al. 2020, PLoS Comput Biol 16:e1007661, "
        + "doi:10.1371/journal.pcbi.1007661",
      parameter: .column("u", "mA/cm2", in: 0...1000, "rate at one RT of drive, as charge of K"),
      reads: [.inside, .outside])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let inside = ions.k.inside * ions.cl.inside
    let outside = ions.k.outside * ions.cl.outside
    ions.cotransport(site.temperatureFactor * p.u * log(inside / outside))
  }
}

/// The K⁺-Cl⁻ cotransporter, driven by the difference of the two ions' reversal potentials.
struct Kcc2Conductance<N: Number>: Mechanism {
  struct Parameters: Columns {
    var g: Real<N> = 2e-5
  }
  typealias Ions = PotassiumChloride<N>

  static var manifest: Manifest {
    .kcc2(
      variant: "conductance", summary: "driven by the difference of the reversal potentials",
      citation: "Doyon et al. 2011, PLoS Comput Biol 7:e1002149, "
        + "doi:10.1371/journal.pcbi.1002149",
      parameter: .column("g", "S/cm2", in: 0...100, "rate at 1 V of drive, as charge of K"),
      reads: .reversal)
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let drive = ions.cl.reversal - ions.k.reversal
    ions.cotransport(site.temperatureFactor * p.g * drive)
  }
}

/// What both move.
struct PotassiumChloride<N: Number>: IonColumns {
  var k = Ion<N>()
  var cl = Ion<N>()

  /// Moves both ions; `potassium` is the potassium's current, outward positive, in mA/cm².
  @inline(__always)
  mutating func cotransport(_ potassium: Real<N>) {
    k.current = potassium
    cl.current = -potassium
  }
}

extension Manifest {
  /// What both say alike.
  fileprivate static func kcc2(
    variant: String, summary: String, citation: String, parameter: Item, reads: IonUse
  ) -> Manifest {
    Manifest(
      name: "kcc2", variant: variant,
      summary: "cotransporter KCC2 of potassium and chloride, " + summary, citation: citation,
      q10: 1, referenceCelsius: 37, parameters: [parameter],
      ions: [("k", reads.union(.moves)), ("cl", reads.union(.moves))])
  }
}

/// The mechanisms as tables of plain C.
@_cdecl("skou_mechanism_library_Kcc2")
public func libraryKcc2() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([kcc2LogTable(), kcc2ConductanceTable()])
}

private func kcc2LogTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    Kcc2Log<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(Kcc2Log<InLanes>.self, $0) },
      advance: { advance(Kcc2Log<InLanes>.self, $0) },
      current: { current(Kcc2Log<InLanesWithSlope>.self, $0) },
      step: { step(Kcc2Log<InLanes>.self, slope: Kcc2Log<InLanesWithSlope>.self, $0) },
      observe: { observe(Kcc2Log<InLanes>.self, $0) },
      rates: { rates(Kcc2Log<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(Kcc2Log<OneByOne>.self, $0) },
      advance: { advance(Kcc2Log<OneByOne>.self, $0) },
      current: { current(Kcc2Log<OneByOneWithSlope>.self, $0) },
      step: { step(Kcc2Log<OneByOne>.self, slope: Kcc2Log<OneByOneWithSlope>.self, $0) },
      observe: { observe(Kcc2Log<OneByOne>.self, $0) },
      rates: { rates(Kcc2Log<OneByOneWithSlope>.self, $0) }))
}

private func kcc2ConductanceTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    Kcc2Conductance<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(Kcc2Conductance<InLanes>.self, $0) },
      advance: { advance(Kcc2Conductance<InLanes>.self, $0) },
      current: { current(Kcc2Conductance<InLanesWithSlope>.self, $0) },
      step: {
        step(Kcc2Conductance<InLanes>.self, slope: Kcc2Conductance<InLanesWithSlope>.self, $0)
      },
      observe: { observe(Kcc2Conductance<InLanes>.self, $0) },
      rates: { rates(Kcc2Conductance<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(Kcc2Conductance<OneByOne>.self, $0) },
      advance: { advance(Kcc2Conductance<OneByOne>.self, $0) },
      current: { current(Kcc2Conductance<OneByOneWithSlope>.self, $0) },
      step: {
        step(Kcc2Conductance<OneByOne>.self, slope: Kcc2Conductance<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(Kcc2Conductance<OneByOne>.self, $0) },
      rates: { rates(Kcc2Conductance<OneByOneWithSlope>.self, $0) }))
}
