import MechanismKit

/// Mitochondria and glycolysis in one: ADP and oxygen make ATP.
struct AtpSynthesis<N: Number>: Mechanism {
  struct Parameters: Columns {
    var vmax: Real<N> = 1e-3
    var activity: Real<N> = 1.0
    var adenines: Real<N> = 3.0
    var kmAdp: Real<N> = 0.03
    var kmO2: Real<N> = 0.001
    var o2PerAtp: Real<N> = 0.2
  }
  struct Ions: IonColumns {
    var atp = Ion<N>()
    var o2 = Ion<N>()
  }
  typealias Observables = ReactionRate<N>

  static var manifest: Manifest {
    Manifest(
      name: "atp_synthesis", summary: "ATP made from ADP with oxygen",
      citation: "Erecińska & Silver 1989, J Cereb Blood Flow Metab 9:2",
      q10: 1, referenceCelsius: 37,
      parameters: [
        .column("vmax", "mM/ms", in: 0...1000, "ATP made at saturation"),
        .column("activity", "1", in: 0...1, "the part that works; 0 halts production"),
        .column("adenines", "mM", in: 0...1000, "ATP and ADP together"),
        .column("km_adp", "mM", in: 1e-9...1000, "ADP at half the rate"),
        .column("km_o2", "mM", in: 0...1000, "oxygen outside at half the rate"),
        .column("o2_per_atp", "1", in: 0...100, "oxygen used outside for each ATP"),
      ],
      observables: [.rate],
      ions: [
        ("atp", [.inside, .gainsInside]), ("o2", [.outside, .gainsOutside, .optional]),
      ])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let rate = rate(p, ions, site)
    ions.atp.insideGain = rate
    ions.o2.outsideGain = -(p.o2PerAtp * rate * site.insidePerOutside)
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(rate: rate(p, ions, site))
  }

  /// ATP made, in mM/ms: none where all adenines are ATP already, or without oxygen.
  @inline(__always)
  private static func rate(_ p: Parameters, _ ions: Ions, _ site: Site<N>) -> Real<N> {
    let adp = atLeastZero(p.adenines - ions.atp.inside)
    let factors = saturation(adp, p.kmAdp) * saturation(ions.o2.outside, p.kmO2)
    return site.temperatureFactor * p.activity * p.vmax * factors
  }
}
