import MechanismKit

/// The calcium pump of the plasma membrane: one calcium out for one ATP.
struct Pmca<N: Number>: Mechanism {
  struct Parameters: Columns {
    var imax: Real<N> = 2.75e-4
    var kmCa: Real<N> = 5e-4
    var block: Real<N> = 0.0
    var kmAtp: Real<N> = 0.1
  }
  struct Ions: IonColumns {
    var ca = Ion<N>()
    var atp = Ion<N>()
  }

  static var manifest: Manifest {
    Manifest(
      name: "pmca", summary: "calcium pump of the plasma membrane",
      citation: "Courtemanche, Ramirez & Nattel 1998, Am J Physiol 275:H301, "
        + "doi:10.1152/ajpheart.1998.275.1.H301",
      q10: 1, referenceCelsius: 37,
      parameters: [
        .column("imax", "mA/cm2", in: 0...1000, "calcium current at saturation"),
        .column("km_ca", "mM", in: 1e-9...1000, "calcium inside at half the rate"),
        .column("block", "1", in: 0...1, "the part of the pumps that is stopped"),
        .column("km_atp", "mM", in: 0...1000, "ATP inside at half the rate"),
      ],
      ions: [("ca", [.inside, .moves]), ("atp", [.inside, .gainsInside, .optional])])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let (calcium, atp) = (ions.ca.inside.still, ions.atp.inside.still)
    let filled = calcium / (calcium + p.kmCa.still) * (atp / (atp + p.kmAtp.still + 1e-300))
    let most = site.temperatureFactor.still * p.imax.still * (1.0 - p.block.still)
    ions.ca.current = Real(still: most * filled)
    // Two charges leave with each calcium, for one ATP.
    ions.atp.consumption = 0.5 * ions.ca.current
  }
}

/// The mechanism as a table of plain C.
@_cdecl("skou_mechanism_library_Pmca")
public func libraryPmca() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([pmcaTable()])
}

private func pmcaTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    Pmca<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(Pmca<InLanes>.self, $0) },
      advance: { advance(Pmca<InLanes>.self, $0) },
      current: { current(Pmca<InLanesWithSlope>.self, $0) },
      step: { step(Pmca<InLanes>.self, slope: Pmca<InLanesWithSlope>.self, $0) },
      observe: { observe(Pmca<InLanes>.self, $0) },
      rates: { rates(Pmca<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(Pmca<OneByOne>.self, $0) },
      advance: { advance(Pmca<OneByOne>.self, $0) },
      current: { current(Pmca<OneByOneWithSlope>.self, $0) },
      step: { step(Pmca<OneByOne>.self, slope: Pmca<OneByOneWithSlope>.self, $0) },
      observe: { observe(Pmca<OneByOne>.self, $0) },
      rates: { rates(Pmca<OneByOneWithSlope>.self, $0) }))
}
