public import Engine
public import ModelDescription
public import Morphology

/// A model that is ready to run, and what its numbers mean.
public struct LoweredModel: Sendable {
  /// One simulated cell.
  public struct Cell: Sendable, Hashable {
    /// Its population's number in the model.
    public var population: Int
    /// Its number in the population.
    public var index: Int
    /// Its painted cell, in `painted`.
    public var kind: Int
    /// The number of the group that steps it, among all of the model.
    public var group: Int
    /// Its place in the group.
    public var place: Int
  }

  /// A recorded place of a cell.
  public struct Element: Sendable, Hashable {
    /// The cell's global number.
    public var cell: Int
    /// The compartment.
    public var compartment: Int
  }

  /// What a report's columns are.
  public struct Report: Sendable {
    /// The entry of the model's `record`.
    public var description: RecordingDescription
    /// Time of the first sample, in ms.
    public var start: Double
    /// Between samples, in ms.
    public var interval: Double
    /// How many samples a whole run takes.
    public var sampleCount: Int
    /// One a column, by population, cell and place.
    public var elements: [Element]
  }

  /// What a report of the extracellular space holds.
  public struct GridReport: Sendable {
    /// The entry of the model's `record`.
    public var description: GridRecordingDescription
    /// Time of the first sample, in ms.
    public var start: Double
    /// Between samples, in ms.
    public var interval: Double
    /// How many samples a whole run takes.
    public var sampleCount: Int
    /// One a column, increasing.
    public var voxels: [Int32]
  }

  /// A spike detector's place: what a spike's identifier means.
  public struct Detector: Sendable, Hashable {
    /// The detector's number in the model's `record`.
    public var detector: Int
    /// Where it is.
    public var element: Element
  }

  /// A place where an event is looked for: what an event's identifier means.
  public struct Event: Sendable, Hashable {
    /// The event's number in the model's `detect`.
    public var detection: Int
    /// Where it is.
    public var element: Element
  }

  /// What is worked out from events, and where they are looked for.
  public struct Measure: Sendable {
    /// The entry of the model's `measure`.
    public var description: MeasureDescription
    /// By cell and place.
    public var places: [MeasuredPlace]
  }

  /// A place at which a measure looks for events.
  public struct MeasuredPlace: Sendable, Hashable {
    /// Where it is.
    public var element: Element
    /// The compartment's middle in the tissue, in µm.
    public var point: Morphology.Point
    /// The identifiers of its events: one of a front, one for each sign of an outcome.
    public var events: [Int]
  }

  /// Something that an experimenter does at a time: the start or end of a change.
  public struct InterventionEvent: Sendable, Hashable {
    /// In ms.
    public var time: Double
    /// The intervention's name.
    public var name: String
    /// The population that it acts on; nil where there are several.
    public var population: Int?
    /// The global number of the cell that it acts on; nil where there are several.
    public var cell: Int?
    /// What is set.
    public var message: String
  }

  /// What the engine runs.
  public var plan: SimulationPlan
  /// Each kind of cell once.
  public var painted: [PaintedCell]
  /// All cells, by global number.
  public var cells: [Cell]
  /// One for each entry of `record` that samples.
  public var reports: [Report]
  /// One for each entry of `record` on the extracellular space: their numbers follow `reports`.
  public var gridReports: [GridReport] = []
  /// By the identifiers that spikes carry.
  public var detectors: [Detector]
  /// By the identifiers that events carry.
  public var events: [Event] = []
  /// What the model looks for, in its order, and behind it what its measures look for.
  public var detections: [DetectionDescription] = []
  /// What is worked out from events, in the order of the model.
  public var measures: [Measure] = []
  /// What is done during the run, in the order of time.
  public var interventions: [InterventionEvent] = []
  /// Where the cells are.
  public var placement: CellPlacement?
  /// What connections, synapses and gap junctions came to.
  public var network = NetworkSummary()
  /// The populations' names, by number.
  public var populations: [String]
  /// How many cells of the tissue a cell stands for, by population.
  public var represented: [Double]
  /// By group of the model: the global numbers of its cells, in the order of their places.
  var members: [[Int]] = []

  /// How many compartments all cells have together.
  public var compartmentCount: Int {
    cells.reduce(0) { $0 + painted[$1.kind].morphology.compartments.count }
  }

  /// Which compartment of which cell a slot of a group holds; nil for an empty slot.
  ///
  /// The group may be any of the model's. It is laid out again: for many slots, take all at once.
  public func element(group: Int, slot: Int) -> Element? {
    let elements = elements(ofGroup: group)
    return elements.indices.contains(slot) ? elements[slot] : nil
  }

  /// For each slot of a group the compartment that it holds; nil for an empty slot.
  ///
  /// - Parameter group: the number of any group of the model.
  /// - Returns: nothing where there is no such group.
  public func elements(ofGroup group: Int) -> [Element?] {
    guard members.indices.contains(group) else { return [] }
    let shapes = members[group].map { painted[cells[$0].kind].shape }
    let layout = GroupLayout.group(shapes, for: plan.settings.path)
    var elements = [Element?](repeating: nil, count: layout.slotCount)
    for (cell, slots) in zip(members[group], layout.slots) {
      for (compartment, slot) in slots.enumerated() {
        elements[slot] = Element(cell: cell, compartment: compartment)
      }
    }
    return elements
  }

  /// Words for a compartment: population, cell, compartment, branch and distance.
  public func describe(_ element: Element) -> String {
    let cell = cells[element.cell]
    let morphology = painted[cell.kind].morphology
    let compartment = morphology.compartments[element.compartment]
    let name = morphology.branches[compartment.branch].name.map { " ('\($0)')" } ?? ""
    let distance = (compartment.distance * 10).rounded() / 10
    return "cell \(cell.index) of '\(populations[cell.population])', compartment "
      + "\(element.compartment) (branch \(compartment.branch)\(name), \(distance) um from the root)"
  }
}
