import ModelDescription
import Quantities

extension SampledCurrent {
  private static let keys = [
    "file", "dataset", "unit", "times", "time_unit", "interval", "currents",
  ]
  private static let example = "waveform: {file: current.csv}"
  private static let arrayExample =
    "waveform: {file: current.h5, dataset: /current, unit: nA, interval: 0.1 ms}"

  /// Reads the key `waveform`; all times are moved by `start`.
  init(_ entry: Entry, start: Entry?) throws(ModelIOError) {
    let map = try entry.map("a waveform", keys: Self.keys, example: Self.example)
    let (times, currents) = try Self.samples(map)
    let shift = try start?.quantity(.time, .notNegative, example: "start: 5 ms")
      .inEngineUnit(.millisecond)
    self.init(times: times.map { $0 + (shift ?? 0) }, currents: currents)
    try check(entry)
  }

  private static func samples(_ map: MapEntry) throws(ModelIOError) -> ([Double], [Double]) {
    let (source, value) = try map.one(of: ["file", "currents"], example: example)
    guard source == "file" else {
      try refuse(["dataset", "unit", "time_unit", "interval"], beside: source, map)
      let times = try map.required("times", example: "times: [0 ms, 10 ms]")
      return (
        try numbers(times, .time, in: .millisecond, example: "times: [0 ms, 10 ms]"),
        try numbers(value, .current, in: .nanoampere, example: "currents: [0 nA, 1 nA]")
      )
    }
    let file = try value.text(expected: "the name of a file", example: example)
    guard map.optional("dataset") == nil else { return try arrays(map, file: file) }
    try refuse(["unit", "times", "time_unit", "interval"], beside: "a CSV file", map)
    let text = try ModelFile.text(
      map.reading.resolve(file), name: file, namedAt: value.location)
    let table = try WaveformTable(text, file: file)
    return (table.times, table.currents)
  }

  private static func refuse(
    _ keys: [String], beside source: String, _ map: MapEntry
  ) throws(ModelIOError) {
    for key in keys {
      guard let entry = map.optional(key) else { continue }
      throw entry.error(
        .inconsistent, "'\(key)' means nothing beside \(source)",
        suggestion: "it belongs to an HDF5 file, as in \(arrayExample)")
    }
  }

  private static func numbers(
    _ entry: Entry, _ dimension: Dimension, in unit: Unit, example: String
  ) throws(ModelIOError) -> [Double] {
    var values: [Double] = []
    for item in try entry.items(of: "quantities", example: example) {
      let quantity = try item.quantity(dimension, example: example)
      values.append(quantity.inEngineUnit(unit))
    }
    return values
  }

  private static func arrays(
    _ map: MapEntry, file: String
  ) throws(ModelIOError) -> ([Double], [Double]) {
    let dataset = try map.required("dataset", example: arrayExample)
    let unit = try map.required("unit", example: "unit: nA").unit(.current, example: "unit: nA")
    let currents = try load(dataset, file: file, unit, in: .nanoampere)
    let (key, value) = try map.one(of: ["interval", "times"], example: arrayExample)
    guard key == "times" else {
      let interval = try value.quantity(.time, .positive, example: "interval: 0.1 ms")
      let step = interval.inEngineUnit(.millisecond)
      return (currents.indices.map { Double($0) * step }, currents)
    }
    let timeUnit = try map.required("time_unit", example: "time_unit: ms")
      .unit(.time, example: "time_unit: ms")
    return (try load(value, file: file, timeUnit, in: .millisecond), currents)
  }

  private static func load(
    _ dataset: Entry, file: String, _ unit: Unit, in wanted: Unit
  ) throws(ModelIOError) -> [Double] {
    let name = try dataset.text(expected: "the path of a dataset", example: "dataset: /current")
    return try dataset.array(file: file, dataset: name, .malformedWaveform).map {
      Quantity($0, unit).inEngineUnit(wanted)
    }
  }

  private func check(_ entry: Entry) throws(ModelIOError) {
    func refuse(_ message: String) -> ModelIOError {
      entry.error(
        .malformedWaveform, "\(entry.path): \(message)",
        suggestion: "give as many times as currents, strictly increasing and finite")
    }
    guard times.count == currents.count else {
      throw refuse("there are \(times.count) times but \(currents.count) currents")
    }
    guard times.count >= 2 else { throw refuse("there are fewer than two samples") }
    guard (times + currents).allSatisfy(\.isFinite) else {
      throw refuse("a time or current is not a finite number")
    }
    guard zip(times, times.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw refuse("the times do not increase from sample to sample")
    }
  }
}

extension Quantity {
  /// The number in a unit of the same dimension; not a number where the dimension differs.
  func inEngineUnit(_ unit: Unit) -> Double {
    (try? value(in: unit)) ?? .nan
  }
}

extension Entry {
  /// A unit that measures one dimension.
  func unit(_ dimension: Dimension, example: String) throws(ModelIOError) -> Unit {
    let text = try text(expected: "a unit", example: example)
    do {
      let unit = try Unit(parsing: text)
      _ = try Quantity(1, unit).value(in: dimension.usualUnit)
      return unit
    } catch {
      throw malformed(error, example: example)
    }
  }
}
