import ModelDescription
import Quantities

extension Expectation {
  /// The words for what can be looked at.
  enum Kind: String, CaseIterable {
    case spikeCount = "spike count"
    case spikeTime = "spike time"
    case frequency
    case conductionVelocity = "conduction velocity"
    case value, change, minimum, maximum, mean
    case standardDeviation = "standard deviation"
    case timeOfMaximum = "time of maximum"
    case timeOfMinimum = "time of minimum"
    case timeOfCrossing = "time of crossing"
    case eventCount = "event count"
    case eventTime = "event time"
    case frontSpeed = "front speed"
    case frontPlaces = "front places"
    case outcomeCount = "outcome count"
    case ledger

    /// The keys beyond those of every expectation.
    var keys: [String] {
      switch self {
      case .spikeTime, .eventTime: ["number", "from", "to", "element"]
      case .value: ["at", "element"]
      case .timeOfCrossing: ["above", "below", "from", "to", "element"]
      case .outcomeCount: ["outcome"]
      case .ledger, .frontSpeed, .frontPlaces: []
      default: ["from", "to", "element"]
      }
    }

    /// Whether it is a whole number, which needs no tolerance.
    var isCount: Bool {
      switch self {
      case .spikeCount, .eventCount, .frontPlaces, .outcomeCount: true
      default: false
      }
    }
  }
}

/// What expectations can refer to.
struct ExpectationSources {
  let records: Records
  let detections: [DetectionDescription]
  let measures: [MeasureDescription]
}

extension Entry {
  /// The name of a spike detector of the model.
  func detector(_ records: Records) throws(ModelIOError) -> String {
    let name = try text(expected: "the name of a spike detector", example: "of: spikes")
    let known = records.detectors.map(\.name)
    guard known.contains(name) else {
      throw unknown(name, among: known, kind: "spike detectors of 'record'")
    }
    return name
  }

  /// The names of two spike detectors.
  func detectorPair(_ records: Records) throws(ModelIOError) -> (String, String) {
    let items = try items(of: "two spike detectors", example: "of: [near, far]")
    guard items.count == 2 else {
      throw error(
        .wrongKind, "\(path) names \(items.count) spike detectors where two are due",
        suggestion: "write for example of: [near, far]")
    }
    return (try items[0].detector(records), try items[1].detector(records))
  }

  /// A recording of the model and the unit of its variable.
  func recording(_ records: Records) throws(ModelIOError) -> (name: String, unit: Unit) {
    let name = try text(expected: "the name of a recording", example: "of: v")
    let maps = records.gridRecordings.map(\.name)
    guard !maps.contains(name) else { return (name, .millimolar) }
    guard let recording = records.recordings.first(where: { $0.name == name }) else {
      throw unknown(
        name, among: records.recordings.map(\.name) + maps, kind: "time series of 'record'")
    }
    return (name, try recording.variable.parsedUnit(self))
  }

  /// The name of an event of the model.
  func detection(_ detections: [DetectionDescription]) throws(ModelIOError) -> String {
    let name = try text(expected: "the name of an event", example: "of: lysis")
    let known = detections.map(\.name)
    guard known.contains(name) else {
      throw unknown(name, among: known, kind: "events of 'detect'")
    }
    return name
  }

  /// The dotted name of a number in the run's summary.
  func ledgerName() throws(ModelIOError) -> String {
    let example = "of: energy.atp_per_second"
    let name = try text(expected: "a name in the run's summary", example: example)
    let isPlain = name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part.unicodeScalars.allSatisfy { $0.isWord || $0 == "-" }
    }
    guard isPlain, name.utf8.count <= 200 else {
      throw error(
        .malformedValue, "\(path): '\(name.abbreviated)' is no name in a run's summary",
        suggestion: "write names with dots between them, as in \(example)")
    }
    return name
  }
}
