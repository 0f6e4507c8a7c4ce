import ModelDescription

extension ModelDescription {
  /// Refuses what model files can say and this version cannot run: better than to leave it out.
  func checkAvailability() throws(LoweringError) {
    if simulation.method.hasTolerance {
      throw unavailable(
        "method: \(simulation.method.rawValue)", "choose second_order or backward_euler",
        simulation.source)
    }
    for cell in cells where cell.axial != .ohmic {
      throw unavailable(
        "axial: \(cell.axial.rawValue)", "leave it out: ions then stay in their compartment",
        cell.source)
    }
    for stimulus in stimuli where !stimulus.carriers.isEmpty {
      throw unavailable("carries", "leave it out: then no ion carries the current", stimulus.source)
    }
    for change in interventions.flatMap(\.changes) where change.target == .temperature {
      throw unavailable("an intervention on the temperature", "run one model each", change.source)
    }
    if let detection = detections.first {
      throw unavailable("detect", "record what the event depends on", detection.source)
    }
  }

  private func unavailable(
    _ what: String, _ suggestion: String, _ source: SourceLocation
  ) -> LoweringError {
    LoweringError(
      .name, "'\(what)' cannot be run by this version of Skou", suggestion: suggestion, at: source)
  }
}
