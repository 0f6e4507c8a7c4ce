import ModelDescription
import Morphology
import Quantities

extension InterventionDescription {
  private static let keys = [
    "name", "at", "over", "until", "for", "every", "times", "set", "cells", "where",
    "within",
  ]
  private static let example = "{at: 1 min, set: {na_k_atpase.block: 1}, cells: neuron}"

  /// Reads the key `interventions`, in the order of the file.
  static func read(
    _ entry: Entry?, context: ModelContext
  ) throws(ModelIOError) -> [InterventionDescription] {
    guard let entry else { return [] }
    var interventions: [InterventionDescription] = []
    for item in try entry.items(of: "interventions", example: "[\(example)]") {
      interventions.append(try InterventionDescription(item, context: context))
    }
    return interventions
  }

  private init(_ entry: Entry, context: ModelContext) throws(ModelIOError) {
    let map = try entry.map("an intervention", keys: Self.keys, example: Self.example)
    let cells = try CellSelection.readOrAll(map, populations: context.populations)
    let selected = context.cells(of: cells)
    let schedule = try InterventionSchedule(map, duration: context.simulation.duration)
    let changes = try Change.read(map, cells: selected)
    try context.extracellular.checkBath(
      changes, map, ofAll: context.isEverything(cells))
    self.init(
      name: try Self.label(map.optional("name")), start: schedule.start, ramp: schedule.ramp,
      length: schedule.length, interval: schedule.interval, count: schedule.count,
      changes: changes, cells: cells,
      region: try Self.region(map, changes: changes, cells: selected),
      within: try Box(within: map.optional("within"), of: cells, context), source: entry.location)
  }

  private static func label(_ entry: Entry?) throws(ModelIOError) -> String? {
    guard let entry else { return nil }
    let name = try entry.text(expected: "a name", example: "name: ouabain")
    try Entry.checkName(name, of: "interventions", at: entry.location)
    return name
  }

  /// Reads `where`, which bath and temperature do not have: they are those of a whole cell.
  private static func region(
    _ map: MapEntry, changes: [Change], cells: [CellDescription]
  ) throws(ModelIOError) -> Region {
    let isOfWholeCells = changes.contains {
      if case .parameter = $0.target { return false }
      return true
    }
    if let entry = map.optional("where"), isOfWholeCells {
      throw entry.error(
        .inconsistent, "\(entry.path) means nothing for a bath or a temperature",
        suggestion: "remove it, or change the parameters in an intervention of their own")
    }
    let sections = Set(cells.flatMap(\.sectionNames)).sorted()
    guard !isOfWholeCells else { return try Region(all: map.entry) }
    return try Region(map.optional("where", default: "all"), sections: sections)
  }
}

extension Region {
  /// The whole of every cell; `entry` is what needs it, for messages.
  fileprivate init(all entry: Entry) throws(ModelIOError) {
    self = try entry.building(.malformedValue) { () throws(MorphologyError) in
      try Region(parsing: "all", sectionNames: [])
    }
  }
}
