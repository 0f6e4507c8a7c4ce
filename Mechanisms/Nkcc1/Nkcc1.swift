import MechanismKit

/// The Na⁺-K⁺-2Cl⁻ cotransporter, driven by the sum of the four ions' gradients.
struct Nkcc1<N: Number>: Mechanism {
  struct Parameters: Columns {
    var u: Real<N> = 2.3e-5
  }
  typealias Ions = CotransportedIons<N>

  static var manifest: Manifest {
    .nkcc1(
      "nkcc1", summary: "sodium, potassium and two chloride together",
      citation: "Østby et al. 2009, PLoS Comput Biol 5:e1000272, "
        + "doi:10.1371/journal.pcbi.1000272")
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.cotransport(site.temperatureFactor * p.u * ions.drive)
  }
}

/// The same cotransporter, opened by potassium outside.
struct Nkcc1Wei<N: Number>: Mechanism {
  struct Parameters: Columns {
    var u: Real<N> = 0.00225
    var kHalf: Real<N> = 16.0
    var kSlope: Real<N> = 1.0
  }
  typealias Ions = CotransportedIons<N>

  static var manifest: Manifest {
    .nkcc1(
      "nkcc1_wei", summary: "sodium, potassium and two chloride together, gated by potassium",
      citation: "Wei, Ullah & Schiff 2014, J Neurosci 34:11733, "
        + "doi:10.1523/JNEUROSCI.0516-14.2014",
      gate: [
        .column("k_half", "mM", in: 0...1000, "potassium outside that half opens it"),
        .column("k_slope", "mM", in: 1e-3...1000, "width of the gate"),
      ])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let gate = sigmoid((ions.k.outside - p.kHalf) / p.kSlope)
    ions.cotransport(site.temperatureFactor * p.u * gate * ions.drive)
  }
}

/// What both read on both sides, and move.
struct CotransportedIons<N: Number>: IonColumns {
  var na = Ion<N>()
  var k = Ion<N>()
  var cl = Ion<N>()

  /// ln (Na_i K_i Cl_i² / (Na_o K_o Cl_o²)): the free energy of a turn over RT, outward positive.
  @inline(__always)
  var drive: Real<N> {
    let inside = na.inside * k.inside * (cl.inside * cl.inside)
    let outside = na.outside * k.outside * (cl.outside * cl.outside)
    return log(inside / outside)
  }

  /// Moves the three ions; `sodium` is the sodium's current, outward positive, in mA/cm².
  ///
  /// Two anions leave with each sodium and potassium: the currents cancel to the last bit.
  @inline(__always)
  mutating func cotransport(_ sodium: Real<N>) {
    na.current = sodium
    k.current = sodium
    cl.current = -2.0 * sodium
  }
}

extension Manifest {
  /// What both say alike.
  fileprivate static func nkcc1(
    _ name: String, summary: String, citation: String, gate: [Item] = []
  ) -> Manifest {
    let both: IonUse = [.inside, .outside, .moves]
    return Manifest(
      name: name, summary: "cotransporter NKCC1: " + summary, citation: citation,
      q10: 1, referenceCelsius: 37,
      parameters: [
        .column("u", "mA/cm2", in: 0...1000, "rate at one RT of drive, as charge of the sodium")
      ] + gate,
      ions: [("na", both), ("k", both), ("cl", both)])
  }
}

/// The mechanisms as tables of plain C.
@_cdecl("skou_mechanism_library_Nkcc1")
public func libraryNkcc1() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([nkcc1Table(), nkcc1WeiTable()])
}

private func nkcc1Table() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    Nkcc1<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(Nkcc1<InLanes>.self, $0) },
      advance: { advance(Nkcc1<InLanes>.self, $0) },
      current: { current(Nkcc1<InLanesWithSlope>.self, $0) },
      step: { step(Nkcc1<InLanes>.self, slope: Nkcc1<InLanesWithSlope>.self, $0) },
      observe: { observe(Nkcc1<InLanes>.self, $0) },
      rates: { rates(Nkcc1<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(Nkcc1<OneByOne>.self, $0) },
      advance: { advance(Nkcc1<OneByOne>.self, $0) },
      current: { current(Nkcc1<OneByOneWithSlope>.self, $0) },
      step: { step(Nkcc1<OneByOne>.self, slope: Nkcc1<OneByOneWithSlope>.self, $0) },
      observe: { observe(Nkcc1<OneByOne>.self, $0) },
      rates: { rates(Nkcc1<OneByOneWithSlope>.self, $0) }))
}

private func nkcc1WeiTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    Nkcc1Wei<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(Nkcc1Wei<InLanes>.self, $0) },
      advance: { advance(Nkcc1Wei<InLanes>.self, $0) },
      current: { current(Nkcc1Wei<InLanesWithSlope>.self, $0) },
      step: { step(Nkcc1Wei<InLanes>.self, slope: Nkcc1Wei<InLanesWithSlope>.self, $0) },
      observe: { observe(Nkcc1Wei<InLanes>.self, $0) },
      rates: { rates(Nkcc1Wei<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(Nkcc1Wei<OneByOne>.self, $0) },
      advance: { advance(Nkcc1Wei<OneByOne>.self, $0) },
      current: { current(Nkcc1Wei<OneByOneWithSlope>.self, $0) },
      step: { step(Nkcc1Wei<OneByOne>.self, slope: Nkcc1Wei<OneByOneWithSlope>.self, $0) },
      observe: { observe(Nkcc1Wei<OneByOne>.self, $0) },
      rates: { rates(Nkcc1Wei<OneByOneWithSlope>.self, $0) }))
}
