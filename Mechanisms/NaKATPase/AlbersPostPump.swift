import MechanismKit

/// The sodium pump as the cycle of four states of Albers and Post, true to thermodynamics.
///
/// 1 = E1·ATP → 2 = Na₃·E1~P → 3 = E2-P → 4 = K₂·E2 → 1: each step goes both ways, and the product of
/// the forward rates over that of the backward rates is the free energy of a turn, so that the pump
/// stalls where that is 0 and makes ATP beyond.
struct AlbersPostPump<N: Number>: Pump {
  struct Parameters: PumpParameters {
    var imax: Real<N> = 0.00025
    var atp: Real<N> = 5.0
    var adp: Real<N> = 0.1
    var pi: Real<N> = 2.0
    var standardEnergy: Real<N> = -30.5
    var block: Real<N> = 0.0
    var ouabain: Real<N> = 0.0
    var ouabainOn: Real<N> = 0.01
    var ouabainOff: Real<N> = 1e-6
    var ouabainKHalf: Real<N> = 1e30
    var halfLife: Real<N> = 1e30
    var kmAtp: Real<N> = 0.5
  }
  struct Ions: PumpIons {
    var na = Ion<N>()
    var k = Ion<N>()
    var atp = Ion<N>()
    var adp = Ion<N>()
    var pi = Ion<N>()
  }

  static var manifest: Manifest {
    .pump(
      variant: "albers_post", summary: "four states, stalls where ATP can no longer pay",
      citation: "Smith & Crampin 2004, Prog Biophys Mol Biol 85:387, "
        + "doi:10.1016/j.pbiomolbio.2004.01.010; O'Hara et al. 2011, PLoS Comput Biol 7:e1002061, "
        + "doi:10.1371/journal.pcbi.1002061",
      saturation: "at the reference state of the README",
      parameters: [
        .column("atp", "mM", in: 1e-9...1000, "ATP inside where the model has no species atp"),
        .column("adp", "mM", in: 0...1000, "ADP inside where the model has no species adp"),
        .column("pi", "mM", in: 0...1000, "phosphate inside where the model has no species pi"),
        .column("standard_energy", "kJ/mol", in: -100...0, "of the hydrolysis of ATP at 1 M"),
      ], sodium: [.inside, .outside], potassium: [.inside, .outside],
      species: [("adp", [.inside, .optional]), ("pi", [.inside, .optional])])
  }

  @inline(__always)
  static func activity(
    _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Real<N> {
    let atp = given(ions.atp.inside, else: p.atp)
    let adp = given(ions.adp.inside, else: p.adp)
    let phosphate = given(ions.pi.inside, else: p.pi)
    let (inside, outside) = sites(v, ions, site)
    let free = 1.0 / (p.kmAtp + atp)
    // The backward rate of step 3 follows from the free energy: 154047882 is the product of all
    // other rates of the cycle, its affinities included; 1e-3 turns M into mM.
    let equilibrium = exp(p.standardEnergy / (site.thermalVoltage * 0.09648533212331001))
    let rate = CycleRates(
      forward: (
        949.5 * inside.sodium, 687.2, 1899.0 * outside.potassium, 639.0 * atp * free
      ),
      backward: (
        182.4 * adp, 39.4 * outside.sodium,
        154047.88245164631 * equilibrium * phosphate * free, 40.0 * inside.potassium
      )
    ).turnover
    return rate * (1.0 / 0.016082247637867110)
  }

  /// How far the two sides' sites are filled by three sodium ions, or by two potassium ions.
  ///
  /// Sodium feels the field: the part 0.155 of it inside and 0.845 outside, one charge a cycle.
  @inline(__always)
  private static func sites(
    _ v: Real<N>, _ ions: Ions, _ site: Site<N>
  ) -> (inside: Sites<N>, outside: Sites<N>) {
    let u = v / site.thermalVoltage
    return (
      Sites(
        sodium: ions.na.inside * (1.0 / 9.073) * exp(u * (0.155 / 3.0)),
        potassium: ions.k.inside * (1.0 / 0.5)),
      Sites(
        sodium: ions.na.outside * (1.0 / 27.78) * exp(u * (-0.845 / 3.0)),
        potassium: ions.k.outside * (1.0 / 0.3582))
    )
  }

  /// The species' concentration, or a parameter where the model does not have the species.
  @inline(__always)
  private static func given(_ concentration: Real<N>, else parameter: Real<N>) -> Real<N> {
    select(concentration, lessThan: 1e29, concentration, else: parameter)
  }
}

/// The binding sites on one side: the shares of the protein that hold 3 Na⁺, and 2 K⁺.
struct Sites<N: Number> {
  let sodium, potassium: Real<N>

  /// Shares from concentrations over affinities: (n³, k²) / ((1 + n)³ + (1 + k)² − 1).
  @inline(__always)
  init(sodium n: Real<N>, potassium k: Real<N>) {
    let (n1, k1) = (1.0 + n, 1.0 + k)
    let inverse = 1.0 / (n1 * n1 * n1 + k1 * k1 - 1.0)
    sodium = n * n * n * inverse
    potassium = k * k * inverse
  }
}

/// A cycle of four states by its rates: forward i is i → i + 1, backward i the same step back.
struct CycleRates<N: Number> {
  typealias Four = (Real<N>, Real<N>, Real<N>, Real<N>)
  let forward, backward: Four

  /// Turns per time in the steady state: King & Altman 1956, J Phys Chem 60:1375.
  @inline(__always)
  var turnover: Real<N> {
    let (a, b) = (forward, backward)
    let difference = a.0 * a.1 * a.2 * a.3 - b.0 * b.1 * b.2 * b.3
    let first = Self.ways((a.1, a.2, a.3), (b.0, b.1, b.2))
    let second = Self.ways((a.2, a.3, a.0), (b.1, b.2, b.3))
    let third = Self.ways((a.3, a.0, a.1), (b.2, b.3, b.0))
    let fourth = Self.ways((a.0, a.1, a.2), (b.3, b.0, b.1))
    return difference / (first + second + third + fourth)
  }

  /// All ways from the other three states to one: forward into it, or backward from the next.
  @inline(__always)
  private static func ways(
    _ a: (Real<N>, Real<N>, Real<N>), _ b: (Real<N>, Real<N>, Real<N>)
  ) -> Real<N> {
    a.2 * (a.1 * (a.0 + b.0) + b.0 * b.1) + b.0 * b.1 * b.2
  }
}
