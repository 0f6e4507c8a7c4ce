/// Something that is worked out from a run's events: a number, and a table of places.
public enum MeasureDescription: Sendable {
  /// How fast an event moves from place to place, and when it came to each.
  case front(FrontDescription)
  /// What became of each place.
  case outcome(OutcomeDescription)

  /// The name, which no other measure of the model has.
  public var name: String {
    switch self {
    case .front(let front): front.name
    case .outcome(let outcome): outcome.name
    }
  }

  /// The events that it looks for itself, beside those of the model.
  public var detections: [DetectionDescription] {
    switch self {
    case .front: []
    case .outcome(let outcome): outcome.detections
    }
  }

  /// Where it was said.
  public var source: SourceLocation {
    switch self {
    case .front(let front): front.source
    case .outcome(let outcome): outcome.source
    }
  }
}
