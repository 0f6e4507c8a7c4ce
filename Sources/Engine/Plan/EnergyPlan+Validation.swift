import EngineKernels

extension GroupPlan {
  /// Whose fluxes are asked for, and the temperatures.
  func validateEnergy() throws {
    guard let energy else { return }
    try require(
      energy.atpFreeEnergy > 0 && energy.atpFreeEnergy.isFinite,
      "ATP that releases \(energy.atpFreeEnergy) kJ/mol")
    try require(
      energy.kelvin.count == slotCount && energy.kelvin.allSatisfy { $0 > 0 && $0.isFinite },
      "the temperatures of books on energy")
    try require(energy.fuels.count == mechanisms.count, "\(energy.fuels.count) lists of fuels")
    for (mechanism, fuels) in zip(mechanisms, energy.fuels) {
      try require(
        fuels.allSatisfy { mechanism.ions.indices.contains($0) }, "a fuel of \(mechanism.name)")
    }
  }
}
