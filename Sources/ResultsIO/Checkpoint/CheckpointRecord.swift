/// The state of a run at a moment, and what it belongs to.
public struct CheckpointRecord: Sendable, Hashable {
  /// Whole numbers and numbers under one name.
  public struct Section: Sendable, Hashable {
    /// The name; no two sections share one.
    public var name: String
    /// Its whole numbers.
    public var integers: [Int64]
    /// Its numbers, of which every bit counts.
    public var numbers: [Double]

    /// Makes a section.
    public init(name: String, integers: [Int64], numbers: [Double]) {
      self.name = name
      self.integers = integers
      self.numbers = numbers
    }
  }

  /// How many samples or spikes one dataset of the results has at that moment.
  public struct Extent: Sendable, Hashable {
    /// The file in the folder of the results, such as "v.h5".
    public var file: String
    /// The population of a file of spikes; empty for a report.
    public var population: String
    /// Samples or spikes.
    public var count: Int

    /// Counts what a dataset has.
    public init(file: String, population: String = "", count: Int) {
      self.file = file
      self.population = population
      self.count = count
    }
  }

  /// The version of what sections hold and how; others are refused.
  public static let formatVersion: UInt64 = 2

  /// What it belongs to.
  public var origin: CheckpointOrigin
  /// The simulated time, in ms.
  public var time: Double
  /// Wall time of all steps up to there, in s.
  public var steppingSeconds: Double
  /// What the files of results hold.
  public var extents: [Extent]
  /// The state.
  public var sections: [Section]

  /// Makes a checkpoint.
  public init(
    origin: CheckpointOrigin, time: Double, steppingSeconds: Double, extents: [Extent],
    sections: [Section]
  ) {
    self.origin = origin
    self.time = time
    self.steppingSeconds = steppingSeconds
    self.extents = extents
    self.sections = sections
  }
}

/// The run that a checkpoint belongs to.
public struct CheckpointOrigin: Sendable, Hashable {
  /// The model with everything resolved, which reads back as the same model in its folder.
  public var model: String
  /// The model's file; not relative to anything.
  public var modelPath: String
  /// The version of Skou.
  public var skouVersion: String
  /// How Skou was built: another processor level may round otherwise.
  public var buildFlags: String
  /// The seed of everything random.
  public var seed: UInt64
  /// In ms.
  public var timeStep: Double
  /// Whether compartments are evaluated one at a time.
  public var isScalar: Bool
  /// What the engine says of the plan: compartments, parameters, connections.
  public var fingerprint: UInt64
  /// The mechanisms in use, each with how many states, parameters and ions it has.
  public var mechanisms: [String]
  /// The folders of mechanism libraries that were named; not relative to anything.
  public var mechanismFolders: [String]
  /// When the run started, as its record says.
  public var started: String
  /// The simulated time from one checkpoint to the next, in ms.
  public var interval: Double

  /// Says where a checkpoint belongs.
  public init(
    model: String, modelPath: String, skouVersion: String, buildFlags: String, seed: UInt64,
    timeStep: Double, isScalar: Bool, fingerprint: UInt64, mechanisms: [String],
    mechanismFolders: [String], started: String, interval: Double
  ) {
    self.model = model
    self.modelPath = modelPath
    self.skouVersion = skouVersion
    self.buildFlags = buildFlags
    self.seed = seed
    self.timeStep = timeStep
    self.isScalar = isScalar
    self.fingerprint = fingerprint
    self.mechanisms = mechanisms
    self.mechanismFolders = mechanismFolders
    self.started = started
    self.interval = interval
  }
}
