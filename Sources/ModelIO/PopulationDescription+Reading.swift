import ModelDescription

extension PopulationDescription {
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
    let map = try entry.map("a population", keys: ["cell", "count"], example: Self.example)
    let cell = try map.required("cell", example: "cell: patch")
    let cellName = try cell.text(expected: "the name of a cell", example: "cell: patch")
    let known = cells.map(\.name)
    guard known.contains(cellName) else {
      throw cell.unknown(cellName, among: known, kind: "cells")
    }
    self.init(
      name: name, cell: cellName,
      count: try map.required("count", example: "count: 1")
        .integer(1...Self.mostCells, example: "count: 1"),
      source: entry.location)
  }
}

extension CellSelection {
  /// The word that selects every cell of every population.
  static let everything = "all"
  private static let example = "cells: patch, cells: patch 3, cells: patch 0 to 9 or cells: all"

  /// Reads the key `cells` of a stimulus or recording: one selection, or a list of them.
  static func read(
    _ map: MapEntry, populations: [PopulationDescription]
  ) throws(ModelIOError) -> [CellSelection] {
    try read(map.required("cells", example: example), populations: populations)
  }

  /// Reads the key `cells`, or its default, every cell.
  static func readOrAll(
    _ map: MapEntry, populations: [PopulationDescription]
  ) throws(ModelIOError) -> [CellSelection] {
    try read(map.optional("cells", default: everything), populations: populations)
  }

  private static func read(
    _ entry: Entry, populations: [PopulationDescription]
  ) throws(ModelIOError) -> [CellSelection] {
    var selections: [CellSelection] = []
    for item in try entry.itemsOrSelf(of: "populations", example: example) {
      let text = try item.text(expected: "a population", example: example)
      if text == everything {
        selections += populations.map { CellSelection(population: $0.name, indices: 0..<$0.count) }
      } else {
        selections.append(try CellSelection(item, text: text, populations: populations))
      }
    }
    return try distinct(selections, entry: entry)
  }

  private init(
    _ entry: Entry, text: String, populations: [PopulationDescription]
  ) throws(ModelIOError) {
    let words = text.split(separator: " ").map(String.init)
    let name = words.first ?? ""
    guard let population = populations.first(where: { $0.name == name }) else {
      throw entry.unknown(name, among: populations.map(\.name), kind: "populations")
    }
    let isRange = words.count == 4 && words[2] == "to"
    guard words.count <= 2 || isRange else { throw Self.malformed(text, entry) }
    let first = try words.count > 1 ? Self.index(words[1], of: population, entry) : 0
    let last =
      try isRange
      ? Self.index(words[3], of: population, entry)
      : words.count > 1 ? first : population.count - 1
    guard first <= last else {
      throw entry.error(
        .outOfRange, "\(entry.path): '\(text.abbreviated)' counts downwards",
        suggestion: "write the smaller number first")
    }
    self.init(population: name, indices: first..<last + 1)
  }

  private static func index(
    _ word: String, of population: PopulationDescription, _ entry: Entry
  ) throws(ModelIOError) -> Int {
    guard let index = Int(word) else { throw malformed(word, entry) }
    guard (0..<population.count).contains(index) else {
      throw entry.error(
        .outOfRange, "\(entry.path): population '\(population.name)' has no cell \(index)",
        suggestion: "its cells are numbered from 0 to \(population.count - 1)")
    }
    return index
  }

  private static func malformed(_ text: String, _ entry: Entry) -> ModelIOError {
    entry.error(
      .malformedValue, "\(entry.path): cannot read '\(text.abbreviated)' as a selection of cells",
      suggestion: "write \(example)")
  }

  /// Refuses selections that name a cell twice.
  private static func distinct(
    _ selections: [CellSelection], entry: Entry
  ) throws(ModelIOError) -> [CellSelection] {
    for (position, selection) in selections.enumerated() {
      let isRepeated = selections[..<position].contains {
        $0.population == selection.population && $0.indices.overlaps(selection.indices)
      }
      guard !isRepeated else {
        throw entry.error(
          .inconsistent, "\(entry.path) selects cells of '\(selection.population)' twice",
          suggestion: "name each cell once")
      }
    }
    return selections
  }
}
