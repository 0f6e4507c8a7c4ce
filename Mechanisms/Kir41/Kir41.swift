import MechanismKit

/// The inward rectifier Kir4.1 of astrocytes, which grows with potassium outside.
struct Kir41<N: Number>: Mechanism {
  struct Parameters: Columns {
    var g: Real<N> = 1.696e-3
    var kInRest: Real<N> = 99.959
    var kOutRest: Real<N> = 3.082
  }
  struct Ions: IonColumns {
    var k = Ion<N>()
  }
  struct Observables: Columns {
    var conductance: Real<N> = 0.0
  }

  static var manifest: Manifest {
    Manifest(
      name: "kir41", summary: "inward rectifier of astrocytes (Kir4.1)",
      citation: "Halnes et al. 2013, PLoS Comput Biol 9:e1003386, "
        + "doi:10.1371/journal.pcbi.1003386; Sætra et al. 2021, PLoS Comput Biol 17:e1008143, "
        + "doi:10.1371/journal.pcbi.1008143 (ModelDB 267116)",
      q10: 1, referenceCelsius: 36,
      parameters: [
        .column("g", "S/cm2", in: 0...100, "conductance at rest where V is E_K"),
        .column("k_in_rest", "mM", in: 1e-3...1e4, "potassium inside at rest"),
        .column("k_out_rest", "mM", in: 1e-3...1e4, "potassium outside at rest"),
      ],
      observables: [.column("conductance", "S/cm2", "the chord conductance")],
      ions: [("k", [.reversal, .outside, .moves])])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.k.current = chordConductance(v, p, ions, site) * (v - ions.k.reversal)
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(conductance: chordConductance(v, p, ions, site))
  }

  /// Falls with the driving force and rises with V, each factor 1 at rest but for the 18.4 and 18.5
  /// of the source.
  @inline(__always)
  private static func chordConductance(
    _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Real<N> {
    let reversalAtRest = site.thermalVoltage.still * log(p.kOutRest.still / p.kInRest.still)
    // 1 + e^(18.4/42.4), and as much for the other factor.
    let driven: Still<N> = 2.5433606269939446
    let depolarised = 1.0 + exp((reversalAtRest + 118.6) * (-1.0 / 44.1))
    let saturation = sqrt(ions.k.outside.still * (1.0 / p.kOutRest.still))
    let largest = site.temperatureFactor.still * p.g.still * (driven * depolarised) * saturation
    // Two sigmoids by one division.
    let falling = 1.0 + exp((v - ions.k.reversal + 18.5) * (1.0 / 42.5))
    let rising = 1.0 + exp((v + 118.6) * (-1.0 / 44.1))
    return Real(still: largest) / (falling * rising)
  }
}
