import ModelDescription
import Morphology
import Quantities

/// What the key `record` holds: time series and spike detectors, each in the order of the file.
struct Records {
  private(set) var recordings: [RecordingDescription] = []
  private(set) var gridRecordings: [GridRecordingDescription] = []
  private(set) var detectors: [SpikeDetectorDescription] = []

  private static let example = "record: {v: {variable: v, cells: patch, at: soma, every: 0.1 ms}}"
  /// Names of files that a run writes anyway.
  private static let reserved = ["spikes", "run", "checkpoint"]

  /// Reads the key `record`.
  init(_ entry: Entry?, context: ModelContext) throws(ModelIOError) {
    guard let entry else { return }
    for (name, item) in try entry.namedEntries(of: "recordings", example: Self.example) {
      guard case .map(let pairs) = item.node.content else {
        throw item.wrongKind(expected: "a recording", example: Self.example)
      }
      if pairs.contains(where: { $0.key == "threshold" }) {
        detectors.append(try SpikeDetectorDescription(item, name: name, context: context))
        continue
      }
      guard !Self.reserved.contains(name) else {
        throw item.error(
          .malformedValue, "a time series cannot be called '\(name)', as another result is",
          suggestion: "choose another name, or give a 'threshold' to detect spikes")
      }
      if pairs.contains(where: { $0.key == "on" }) {
        gridRecordings.append(try GridRecordingDescription(item, name: name, context: context))
      } else {
        recordings.append(try RecordingDescription(item, name: name, context: context))
      }
    }
  }
}

extension RecordingDescription {
  private static let keys = ["variable", "cells", "at", "every", "start", "stop", "precision"]
  private static let example = "{variable: v, cells: patch, at: soma, every: 0.1 ms}"
  /// More samples than this are a slip of units.
  private static let mostSamples = 1e10

  init(_ entry: Entry, name: String, context: ModelContext) throws(ModelIOError) {
    let map = try entry.map("a recording", keys: Self.keys, example: Self.example)
    let cells = try CellSelection.read(map, populations: context.populations)
    let variable = try RecordedVariable(
      map.required("variable", example: "variable: v"), recordedIn: cells, context: context)
    let start = try map.optional("start", default: "0 ms")
      .quantity(.time, .notNegative, example: "start: 0 ms")
    self.init(
      name: name, variable: variable, cells: cells,
      places: try PointSet(map, onCells: context.cells(of: cells)),
      interval: try Self.interval(map, simulation: context.simulation),
      start: start, stop: try Self.stop(map, start: start),
      precision: try map.optional("precision", default: Precision.single.rawValue)
        .choice(Precision.self, example: "precision: double"),
      source: entry.location)
  }

  /// Reads the key `every`.
  static func interval(
    _ map: MapEntry, simulation: SimulationDescription
  ) throws(ModelIOError) -> Quantity {
    let isAdaptive = simulation.method == .adaptive
    let entry =
      try isAdaptive
      ? map.required("every", example: "every: 1 s")
      : map.optional("every", default: "\(simulation.timeStep)")
    let interval = try entry.quantity(.time, .positive, example: "every: 0.1 ms")
    // Finer samples are interpolated; far finer ones are a mistaken unit, and would fill the disk.
    guard isAdaptive || interval.siValue * 1000 >= simulation.timeStep.siValue * (1 - 1e-9) else {
      throw entry.error(
        .outOfRange,
        "\(entry.path) is \(interval), more than 1000 samples a time step of "
          + "\(simulation.timeStep)",
        suggestion: "check the units; sampling once a step shows all that is computed")
    }
    guard simulation.duration.siValue / interval.siValue <= mostSamples else {
      throw entry.error(
        .outOfRange, "\(entry.path): every \(interval) is more than 1e10 samples",
        suggestion: "check the units")
    }
    return interval
  }

  /// Reads the key `stop`.
  static func stop(_ map: MapEntry, start: Quantity) throws(ModelIOError) -> Quantity? {
    guard let entry = map.optional("stop") else { return nil }
    let stop = try entry.quantity(.time, .positive, example: "stop: 100 ms")
    guard stop.siValue >= start.siValue else {
      throw entry.error(
        .inconsistent, "\(entry.path) is \(stop), before the start at \(start)",
        suggestion: "'stop' is a time of the run, not a length")
    }
    return stop
  }
}

extension SpikeDetectorDescription {
  private static let example = "{threshold: 0 mV, cells: patch, at: soma}"

  init(_ entry: Entry, name: String, context: ModelContext) throws(ModelIOError) {
    let map = try entry.map(
      "a spike detector", keys: ["threshold", "cells", "at"], example: Self.example)
    let cells = try CellSelection.read(map, populations: context.populations)
    self.init(
      name: name,
      threshold: try map.required("threshold", example: "threshold: 0 mV")
        .quantity(.voltage, example: "threshold: 0 mV"),
      cells: cells,
      places: try PointSet(map, onCells: context.cells(of: cells)),
      source: entry.location)
  }
}
