/// What a junction, which has no volume, must satisfy where ions carry the axial current.
///
/// Its unknowns are a potential and a concentration of each mobile species. That each species' fluxes
/// sum to 0 is one equation too few: the balance of charge, F Σ z times these, follows from them and
/// says nothing new. In a volume the potential would follow the charge; a junction takes the density of
/// mobile charge that its neighbours have, weighted as the ways to them are wide:
///
///     Σ_e w_e Σ_k z_k (c_k,e − c_k) = 0.
///
/// (The density of what is immobile, its counterpart, is so continued from compartment to compartment.)
/// With the balances of all species this makes the junction's potential
///
///     φ = Σ_e h_e φ_e / Σ_e h_e,   h_e = w_e Σ_k z_k² L_k,e / (RT/F)_e,
///
/// so that a branch cut in two by a junction is as it was, and potentials that are in equilibrium stay.
/// In diffusive transport the junction's potential follows from the ohmic currents, as everywhere.
enum JunctionClosure {
  /// One species' part of an edge's part of the equation, but for z: as a flux would be without a
  /// field, and with the same coefficient for all species, 1 µm²/ms.
  @inline(__always)
  static func part(_ weight: Double, _ difference: Double) -> Double { weight * difference }
}
