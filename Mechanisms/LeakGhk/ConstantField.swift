import MechanismKit

/// What a model sets for a leak in a constant field.
struct GhkParameters<N: Number>: Columns {
  var p: Real<N> = 1e-7
  var deltaG: Real<N> = 0.0
}

/// What such a leak lets record.
struct GhkObservables<N: Number>: Columns {
  var permeability: Real<N> = 0.0
}

/// The permeability behind a barrier that is `deltaG` (kJ/mol) higher than that of `reference`
/// (cm/s): P e^(−ΔG/RT), at the temperature that RT/F states.
@inline(__always)
func permeability<N: Number>(
  _ reference: Real<N>, _ deltaG: Real<N>, _ site: Site<N>
) -> Real<N> {
  // RT/F in mV times F = 96485.332123 C/mol is RT in mJ/mol: 1 mV is 0.0965 kJ/mol.
  let barrier = deltaG / (site.thermalVoltage * 0.09648533212331)
  return site.temperatureFactor * reference * exp(-barrier)
}

extension Ion {
  /// The current in a constant field: P z F u (c_i − c_o e^(−u)) / (1 − e^(−u)), u = z V F/RT.
  ///
  /// Written as c_i f(−u) − c_o f(u) with f(x) = x / (eˣ − 1), which is regular at V = 0 and keeps
  /// its digits where one of the two terms is all there is. f(−x) = f(x) + x for |u|, the sum of two
  /// positive numbers, spares the other exponential.
  @inline(__always)
  mutating func permeate(
    _ permeability: Real<N>, valence: Real<N>, _ v: Real<N>, _ site: Site<N>
  ) {
    let u = v.scaled(by: valence.still * (1.0 / site.thermalVoltage.still))
    let size = select(u, lessThan: 0.0, -u, else: u)
    let small = exprelr(size)
    let large = small + size
    let outward = select(u, lessThan: 0.0, small, else: large).scaled(by: inside.still)
    let inward = select(u, lessThan: 0.0, large, else: small).scaled(by: outside.still)
    // cm/s × C/mol × mM is µA/cm², hence the thousandth of F.
    current = (outward - inward).scaled(by: (permeability * valence * 96.48533212331).still)
  }
}

extension Manifest {
  /// What the leaks in a constant field say alike.
  static func ghk(
    _ name: String, carrier: (name: String, use: IonUse), _ whose: String, more: [Item] = []
  ) -> Manifest {
    Manifest(
      name: name, summary: "constant-field (Goldman–Hodgkin–Katz) leak \(whose)",
      citation: "Goldman 1943, J Gen Physiol 27:37, doi:10.1085/jgp.27.1.37; "
        + "Hodgkin & Katz 1949, J Physiol 108:37, doi:10.1113/jphysiol.1949.sp004310",
      q10: 1, referenceCelsius: 37,
      parameters: [
        .column("p", "cm/s", in: 0...1, "permeability without the extra barrier"),
        .column("delta_g", "kJ/mol", in: -100...100, "how much higher the ion's barrier is"),
      ] + more,
      observables: [.column("permeability", "cm/s", "the permeability behind the barrier, warmed")],
      ions: [carrier])
  }
}
