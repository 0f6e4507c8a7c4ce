import MechanismKit

/// The sodium pump of ventricular muscle, slowed by hyperpolarisation.
struct LuoRudyPump<N: Number>: Pump {
  struct Parameters: PumpParameters {
    var imax: Real<N> = 0.0015
    var kmNa: Real<N> = 10.0
    var kmK: Real<N> = 1.5
    var block: Real<N> = 0.0
    var ouabain: Real<N> = 0.0
    var ouabainOn: Real<N> = 0.01
    var ouabainOff: Real<N> = 1e-6
    var ouabainKHalf: Real<N> = 1e30
    var halfLife: Real<N> = 1e30
    var kmAtp: Real<N> = 0.5
  }
  typealias Ions = PumpSpecies<N>

  static var manifest: Manifest {
    .pump(
      variant: "luo_rudy", summary: "with a factor of V and of sodium outside",
      citation: "Luo & Rudy 1994, Circ Res 74:1071, doi:10.1161/01.RES.74.6.1071",
      saturation: "at saturation and strong depolarisation",
      parameters: [
        .column("km_na", "mM", in: 0...1000, "sodium inside at half activation, power 1.5"),
        .column("km_k", "mM", in: 0...1000, "potassium outside at half activation"),
      ], sodium: [.inside, .outside])
  }

  @inline(__always)
  static func activity(
    _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Real<N> {
    let (sodium, potassium) = (ions.na.inside.still, ions.k.outside.still)
    let filling = sodium * sqrt(sodium)
    let halfFilled = p.kmNa.still * sqrt(p.kmNa.still)
    let saturation = ions.fuelled(
      filling * potassium, of: (filling + halfFilled) * (potassium + p.kmK.still), p)
    return saturation * voltageFactor(v, sodiumOutside: ions.na.outside, site)
  }

  /// 1 / (1 + 0.1245 e^(−u/10) + 0.0365 σ e^(−u)), u = FV/RT, σ = (e^(Na_o / 67.3 mM) − 1) / 7.
  @inline(__always)
  private static func voltageFactor(
    _ v: Real<N>, sodiumOutside: Real<N>, _ site: Site<N>
  ) -> Real<N> {
    let u = v / site.thermalVoltage
    let sigma = expm1(sodiumOutside.still * (1.0 / 67.3))
    let slow = 0.1245 * exp(u * -0.1)
    let fast = Real(still: sigma * (0.0365 / 7.0)) * exp(-u)
    return 1.0 / (1.0 + slow + fast)
  }
}
