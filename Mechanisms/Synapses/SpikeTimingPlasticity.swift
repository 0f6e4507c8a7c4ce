import MechanismKit

/// A synapse that learns from the order of presynaptic and postsynaptic spikes.
struct SpikeTimingPlasticity<N: Number>: PointMechanism {
  struct Parameters: Columns {
    var tau: Real<N> = 2.0
    var aPlus: Real<N> = 0.005
    var aMinus: Real<N> = 0.00525
    var tauPlus: Real<N> = 20.0
    var tauMinus: Real<N> = 20.0
    var wMax: Real<N> = 2.0
  }
  struct State: Columns {
    var g: Real<N> = 0.0
    var efficacy: Real<N> = 1.0
    var pre: Real<N> = 0.0
    var post: Real<N> = 0.0
  }
  typealias Ions = AnyIon<N>

  static var manifest: Manifest {
    .synapse(
      "stdp_syn", summary: "spike-timing dependent plasticity, additive, of all pairs of spikes",
      citation: "Song, Miller & Abbott 2000, Nat Neurosci 3:919, doi:10.1038/78829",
      isPerConnection: true,
      parameters: [
        .column("tau", "ms", in: timeConstants, "time constant of the conductance's decay"),
        .column("a_plus", "1", in: 0...1, "what a pair adds at most, as a part of w_max"),
        .column("a_minus", "1", in: 0...1, "what a pair takes away at most, likewise"),
        .column("tau_plus", "ms", in: timeConstants, "window of pairs with the cell's spike last"),
        .column("tau_minus", "ms", in: timeConstants, "window of those with it first"),
        .column("w_max", "1", in: 1...1e6, "the largest efficacy"),
      ],
      states: [
        .column("g", "uS", "conductance"),
        .column("efficacy", "1", "factor on the weight of events, 1 at the start"),
        .column("pre", "1", "trace of the events"),
        .column("post", "1", "trace of the cell's spikes"),
      ],
      ions: AnyIon<N>.uses)
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.ion.carry(s.g, v)
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    step.relax(&s.g, to: 0.0, timeConstant: p.tau)
    step.relax(&s.pre, to: 0.0, timeConstant: p.tauPlus)
    step.relax(&s.post, to: 0.0, timeConstant: p.tauMinus)
  }

  /// The event acts with the efficacy that it found, then weakens it for the spikes before it.
  @inline(__always)
  static func receive(
    _ s: inout State, _ weight: Real<N>, _ v: Real<N>, _ p: Parameters, _ ions: Ions,
    _ site: Site<N>
  ) {
    s.g += weight * s.efficacy
    let weakened = s.efficacy - p.aMinus * p.wMax * s.post
    s.efficacy = select(weakened, lessThan: 0.0, 0.0, else: weakened)
    s.pre += 1.0
  }

  /// The cell's spike strengthens it for the events before it.
  @inline(__always)
  static func respond(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) {
    let strengthened = s.efficacy + p.aPlus * p.wMax * s.pre
    s.efficacy = select(p.wMax, lessThan: strengthened, p.wMax, else: strengthened)
    s.post += 1.0
  }
}
