import ModelDescription
import Quantities

extension Expectation {
  /// Reads what is looked at, and the unit in which it is measured.
  static func observable(
    _ kind: Kind, _ map: MapEntry, _ sources: ExpectationSources
  ) throws(ModelIOError) -> (Observable, Unit) {
    let of = try map.required("of", example: "of: \(kind == .ledger ? "energy.atp" : "spikes")")
    switch kind {
    case .spikeCount, .spikeTime, .frequency, .conductionVelocity:
      return try ofSpikes(kind, of, map, sources.records)
    case .eventCount:
      return (.eventCount(detection: try of.detection(sources.detections)), .one)
    case .eventTime:
      let name = try of.detection(sources.detections)
      return (.eventTime(detection: name, number: try number(map)), .millisecond)
    case .frontSpeed, .frontPlaces, .outcomeCount:
      return try ofMeasure(kind, of, map, sources.measures)
    case .ledger: return (.ledger(name: try of.ledgerName()), try ledgerUnit(map))
    case .timeOfMinimum, .timeOfMaximum, .timeOfCrossing:
      return (try timeOfRecording(kind, of, map, sources.records), .millisecond)
    case .value, .change, .minimum, .maximum, .mean, .standardDeviation:
      return try ofRecording(kind, of, map, sources.records)
    }
  }

  private static func number(_ map: MapEntry) throws(ModelIOError) -> Int {
    try map.optional("number", default: "1").integer(1...1_000_000_000, example: "number: 1")
  }

  private static func ofMeasure(
    _ kind: Kind, _ of: Entry, _ map: MapEntry, _ measures: [MeasureDescription]
  ) throws(ModelIOError) -> (Observable, Unit) {
    switch kind {
    case .frontSpeed: return (.frontSpeed(measure: try of.front(measures)), .millimeterPerMinute)
    case .frontPlaces: return (.frontPlaces(measure: try of.front(measures)), .one)
    default: return (try outcomeCount(of, map, measures), .one)
    }
  }

  private static func outcomeCount(
    _ of: Entry, _ map: MapEntry, _ measures: [MeasureDescription]
  ) throws(ModelIOError) -> Observable {
    let measure = try of.outcome(measures)
    let entry = try map.required("outcome", example: "outcome: blocked")
    let outcome = try entry.choice(CellOutcome.self, example: "outcome: blocked")
    guard outcome != .depolarized || measure.potassium != nil else {
      throw entry.error(
        .inconsistent,
        "\(entry.path): without potassium outside that can rise, '\(measure.name)' cannot tell "
          + "spreading depolarization from block",
        suggestion: "write outcome: blocked, or give '\(measure.name)' its 'potassium'")
    }
    return .outcomeCount(measure: measure.name, outcome: outcome)
  }

  private static func ofSpikes(
    _ kind: Kind, _ of: Entry, _ map: MapEntry, _ records: Records
  ) throws(ModelIOError) -> (Observable, Unit) {
    switch kind {
    case .conductionVelocity:
      let (first, second) = try of.detectorPair(records)
      return (.conductionVelocity(from: first, to: second), .meterPerSecond)
    case .frequency: return (.frequency(detector: try of.detector(records)), .hertz)
    case .spikeTime:
      let detector = try of.detector(records)
      return (.spikeTime(detector: detector, number: try number(map)), .millisecond)
    default: return (.spikeCount(detector: try of.detector(records)), .one)
    }
  }

  private static func ofRecording(
    _ kind: Kind, _ of: Entry, _ map: MapEntry, _ records: Records
  ) throws(ModelIOError) -> (Observable, Unit) {
    let (name, unit) = try of.recording(records)
    switch kind {
    case .change: return (.change(recording: name), unit)
    case .minimum: return (.minimum(recording: name), unit)
    case .maximum: return (.maximum(recording: name), unit)
    case .mean: return (.mean(recording: name), unit)
    case .standardDeviation: return (.standardDeviation(recording: name), unit)
    default:
      let time = try map.required("at", example: "at: 100 ms")
        .quantity(.time, .notNegative, example: "at: 100 ms")
      return (.value(recording: name, time: time), unit)
    }
  }

  private static func timeOfRecording(
    _ kind: Kind, _ of: Entry, _ map: MapEntry, _ records: Records
  ) throws(ModelIOError) -> Observable {
    let (name, unit) = try of.recording(records)
    switch kind {
    case .timeOfMinimum: return .timeOfMinimum(recording: name)
    case .timeOfMaximum: return .timeOfMaximum(recording: name)
    default:
      let example = "above: \(Quantity(20, unit))"
      let (key, entry) = try map.one(of: ["above", "below"], example: example)
      let level = try entry.quantity(unit.dimension, in: unit, example: example)
      return .timeOfCrossing(
        recording: name, level: level, direction: key == "above" ? .upward : .downward)
    }
  }

  /// The unit of a number of the summary: that in which the model expects it.
  private static func ledgerUnit(_ map: MapEntry) throws(ModelIOError) -> Unit {
    for key in ["is", "at_least", "at_most"] {
      guard let entry = map.optional(key) else { continue }
      let example = "\(key): 5 pA"
      let text = try entry.text(expected: "a number and its unit", example: example)
      do {
        return try Quantity(parsing: text).unit
      } catch {
        throw entry.malformed(error, example: example)
      }
    }
    return .one
  }
}
