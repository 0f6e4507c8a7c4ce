/// What a report holds: one variable, at some places of some cells, at regular times.
public struct ReportDescription: Sendable, Hashable {
  /// The name of the variable, such as "v" or "[k]o".
  public var variable: String
  /// The unit of the values, such as "mV".
  public var units: String
  /// The time of the first sample, in ms; not negative.
  public var start: Double
  /// The time between samples, in ms.
  public var interval: Double
  /// How many samples there will be when the simulation ends.
  public var sampleCount: Int
  /// What is recorded of each population; a row of samples holds them one after the other.
  public var populations: [ReportPopulation]
  /// Whether the values are stored in double precision, too, beside the report.
  public var storesDoublePrecision: Bool
  /// Where the voxels are, in a report of the extracellular space; nil in one of cells.
  public var grid: ReportGrid?

  /// Describes a report; `ReportFile` checks it.
  public init(
    variable: String, units: String, start: Double, interval: Double, sampleCount: Int,
    populations: [ReportPopulation], storesDoublePrecision: Bool = false,
    grid: ReportGrid? = nil
  ) {
    self.variable = variable
    self.units = units
    self.start = start
    self.interval = interval
    self.sampleCount = sampleCount
    self.populations = populations
    self.storesDoublePrecision = storesDoublePrecision
    self.grid = grid
  }

  /// How many values one sample has: the places in all cells of all populations.
  public var elementCount: Int { populations.reduce(0) { $0 + $1.elementCount } }
}

/// The recorded places of the cells of one population.
public struct ReportPopulation: Sendable, Hashable {
  /// The name of the population.
  public var name: String
  /// The recorded cells, each once; a row of samples has their elements in this order.
  public var nodes: [ReportNode]

  /// Names the cells of a population.
  public init(name: String, nodes: [ReportNode]) {
    self.name = name
    self.nodes = nodes
  }

  /// How many values one sample has.
  public var elementCount: Int { nodes.reduce(0) { $0 + $1.elementIDs.count } }
}

/// The recorded places of one cell.
public struct ReportNode: Sendable, Hashable {
  /// The cell's number within its population.
  public var id: UInt64
  /// The branch (SONATA: section) of each place; 0 is the soma.
  public var elementIDs: [UInt32]
  /// The place along its branch, from 0 to 1, of each place.
  public var elementPositions: [Float]

  /// Names the places of a cell; both arrays are of one length.
  public init(id: UInt64, elementIDs: [UInt32], elementPositions: [Float]) {
    self.id = id
    self.elementIDs = elementIDs
    self.elementPositions = elementPositions
  }
}
