/// What a measure of the model says of a run: numbers that are there once, and a table of places.
public struct RunMeasure: Sendable, Hashable {
  /// A place of a cell.
  public struct Place: Sendable, Hashable {
    /// The population of the cell.
    public var population: String
    /// The cell within its population.
    public var cell: UInt64
    /// The cell's number among all cells of the model.
    public var globalCell: UInt64
    /// The compartment within the cell.
    public var compartment: UInt64
    /// The compartment's middle in the tissue, in µm.
    public var x, y, z: Double

    /// Names a place.
    public init(
      population: String, cell: UInt64, globalCell: UInt64, compartment: UInt64, x: Double,
      y: Double, z: Double
    ) {
      self.population = population
      self.cell = cell
      self.globalCell = globalCell
      self.compartment = compartment
      (self.x, self.y, self.z) = (x, y, z)
    }
  }

  /// A number for each place; NaN where there is none.
  public typealias Column = RunColumn

  /// The measure's name in the model.
  public var name: String
  /// What kind of measure it is: `front` or `outcome`.
  public var kind: String
  /// What is measured, in words.
  public var about: String
  /// What there is once, such as a speed.
  public var summary: [RunQuantity]
  /// Where events were looked for.
  public var places: [Place]
  /// What became of each place, in a word; empty where that was not asked.
  public var outcomes: [String]
  /// What is known of each place, in the order of the columns' names.
  public var columns: [Column]

  /// Makes a table; columns are kept in the order of their names, as files have them.
  public init(
    name: String, kind: String, about: String, summary: [RunQuantity], places: [Place],
    outcomes: [String] = [], columns: [Column]
  ) {
    self.name = name
    self.kind = kind
    self.about = about
    self.summary = summary
    self.places = places
    self.outcomes = outcomes
    self.columns = columns.sorted { $0.name < $1.name }
  }
}
