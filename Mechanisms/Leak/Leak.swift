import MechanismKit

/// An ohmic leak of one ion of the model's choice, or of none: i = g (v − E).
struct Leak<N: Number>: Mechanism {
  struct Ions: IonColumns {
    var ion = Ion<N>()
  }
  typealias Parameters = LeakParameters<N>

  static var manifest: Manifest {
    .leak("leak", carrier: ("ion", [.reversal, .moves, .configurable]), "of any ion, or of none")
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.ion.leak(p, v, site)
  }
}

/// The sodium leak.
struct LeakNa<N: Number>: Mechanism {
  struct Ions: IonColumns {
    var na = Ion<N>()
  }
  typealias Parameters = LeakParameters<N>

  static var manifest: Manifest {
    .leak("leak_na", carrier: ("na", [.reversal, .moves]), "of sodium")
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.na.leak(p, v, site)
  }
}

/// The potassium leak.
struct LeakK<N: Number>: Mechanism {
  struct Ions: IonColumns {
    var k = Ion<N>()
  }
  typealias Parameters = LeakParameters<N>

  static var manifest: Manifest {
    .leak("leak_k", carrier: ("k", [.reversal, .moves]), "of potassium")
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.k.leak(p, v, site)
  }
}

/// The chloride leak.
struct LeakCl<N: Number>: Mechanism {
  struct Ions: IonColumns {
    var cl = Ion<N>()
  }
  typealias Parameters = LeakParameters<N>

  static var manifest: Manifest {
    .leak("leak_cl", carrier: ("cl", [.reversal, .moves]), "of chloride")
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.cl.leak(p, v, site)
  }
}

/// What a model sets for a leak.
struct LeakParameters<N: Number>: Columns {
  var g: Real<N> = 0.0003
}

extension Ion {
  /// The equation of every leak.
  @inline(__always)
  mutating func leak(_ p: LeakParameters<N>, _ v: Real<N>, _ site: Site<N>) {
    current = (v - reversal).scaled(by: site.temperatureFactor.still * p.g.still)
  }
}

extension Manifest {
  /// What the leaks say alike.
  static func leak(
    _ name: String, carrier: (name: String, use: IonUse), _ whose: String
  ) -> Manifest {
    Manifest(
      name: name, summary: "ohmic leak \(whose)",
      citation: "Hodgkin & Huxley 1952, J Physiol 117:500, doi:10.1113/jphysiol.1952.sp004764",
      q10: 1, referenceCelsius: 37,
      parameters: [.column("g", "S/cm2", in: 0...100, "conductance")],
      ions: [carrier])
  }
}

/// The mechanisms as tables of plain C.
@_cdecl("skou_mechanism_library_Leak")
public func libraryLeak() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([leakTable(), leakNaTable(), leakKTable(), leakClTable()])
}

private func leakTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    Leak<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(Leak<InLanes>.self, $0) },
      advance: { advance(Leak<InLanes>.self, $0) },
      current: { current(Leak<InLanesWithSlope>.self, $0) },
      step: { step(Leak<InLanes>.self, slope: Leak<InLanesWithSlope>.self, $0) },
      observe: { observe(Leak<InLanes>.self, $0) },
      rates: { rates(Leak<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(Leak<OneByOne>.self, $0) },
      advance: { advance(Leak<OneByOne>.self, $0) },
      current: { current(Leak<OneByOneWithSlope>.self, $0) },
      step: { step(Leak<OneByOne>.self, slope: Leak<OneByOneWithSlope>.self, $0) },
      observe: { observe(Leak<OneByOne>.self, $0) },
      rates: { rates(Leak<OneByOneWithSlope>.self, $0) }))
}

private func leakNaTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    LeakNa<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(LeakNa<InLanes>.self, $0) },
      advance: { advance(LeakNa<InLanes>.self, $0) },
      current: { current(LeakNa<InLanesWithSlope>.self, $0) },
      step: { step(LeakNa<InLanes>.self, slope: LeakNa<InLanesWithSlope>.self, $0) },
      observe: { observe(LeakNa<InLanes>.self, $0) },
      rates: { rates(LeakNa<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(LeakNa<OneByOne>.self, $0) },
      advance: { advance(LeakNa<OneByOne>.self, $0) },
      current: { current(LeakNa<OneByOneWithSlope>.self, $0) },
      step: { step(LeakNa<OneByOne>.self, slope: LeakNa<OneByOneWithSlope>.self, $0) },
      observe: { observe(LeakNa<OneByOne>.self, $0) },
      rates: { rates(LeakNa<OneByOneWithSlope>.self, $0) }))
}

private func leakKTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    LeakK<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(LeakK<InLanes>.self, $0) },
      advance: { advance(LeakK<InLanes>.self, $0) },
      current: { current(LeakK<InLanesWithSlope>.self, $0) },
      step: { step(LeakK<InLanes>.self, slope: LeakK<InLanesWithSlope>.self, $0) },
      observe: { observe(LeakK<InLanes>.self, $0) },
      rates: { rates(LeakK<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(LeakK<OneByOne>.self, $0) },
      advance: { advance(LeakK<OneByOne>.self, $0) },
      current: { current(LeakK<OneByOneWithSlope>.self, $0) },
      step: { step(LeakK<OneByOne>.self, slope: LeakK<OneByOneWithSlope>.self, $0) },
      observe: { observe(LeakK<OneByOne>.self, $0) },
      rates: { rates(LeakK<OneByOneWithSlope>.self, $0) }))
}

private func leakClTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    LeakCl<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(LeakCl<InLanes>.self, $0) },
      advance: { advance(LeakCl<InLanes>.self, $0) },
      current: { current(LeakCl<InLanesWithSlope>.self, $0) },
      step: { step(LeakCl<InLanes>.self, slope: LeakCl<InLanesWithSlope>.self, $0) },
      observe: { observe(LeakCl<InLanes>.self, $0) },
      rates: { rates(LeakCl<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(LeakCl<OneByOne>.self, $0) },
      advance: { advance(LeakCl<OneByOne>.self, $0) },
      current: { current(LeakCl<OneByOneWithSlope>.self, $0) },
      step: { step(LeakCl<OneByOne>.self, slope: LeakCl<OneByOneWithSlope>.self, $0) },
      observe: { observe(LeakCl<OneByOne>.self, $0) },
      rates: { rates(LeakCl<OneByOneWithSlope>.self, $0) }))
}
