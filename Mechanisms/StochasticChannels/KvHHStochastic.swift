import MechanismKit

/// Potassium channels of the squid giant axon, counted by state: four n gates each.
struct KvHHStochastic<N: Number>: Mechanism {
  typealias Parameters = KvPopulationParameters<N>
  typealias State = KvPopulation<N>
  typealias Ions = KvPopulationIons<N>
  typealias Observables = PopulationObservables<N>

  static var manifest: Manifest {
    .kvPopulation(variant: "markov", summary: "potassium channels of the squid axon, each counted")
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.flow(v, open: s.n4, p, site)
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    s.advance(v, p, step, .exact)
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(channels: s.channels)
  }
}

/// The same for many channels: large numbers of transitions are drawn from normal distributions.
struct KvHHStochasticLangevin<N: Number>: Mechanism {
  typealias Parameters = KvPopulationParameters<N>
  typealias State = KvPopulation<N>
  typealias Ions = KvPopulationIons<N>
  typealias Observables = PopulationObservables<N>

  static var manifest: Manifest {
    .kvPopulation(variant: "langevin", summary: "many potassium channels of the squid axon")
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.flow(v, open: s.n4, p, site)
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    s.advance(v, p, step, .gaussian)
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(channels: s.channels)
  }
}
