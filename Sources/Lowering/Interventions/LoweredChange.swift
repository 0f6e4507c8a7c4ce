import ModelDescription
import Quantities

/// One target of an intervention with its value and its times, as plain numbers.
struct LoweredChange {
  /// A time from which the number is changed, and until when.
  struct Span {
    var begin: Double
    /// When the former value returns, or, where it does not, when the new one is reached.
    var end: Double
  }

  /// The number of the intervention in the model.
  let intervention: Int
  let target: InterventionDescription.Target
  let source: SourceLocation
  /// In the target's unit.
  let value: Double
  /// In ms, as are all times.
  let ramp: Double
  /// Until the former value returns; nil where it does not.
  let length: Double?
  private let start: Double
  private let interval: Double
  let count: Int

  /// Repetitions beyond `duration` ms, the run's, do not matter.
  init(
    _ intervention: InterventionDescription, _ change: InterventionDescription.Change,
    number: Int, duration: Double
  ) throws(LoweringError) {
    func time(_ quantity: Quantity?) throws(LoweringError) -> Double? {
      guard let quantity else { return nil }
      return try Lowering.value(quantity, .millisecond, change.source)
    }
    self.intervention = number
    target = change.target
    source = change.source
    value = try Self.number(change)
    start = try time(intervention.start) ?? 0
    ramp = try time(intervention.ramp) ?? 0
    length = try time(intervention.length)
    interval = try time(intervention.interval) ?? .infinity
    let fitting = max(((duration - start) / interval).rounded(.down) + 1, 1)
    count = Int(min(Double(intervention.count ?? Int.max), fitting, 1e6))
  }

  private static func number(
    _ change: InterventionDescription.Change
  ) throws(LoweringError) -> Double {
    do throws(QuantitiesError) {
      return try change.value.value(in: Unit(parsing: change.target.unit))
    } catch {
      throw LoweringError(.range, error.message, suggestion: error.suggestion, at: change.source)
    }
  }

  /// Each time at which the number is changed.
  var spans: [Span] {
    (0..<count).map { repetition in
      let begin = repetition == 0 ? start : start + Double(repetition) * interval
      return Span(begin: begin, end: begin + (length ?? ramp))
    }
  }
}
