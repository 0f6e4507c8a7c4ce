import MechanismKit

/// GABA A receptors, for chloride and, where the model has it, bicarbonate.
struct GabaA<N: Number>: PointMechanism {
  struct Parameters: Columns {
    var tauRise: Real<N> = 0.5
    var tauDecay: Real<N> = 8.0
    var hco3Share: Real<N> = 0.2

    @inline(__always) var times: RiseAndDecay<N> { RiseAndDecay(rise: tauRise, decay: tauDecay) }
  }
  struct Ions: IonColumns {
    var cl = Ion<N>()
    var hco3 = Ion<N>()
  }
  typealias State = TwoExponentials<N>

  static var manifest: Manifest {
    .synapse(
      "gaba_a", summary: "GABA A receptors: chloride and bicarbonate",
      citation: "permeability: Bormann, Hamill & Sakmann 1987, J Physiol 385:243, "
        + "doi:10.1113/jphysiol.1987.sp016493",
      parameters: RiseAndDecay<N>.columns + [
        .column("hco3_share", "1", in: 0...1, "bicarbonate's part of the conductance")
      ],
      states: State.columns,
      ions: [("cl", [.reversal, .moves]), ("hco3", [.reversal, .moves, .optional])])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let bicarbonate = ions.hco3.share(p.hco3Share)
    ions.cl.carry(s.conductance * (1.0 - bicarbonate), v)
    ions.hco3.carry(s.conductance * bicarbonate, v)
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    s.relax(p.times, step)
  }

  @inline(__always)
  static func receive(
    _ s: inout State, _ weight: Real<N>, _ v: Real<N>, _ p: Parameters, _ ions: Ions,
    _ site: Site<N>
  ) {
    s.receive(weight, p.times)
  }
}
