import ModelDescription
import Morphology

extension FrontDescription {
  private static let keys = ["event", "along", "from", "between"]
  private static let example = "{event: invasion, along: x, between: [700 um, 1600 um]}"
  private static let rangeExample = "between: [700 um, 1600 um]"

  init(
    _ entry: Entry, name: String, context: ModelContext, detections: [DetectionDescription]
  ) throws(ModelIOError) {
    let map = try entry.map("a front", keys: Self.keys, example: Self.example)
    let event = try map.required("event", example: "event: invasion")
    let eventName = try event.detection(detections)
    if let detection = detections.first(where: { $0.name == eventName }) {
      try Self.requirePositions(of: detection.cells, event, context)
    }
    self.init(
      name: name, event: eventName, coordinate: try Self.coordinate(map),
      range: try Self.range(map), source: entry.location)
  }

  /// Refuses several cells of which nobody says where they are; one alone has places of its own.
  private static func requirePositions(
    of cells: [CellSelection], _ entry: Entry, _ context: ModelContext
  ) throws(ModelIOError) {
    guard cells.reduce(0, { $0 + $1.indices.count }) > 1 else { return }
    let names = cells.map(\.population)
    let lost = context.populations.first { names.contains($0.name) && $0.positions == .unstated }
    guard let lost else { return }
    throw entry.error(
      .inconsistent, "\(entry.path): nothing says where the cells of '\(lost.name)' are",
      suggestion: "give the population its 'positions', or detect the event in other cells")
  }

  private static func coordinate(_ map: MapEntry) throws(ModelIOError) -> Coordinate {
    let example = "along: x, or from: [0 um, 0 um, 0 um]"
    let (key, entry) = try map.one(of: ["along", "from"], example: example)
    guard key == "along" else { return .distance(from: try entry.point(example: example)) }
    return .along(try entry.choice(Axis.self, example: "along: x"))
  }

  /// Reads the key `between`; an end may be open.
  private static func range(_ map: MapEntry) throws(ModelIOError) -> ClosedRange<Double> {
    guard let entry = map.optional("between") else { return everywhere }
    let ends = try entry.items(of: "two lengths", example: rangeExample)
    guard ends.count == 2 else {
      throw entry.error(
        .wrongKind, "\(entry.path) has \(ends.count) items where two lengths are due",
        suggestion: "write for example \(rangeExample), with ~ for an end that is open")
    }
    let lower = try end(ends[0]) ?? -Double.infinity
    let upper = try end(ends[1]) ?? Double.infinity
    guard lower < upper else {
      throw entry.error(
        .inconsistent, "\(entry.path) holds no stretch: its second end is not above its first",
        suggestion: "write the smaller length first, as in \(rangeExample)")
    }
    return lower...upper
  }

  private static func end(_ entry: Entry) throws(ModelIOError) -> Double? {
    entry.node.isNothing ? nil : try entry.micrometers(example: rangeExample)
  }
}
