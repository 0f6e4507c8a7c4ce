import MechanismKit

/// Uptake by glia that sets in where potassium outside is high: Cressman and colleagues 2009.
struct GlialUptake<N: Number>: Mechanism {
  struct Parameters: Columns {
    var strength: Real<N> = 66.66666666666667
    var half: Real<N> = 18.0
    var slope: Real<N> = 2.5
    var naShare: Real<N> = 0.0
    var clShare: Real<N> = 0.0
  }
  typealias Ions = PotassiumSinkIons<N>
  typealias Observables = PotassiumSinkObservables<N>

  static var manifest: Manifest {
    .potassiumSink(
      "glial_uptake", variant: "cressman", summary: "potassium uptake by glia, a sigmoid of [K]o",
      citation: "Cressman et al. 2009, J Comput Neurosci 26:159, doi:10.1007/s10827-008-0132-4; "
        + "Barreto & Cressman 2011, J Biol Phys 37:361, doi:10.1007/s10867-010-9212-6",
      parameters: [
        .column("strength", "mM/s", in: 0...1e6, "the largest uptake"),
        .column("half", "mM", in: 0...1000, "potassium outside at half of that"),
        .column("slope", "mM", in: 1e-3...1000, "its width"),
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
    let activation = sigmoid((ions.k.outside - p.half) / p.slope)
    return -(site.temperatureFactor * p.strength * 0.001 * activation)
  }
}

extension GlialUptake.Parameters {
  @inline(__always) var shares: PartnerShares<N> { PartnerShares(na: naShare, cl: clShare) }
}

/// Uptake and release by glia per area of the neuron's membrane: Hübel & Ullah 2016.
struct GlialExchange<N: Number>: Mechanism {
  struct Parameters: Columns {
    var uptake: Real<N> = 189.80477
    var release: Real<N> = 67.24512
    var half: Real<N> = 5.5
    var slope: Real<N> = 2.5
    var block: Real<N> = 0.0
    var naShare: Real<N> = 0.2
    var clShare: Real<N> = 0.8
  }
  typealias Ions = PotassiumSinkIons<N>
  typealias Observables = PotassiumSinkObservables<N>

  static var manifest: Manifest {
    .potassiumSink(
      "glial_uptake", variant: "hubel_ullah",
      summary: "potassium uptake and release by glia, balanced by chloride and sodium",
      citation: "Hübel & Ullah 2016, PLoS ONE 11:e0147060, doi:10.1371/journal.pone.0147060 "
        + "(ModelDB 187599)",
      parameters: [
        .column("uptake", "pmol/cm2/s", in: 0...1e9, "the largest uptake"),
        .column("release", "pmol/cm2/s", in: 0...1e9, "the constant release"),
        .column("half", "mM", in: 0...1000, "potassium outside at half of the uptake"),
        .column("slope", "mM", in: 1e-3...1000, "its width"),
        .column("block", "1", in: 0...1, "the part of both that is stopped"),
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

  /// What the outside gains, in mM/ms: 1 pmol/cm²/s over 1 µm² is 1e-5 mM µm³/ms.
  @inline(__always)
  private static func gain(_ p: Parameters, _ ions: Ions, _ site: Site<N>) -> Real<N> {
    let activation = sigmoid((ions.k.outside - p.half) / p.slope)
    let flux = (1.0 - p.block) * (p.release - p.uptake * activation)
    return site.temperatureFactor * flux * 1e-5 * site.area / site.outsideVolume
  }
}

extension GlialExchange.Parameters {
  @inline(__always) var shares: PartnerShares<N> { PartnerShares(na: naShare, cl: clShare) }
}
