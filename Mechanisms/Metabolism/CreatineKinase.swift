import MechanismKit

/// Phosphocreatine keeps ATP up: PCr + ADP ⇌ Cr + ATP, at equilibrium where the two ways balance.
struct CreatineKinase<N: Number>: Mechanism {
  struct Parameters: Columns {
    var k: Real<N> = 0.01
    var equilibrium: Real<N> = 130.0
    var adenines: Real<N> = 3.0
    var creatines: Real<N> = 10.0
  }
  struct Ions: IonColumns {
    var atp = Ion<N>()
    var pcr = Ion<N>()
  }
  typealias Observables = ReactionRate<N>

  static var manifest: Manifest {
    Manifest(
      name: "creatine_kinase", summary: "phosphocreatine buffers ATP",
      citation: "Ellington 1989, J Exp Biol 143:177, doi:10.1242/jeb.143.1.177",
      q10: 1, referenceCelsius: 37,
      parameters: [
        .column("k", "1/mM/ms", in: 0...1e6, "rate of PCr + ADP to Cr + ATP"),
        .column("equilibrium", "1", in: 1e-6...1e9, "ATP Cr / (ADP PCr) at equilibrium"),
        .column("adenines", "mM", in: 0...1000, "ATP and ADP together"),
        .column("creatines", "mM", in: 0...1000, "phosphocreatine and creatine together"),
      ],
      observables: [.rate],
      ions: [("atp", [.inside, .gainsInside]), ("pcr", [.inside, .gainsInside])])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let rate = rate(p, ions, site)
    ions.atp.insideGain = rate
    ions.pcr.insideGain = -rate
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(rate: rate(p, ions, site))
  }

  /// ATP made, in mM/ms; the way back is the way forth over the constant of equilibrium.
  @inline(__always)
  private static func rate(_ p: Parameters, _ ions: Ions, _ site: Site<N>) -> Real<N> {
    let (atp, phosphocreatine) = (ions.atp.inside, ions.pcr.inside)
    let adp = atLeastZero(p.adenines - atp)
    let creatine = atLeastZero(p.creatines - phosphocreatine)
    let forth = phosphocreatine * adp
    let back = atp * creatine / p.equilibrium
    return site.temperatureFactor * p.k * (forth - back)
  }
}
