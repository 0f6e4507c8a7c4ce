import MechanismKit

/// The Na⁺/Ca²⁺ exchanger: three sodium for one calcium, either way.
struct Ncx<N: Number>: Mechanism {
  struct Parameters: Columns {
    var imax: Real<N> = 1.6
    var gamma: Real<N> = 0.35
    var kmNa: Real<N> = 87.5
    var kmCa: Real<N> = 1.38
    var saturation: Real<N> = 0.1
  }
  struct Ions: IonColumns {
    var na = Ion<N>()
    var ca = Ion<N>()
  }
  struct Observables: Columns {
    var netCurrent: Real<N> = 0.0
  }

  static var manifest: Manifest {
    Manifest(
      name: "ncx", summary: "sodium-calcium exchanger: three sodium for one calcium",
      citation: "Courtemanche, Ramirez & Nattel 1998, Am J Physiol 275:H301, "
        + "doi:10.1152/ajpheart.1998.275.1.H301",
      q10: 3, referenceCelsius: 37,
      parameters: [
        .column("imax", "mA/cm2", in: 0...1e6, "scale of the net current"),
        .column("gamma", "1", in: 0...1, "where in the field the barrier stands"),
        .column("km_na", "mM", in: 0...1000, "sodium outside, half activation of its cube"),
        .column("km_ca", "mM", in: 0...1000, "calcium outside at half activation"),
        .column("saturation", "1", in: 0...1000, "at negative potentials"),
      ],
      observables: [.column("net_current", "mA/cm2", "charge that leaves; 0 at 3 E_Na - 2 E_Ca")],
      ions: [
        ("na", [.inside, .outside, .moves]), ("ca", [.inside, .outside, .moves]),
      ])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let net = netCurrent(v, p, ions, site)
    ions.na.current = 3.0 * net
    ions.ca.current = -2.0 * net
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(netCurrent: netCurrent(v, p, ions, site))
  }

  /// The charge that leaves, in mA/cm²: positive where sodium leaves and calcium enters.
  @inline(__always)
  private static func netCurrent(
    _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Real<N> {
    let u = v / site.thermalVoltage
    let out = exp(p.gamma * u)
    let into = exp((p.gamma - 1.0) * u)
    let sodiumOutside = cube(ions.na.outside)
    let turnover =
      out * cube(ions.na.inside) * ions.ca.outside - into * sodiumOutside * ions.ca.inside
    let saturation =
      (cube(p.kmNa) + sodiumOutside) * (p.kmCa + ions.ca.outside) * (1.0 + p.saturation * into)
    return site.temperatureFactor * p.imax * turnover / saturation
  }

  @inline(__always)
  private static func cube(_ x: Real<N>) -> Real<N> { x * x * x }
}

/// The mechanism as a table of plain C.
@_cdecl("skou_mechanism_library_Ncx")
public func libraryNcx() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([ncxTable()])
}

private func ncxTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    Ncx<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(Ncx<InLanes>.self, $0) },
      advance: { advance(Ncx<InLanes>.self, $0) },
      current: { current(Ncx<InLanesWithSlope>.self, $0) },
      step: { step(Ncx<InLanes>.self, slope: Ncx<InLanesWithSlope>.self, $0) },
      observe: { observe(Ncx<InLanes>.self, $0) },
      rates: { rates(Ncx<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(Ncx<OneByOne>.self, $0) },
      advance: { advance(Ncx<OneByOne>.self, $0) },
      current: { current(Ncx<OneByOneWithSlope>.self, $0) },
      step: { step(Ncx<OneByOne>.self, slope: Ncx<OneByOneWithSlope>.self, $0) },
      observe: { observe(Ncx<OneByOne>.self, $0) },
      rates: { rates(Ncx<OneByOneWithSlope>.self, $0) }))
}
