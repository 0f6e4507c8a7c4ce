extension RunMeasure {
  private static let outcomeName = "outcome"

  /// Writes a group of the measure's name with the groups `summary` and `places`.
  func write(in measures: HDF5Group) throws {
    try NameCheck.group(name, "a measure")
    let group = try measures.createGroup(name)
    try group.attributes.write(kind, as: "kind")
    try group.attributes.write(about, as: "about")
    try RunQuantity.write(summary, to: group.createGroup("summary"))
    let table = try group.createGroup("places")
    try Place.write(places, to: table)
    if !outcomes.isEmpty {
      try check(outcomes.count, Self.outcomeName)
      try table.write(outcomes, as: Self.outcomeName)
    }
    for column in columns {
      try check(column.values.count, column.name)
      try table.write(column.values, as: column.name).attributes.write(column.units, as: "units")
    }
  }

  private func check(_ count: Int, _ column: String) throws {
    guard count == places.count else {
      throw ResultsIOError(
        .inconsistentData,
        "'\(column)' of measure '\(name)' has \(count) values for \(places.count) places")
    }
  }

  /// Reads what `write(in:)` wrote.
  init(reading name: String, in measures: HDF5Group) throws {
    let group = try measures.group(name)
    let table = try group.group("places")
    let columns = try table.names().filter {
      !Place.columnNames.contains($0) && $0 != Self.outcomeName
    }
    self.init(
      name: name, kind: try group.attributes.readText("kind"),
      about: try group.attributes.readText("about"),
      summary: try RunQuantity.read(from: group.group("summary")),
      places: try Place.read(from: table),
      outcomes: try table.contains(Self.outcomeName) ? table.readTexts(Self.outcomeName) : [],
      columns: try columns.map { name in
        let dataset = try table.dataset(name)
        return Column(
          name: name, units: try dataset.attributes.readText("units"),
          values: try dataset.readAll(Double.self))
      })
  }
}

extension RunMeasure.Place {
  static let columnNames = [
    "population", "cell", "global_cell", "compartment", "x", "y", "z",
  ]

  static func write(_ places: [RunMeasure.Place], to table: HDF5Group) throws {
    func numbers(_ part: (RunMeasure.Place) -> UInt64, _ name: String) throws {
      try table.write(places.map { Int64(clamping: part($0)) }, as: name)
    }
    try table.write(places.map(\.population), as: "population")
    try numbers(\.cell, "cell")
    try numbers(\.globalCell, "global_cell")
    try numbers(\.compartment, "compartment")
    for (values, name) in [(places.map(\.x), "x"), (places.map(\.y), "y"), (places.map(\.z), "z")] {
      try table.write(values, as: name).attributes.write("um", as: "units")
    }
  }

  static func read(from table: HDF5Group) throws -> [RunMeasure.Place] {
    func numbers(_ name: String) throws -> [UInt64] {
      try table.dataset(name).readAll(Int64.self).map(UInt64.init(clamping:))
    }
    func lengths(_ name: String) throws -> [Double] {
      try table.dataset(name).readAll(Double.self)
    }
    let populations = try table.readTexts("population")
    let (cells, globalCells) = (try numbers("cell"), try numbers("global_cell"))
    let compartments = try numbers("compartment")
    let (x, y, z) = (try lengths("x"), try lengths("y"), try lengths("z"))
    let counts = [
      cells.count, globalCells.count, compartments.count, x.count, y.count, z.count,
    ]
    guard counts.allSatisfy({ $0 == populations.count }) else {
      throw ResultsIOError(.unreadableFile, "the places of \(table.filePath) are damaged")
    }
    return populations.indices.map { index in
      RunMeasure.Place(
        population: populations[index], cell: cells[index], globalCell: globalCells[index],
        compartment: compartments[index], x: x[index], y: y[index], z: z[index])
    }
  }
}
