import MechanismKit

/// Channels that open and close by themselves, each counted: closed ⇌ open.
struct StochasticLeak<N: Number>: Mechanism {
  struct State: Columns {
    var closed: Real<N> = 0.0
    var open: Real<N> = 0.0
  }
  typealias Parameters = StochasticLeakParameters<N>
  typealias Ions = StochasticLeakIons<N>
  typealias Observables = PopulationObservables<N>

  static var manifest: Manifest {
    .stochasticLeak(
      variant: "markov", summary: "leak of channels that open and close at random, each counted",
      states: [
        .column("closed", "1", "closed channels"), .column("open", "1", "open channels"),
      ])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let g = site.conductance(open: s.open, p.gamma)
    ions.ion.current = g * (v - ions.ion.reversal)
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    s.hold(step.site.channels(p.density))
    let flips = step.flips(
      alpha: p.openProbability / p.tau, beta: (1.0 - p.openProbability) / p.tau)
    step.move(&s, GateColumns(first: 0, stride: 1, gates: 1), flips, firstDraw: 0, .exact)
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(channels: s.closed + s.open)
  }
}

/// The same for many channels: the number of open ones is an Ornstein–Uhlenbeck process.
struct StochasticLeakLangevin<N: Number>: Mechanism {
  struct State: Columns {
    var open: Real<N> = 0.0
  }
  typealias Parameters = StochasticLeakParameters<N>
  typealias Ions = StochasticLeakIons<N>
  typealias Observables = PopulationObservables<N>

  static var manifest: Manifest {
    .stochasticLeak(
      variant: "langevin", summary: "leak of many channels that open and close at random",
      states: [.column("open", "1", "open channels, not in whole numbers")])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let g = site.conductance(open: s.open, p.gamma)
    ions.ion.current = g * (v - ions.ion.reversal)
  }

  /// The exact solution over the step, reflected at none and all open.
  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    let total = step.site.channels(p.density).rounded()
    let mean = total * p.openProbability
    let open = select(total, lessThan: s.open, total, else: s.open)
    let z = step.duration * step.site.temperatureFactor / p.tau
    let variance = mean * (1.0 - p.openProbability) * -expm1(-(z + z))
    let drawn = mean + (open - mean) * exp(-z) + sqrt(variance) * step.random.normal(0)
    s.open = reflected(drawn, below: total)
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(channels: site.channels(p.density).rounded())
  }

  /// x folded into 0…bound, as if between mirrors; 0 where the bound is 0.
  @inline(__always)
  private static func reflected(_ x: Real<N>, below bound: Real<N>) -> Real<N> {
    // An empty place has the period 2 and draws nothing, hence x = 0.
    let period = select(bound, lessThan: 0.5, 2.0, else: bound + bound)
    let folded = x - period * (x / period).rounded()
    return select(folded, lessThan: 0.0, -folded, else: folded)
  }
}

/// What a model sets for channels that open by themselves.
struct StochasticLeakParameters<N: Number>: Columns {
  var density: Real<N> = 0.1
  var gamma: Real<N> = 10.0
  var openProbability: Real<N> = 0.5
  var tau: Real<N> = 5.0
}

/// One ion, or none.
struct StochasticLeakIons<N: Number>: IonColumns {
  var ion = Ion<N>()
}

extension Manifest {
  /// What the two variants say alike.
  static func stochasticLeak(variant: String, summary: String, states: [Item]) -> Manifest {
    Manifest(
      name: "stochastic_leak", variant: variant, summary: summary,
      citation: "Uhlenbeck & Ornstein 1930, Phys Rev 36:823, doi:10.1103/PhysRev.36.823; "
        + "White, Rubinstein & Kay 2000, Trends Neurosci 23:131",
      q10: 1, referenceCelsius: 37, isRandom: true,
      parameters: [
        .column("density", "1/um2", in: 0...1e9, "channels per membrane area"),
        .column("gamma", "pS", in: 0...1e6, "conductance of an open channel"),
        .column("open_probability", "1", in: 0...1, "the part of the time that a channel is open"),
        .column("tau", "ms", in: 1e-6...1e9, "correlation time: 1 / (opening + closing rate)"),
      ],
      states: states, observables: [.column("channels", "1", "channels at this place")],
      ions: [("ion", [.reversal, .moves, .configurable])])
  }
}
