import ModelDescription
import Morphology
import Quantities

extension OutcomeDescription {
  private static let keys = [
    "cells", "at", "depolarized", "for", "repolarized", "potassium", "spike", "silent",
  ]
  private static let example = "{cells: strip, at: soma, depolarized: -40 mV, for: 1 s}"
  private static let potassiumOutside = "[k]o"

  init(_ entry: Entry, name: String, context: ModelContext) throws(ModelIOError) {
    let map = try entry.map("a measure of outcomes", keys: Self.keys, example: Self.example)
    let cells = try CellSelection.readOrAll(map, populations: context.populations)
    let places = try PointSet(
      map.optional("at", default: "soma"), onCells: context.cells(of: cells))
    let depolarized = try Self.voltage(map, "depolarized", default: "-40 mV")
    self.init(
      name: name, cells: cells, places: places, depolarized: depolarized,
      holdTime: try Self.time(map, "for"),
      repolarized: try Self.repolarized(map, below: depolarized),
      potassium: try Self.potassium(map, cells, context),
      spike: try Self.voltage(map, "spike", default: "-20 mV"),
      silence: try Self.time(map, "silent"), source: entry.location)
  }

  private static func voltage(
    _ map: MapEntry, _ key: String, default text: String
  ) throws(ModelIOError) -> Quantity {
    try map.optional(key, default: text).quantity(.voltage, example: "\(key): \(text)")
  }

  private static func time(_ map: MapEntry, _ key: String) throws(ModelIOError) -> Quantity {
    try map.optional(key, default: "1 s").quantity(.time, .positive, example: "\(key): 1 s")
  }

  /// Reads the key `repolarized`: by default 10 mV lower, so that a potential which wavers about
  /// the level makes one episode.
  private static func repolarized(
    _ map: MapEntry, below depolarized: Quantity
  ) throws(ModelIOError) -> Quantity {
    let millivolts = (try? depolarized.value(in: .millivolt)) ?? 0
    let usual = Quantity(millivolts - 10, .millivolt)
    let level = try voltage(map, "repolarized", default: "\(usual)")
    guard level.siValue > depolarized.siValue else { return level }
    throw map.optional("repolarized", default: "").error(
      .inconsistent,
      "\(map.path): a place could be depolarized above \(depolarized) and repolarized below "
        + "\(level) at once",
      suggestion: "give 'repolarized' a potential below 'depolarized', such as \(usual)")
  }

  /// Reads the key `potassium`; without it, 20 mM where potassium outside can rise in all cells.
  private static func potassium(
    _ map: MapEntry, _ cells: [CellSelection], _ context: ModelContext
  ) throws(ModelIOError) -> Quantity? {
    let canRise =
      context.extracellular.isFinite
      && context.cells(of: cells).allSatisfy { cell in
        cell.ions.contains { $0.name == "k" && $0.dynamics == .pool && $0.outside != nil }
      }
    guard canRise || map.optional("potassium") != nil else { return nil }
    let entry = map.optional("potassium", default: "20 mM")
    let level = try entry.quantity(.concentration, .positive, example: "potassium: 20 mM")
    _ = try RecordedVariable(potassiumOutside, entry, recordedIn: cells, context: context)
    return level
  }
}
