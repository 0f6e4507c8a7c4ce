import MechanismKit

/// Sodium channels of the squid giant axon, counted by state: three m gates and one h gate each.
struct NavHHStochastic<N: Number>: Mechanism {
  typealias Parameters = NavPopulationParameters<N>
  typealias State = NavPopulation<N>
  typealias Ions = NavPopulationIons<N>
  typealias Observables = PopulationObservables<N>

  static var manifest: Manifest {
    .navPopulation(variant: "markov", summary: "sodium channels of the squid axon, each counted")
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.flow(v, open: s.m3h1, p, site)
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
struct NavHHStochasticLangevin<N: Number>: Mechanism {
  typealias Parameters = NavPopulationParameters<N>
  typealias State = NavPopulation<N>
  typealias Ions = NavPopulationIons<N>
  typealias Observables = PopulationObservables<N>

  static var manifest: Manifest {
    .navPopulation(variant: "langevin", summary: "many sodium channels of the squid axon")
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.flow(v, open: s.m3h1, p, site)
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
