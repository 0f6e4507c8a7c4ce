import MechanismKit

/// A current of one ion through the membrane that an experimenter imposes: it depends on nothing.
struct ImposedCurrent<N: Number>: Mechanism {
  struct Parameters: Columns {
    var density: Real<N> = 0.0
  }
  struct Ions: IonColumns {
    var ion = Ion<N>()
  }

  static var manifest: Manifest {
    Manifest(
      name: "imposed_current", summary: "current of an ion across the membrane, set by hand",
      citation: "Hübel & Dahlem 2014, PLoS Comput Biol 10:e1003941, "
        + "doi:10.1371/journal.pcbi.1003941 (their stimulus, in effect)",
      q10: 1, referenceCelsius: 37,
      parameters: [
        .column("density", "mA/cm2", in: -1000...1000, "current per area, outward positive")
      ],
      ions: [("ion", [.moves, .configurable])])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.ion.current = site.temperatureFactor * p.density
  }
}

/// The mechanism as a table of plain C.
@_cdecl("skou_mechanism_library_ImposedCurrent")
public func libraryImposedCurrent() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([imposedCurrentTable()])
}

private func imposedCurrentTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    ImposedCurrent<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(ImposedCurrent<InLanes>.self, $0) },
      advance: { advance(ImposedCurrent<InLanes>.self, $0) },
      current: { current(ImposedCurrent<InLanesWithSlope>.self, $0) },
      step: {
        step(ImposedCurrent<InLanes>.self, slope: ImposedCurrent<InLanesWithSlope>.self, $0)
      },
      observe: { observe(ImposedCurrent<InLanes>.self, $0) },
      rates: { rates(ImposedCurrent<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(ImposedCurrent<OneByOne>.self, $0) },
      advance: { advance(ImposedCurrent<OneByOne>.self, $0) },
      current: { current(ImposedCurrent<OneByOneWithSlope>.self, $0) },
      step: {
        step(ImposedCurrent<OneByOne>.self, slope: ImposedCurrent<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(ImposedCurrent<OneByOne>.self, $0) },
      rates: { rates(ImposedCurrent<OneByOneWithSlope>.self, $0) }))
}
