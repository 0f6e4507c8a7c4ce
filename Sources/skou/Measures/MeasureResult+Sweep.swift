import Analysis
import ModelDescription

extension MeasureResult {
  /// The columns of a sweep's table that no expectation has yet.
  func sweepMeasures(beside expectations: [Expectation]) -> [SweepMeasure] {
    switch self {
    case .front(let front):
      let isExpected = expectations.contains { $0.isSpeed(of: name) }
      return (isExpected ? [] : [front.speedMeasure]) + [front.uncertaintyMeasure]
    case .outcome(let outcome):
      // Of the others, all places are the sum.
      let told: [CellOutcome] = outcome.description.potassium == nil ? [] : [.depolarized]
      return (told + [.blocked, .recovered, .silent]).map {
        SweepMeasure(
          name: "\(name) \($0.rawValue)", value: Double(outcome.count(of: $0)),
          total: outcome.places.count)
      }
    }
  }
}

extension FrontResult {
  private static let unit = "mm/min"

  fileprivate var speedMeasure: SweepMeasure {
    // As an expectation would call it.
    SweepMeasure(name: "speed of \(description.name)", unit: Self.unit, value: speed?.speed)
  }

  fileprivate var uncertaintyMeasure: SweepMeasure {
    SweepMeasure(
      name: "\(description.name) ±", unit: Self.unit, value: speed?.uncertainty, digits: 2)
  }
}

extension Expectation {
  fileprivate func isSpeed(of measure: String) -> Bool {
    if case .frontSpeed(measure) = observable { return true }
    return false
  }
}
