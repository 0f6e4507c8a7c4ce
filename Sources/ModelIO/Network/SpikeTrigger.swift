import ModelDescription
import Morphology
import Quantities

/// What counts as a spike of a presynaptic cell: a threshold and a place.
struct SpikeTrigger {
  let threshold: Quantity
  let place: PointSet

  /// Reads the keys `threshold` and `at`, which mean nothing where all spikes come from sources.
  init(_ map: MapEntry, _ ends: ConnectionEnds, cells: [CellDescription]) throws(ModelIOError) {
    guard ends.hasCells else {
      for key in ["threshold", "at"] {
        guard let entry = map.optional(key) else { continue }
        throw entry.error(
          .inconsistent, "\(entry.path) means nothing where all spikes come from sources",
          suggestion: "remove it")
      }
      threshold = Quantity(0, .millivolt)
      place = try PointSet.reading("root", map.entry)
      return
    }
    threshold = try map.optional("threshold", default: "0 mV")
      .quantity(.voltage, example: "threshold: -20 mV")
    let hasSomata = cells.allSatisfy(\.hasSomaPoint)
    place = try PointSet(
      onePlace: map.optional("at", default: hasSomata ? "soma(0.5)" : "root"), onCells: cells)
  }
}

extension CellDescription {
  /// Whether `soma(0.5)` is a point of the cell.
  var hasSomaPoint: Bool {
    let somata = morphology.branches.indices.filter {
      morphology.branches[$0].tag == BranchKind.soma
    }
    return sectionNames.contains("soma") || somata.count == 1 || somata.first == 0
  }
}

extension PointSet {
  /// Reads a place of which every cell has one.
  init(onePlace entry: Entry, onCells cells: [CellDescription]) throws(ModelIOError) {
    let example = "at: soma(0.5)"
    _ = try entry.text(expected: "one place", example: example)
    try self.init(entry, onCells: cells)
    switch places.first {
    case .root, .branch, .named, .nearest, .random(count: 1, _): return
    default:
      throw entry.error(
        .inconsistent, "\(entry.path): '\(self)' may be several places where one is due",
        suggestion: "write for example \(example)")
    }
  }

  fileprivate static func reading(_ text: String, _ entry: Entry) throws(ModelIOError) -> PointSet {
    try entry.building(.malformedValue) { () throws(MorphologyError) in
      try PointSet(parsing: text)
    }
  }
}
