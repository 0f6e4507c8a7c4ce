import MechanismKit

/// The rates of the Hodgkin–Huxley gates in the Cressman family of models, in 1/ms.
enum CressmanRates<N: Number> {
  /// Sodium activation, which is always at its steady state: α / (α + β).
  @inline(__always)
  static func activation(_ v: Real<N>) -> Real<N> {
    let alpha = exprelr((v + 30.0) * -0.1)
    let beta = 4.0 * exp((v + 55.0) * (-1.0 / 18.0))
    return alpha / (alpha + beta)
  }

  /// Sodium inactivation.
  @inline(__always)
  static func inactivation(_ v: Real<N>) -> (alpha: Real<N>, beta: Real<N>) {
    (0.07 * exp((v + 44.0) * (-1.0 / 20.0)), sigmoid((v + 14.0) * 0.1))
  }

  /// Potassium activation.
  @inline(__always)
  static func potassium(_ v: Real<N>) -> (alpha: Real<N>, beta: Real<N>) {
    (0.1 * exprelr((v + 34.0) * -0.1), 0.125 * exp((v + 44.0) * (-1.0 / 80.0)))
  }
}

/// What a model sets for the channels of either model.
struct CressmanParameters<N: Number>: Columns {
  var gna: Real<N> = 0.1
  var gk: Real<N> = 0.04
  var phi: Real<N> = 3.0
}

/// Both channels move sodium and potassium.
struct CressmanIons<N: Number>: IonColumns {
  var na = Ion<N>()
  var k = Ion<N>()

  @inline(__always)
  mutating func flow(
    _ p: CressmanParameters<N>, _ v: Real<N>, inactivation h: Real<N>, potassium n: Real<N>
  ) {
    let m = CressmanRates<N>.activation(v)
    na.current = p.gna * (m * m * m) * h * (v - na.reversal)
    k.current = p.gk * (n * n) * (n * n) * (v - k.reversal)
  }
}

extension Manifest {
  /// What the two models say alike.
  static func cressmanFamily(
    _ name: String, summary: String, citation: String, states: [Item], observables: [Item] = []
  ) -> Manifest {
    Manifest(
      name: name, summary: summary, citation: citation, q10: 1, referenceCelsius: 36,
      parameters: [
        .column("gna", "S/cm2", in: 0...100, "sodium conductance with all gates open"),
        .column("gk", "S/cm2", in: 0...100, "potassium conductance with all gates open"),
        .column("phi", "1", in: 1e-6...1e6, "factor on all rates"),
      ],
      states: states, observables: observables,
      ions: [("na", [.reversal, .moves]), ("k", [.reversal, .moves])])
  }
}
