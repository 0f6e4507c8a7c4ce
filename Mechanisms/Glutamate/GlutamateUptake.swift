import MechanismKit

/// Uptake of glutamate from the outside, saturating.
struct GlutamateUptake<N: Number>: Mechanism {
  struct Parameters: Columns {
    var vmax: Real<N> = 0.03
    var km: Real<N> = 0.03
    var block: Real<N> = 0.0
  }
  typealias Ions = GlutamateOutside<N>
  typealias Observables = ReleaseObservables<N>

  static var manifest: Manifest {
    Manifest(
      name: "glutamate_uptake", summary: "uptake of glutamate from the outside",
      citation: hubel2017, q10: 1, referenceCelsius: 37,
      parameters: [
        .column("vmax", "mM/ms", in: 0...1e6, "the largest uptake"),
        .column("km", "mM", in: 1e-9...1000, "glutamate outside at half of that"),
        .column("block", "1", in: 0...1, "the part that is stopped"),
      ],
      observables: Observables.columns, ions: [("glu", [.outside, .gainsOutside])])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.glu.outsideGain = gain(p, ions, site)
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables { Observables(gain: 1000.0 * gain(p, ions, site)) }

  /// What the outside gains, in mM/ms.
  @inline(__always)
  private static func gain(_ p: Parameters, _ ions: Ions, _ site: Site<N>) -> Real<N> {
    let glutamate = ions.glu.outside
    let rate = p.vmax * (1.0 - p.block) * (glutamate / (glutamate + p.km))
    return -(site.temperatureFactor * rate)
  }
}
