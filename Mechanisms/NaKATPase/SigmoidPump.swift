import MechanismKit

/// The sodium pump with sigmoid factors: compact models of seizures and spreading depression.
struct SigmoidPump<N: Number>: Pump {
  struct Parameters: PumpParameters {
    var imax: Real<N> = 0.0068
    var naHalf: Real<N> = 25.0
    var naSlope: Real<N> = 3.0
    var kHalf: Real<N> = 5.5
    var kSlope: Real<N> = 1.0
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
      variant: "sigmoid", summary: "sigmoids",
      citation: "Cressman et al. 2009, J Comput Neurosci 26:159, doi:10.1007/s10827-008-0132-4; "
        + "Hübel & Dahlem 2014, PLoS Comput Biol 10:e1003941, doi:10.1371/journal.pcbi.1003941",
      saturation: "at saturation", parameters: Manifest.sigmoidItems)
  }

  @inline(__always)
  static func activity(
    _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Real<N> {
    let law = SigmoidLaw(
      naHalf: p.naHalf.still, naSlope: p.naSlope.still, kHalf: p.kHalf.still,
      kSlope: p.kSlope.still)
    return ions.fuelled(1.0, of: law.inverse(ions), p)
  }
}

/// The sodium pump with sigmoid factors, of which one is that of oxygen: seizures and anoxia.
struct SigmoidOxygenPump<N: Number>: Pump {
  struct Parameters: PumpParameters {
    var imax: Real<N> = 0.018
    var naHalf: Real<N> = 25.0
    var naSlope: Real<N> = 3.0
    var kHalf: Real<N> = 3.5
    var kSlope: Real<N> = 1.0
    var o2Half: Real<N> = 0.625
    var o2Slope: Real<N> = 0.09375
    var kmO2: Real<N> = 0.001
    var o2PerCycle: Real<N> = 0.0
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
    var o2 = Ion<N>()
  }

  static var currentDependsOnVoltage: Bool { false }

  static var manifest: Manifest {
    .pump(
      variant: "sigmoid_oxygen", summary: "sigmoids, and a gate for oxygen",
      citation: "Wei, Ullah & Schiff 2014, J Neurosci 34:11733, "
        + "doi:10.1523/JNEUROSCI.0516-14.2014",
      saturation: "at saturation",
      parameters: Manifest.sigmoidItems + [
        .column("o2_half", "mM", in: 0...1000, "oxygen outside at half activation"),
        .column("o2_slope", "mM", in: 1e-6...1000, "its width"),
        .column("km_o2", "mM", in: 0...1000, "oxygen below which the pump starves altogether"),
        .column("o2_per_cycle", "1", in: 0...100, "oxygen used outside by each cycle"),
      ],
      species: [("o2", [.outside, .gainsOutside, .optional])])
  }

  @inline(__always)
  static func activity(
    _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Real<N> {
    let law = SigmoidLaw(
      naHalf: p.naHalf.still, naSlope: p.naSlope.still, kHalf: p.kHalf.still,
      kSlope: p.kSlope.still)
    let oxygen = ions.o2.outside.still
    // The sigmoid alone leaves 0.1 % at 0 mM, and oxygen would become negative.
    let gate = sigmoid((oxygen - p.o2Half.still) / p.o2Slope.still)
    let supply = gate * occupancy(oxygen, p.kmO2.still)
    return ions.fuelled(supply, of: law.inverse(ions), p)
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let net = netCurrent(v, s, p, ions, site)
    ions.exchange(net)
    // mA/cm² on µm² into µm³ is 0.1 / F mM/ms, F in mC/mol: amounts to concentrations.
    let cycles = net * (site.area / site.outsideVolume) * 0.10364269656262174
    ions.o2.outsideGain = -(p.o2PerCycle * cycles)
  }
}

/// The factors of sodium inside and of potassium outside.
struct SigmoidLaw<N: Number> {
  let naHalf, naSlope, kHalf, kSlope: Real<N>

  /// One over the product of both factors.
  @inline(__always)
  func inverse<I: PumpIons>(_ ions: I) -> Real<N> where N == Plain<I.N.L> {
    // Inverse slopes are taken out of the loop over compartments where they are the same.
    let sodium = 1.0 + exp((naHalf - ions.na.inside.still) * (1.0 / naSlope))
    let potassium = 1.0 + exp((kHalf - ions.k.outside.still) * (1.0 / kSlope))
    return sodium * potassium
  }
}

extension Manifest {
  /// The parameters of `SigmoidLaw`.
  fileprivate static var sigmoidItems: [Manifest.Item] {
    [
      .column("na_half", "mM", in: 0...1000, "sodium inside at half activation"),
      .column("na_slope", "mM", in: 1e-3...1000, "its width"),
      .column("k_half", "mM", in: 0...1000, "potassium outside at half activation"),
      .column("k_slope", "mM", in: 1e-3...1000, "its width"),
    ]
  }
}
