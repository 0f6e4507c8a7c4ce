import MechanismKit

/// A leak of a permeable membrane in a constant field: Goldman, Hodgkin & Katz, for any ion.
struct LeakGhk<N: Number>: Mechanism {
  struct Parameters: Columns {
    var p: Real<N> = 1e-7
    var deltaG: Real<N> = 0.0
    var valence: Real<N> = 1.0
  }
  struct Ions: IonColumns {
    var ion = Ion<N>()
  }
  typealias Observables = GhkObservables<N>

  static var manifest: Manifest {
    .ghk(
      "leak_ghk", carrier: ("ion", [.inside, .outside, .moves, .configurable]),
      "of the ion that the model names",
      more: [.column("valence", "1", in: -4...4, "the ion's valence, the one it is declared with")])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.ion.permeate(permeability(p.p, p.deltaG, site), valence: p.valence, v, site)
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(permeability: permeability(p.p, p.deltaG, site))
  }
}

/// The sodium leak in a constant field.
struct GhkNa<N: Number>: Mechanism {
  struct Ions: IonColumns {
    var na = Ion<N>()
  }
  typealias Parameters = GhkParameters<N>
  typealias Observables = GhkObservables<N>

  static var manifest: Manifest {
    .ghk("ghk_na", carrier: ("na", [.inside, .outside, .moves]), "of sodium")
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.na.permeate(permeability(p.p, p.deltaG, site), valence: 1.0, v, site)
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(permeability: permeability(p.p, p.deltaG, site))
  }
}

/// The potassium leak in a constant field.
struct GhkK<N: Number>: Mechanism {
  struct Ions: IonColumns {
    var k = Ion<N>()
  }
  typealias Parameters = GhkParameters<N>
  typealias Observables = GhkObservables<N>

  static var manifest: Manifest {
    .ghk("ghk_k", carrier: ("k", [.inside, .outside, .moves]), "of potassium")
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.k.permeate(permeability(p.p, p.deltaG, site), valence: 1.0, v, site)
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(permeability: permeability(p.p, p.deltaG, site))
  }
}

/// The chloride leak in a constant field.
struct GhkCl<N: Number>: Mechanism {
  struct Ions: IonColumns {
    var cl = Ion<N>()
  }
  typealias Parameters = GhkParameters<N>
  typealias Observables = GhkObservables<N>

  static var manifest: Manifest {
    .ghk("ghk_cl", carrier: ("cl", [.inside, .outside, .moves]), "of chloride")
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.cl.permeate(permeability(p.p, p.deltaG, site), valence: -1.0, v, site)
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(permeability: permeability(p.p, p.deltaG, site))
  }
}

/// The calcium leak in a constant field.
struct GhkCa<N: Number>: Mechanism {
  struct Ions: IonColumns {
    var ca = Ion<N>()
  }
  typealias Parameters = GhkParameters<N>
  typealias Observables = GhkObservables<N>

  static var manifest: Manifest {
    .ghk("ghk_ca", carrier: ("ca", [.inside, .outside, .moves]), "of calcium")
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.ca.permeate(permeability(p.p, p.deltaG, site), valence: 2.0, v, site)
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(permeability: permeability(p.p, p.deltaG, site))
  }
}
