extension RunEvent {
  /// Stands for "no cell" and "no compartment" in the file.
  private static let none: Int64 = -1

  static func write(_ events: [RunEvent], to group: HDF5Group) throws {
    func number(_ value: UInt64?) -> Int64 { value.map(Int64.init(clamping:)) ?? none }
    let times = try group.write(events.map(\.time), as: "time")
    try times.attributes.write("ms", as: "units")
    try group.write(events.map(\.kind), as: "kind")
    try group.write(events.map(\.name), as: "name")
    try group.write(events.map(\.population), as: "population")
    try group.write(events.map { number($0.cell) }, as: "cell")
    try group.write(events.map { number($0.globalCell) }, as: "global_cell")
    try group.write(events.map { number($0.compartment) }, as: "compartment")
    try group.write(events.map(\.message), as: "message")
  }

  static func read(from group: HDF5Group) throws -> [RunEvent] {
    let times = try group.dataset("time").readAll(Double.self)
    let kinds = try group.readTexts("kind")
    let names = try group.readTexts("name")
    let populations = try group.readTexts("population")
    let cells = try group.dataset("cell").readAll(Int64.self)
    let globalCells = try group.dataset("global_cell").readAll(Int64.self)
    let compartments = try group.dataset("compartment").readAll(Int64.self)
    let messages = try group.readTexts("message")
    let counts = [
      kinds.count, names.count, populations.count, cells.count, globalCells.count,
      compartments.count, messages.count,
    ]
    guard counts.allSatisfy({ $0 == times.count }) else {
      throw ResultsIOError(.unreadableFile, "the events of \(group.filePath) are damaged")
    }
    return times.indices.map { index in
      RunEvent(
        time: times[index], kind: kinds[index], name: names[index],
        population: populations[index], cell: UInt64(exactly: cells[index]),
        globalCell: UInt64(exactly: globalCells[index]),
        compartment: UInt64(exactly: compartments[index]),
        message: messages[index])
    }
  }
}

extension CellGeometry {
  func write(in shapes: HDF5Group) throws {
    try NameCheck.group(name, "a cell")
    let counts = [branch.count, parent.count, x.count, y.count, z.count]
    guard counts.allSatisfy({ $0 == diameter.count }) else {
      throw ResultsIOError(
        .inconsistentData, "the shape of '\(name)' has arrays of unequal length")
    }
    let group = try shapes.createGroup(name)
    try group.write(branch, as: "branch")
    try group.write(parent, as: "parent")
    for (values, name) in [(x, "x"), (y, "y"), (z, "z"), (diameter, "diameter")] {
      try group.write(values, as: name).attributes.write("um", as: "units")
    }
  }

  init(reading name: String, in shapes: HDF5Group) throws {
    let group = try shapes.group(name)
    func column(_ name: String) throws -> [Double] {
      try group.dataset(name).readAll(Double.self)
    }
    self.init(
      name: name, branch: try group.dataset("branch").readAll(UInt32.self),
      parent: try group.dataset("parent").readAll(Int64.self), x: try column("x"),
      y: try column("y"), z: try column("z"), diameter: try column("diameter"))
  }
}
