import ModelDescription

extension PopulationDescription {
  private static let keys = ["cell", "count", "positions", "orientation", "represents"]
  private static let example = "populations: {patch: {cell: patch, count: 1}}"
  /// The largest number of cells in one population.
  private static let mostCells = 100_000_000

  /// Reads the key `populations`, in the order of the file.
  static func read(
    _ entry: Entry, cells: [CellDescription]
  ) throws(ModelIOError) -> [PopulationDescription] {
    var populations: [PopulationDescription] = []
    for (name, item) in try entry.namedEntries(of: "populations", example: example) {
      guard name != CellSelection.everything else {
        throw item.error(
          .malformedValue, "a population cannot be called '\(name)', which means all of them",
          suggestion: "choose another name")
      }
      populations.append(try PopulationDescription(item, name: name, cells: cells))
    }
    guard !populations.isEmpty else {
      throw entry.error(
        .missingKey, "the model has no population", suggestion: "write for example \(example)")
    }
    return populations
  }

  private init(_ entry: Entry, name: String, cells: [CellDescription]) throws(ModelIOError) {
    let map = try entry.map("a population", keys: Self.keys, example: Self.example)
    let cell = try map.required("cell", example: "cell: patch")
    let cellName = try cell.text(expected: "the name of a cell", example: "cell: patch")
    let known = cells.map(\.name)
    guard known.contains(cellName) else {
      throw cell.unknown(cellName, among: known, kind: "cells")
    }
    let stated = try StatedPositions(map.optional("positions"), most: Self.mostCells)
    self.init(
      name: name, cell: cellName, count: try Self.count(map, stated: stated.count),
      positions: stated.positions,
      orientation: try CellOrientation(map.optional("orientation", default: "as_drawn")),
      represents: try map.optional("represents", default: "1")
        .number(.positive, example: "represents: 10"),
      source: entry.location)
  }

  /// Reads the key `count`, which positions may say already.
  private static func count(_ map: MapEntry, stated: Int?) throws(ModelIOError) -> Int {
    guard let stated else {
      return try map.required("count", example: "count: 1")
        .integer(1...mostCells, example: "count: 1")
    }
    let entry = map.optional("count", default: "\(stated)")
    let count = try entry.integer(1...mostCells, example: "count: \(stated)")
    guard count == stated else {
      throw entry.error(
        .inconsistent, "\(entry.path) is \(count), but its positions are those of \(stated)",
        suggestion: "write count: \(stated), or leave it out")
    }
    return count
  }
}
