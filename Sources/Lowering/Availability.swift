import ModelDescription

extension ModelDescription {
  /// Refuses books on energy where they would miss what flows.
  func checkEnergy() throws(LoweringError) {
    guard let energy, let missed = missedByEnergy else { return }
    throw LoweringError(
      .name, "books on energy do not see \(missed) yet, and would not balance",
      suggestion: "remove 'energy:'; amounts and charge are in the ledger all the same",
      at: energy.source)
  }

  /// The first of the things whose power the books on energy do not measure.
  private var missedByEnergy: String? {
    if let junction = gapJunctions.first {
      return "the currents through gap junctions (line \(junction.source.line))"
    }
    if case .grid = extracellular.space {
      return "what diffuses in a space that cells share (line \(extracellular.source.line))"
    }
    return nil
  }

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
