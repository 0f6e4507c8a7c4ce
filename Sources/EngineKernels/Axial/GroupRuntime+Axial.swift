import Numerics

/// Steps of groups whose ions move along the trees.
extension GroupRuntime {
  /// What flows along the trees at the concentrations of this step.
  @inline(__always)
  func prepareAxial() {
    if let axial { prepare(axial) }
  }

  /// Apart from `prepareAxial`, so that steps without it stay short.
  @inline(never)
  private func prepare(_ axial: AxialRuntime) {
    guard let solutions else { return }
    // V(t + Δt/2) ≈ V + (V − V before)/2; backward Euler takes all at the present time.
    let ahead = settings.scheme == .secondOrder && stepCount > 0 ? 0.5 : 0
    if settings.path == .lanes {
      axial.prepare(solutions, nodes, ahead: ahead, Lanes.self)
    } else {
      axial.prepare(solutions, nodes, ahead: ahead, Double.self)
    }
  }

  /// Solves the trees with the ions' axial currents and moves the ions over `time` ms.
  @inline(never)
  func solve(_ extrapolation: Extrapolation, _ time: Double, _ axial: AxialRuntime) -> Bool {
    guard let solutions else { return false }
    let isSound =
      settings.path == .lanes
      ? solve(extrapolation, axial, Lanes.self) : solve(extrapolation, axial, Double.self)
    return isSound && axial.moveAmounts(solutions, time)
  }

  @inline(__always)
  private func solve<L: Lane>(
    _ extrapolation: Extrapolation, _ axial: AxialRuntime, _: L.Type
  ) -> Bool {
    guard axial.transport == .electrodiffusive else {
      axial.addDiffusionCurrents(nodes, L.self)
      return solve(extrapolation)
    }
    axial.referToPresent(nodes, L.self)
    var change = nodes
    change.voltage = axial.increment
    guard solve(.none, change) else { return false }
    axial.setFluxes(nodes, L.self)
    // The potentials that were solved for are V + increment.
    return axial.moveVoltage(nodes, reach: extrapolation.ofSolution, L.self) < 1e12
  }
}
