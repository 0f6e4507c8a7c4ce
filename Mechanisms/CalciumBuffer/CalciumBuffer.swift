import MechanismKit

/// A buffer inside that binds calcium, one to one, as fast as one likes.
///
/// Binding moves calcium between two pools of the same volume, and what the buffer gains calcium must
/// lose, in a step of any length. So a step solves both together, with all other fluxes at rest, and
/// `current` hands out what was bound in that step (see README).
struct CalciumBuffer<N: Number>: Mechanism {
  struct Parameters: Columns {
    var total: Real<N> = 1.562
    var kOn: Real<N> = 100.0
    var kOff: Real<N> = 0.8
  }
  struct State: Columns {
    var bound: Real<N> = 0.0
    var lag: Real<N> = 0.0
  }
  struct Ions: IonColumns {
    var ca = Ion<N>()
  }

  static var manifest: Manifest {
    Manifest(
      name: "calcium_buffer", summary: "buffer inside that binds calcium one to one",
      citation: "Somjen, Kager & Wadman 2008, J Comput Neurosci 25:349, "
        + "doi:10.1007/s10827-008-0083-9",
      q10: 1, referenceCelsius: 37,
      parameters: [
        .column("total", "mM", in: 0...1000, "binding sites, free and bound"),
        .column("k_on", "1/mM/ms", in: 0...1e9, "binding"),
        .column("k_off", "1/ms", in: 1e-12...1e9, "unbinding"),
      ],
      states: [
        .column("bound", "mM", "sites that hold calcium"),
        .column("lag", "mM/ms", "binding in the last step, less binding at its end"),
      ],
      ions: [("ca", [.inside, .gainsInside])])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let binding = binding(p, free: ions.ca.inside, bound: s.bound)
    ions.ca.insideGain = -(site.temperatureFactor * (binding + s.lag))
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    let duration = step.duration * step.site.temperatureFactor
    let mean = meanBinding(p, free: ions.ca.inside, bound: s.bound, over: duration)
    s.bound += duration * mean
    let lag = mean - binding(p, free: ions.ca.inside, bound: s.bound)
    // A step of no length is asked for its rates of change; there, a lag of earlier steps fades.
    let fading = s.lag * (1.0 - duration)
    s.lag = select(duration, lessThan: 1e-9, fading, else: lag)
  }

  /// In equilibrium with the calcium at hand.
  @inline(__always)
  static func initialize(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) {
    let affinity = p.kOn * ions.ca.inside
    s = State(bound: p.total * affinity / (affinity + p.kOff))
  }

  /// k_on c (total − b) − k_off b, in mM/ms at the reference temperature.
  @inline(__always)
  private static func binding(
    _ p: Parameters, free: Real<N>, bound: Real<N>
  ) -> Real<N> {
    p.kOn * free * (p.total - bound) - p.kOff * bound
  }

  /// What is bound on average over a time in which free and bound calcium together stay the same.
  ///
  /// x = b − b₁ obeys x' = k_on x² − r x, where b₁ is the equilibrium; its solution is
  /// x(t) = x₀ e^(−rt) / (1 − k_on x₀ (1 − e^(−rt)) / r), and (x(t) − x₀) / t is free of differences.
  @inline(__always)
  private static func meanBinding(
    _ p: Parameters, free: Real<N>, bound: Real<N>, over time: Real<N>
  ) -> Real<N> {
    let calcium = free + bound
    let sum = p.kOn * (calcium + p.total) + p.kOff
    let difference = p.kOn * (calcium - p.total)
    // r² = sum² − 4 k_on² calcium × total, written without its cancellation.
    let square =
      difference * difference + p.kOff * (p.kOff + 2.0 * p.kOn * (calcium + p.total))
    let rate = sqrt(square)
    let equilibrium = 2.0 * p.kOn * calcium * p.total / (sum + rate)
    let excess = bound - equilibrium
    let curvature = p.kOn * excess
    return excess * (curvature - rate) / (exprelr(-(rate * time)) - curvature * time)
  }
}

/// The mechanism as a table of plain C.
@_cdecl("skou_mechanism_library_CalciumBuffer")
public func libraryCalciumBuffer() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([calciumBufferTable()])
}

private func calciumBufferTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    CalciumBuffer<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(CalciumBuffer<InLanes>.self, $0) },
      advance: { advance(CalciumBuffer<InLanes>.self, $0) },
      current: { current(CalciumBuffer<InLanesWithSlope>.self, $0) },
      step: { step(CalciumBuffer<InLanes>.self, slope: CalciumBuffer<InLanesWithSlope>.self, $0) },
      observe: { observe(CalciumBuffer<InLanes>.self, $0) },
      rates: { rates(CalciumBuffer<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(CalciumBuffer<OneByOne>.self, $0) },
      advance: { advance(CalciumBuffer<OneByOne>.self, $0) },
      current: { current(CalciumBuffer<OneByOneWithSlope>.self, $0) },
      step: {
        step(CalciumBuffer<OneByOne>.self, slope: CalciumBuffer<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(CalciumBuffer<OneByOne>.self, $0) },
      rates: { rates(CalciumBuffer<OneByOneWithSlope>.self, $0) }))
}
