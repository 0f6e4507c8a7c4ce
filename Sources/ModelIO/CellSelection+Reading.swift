import ModelDescription

/// Something that a selection can name: a population, or sources of spikes.
struct Selectable {
  let name: String
  let count: Int
  let isSource: Bool

  init(_ population: PopulationDescription) {
    (name, count, isSource) = (population.name, population.count, false)
  }

  init(_ source: SpikeSourceDescription) {
    (name, count, isSource) = (source.name, source.count, true)
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
    try read(
      map.required("cells", example: example), among: populations.map(Selectable.init),
      example: example)
  }

  /// Reads the key `cells`, or its default, every cell.
  static func readOrAll(
    _ map: MapEntry, populations: [PopulationDescription]
  ) throws(ModelIOError) -> [CellSelection] {
    try read(
      map.optional("cells", default: everything), among: populations.map(Selectable.init),
      example: example)
  }

  /// Reads one selection, or a list of them, of what there is to select from.
  static func read(
    _ entry: Entry, among known: [Selectable], example: String
  ) throws(ModelIOError) -> [CellSelection] {
    var selections: [CellSelection] = []
    for item in try entry.itemsOrSelf(of: "populations", example: example) {
      let text = try item.text(expected: "a population", example: example)
      if text == everything {
        selections += known.filter { !$0.isSource }.map {
          CellSelection(population: $0.name, indices: 0..<$0.count)
        }
      } else {
        selections.append(try CellSelection(item, text: text, known: known))
      }
    }
    return try distinct(selections, entry: entry)
  }

  private init(
    _ entry: Entry, text: String, known: [Selectable]
  ) throws(ModelIOError) {
    let words = text.split(separator: " ").map(String.init)
    let name = words.first ?? ""
    guard let population = known.first(where: { $0.name == name }) else {
      let hasSources = known.contains(where: \.isSource)
      throw entry.unknown(
        name, among: known.map(\.name), kind: hasSources ? "populations and sources" : "populations"
      )
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
    _ word: String, of population: Selectable, _ entry: Entry
  ) throws(ModelIOError) -> Int {
    guard let index = Int(word) else { throw malformed(word, entry) }
    guard (0..<population.count).contains(index) else {
      throw entry.error(
        .outOfRange,
        population.isSource
          ? "\(entry.path): there is no source \(index) of '\(population.name)'"
          : "\(entry.path): population '\(population.name)' has no cell \(index)",
        suggestion: "its \(population.isSource ? "sources" : "cells") are numbered from 0 to "
          + "\(population.count - 1)")
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
