import MechanismKit

/// A synapse whose transmitter is used up and whose release is facilitated by events.
struct TsodyksMarkram<N: Number>: PointMechanism {
  struct Parameters: Columns {
    var tau: Real<N> = 2.0
    var utilization: Real<N> = 0.5
    var tauRec: Real<N> = 800.0
    var tauFacil: Real<N> = 0.0
  }
  struct State: Columns {
    var g: Real<N> = 0.0
    var x: Real<N> = 1.0
    var u: Real<N> = 0.0
  }
  typealias Ions = AnyIon<N>

  static var manifest: Manifest {
    .synapse(
      "tm_syn", summary: "short-term depression and facilitation",
      citation: "Tsodyks, Pawelzik & Markram 1998, Neural Comput 10:821, "
        + "doi:10.1162/089976698300017502",
      isPerConnection: true,
      parameters: [
        .column("tau", "ms", in: timeConstants, "time constant of the conductance's decay"),
        .column("utilization", "1", in: 0...1, "U, the part that is released after a long rest"),
        .column("tau_rec", "ms", in: timeConstants, "time constant of recovery from depression"),
        .column("tau_facil", "ms", in: 0...1e6, "time constant of facilitation; 0 for none"),
      ],
      states: [
        .column("g", "uS", "conductance"),
        .column("x", "1", "what there is to be released, 1 at rest"),
        .column("u", "1", "facilitation, 0 at rest"),
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
    step.relax(&s.x, to: 1.0, timeConstant: p.tauRec)
    // Without facilitation, u is forgotten within a thousandth of a millisecond.
    step.relax(
      &s.u, to: 0.0, timeConstant: select(p.tauFacil, lessThan: 1e-3, 1e-3, else: p.tauFacil))
  }

  @inline(__always)
  static func receive(
    _ s: inout State, _ weight: Real<N>, _ v: Real<N>, _ p: Parameters, _ ions: Ions,
    _ site: Site<N>
  ) {
    s.u += p.utilization * (1.0 - s.u)
    let released = s.u * s.x
    s.x -= released
    s.g += weight * released
  }
}
