import ModelDescription

extension ModelDescription {
  /// Refuses what model files can say and this version cannot run: better than to leave it out.
  func checkAvailability() throws(LoweringError) {
    for cell in cells where cell.axial != .ohmic && simulation.method.hasTolerance {
      throw unavailable(
        "axial: \(cell.axial.rawValue)' with 'method: \(simulation.method.rawValue)",
        "choose second_order or backward_euler", cell.source)
    }
  }

  private func unavailable(
    _ what: String, _ suggestion: String, _ source: SourceLocation
  ) -> LoweringError {
    LoweringError(
      .name, "'\(what)' cannot be run by this version of Skou", suggestion: suggestion, at: source)
  }
}
