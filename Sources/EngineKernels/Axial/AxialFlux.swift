import Numerics

/// The flux of one species along one edge, and how it depends on what is at the two ends a and b.
///
///     J = D w [(c_a − c_b) + z L (φ_a − φ_b) / (RT/F)],   L the logarithmic mean of c_a and c_b
///
/// flows from a to b (Nernst and Planck). Since L ln(c_a/c_b) = c_a − c_b, J is D w L times the difference
/// of the electrochemical potentials over RT: it vanishes exactly where they are equal, it never goes
/// uphill, and where concentrations are equal its current is that of a conductance, F²/(RT) z² D w c.
struct AxialFlux {
  /// From a to b, in amol/ms.
  let flux: Double
  /// ∂J/∂c_a, in µm³/ms.
  let byFirst: Double
  /// ∂J/∂c_b, in µm³/ms.
  let bySecond: Double
  /// ∂J/∂φ_a = −∂J/∂φ_b, in amol/ms/mV: z D w L / (RT/F).
  let byPotential: Double

  /// - Parameters:
  ///   - a: concentration at one end, in mM; not negative.
  ///   - b: at the other end.
  ///   - drop: φ_a − φ_b, in mV; 0 for a flux that diffusion alone drives.
  ///   - valence: z.
  ///   - permeability: D w, in µm³/ms.
  ///   - thermalVoltage: RT/F, in mV.
  init(
    _ a: Double, _ b: Double, drop: Double, valence: Double, permeability: Double,
    thermalVoltage: Double
  ) {
    guard valence != 0, a > 0, b > 0 else {
      // Nothing drifts: it has no charge, or is not there at one end.
      flux = permeability * (a - b)
      byFirst = permeability
      bySecond = -permeability
      byPotential = 0
      return
    }
    let s = (a - b) / (a + b)
    let g = artanhRatio(s, ratio: a / b)
    let mean = 0.5 * (a + b) / g
    let slope = -Self.slopeOfRatio(s, g) / (g * g)
    // dL = (da + db)/2 / g + (a + b)/2 d(1/g), with ds/da = 2b/(a + b)², ds/db = −2a/(a + b)².
    let meanByFirst = 0.5 / g + slope * b / (a + b)
    let meanBySecond = 0.5 / g - slope * a / (a + b)
    let drift = valence * drop / thermalVoltage
    flux = permeability * ((a - b) + drift * mean)
    byFirst = permeability * (1 + drift * meanByFirst)
    bySecond = permeability * (drift * meanBySecond - 1)
    byPotential = permeability * valence * mean / thermalVoltage
  }

  /// d/ds of g = artanh(s)/s: (1/(1 − s²) − g)/s, and for small s its series Σ 2n s²ⁿ⁻¹/(2n + 1).
  private static func slopeOfRatio(_ s: Double, _ g: Double) -> Double {
    guard s * s < 0.01 else { return (1 / (1 - s * s) - g) / s }
    var sum = 0.0
    for n in stride(from: 8.0, through: 1.0, by: -1.0) { sum = sum * s * s + 2 * n / (2 * n + 1) }
    return sum * s
  }
}
