import Numerics

/// Steps of V and of amounts, where these are taken in one pass (`Solutions.advanceWhole`).
extension GroupRuntime {
  /// Whether volumes stay and nothing but fluxes and a bath changes amounts, in steps that are fixed.
  var changesAmountsByFluxesAlone: Bool {
    guard let solutions, solutions.waterPermeability == nil, solutions.shared == nil else {
      return false
    }
    return settings.stepping == .fixed && axial == nil && gapJunctions == nil && meter == nil
      && currentClamps.allSatisfy(\.carriers.isEmpty)
  }

  /// Solves for V over a step and takes amounts and what follows from them along.
  @inline(__always)
  func takeWholeStep(_ extrapolation: Extrapolation) -> Bool {
    // Before the first step concentrations are the model's own, and products with volumes are not.
    guard let solutions, solutions.takesWholeSteps, stepCount > 0 else {
      guard solveWithSolutions(extrapolation, settings.timeStep) else { return false }
      prepareSolutions()
      return true
    }
    if !solutions.isVoltageRemembered { solutions.remember(nodes.voltage) }
    solutions.isVoltageRemembered = false
    guard solve(extrapolation) else { return false }
    let share = 1 / extrapolation.ofSolution
    // Books first: they compare V with V before, which is V afterwards.
    return settleBooks(settings.timeStep, share: share) && advanceWhole(solutions, share: share)
  }

  @inline(never)
  private func advanceWhole(_ solutions: Solutions, share: Double) -> Bool {
    settings.path == .lanes
      ? solutions.advanceWhole(settings.timeStep, nodes.voltage, share: share, Lanes.self)
      : solutions.advanceWhole(settings.timeStep, nodes.voltage, share: share, Double.self)
  }
}
