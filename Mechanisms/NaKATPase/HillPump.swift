import MechanismKit

/// The sodium pump, saturating in both ions like a product of independent binding sites.
struct HillPump<N: Number>: Pump {
  struct Parameters: PumpParameters {
    var imax: Real<N> = 0.013
    var kmNa: Real<N> = 10.0
    var kmK: Real<N> = 2.0
    var block: Real<N> = 0.0
    var ouabain: Real<N> = 0.0
    var ouabainOn: Real<N> = 0.01
    var ouabainOff: Real<N> = 1e-6
    var ouabainKHalf: Real<N> = 1e30
    var halfLife: Real<N> = 1e30
    var kmAtp: Real<N> = 0.5
  }
  typealias Ions = PumpSpecies<N>

  static var currentDependsOnVoltage: Bool { false }

  static var manifest: Manifest {
    .pump(
      variant: "hill", summary: "binding sites",
      citation: "Kager, Wadman & Somjen 2000, J Neurophysiol 84:495",
      saturation: "with all sites filled",
      parameters: [
        .column("km_na", "mM", in: 0...1000, "sodium inside that half fills a binding site"),
        .column("km_k", "mM", in: 0...1000, "potassium outside that half fills a binding site"),
      ])
  }

  /// Three sites for sodium inside, two for potassium outside, one for ATP.
  @inline(__always)
  static func activity(
    _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Real<N> {
    let (sodium, potassium) = (ions.na.inside.still, ions.k.outside.still)
    let (sodiumAndSite, potassiumAndSite) = (sodium + p.kmNa.still, potassium + p.kmK.still)
    return ions.fuelled(
      sodium * sodium * sodium * (potassium * potassium),
      of: sodiumAndSite * sodiumAndSite * sodiumAndSite * (potassiumAndSite * potassiumAndSite), p)
  }
}
