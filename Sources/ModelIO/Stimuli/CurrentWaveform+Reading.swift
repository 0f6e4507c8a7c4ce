import ModelDescription
import Quantities

extension CurrentWaveform {
  private static let shapes = ["train", "waveform", "sine", "noise"]
  private static let example = "{amplitude: 0.1 nA, start: 5 ms, stop: 55 ms}"

  /// Reads the key `current_clamp`.
  init(_ entry: Entry, noise: NoiseSource) throws(ModelIOError) {
    let map = try entry.map(
      "a current clamp", keys: ["amplitude", "start", "stop"] + Self.shapes,
      example: Self.example)
    let isStep = Self.shapes.allSatisfy { map.optional($0) == nil }
    guard !isStep else {
      let amplitude = try Self.amplitude(map)
      self = .step(amplitude: amplitude, window: try StimulusWindow(map))
      return
    }
    let (shape, below) = try map.one(of: Self.shapes, example: Self.example)
    try Self.refuseStrayKeys(map, shape: shape)
    switch shape {
    case "train":
      self = .train(try PulseTrain(below, amplitude: Self.amplitude(map), in: StimulusWindow(map)))
    case "sine": self = .sine(try SineCurrent(below, in: StimulusWindow(map)))
    case "noise": self = .noise(try NoiseCurrent(below, noise, in: StimulusWindow(map)))
    default: self = .sampled(try SampledCurrent(below, start: map.optional("start")))
    }
  }

  private static func amplitude(_ map: MapEntry) throws(ModelIOError) -> Quantity {
    try map.required("amplitude", example: "amplitude: 0.1 nA")
      .quantity(.current, example: "amplitude: 0.1 nA")
  }

  /// Refuses keys that the chosen shape would ignore.
  private static func refuseStrayKeys(_ map: MapEntry, shape: String) throws(ModelIOError) {
    let stray: [String: [String]] = [
      "waveform": ["amplitude", "stop"], "sine": ["amplitude"], "noise": ["amplitude"],
    ]
    for key in stray[shape] ?? [] {
      guard let entry = map.optional(key) else { continue }
      throw entry.error(
        .inconsistent, "'\(key)' means nothing beside '\(shape)'",
        suggestion: "remove it; '\(shape)' says it all")
    }
  }
}

extension StimulusWindow {
  /// Reads the keys `start` and `stop`.
  init(_ map: MapEntry) throws(ModelIOError) {
    let start = try map.optional("start", default: "0 ms")
      .quantity(.time, .notNegative, example: "start: 5 ms")
    let stop = map.optional("stop")
    let end = try stop?.quantity(.time, .positive, example: "stop: 55 ms")
    if let stop, let end, end.siValue <= start.siValue {
      throw stop.error(
        .inconsistent, "\(stop.path) is \(end), but it starts at \(start)",
        suggestion: "'stop' is a time of the run, not a length")
    }
    self.init(start: start, stop: end)
  }
}

extension PulseTrain {
  private static let example = "train: {period: 20 ms, width: 2 ms, count: 5}"

  /// Reads the key `train`.
  init(_ entry: Entry, amplitude: Quantity, in window: StimulusWindow) throws(ModelIOError) {
    let map = try entry.map("a train", keys: ["period", "width", "count"], example: Self.example)
    let period = try map.required("period", example: "period: 20 ms")
      .quantity(.time, .positive, example: "period: 20 ms")
    let widthEntry = try map.required("width", example: "width: 2 ms")
    let width = try widthEntry.quantity(.time, .positive, example: "width: 2 ms")
    guard width.siValue <= period.siValue else {
      throw widthEntry.error(
        .inconsistent, "a pulse of \(width) does not fit into a period of \(period)",
        suggestion: "make the width at most as long as the period")
    }
    self.init(
      amplitude: amplitude, period: period, width: width,
      count: try map.optional("count")?.integer(1...1_000_000_000, example: "count: 5"),
      window: window)
  }
}

extension SineCurrent {
  private static let keys = ["amplitude", "frequency", "phase", "offset"]
  private static let example = "sine: {amplitude: 0.1 nA, frequency: 10 Hz}"

  /// Reads the key `sine`.
  init(_ entry: Entry, in window: StimulusWindow) throws(ModelIOError) {
    let map = try entry.map("a sine", keys: Self.keys, example: Self.example)
    self.init(
      amplitude: try map.required("amplitude", example: "amplitude: 0.1 nA")
        .quantity(.current, example: "amplitude: 0.1 nA"),
      frequency: try map.required("frequency", example: "frequency: 10 Hz")
        .quantity(.frequency, .positive, in: .hertz, example: "frequency: 10 Hz"),
      phase: try map.optional("phase", default: "0").number(example: "phase: 1.5708"),
      offset: try map.optional("offset", default: "0 nA")
        .quantity(.current, example: "offset: 0.1 nA"),
      window: window)
  }
}

extension NoiseCurrent {
  private static let keys = ["mean", "sigma", "tau", "seed"]
  private static let example = "noise: {mean: 0.1 nA, sigma: 0.05 nA, tau: 5 ms}"

  /// Reads the key `noise`.
  init(
    _ entry: Entry, _ source: NoiseSource, in window: StimulusWindow
  ) throws(ModelIOError) {
    let map = try entry.map("a noise", keys: Self.keys, example: Self.example)
    self.init(
      mean: try map.optional("mean", default: "0 nA").quantity(.current, example: "mean: 0.1 nA"),
      standardDeviation: try map.required("sigma", example: "sigma: 0.05 nA")
        .quantity(.current, .notNegative, example: "sigma: 0.05 nA"),
      correlationTime: try map.required("tau", example: "tau: 5 ms")
        .quantity(.time, .positive, example: "tau: 5 ms"),
      seed: try map.optional("seed", default: String(source.seed)).seed(),
      stream: source.stream, window: window)
  }
}
