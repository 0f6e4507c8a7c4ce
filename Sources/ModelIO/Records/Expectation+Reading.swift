import ModelDescription
import Quantities

extension Expectation {
  /// The words for what can be looked at.
  enum Kind: String, CaseIterable {
    case spikeCount = "spike count"
    case spikeTime = "spike time"
    case frequency
    case conductionVelocity = "conduction velocity"
    case value, minimum, maximum, mean

    /// The keys beyond those of every expectation.
    var keys: [String] {
      switch self {
      case .spikeTime: ["number", "from", "to"]
      case .value: ["at"]
      default: ["from", "to"]
      }
    }
  }

  private static let commonKeys = [
    "quantity", "of", "element", "is", "within", "at_least", "at_most", "source",
  ]
  private static let example =
    "{quantity: value, of: v, at: 100 ms, is: -64.97 mV, within: 0.01 mV}"

  /// Reads the key `expect`, in the order of the file.
  static func read(_ entry: Entry?, records: Records) throws(ModelIOError) -> [Expectation] {
    guard let entry else { return [] }
    var expectations: [Expectation] = []
    for item in try entry.items(of: "expectations", example: "[\(example)]") {
      expectations.append(try Expectation(item, records: records))
    }
    return expectations
  }

  private init(_ entry: Entry, records: Records) throws(ModelIOError) {
    guard case .map(let pairs) = entry.node.content else {
      throw entry.wrongKind(expected: "an expectation", example: Self.example)
    }
    let kind = try MapEntry(entry: entry, pairs: pairs, what: "an expectation")
      .required("quantity", example: "quantity: spike count")
      .choice(Kind.self, example: "quantity: spike count")
    let map = try entry.map(
      "an expectation of a \(kind.rawValue)", keys: Self.commonKeys + kind.keys,
      example: Self.example)
    let (observable, unit) = try Self.observable(kind, map, records: records)
    let (from, to) = try Self.window(map)
    self.init(
      observable: observable, from: from, to: to,
      element: try map.optional("element")?.integer(0...1_000_000_000, example: "element: 0"),
      criterion: try Self.criterion(map, kind, unit: unit),
      citation: try map.optional("source")?.text(
        expected: "a text", example: "source: Hodgkin and Huxley 1952"),
      source: entry.location)
  }

  private static func window(_ map: MapEntry) throws(ModelIOError) -> (Quantity?, Quantity?) {
    let from = try map.optional("from")?
      .quantity(.time, .notNegative, example: "from: 500 ms")
    guard let entry = map.optional("to") else { return (from, nil) }
    let to = try entry.quantity(.time, .positive, example: "to: 1000 ms")
    if let from, to.siValue <= from.siValue {
      throw entry.error(
        .inconsistent, "\(entry.path) is \(to), not after the start at \(from)",
        suggestion: "'to' is a time of the run, not a length")
    }
    return (from, to)
  }

  private static func observable(
    _ kind: Kind, _ map: MapEntry, records: Records
  ) throws(ModelIOError) -> (Observable, Unit) {
    let of = try map.required("of", example: "of: spikes")
    switch kind {
    case .spikeCount: return (.spikeCount(detector: try of.detector(records)), .one)
    case .frequency: return (.frequency(detector: try of.detector(records)), .hertz)
    case .spikeTime:
      let number = try map.optional("number", default: "1")
        .integer(1...1_000_000_000, example: "number: 1")
      return (.spikeTime(detector: try of.detector(records), number: number), .millisecond)
    case .conductionVelocity:
      let (first, second) = try of.detectorPair(records)
      return (.conductionVelocity(from: first, to: second), .meterPerSecond)
    case .value:
      let time = try map.required("at", example: "at: 100 ms")
        .quantity(.time, .notNegative, example: "at: 100 ms")
      let recording = try of.recording(records)
      return (.value(recording: recording.name, time: time), recording.unit)
    case .minimum, .maximum, .mean:
      let recording = try of.recording(records)
      let name = recording.name
      let observable: Observable =
        kind == .mean
        ? .mean(recording: name)
        : kind == .minimum ? .minimum(recording: name) : .maximum(recording: name)
      return (observable, recording.unit)
    }
  }
}

extension Entry {
  /// The name of a spike detector of the model.
  fileprivate func detector(_ records: Records) throws(ModelIOError) -> String {
    let name = try text(expected: "the name of a spike detector", example: "of: spikes")
    let known = records.detectors.map(\.name)
    guard known.contains(name) else {
      throw unknown(
        name, among: known, kind: "spike detectors of 'record'")
    }
    return name
  }

  /// The names of two spike detectors.
  fileprivate func detectorPair(_ records: Records) throws(ModelIOError) -> (String, String) {
    let items = try items(of: "two spike detectors", example: "of: [near, far]")
    guard items.count == 2 else {
      throw error(
        .wrongKind, "\(path) names \(items.count) spike detectors where two are due",
        suggestion: "write for example of: [near, far]")
    }
    return (try items[0].detector(records), try items[1].detector(records))
  }

  /// A recording of the model and the unit of its variable.
  fileprivate func recording(
    _ records: Records
  ) throws(ModelIOError) -> (name: String, unit: Unit) {
    let name = try text(expected: "the name of a recording", example: "of: v")
    guard let recording = records.recordings.first(where: { $0.name == name }) else {
      throw unknown(
        name, among: records.recordings.map(\.name),
        kind: "time series of 'record'")
    }
    do {
      return (name, try Unit(parsing: recording.variable.unit))
    } catch {
      throw malformed(error, example: "of: v")
    }
  }
}
