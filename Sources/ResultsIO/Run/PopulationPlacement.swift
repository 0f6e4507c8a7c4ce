/// Where the cells of a population are; all arrays have one number a cell.
public struct PopulationPlacement: Sendable, Hashable {
  /// The population's name in the model.
  public var population: String
  /// Where the origin of each cell's morphology lies along x, in µm.
  public var x: [Double]
  /// Where it lies along y, in µm.
  public var y: [Double]
  /// Where it lies along z, in µm.
  public var z: [Double]

  /// Notes where the cells of a population are.
  public init(population: String, x: [Double] = [], y: [Double] = [], z: [Double] = []) {
    self.population = population
    self.x = x
    self.y = y
    self.z = z
  }
}

extension PopulationPlacement {
  private static let units = "um"

  /// Writes a group with the population's name and the datasets `x`, `y` and `z`.
  ///
  /// - Throws: a `ResultsIOError` where they are of unequal length.
  func write(in cells: HDF5Group) throws {
    try NameCheck.group(population, "a population")
    guard x.count == y.count, y.count == z.count else {
      throw ResultsIOError(
        .inconsistentData, "the positions of '\(population)' are of unequal length")
    }
    let group = try cells.createGroup(population)
    for (values, name) in [(x, "x"), (y, "y"), (z, "z")] {
      try group.write(values, as: name).attributes.write(Self.units, as: "units")
    }
  }

  /// Reads what `write(in:)` wrote.
  init(reading population: String, in cells: HDF5Group) throws {
    let group = try cells.group(population)
    func column(_ name: String) throws -> [Double] {
      try group.dataset(name).readAll(Double.self)
    }
    self.init(
      population: population, x: try column("x"), y: try column("y"), z: try column("z"))
  }
}
