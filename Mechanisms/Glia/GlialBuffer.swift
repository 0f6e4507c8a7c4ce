import MechanismKit

/// A buffer that binds potassium, K + B ⇌ KB, and binds more where there is much: Kager 2000.
struct GlialBuffer<N: Number>: Mechanism {
  struct State: Columns {
    var bound: Real<N> = 0.0
  }
  typealias Parameters = GlialBufferParameters<N>
  typealias Ions = PotassiumSinkIons<N>
  typealias Observables = PotassiumSinkObservables<N>

  static var manifest: Manifest {
    .glialBuffer(
      variant: "kager", summary: "potassium buffer of glia, at equilibrium at the start",
      citation: "Kager, Wadman & Somjen 2000, J Neurophysiol 84:495",
      state: .column("bound", "mM", "bound potassium, per volume outside"))
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.add(-p.binding(ions.k.outside, bound: s.bound, site), p.shares)
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    let rate = p.unbinding + p.binding(ions.k.outside)
    step.relax(&s.bound, to: p.binding(ions.k.outside) * p.total / rate, rate: rate)
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(adding: -p.binding(ions.k.outside, bound: s.bound, site), p.shares)
  }
}

/// The same buffer, told by what it has given to the outside since the start: Hübel & Dahlem 2014.
struct GlialReservoir<N: Number>: Mechanism {
  struct Parameters: Columns {
    var total: Real<N> = 500.0
    var unbinding: Real<N> = 5e-8
    var half: Real<N> = 15.0
    var slope: Real<N> = 1.09
    var naShare: Real<N> = 0.0
    var clShare: Real<N> = 0.0
  }
  struct State: Columns {
    var deltaK: Real<N> = 0.0
  }
  typealias Ions = PotassiumSinkIons<N>
  typealias Observables = PotassiumSinkObservables<N>

  static var manifest: Manifest {
    .glialBuffer(
      variant: "hubel_dahlem", summary: "potassium buffer of glia, empty at the start",
      citation: "Hübel & Dahlem 2014, PLoS Comput Biol 10:e1003941, "
        + "doi:10.1371/journal.pcbi.1003941 (ModelDB 167714)",
      state: .column("delta_k", "mM", "potassium given to the outside since the start"))
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.add(gain(s, p, ions, site), p.buffer.shares)
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    let rate = p.unbinding + p.buffer.binding(ions.k.outside)
    step.relax(&s.deltaK, to: -(p.buffer.binding(ions.k.outside) * p.total / rate), rate: rate)
  }

  /// As in the source, nothing is bound at first, whatever there is outside.
  @inline(__always)
  static func initialize(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) {
    s = State()
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(adding: gain(s, p, ions, site), p.buffer.shares)
  }

  /// What the outside gains, in mM/ms.
  @inline(__always)
  private static func gain(
    _ s: State, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Real<N> {
    -p.buffer.binding(ions.k.outside, bound: -s.deltaK, site)
  }
}
