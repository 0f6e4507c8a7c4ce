import ModelDescription
import Morphology
import Quantities

extension ExtracellularGrid.Source {
  private static let rates = ["current", "amount"]
  private static let example =
    "sources: [{ion: k, at: [500 um, 500 um, 500 um], current: 50 nA, start: 0 s, stop: 10 s}]"

  /// Reads the key `sources`, in the order of the file.
  static func read(
    _ entry: Entry?, _ species: GridSpecies, _ lattice: GridLattice
  ) throws(ModelIOError) -> [ExtracellularGrid.Source] {
    var sources: [ExtracellularGrid.Source] = []
    for item in try entry?.items(of: "sources", example: example) ?? [] {
      sources.append(try ExtracellularGrid.Source(item, species, lattice))
    }
    return sources
  }

  private init(
    _ entry: Entry, _ species: GridSpecies, _ lattice: GridLattice
  ) throws(ModelIOError) {
    let map = try entry.map(
      "a source", keys: ["ion", "at", "start", "stop"] + Self.rates, example: Self.example)
    let name = try map.required("ion", example: "ion: k")
    let ion = try species.pool(
      try name.text(expected: "the name of an ion", example: "ion: k"), name)
    let place = try map.required("at", example: "at: [500 um, 500 um, 500 um]")
    self.init(
      ion: ion.name, at: try lattice.point(place), rate: try Self.rate(map, of: ion),
      window: try StimulusWindow(map), source: entry.location)
  }

  private static func rate(
    _ map: MapEntry, of ion: IonDescription
  ) throws(ModelIOError) -> Quantity {
    let (key, entry) = try map.one(of: rates, example: "current: 50 nA")
    guard key == "current" else {
      return try entry.quantity(.molarRate, .notNegative, example: "amount: 1 fmol/s")
        .sensible(.molarRate, entry)
    }
    guard !ion.isNeutral else {
      throw entry.error(
        .inconsistent, "\(entry.path): '\(ion.name)' is neutral and carries no current",
        suggestion: "write for example amount: 1 fmol/s")
    }
    let example = "current: \(ion.valence > 0 ? "" : "-")50 nA"
    let current = try entry.quantity(.current, example: example).sensible(.current, entry)
    guard current.siValue * ion.valence >= 0 else {
      throw entry.error(
        .outOfRange,
        "\(entry.path) is \(current), which would take '\(ion.name)' of valence "
          + "\(Quantity(ion.valence, .one)) out of the space",
        suggestion: "write for example \(example)")
    }
    return current
  }
}

extension GridLattice {
  /// Reads a point, which must lie within the space.
  fileprivate func point(_ entry: Entry) throws(ModelIOError) -> Morphology.Point {
    let point = try entry.point(example: "at: [500 um, 500 um, 500 um]")
    guard let box, !box.contains(point) else { return point }
    throw entry.error(
      .outOfRange, "\(entry.path) lies outside of the box of the space",
      suggestion: "choose a point from its 'from' to below its 'to'")
  }
}
