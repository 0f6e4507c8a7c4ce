#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What is to be known about a run beside its samples and spikes.
public struct RunRecord: Sendable, Hashable {
  /// Where the numbers come from.
  public var provenance: RunProvenance
  /// How far the run is.
  public var status: RunStatus
  /// Numbers about the run: wall time, steps, spikes, balances.
  public var summary: [RunQuantity]
  /// Books on energy; nil where the model asks for none.
  public var energy: RunEnergy?
  /// What happened during the run, in the order of time.
  public var events: [RunEvent]
  /// What the model's measures say, by name.
  public var measures: [RunMeasure]
  /// The names of the other files in the folder, such as "v.h5".
  public var outputs: [String]
  /// The cells' shapes, for pictures.
  public var morphologies: [CellGeometry]
  /// Where the cells are, of each population whose model says so; in the order of their names.
  public var placements: [PopulationPlacement]

  /// Begins the record of a run.
  public init(
    provenance: RunProvenance, status: RunStatus = RunStatus(), summary: [RunQuantity] = [],
    events: [RunEvent] = [], measures: [RunMeasure] = [], outputs: [String] = [],
    morphologies: [CellGeometry] = [], placements: [PopulationPlacement] = []
  ) {
    self.provenance = provenance
    self.status = status
    self.summary = summary
    self.events = events
    self.measures = measures.sorted { $0.name < $1.name }
    self.outputs = outputs
    self.morphologies = morphologies
    self.placements = placements.sorted { $0.population < $1.population }
  }
}

/// Where the numbers of a run come from.
public struct RunProvenance: Sendable, Hashable {
  /// The model with everything resolved, as text that can be run again.
  public var model: String
  /// The file that was given.
  public var modelPath: String
  /// The version of Skou.
  public var skouVersion: String
  /// How Skou was built: optimisation, CPU level, compiler.
  public var buildFlags: String
  /// The HDF5 library that wrote the files.
  public var hdf5Version: String
  /// The name of the machine.
  public var host: String
  /// The seed of everything random.
  public var seed: UInt64
  /// When the run started.
  public var started: Date
  /// The command line, word by word.
  public var commandLine: [String]
  /// The simulated times at which the run was resumed, in ms.
  public var resumedAt: [Double] = []

  /// Notes where numbers come from; machine, time and library are those of now.
  public init(
    model: String, modelPath: String, skouVersion: String, buildFlags: String, seed: UInt64,
    commandLine: [String]
  ) {
    self.model = model
    self.modelPath = modelPath
    self.skouVersion = skouVersion
    self.buildFlags = buildFlags
    self.seed = seed
    self.commandLine = commandLine
    hdf5Version = HDF5Library.version
    host = ProcessInfo.processInfo.hostName
    // Whole seconds, which is what the file keeps.
    let now = Date().timeIntervalSinceReferenceDate
    started = Date(timeIntervalSinceReferenceDate: now.rounded(.down))
  }
}

/// How far a run is.
public struct RunStatus: Sendable, Hashable {
  /// The states of a run; one that stays `running` for ever was killed.
  public enum State: String, Sendable, Hashable, CaseIterable {
    /// The run goes on, or was killed.
    case running
    /// The run reached its end.
    case done
    /// The run stopped before its end; the message says why.
    case failed
  }

  /// The state.
  public var state: State
  /// Why the run failed; empty otherwise.
  public var message: String
  /// The simulated time that was reached, in ms.
  public var simulatedTime: Double

  /// Notes how far a run is.
  public init(state: State = .running, message: String = "", simulatedTime: Double = 0) {
    self.state = state
    self.message = message
    self.simulatedTime = simulatedTime
  }
}

/// A named number with its unit.
public struct RunQuantity: Sendable, Hashable {
  /// The name, such as "wall time".
  public var name: String
  /// The value.
  public var value: Double
  /// The unit, such as "s"; empty for a count.
  public var units: String

  /// Names a number.
  public init(name: String, value: Double, units: String = "") {
    self.name = name
    self.value = value
    self.units = units
  }
}

/// Something that happened during a run.
public struct RunEvent: Sendable, Hashable {
  /// When, in ms.
  public var time: Double
  /// What kind of thing: `detected`, `intervention` or `failure`.
  public var kind: String
  /// Which one, such as "lysis"; empty if it has no name.
  public var name: String
  /// The population of the cell; empty if it concerns no cell.
  public var population: String
  /// The cell within its population.
  public var cell: UInt64?
  /// The cell's number among all cells of the model.
  public var globalCell: UInt64?
  /// The compartment within the cell.
  public var compartment: UInt64?
  /// More about it.
  public var message: String

  /// Notes that something happened.
  public init(
    time: Double, kind: String, name: String = "", population: String = "", cell: UInt64? = nil,
    globalCell: UInt64? = nil, compartment: UInt64? = nil, message: String = ""
  ) {
    self.time = time
    self.kind = kind
    self.name = name
    self.globalCell = globalCell
    self.population = population
    self.cell = cell
    self.compartment = compartment
    self.message = message
  }
}

/// The shape of one kind of cell, compartment by compartment; all arrays are of one length.
public struct CellGeometry: Sendable, Hashable {
  /// The name of the cell in the model.
  public var name: String
  /// The branch of each compartment.
  public var branch: [UInt32]
  /// The compartment towards the root; -1 for the root.
  public var parent: [Int64]
  /// The middle of each compartment, in µm.
  public var x: [Double]
  /// The middle of each compartment, in µm.
  public var y: [Double]
  /// The middle of each compartment, in µm.
  public var z: [Double]
  /// The mean diameter of each compartment, in µm.
  public var diameter: [Double]

  /// Describes the shape of a cell.
  public init(
    name: String, branch: [UInt32], parent: [Int64], x: [Double], y: [Double], z: [Double],
    diameter: [Double]
  ) {
    self.name = name
    self.branch = branch
    self.parent = parent
    self.x = x
    self.y = y
    self.z = z
    self.diameter = diameter
  }
}
