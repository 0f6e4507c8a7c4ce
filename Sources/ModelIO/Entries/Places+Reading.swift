import ModelDescription
import Morphology
import Quantities

extension Entry {
  /// Builds a shape or place, and turns its complaint into one that names this entry.
  func building<Result>(
    _ code: ModelIOError.Code, _ build: () throws(MorphologyError) -> Result
  ) throws(ModelIOError) -> Result {
    do {
      return try build()
    } catch {
      throw self.error(code, "\(path): \(error.message)", suggestion: error.suggestion)
    }
  }
}

extension Region {
  /// Reads the key `where`; `sections` are the names that the cell's morphology gives.
  init(_ entry: Entry, sections: [String]) throws(ModelIOError) {
    let text = try entry.text(expected: "a region", example: "where: apical and distance > 100 um")
    self = try entry.building(.malformedValue) { () throws(MorphologyError) in
      try Region(parsing: text, sectionNames: sections)
    }
  }
}

extension PointSet {
  /// Reads the key `at`: one place, or a list of them.
  ///
  /// A name must be a section of one of the cells at least; whether each cell has it is checked
  /// when the cells are cut into compartments.
  init(_ map: MapEntry, onCells cells: [CellDescription]) throws(ModelIOError) {
    try self.init(map.required("at", example: "at: soma"), onCells: cells)
  }

  /// Reads the value of the key `at`.
  init(_ entry: Entry, onCells cells: [CellDescription]) throws(ModelIOError) {
    try self.init(entry, sections: Set(cells.flatMap(\.sectionNames)).sorted())
  }

  /// Reads the value of the key `at` for cells with these sections.
  init(_ entry: Entry, sections: [String]) throws(ModelIOError) {
    let example = "at: soma, at: [soma(0.25), tips] or at: \"nearest (10 um, 0 um, 5 um)\""
    var texts: [String] = []
    for item in try entry.itemsOrSelf(of: "places", example: example) {
      let text = try item.text(expected: "a place", example: example)
      _ = try item.building(.malformedValue) { () throws(MorphologyError) in
        try PointSet(parsing: text, sectionNames: sections)
      }
      texts.append(text)
    }
    self = try entry.building(.malformedValue) { () throws(MorphologyError) in
      try PointSet(parsing: texts, sectionNames: sections)
    }
  }
}
