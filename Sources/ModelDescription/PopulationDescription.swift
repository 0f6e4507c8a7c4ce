/// A number of cells of one kind.
public struct PopulationDescription: Sendable {
  /// The name used by stimuli and recordings, and in the results.
  public var name: String
  /// The name of the kind of cell.
  public var cell: String
  /// How many cells there are; at least 1.
  public var count: Int
  /// Where they are.
  public var positions: CellPositions
  /// How they are turned.
  public var orientation: CellOrientation
  /// How many cells of the tissue each stands for: its fluxes into the extracellular space, and its
  /// lines in the ledger, count so many times; positive.
  public var represents: Double
  /// Where it was said.
  public var source: SourceLocation

  /// Makes a population's description.
  public init(
    name: String, cell: String, count: Int, positions: CellPositions = .unstated,
    orientation: CellOrientation = .asDrawn, represents: Double = 1, source: SourceLocation
  ) {
    self.name = name
    self.cell = cell
    self.count = count
    self.positions = positions
    self.orientation = orientation
    self.represents = represents
    self.source = source
  }
}

/// Some of the cells of one population, or some sources of one name.
public struct CellSelection: Sendable, Hashable {
  /// The population's name.
  public var population: String
  /// The cells' numbers within the population, from 0; within its count and not empty.
  public var indices: Range<Int>

  /// Makes a selection of cells.
  public init(population: String, indices: Range<Int>) {
    self.population = population
    self.indices = indices
  }
}
