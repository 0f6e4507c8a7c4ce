import ModelDescription

extension ModelDescription {
  /// Refuses what adaptive steps cannot follow: numbers that jump at every step of a grid.
  func checkAdaptiveSteps() throws(LoweringError) {
    guard simulation.method.hasTolerance else { return }
    for stimulus in stimuli {
      guard case .currentClamp(.noise) = stimulus.electrode else { continue }
      throw LoweringError(
        .name,
        "a noise current cannot be followed by 'method: \(simulation.method.rawValue)', whose steps "
          + "are as long as what drives the cell is smooth",
        suggestion: "choose second_order", at: stimulus.source)
    }
  }
}
