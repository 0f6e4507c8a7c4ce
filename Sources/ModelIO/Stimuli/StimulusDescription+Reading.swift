import ModelDescription
import Morphology
import Quantities

extension StimulusDescription {
  private static let example =
    "{current_clamp: {amplitude: 0.1 nA, start: 5 ms, stop: 55 ms}, cells: patch, at: soma}"

  /// Reads the key `stimuli`, in the order of the file.
  static func read(
    _ entry: Entry?, context: ModelContext
  ) throws(ModelIOError) -> [StimulusDescription] {
    guard let entry else { return [] }
    var stimuli: [StimulusDescription] = []
    for (index, item) in try entry.items(of: "stimuli", example: "[\(example)]").enumerated() {
      let noise = NoiseSource(seed: context.simulation.seed, stream: UInt64(index))
      stimuli.append(try StimulusDescription(item, context: context, noise: noise))
    }
    return stimuli
  }

  private init(
    _ entry: Entry, context: ModelContext, noise: NoiseSource
  ) throws(ModelIOError) {
    let kinds = ["current_clamp", "voltage_clamp"]
    let map = try entry.map(
      "a stimulus", keys: kinds + ["carries", "cells", "at"], example: Self.example)
    let (kind, clamp) = try map.one(of: kinds, example: Self.example)
    let cells = try CellSelection.read(map, populations: context.populations)
    let carriers = try Carrier.read(
      map.optional("carries"), electrode: kind, cells: context.cells(of: cells))
    self.init(
      electrode: kind == "voltage_clamp"
        ? .voltageClamp(try VoltageClamp(clamp))
        : .currentClamp(try CurrentWaveform(clamp, noise: noise)),
      carriers: carriers, cells: cells,
      places: try PointSet(map, onCells: context.cells(of: cells)),
      source: entry.location)
  }
}

/// Where a noisy stimulus takes its random numbers from, unless it has a seed of its own.
struct NoiseSource {
  let seed: UInt64
  let stream: UInt64
}

extension VoltageClamp {
  private static let example =
    "{series_resistance: 1 Mohm, levels: [{level: -65 mV, duration: 10 ms}, {level: 0 mV}]}"

  /// Reads the key `voltage_clamp`.
  init(_ entry: Entry) throws(ModelIOError) {
    let map = try entry.map(
      "a voltage clamp", keys: ["series_resistance", "start", "levels"], example: Self.example)
    let start = try map.optional("start", default: "0 ms")
      .quantity(.time, .notNegative, example: "start: 0 ms")
    let resistance = try map.required("series_resistance", example: "series_resistance: 1 Mohm")
      .quantity(.resistance, .positive, example: "series_resistance: 1 Mohm")
    self.init(
      seriesResistance: resistance, start: start,
      levels: try Self.levels(map.required("levels", example: Self.example), start: start))
  }

  private static func levels(
    _ entry: Entry, start: Quantity
  ) throws(ModelIOError) -> [Level] {
    var levels: [Level] = []
    var begin = start
    for item in try entry.items(of: "levels", example: example) {
      if let previous = levels.last, previous.end == nil {
        throw item.error(
          .inconsistent, "\(item.path) follows a level that lasts to the end of the run",
          suggestion: "give every level but the last a 'duration' or 'until'")
      }
      let level = try level(item, begin: begin)
      begin = level.end ?? begin
      levels.append(level)
    }
    guard !levels.isEmpty else {
      throw entry.wrongKind(expected: "a list of levels", example: example)
    }
    return levels
  }

  private static func level(_ entry: Entry, begin: Quantity) throws(ModelIOError) -> Level {
    let example = "{level: -65 mV, duration: 10 ms}"
    let map = try entry.map("a level", keys: ["level", "duration", "until"], example: example)
    let voltage = try map.required("level", example: "level: -65 mV")
      .quantity(.voltage, example: "level: -65 mV")
    guard map.optional("duration") != nil || map.optional("until") != nil else {
      return Level(voltage: voltage, end: nil)
    }
    let (key, time) = try map.one(of: ["duration", "until"], example: example)
    let value = try time.quantity(.time, .positive, example: "\(key): 10 ms")
    guard key == "until" else { return Level(voltage: voltage, end: begin.adding(value)) }
    guard value.siValue > begin.siValue else {
      throw time.error(
        .inconsistent, "\(time.path) is \(value), but the level begins at \(begin)",
        suggestion: "'until' is a time of the run; write 'duration' for a length")
    }
    return Level(voltage: voltage, end: value)
  }
}

extension Quantity {
  /// The sum with a quantity of the same dimension, in this one's unit.
  func adding(_ other: Quantity) -> Quantity {
    guard let addend = try? other.value(in: unit) else {
      return Quantity(siValue: siValue + other.siValue, dimension: dimension)
    }
    return Quantity(value + addend, unit)
  }
}
