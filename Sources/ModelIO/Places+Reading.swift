import ModelDescription
import Morphology
import Quantities

extension Region {
  /// Reads the key `where`; `sections` are the names that the cell's morphology gives.
  init(_ entry: Entry, sections: [String]) throws(ModelIOError) {
    let text = try entry.text(expected: "a region", example: "where: apical and distance > 100 um")
    do {
      try self.init(parsing: text)
    } catch {
      throw entry.malformed(error, example: "where: apical and distance > 100 um")
    }
  }
}

extension PointSet {
  /// Reads the key `at`: one place, or a list of them.
  init(_ entry: Entry) throws(ModelIOError) {
    let example = "at: soma, at: [soma(0.25), tips] or at: \"nearest (10 um, 0 um, 5 um)\""
    var texts: [String] = []
    for item in try entry.itemsOrSelf(of: "places", example: example) {
      let text = try item.text(expected: "a place", example: example)
      do {
        _ = try PointSet(parsing: [text])
      } catch {
        throw item.malformed(error, example: example)
      }
      texts.append(text)
    }
    do {
      try self.init(parsing: texts)
    } catch {
      throw entry.malformed(error, example: example)
    }
  }
}
