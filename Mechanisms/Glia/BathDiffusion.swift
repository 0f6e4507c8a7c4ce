import MechanismKit

/// Exchange of potassium between the outside and a bath that never changes.
struct BathDiffusion<N: Number>: Mechanism {
  struct Parameters: Columns {
    var rate: Real<N> = 1.3333333333333333
    var bath: Real<N> = 4.0
    var naShare: Real<N> = 0.0
    var clShare: Real<N> = 0.0
  }
  typealias Ions = PotassiumSinkIons<N>
  typealias Observables = PotassiumSinkObservables<N>

  static var manifest: Manifest {
    .potassiumSink(
      "bath_diffusion", summary: "exchange of potassium between the outside and a bath",
      citation: "Cressman et al. 2009, J Comput Neurosci 26:159, doi:10.1007/s10827-008-0132-4; "
        + "Barreto & Cressman 2011, J Biol Phys 37:361, doi:10.1007/s10867-010-9212-6",
      parameters: [
        .column("rate", "1/s", in: 0...1e6, "the rate of the exchange"),
        .column("bath", "mM", in: 0...1e4, "potassium in the bath"),
      ])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.add(gain(p, ions, site), p.shares)
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(adding: gain(p, ions, site), p.shares)
  }

  /// What the outside gains, in mM/ms.
  @inline(__always)
  private static func gain(_ p: Parameters, _ ions: Ions, _ site: Site<N>) -> Real<N> {
    site.temperatureFactor * p.rate * 0.001 * (p.bath - ions.k.outside)
  }
}

extension BathDiffusion.Parameters {
  @inline(__always) var shares: PartnerShares<N> { PartnerShares(na: naShare, cl: clShare) }
}
