import MechanismKit

/// All that uses ATP beside the pumps that a model has.
struct AtpDemand<N: Number>: Mechanism {
  struct Parameters: Columns {
    var rate: Real<N> = 6e-6
    var kmAtp: Real<N> = 0.5
  }
  struct Ions: IonColumns {
    var atp = Ion<N>()
  }

  static var manifest: Manifest {
    Manifest(
      name: "atp_demand", summary: "ATP used by all that a model does not spell out",
      citation: "Attwell & Laughlin 2001, J Cereb Blood Flow Metab 21:1133, "
        + "doi:10.1097/00004647-200110000-00001",
      q10: 1, referenceCelsius: 37,
      parameters: [
        .column("rate", "mM/ms", in: 0...1000, "ATP used where there is plenty"),
        .column("km_atp", "mM", in: 0...1000, "ATP at half the rate"),
      ],
      ions: [("atp", [.inside, .gainsInside])])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let use = site.temperatureFactor * p.rate * saturation(ions.atp.inside, p.kmAtp)
    ions.atp.insideGain = -use
  }
}
