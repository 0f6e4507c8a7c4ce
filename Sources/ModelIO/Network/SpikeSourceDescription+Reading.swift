import ModelDescription
import Quantities

extension SpikeSourceDescription {
  private static let kinds = ["regular", "poisson", "times", "file"]
  private static let example = "sources: {noise: {poisson: {rate: 5 Hz}, count: 100}}"
  /// The largest number of sources of one name.
  private static let mostSources = 100_000_000

  /// Reads the key `sources`, in the order of the file.
  static func read(
    _ entry: Entry?, populations: [PopulationDescription], seed: UInt64
  ) throws(ModelIOError) -> [SpikeSourceDescription] {
    guard let entry else { return [] }
    var sources: [SpikeSourceDescription] = []
    for (name, item) in try entry.namedEntries(of: "sources", example: example) {
      try checkName(name, populations: populations, item)
      sources.append(try SpikeSourceDescription(item, name: name, seed: seed))
    }
    return sources
  }

  /// Connections name populations and sources alike.
  private static func checkName(
    _ name: String, populations: [PopulationDescription], _ entry: Entry
  ) throws(ModelIOError) {
    guard name != CellSelection.everything else {
      throw entry.error(
        .malformedValue, "sources cannot be called '\(name)', which means all cells",
        suggestion: "choose another name")
    }
    guard populations.contains(where: { $0.name == name }) else { return }
    throw entry.error(
      .inconsistent, "there is a population '\(name)' already, and connections name both alike",
      suggestion: "give the sources another name, such as \(name)_input")
  }

  private init(_ entry: Entry, name: String, seed: UInt64) throws(ModelIOError) {
    let map = try entry.map(
      "sources of spikes", keys: Self.kinds + ["population", "count", "seed"],
      example: Self.example)
    let (kind, value) = try map.one(of: Self.kinds, example: Self.example)
    try Self.refuseStrayKeys(map, kind: kind)
    let pattern: Pattern
    switch kind {
    case "regular": pattern = try .regular(value)
    case "poisson": pattern = try .poisson(value)
    default: pattern = .times(try SpikeTimes.read(map, kind: kind, value))
    }
    self.init(
      name: name, count: try Self.count(map, pattern), pattern: pattern,
      seed: kind == "poisson" ? try map.optional("seed", default: String(seed)).seed() : seed,
      source: entry.location)
  }

  private static func refuseStrayKeys(_ map: MapEntry, kind: String) throws(ModelIOError) {
    for (key, owner) in [("seed", "poisson"), ("population", "file")] where kind != owner {
      guard let entry = map.optional(key) else { continue }
      throw entry.error(
        .inconsistent, "\(entry.path) means nothing beside '\(kind)'",
        suggestion: "remove it; it belongs to '\(owner)'")
    }
  }

  /// How many sources there are: as many as there are lists of times, where there are such.
  private static func count(_ map: MapEntry, _ pattern: Pattern) throws(ModelIOError) -> Int {
    var fallback = 1
    if case .times(let lists) = pattern { fallback = lists.count }
    return try map.optional("count", default: "\(fallback)")
      .integer(1...mostSources, example: "count: 100")
  }
}

extension SpikeSourceDescription.Pattern {
  private static let regularExample = "regular: {start: 1 ms, interval: 10 ms, count: 3}"
  private static let poissonExample = "poisson: {rate: 5 Hz, start: 0 ms, stop: 1 s}"

  /// Reads the key `regular`; without a `count`, spikes go on to the end of the run.
  fileprivate static func regular(_ entry: Entry) throws(ModelIOError) -> Self {
    let map = try entry.map(
      "regular spikes", keys: ["start", "interval", "count"], example: regularExample)
    let start = try map.optional("start", default: "0 ms")
      .quantity(.time, .notNegative, example: "start: 1 ms")
    let count = try map.optional("count")?.integer(1...1_000_000_000, example: "count: 3")
    let interval = try map.optional("interval").map { (entry) throws(ModelIOError) in
      try entry.quantity(.time, .positive, example: "interval: 10 ms")
        .sensible(.spikeInterval, entry)
    }
    guard interval != nil || count == 1 else {
      throw entry.error(
        .missingKey, "\(entry.path) has no 'interval', which more spikes than one need",
        suggestion: "add for example interval: 10 ms, or count: 1")
    }
    return .regular(start: start, interval: interval, count: count)
  }

  /// Reads the key `poisson`.
  fileprivate static func poisson(_ entry: Entry) throws(ModelIOError) -> Self {
    let map = try entry.map(
      "Poisson processes", keys: ["rate", "start", "stop"], example: poissonExample)
    let rate = try map.required("rate", example: "rate: 5 Hz")
    let quantity = try rate.quantity(.frequency, .positive, in: .hertz, example: "rate: 5 Hz")
    return .poisson(rate: try quantity.sensible(.spikeRate, rate), window: try StimulusWindow(map))
  }
}
