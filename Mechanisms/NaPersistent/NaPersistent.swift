import MechanismKit

/// Persistent sodium current of pyramidal cells, m²h, which potassium outside may enhance.
struct NaPersistent<N: Number>: Mechanism {
  struct Parameters: Columns {
    var gbar: Real<N> = 1.25e-4
    var tauM: Real<N> = 6.0
    var hSlowing: Real<N> = 25000.0
    var kGain: Real<N> = 0.0
    var kHalf: Real<N> = 7.0
    var kSlope: Real<N> = 0.765
  }
  struct State: Columns {
    var m: Real<N> = 0.0
    var h: Real<N> = 0.0
  }
  struct Ions: IonColumns {
    var na = Ion<N>()
    var k = Ion<N>()
  }
  struct Observables: Columns {
    var enhancement: Real<N> = 1.0
  }

  static var manifest: Manifest {
    Manifest(
      name: "na_persistent", summary: "persistent sodium current, m²h, enhanced by potassium",
      citation: "Somjen, Kager & Wadman 2008, J Comput Neurosci 25:349, "
        + "doi:10.1007/s10827-008-0083-9 (ModelDB 113446, nap.mod)",
      q10: 1, referenceCelsius: 36,
      parameters: [
        .column("gbar", "S/cm2", in: 0...100, "conductance with all gates open"),
        .column("tau_m", "ms", in: 1e-3...1e6, "time constant of activation"),
        .column("h_slowing", "1", in: 1e-3...1e9, "how much slower h is than that of `nav`"),
        .column("k_gain", "1", in: 0...100, "what much potassium outside adds to the current"),
        .column("k_half", "mM", in: 0...1000, "potassium outside at half of that"),
        .column("k_slope", "mM", in: 1e-3...1000, "its width"),
      ],
      states: [.column("m", "1", "activation"), .column("h", "1", "inactivation, very slow")],
      observables: [.column("enhancement", "1", "the factor that potassium outside makes")],
      ions: [("na", [.reversal, .moves]), ("k", [.outside, .optional])])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let (m, h) = (s.m.still, s.h.still)
    let conductance = p.gbar.still * enhancement(p, ions) * (m * m) * h
    ions.na.current = (v - ions.na.reversal).scaled(by: conductance)
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    step.relax(&s.m, to: sigmoid((v + 39.7) / 7.0), timeConstant: p.tauM)
    let slowness = 1.0 / p.hSlowing
    let alpha = 0.128 * exp((v + 63.0) * (-1.0 / 18.0))
    let beta = 4.0 * sigmoid((v + 40.0) * 0.2)
    step.relax(&s.h, alpha: slowness * alpha, beta: slowness * beta)
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(enhancement: Real(still: enhancement(p, ions)))
  }

  /// 1 without potassium outside, 1 + `k_gain` with much of it.
  private static func enhancement(_ p: Parameters, _ ions: Ions) -> Still<N> {
    let (gain, half, slope) = (p.kGain.still, p.kHalf.still, p.kSlope.still)
    // 1 + 0 × a sigmoid is 1: without a gain nobody need compute it.
    guard anywhere(0.0, lessThan: gain * gain) else { return 1.0 }
    return 1.0 + gain * sigmoid((ions.k.outside.still - half) * (1.0 / slope))
  }
}
