import ModelDescription
import Morphology
import Quantities

extension DetectionDescription {
  private static let keys = ["event", "when", "cells", "at", "every", "stop", "once"]
  private static let example =
    "{event: lysis, when: \"volume > 2 * volume_at_start\", cells: neuron}"
  /// Looking more often than this is a slip of units.
  private static let mostLooks = 1e10

  /// Reads the key `detect`, in the order of the file.
  static func read(
    _ entry: Entry?, context: ModelContext
  ) throws(ModelIOError) -> [DetectionDescription] {
    guard let entry else { return [] }
    var detections: [DetectionDescription] = []
    for item in try entry.items(of: "events", example: "[\(example)]") {
      let detection = try DetectionDescription(item, context: context)
      try detection.checkName(against: detections, item)
      detections.append(detection)
    }
    return detections
  }

  private init(_ entry: Entry, context: ModelContext) throws(ModelIOError) {
    let map = try entry.map("an event", keys: Self.keys, example: Self.example)
    let cells = try CellSelection.readOrAll(map, populations: context.populations)
    let when = try map.required("when", example: "when: v > -40 mV for 2 s")
    let text = try when.text(expected: "a condition", example: "when: v > -40 mV for 2 s")
    var parser = ConditionParser(
      when, text: text, variables: ConditionVariables(cells: cells, context: context))
    self.init(
      name: try Self.name(map.required("event", example: "event: lysis")),
      condition: try parser.parse(), cells: cells,
      places: try PointSet(map.optional("at", default: "soma"), onCells: context.cells(of: cells)),
      interval: try Self.interval(map, duration: context.simulation.duration),
      stopsRun: try map.optional("stop", default: "false").flag(example: "stop: true"),
      isOnce: try map.optional("once", default: "true").flag(example: "once: false"),
      source: entry.location)
  }

  private static func name(_ entry: Entry) throws(ModelIOError) -> String {
    let name = try entry.text(expected: "a name", example: "event: lysis")
    try Entry.checkName(name, of: "events", at: entry.location)
    return name
  }

  private static func interval(
    _ map: MapEntry, duration: Quantity
  ) throws(ModelIOError) -> Quantity? {
    guard let entry = map.optional("every") else { return nil }
    let interval = try entry.quantity(.time, .positive, example: "every: 1 ms")
    guard duration.siValue / interval.siValue <= mostLooks else {
      throw entry.error(
        .outOfRange, "\(entry.path): every \(interval) is more than 1e10 times",
        suggestion: "check the units")
    }
    return interval
  }

  private func checkName(
    against others: [DetectionDescription], _ entry: Entry
  ) throws(ModelIOError) {
    guard others.contains(where: { $0.name == name }) else { return }
    throw entry.error(
      .inconsistent, "\(entry.path): another event is called '\(name)'",
      suggestion: "give it another name, such as \(name)_2")
  }
}
