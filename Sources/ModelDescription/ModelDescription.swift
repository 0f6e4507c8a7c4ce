/// All that a model file says, checked and with units, before anything is discretised.
///
/// A description is a value: nothing in it refers to files, mechanisms' libraries or the engine.
/// Names are resolved (every population's cell exists), quantities have the right dimension and
/// lie in their range. What depends on the discretised morphology, such as whether a region is
/// empty, is checked when the model is lowered; each item keeps its ``SourceLocation`` for that.
public struct ModelDescription: Sendable {
  /// One line for people; the folder's name where the model gives none.
  public var title: String
  /// Duration, time step, temperature and method.
  public var simulation: SimulationDescription
  /// What surrounds the cells.
  public var extracellular: ExtracellularDescription
  /// What ATP is worth, where books are kept on energy; nil where they are not.
  public var energy: EnergyDescription?
  /// The kinds of cells, in the order of the file.
  public var cells: [CellDescription]
  /// The populations, in the order of the file; cells are numbered in this order.
  public var populations: [PopulationDescription]
  /// The sources of spikes that are no cells, in the order of the file.
  public var sources: [SpikeSourceDescription]
  /// The connections to synapses, in the order of the file.
  public var connections: [ConnectionDescription]
  /// The electrical synapses, in the order of the file.
  public var gapJunctions: [GapJunctionDescription]
  /// The electrodes, in the order of the file.
  public var stimuli: [StimulusDescription]
  /// What is changed during the run, in the order of the file.
  public var interventions: [InterventionDescription]
  /// The time series to be written, in the order of the file.
  public var recordings: [RecordingDescription]
  /// The time series of the extracellular space, in the order of the file.
  public var gridRecordings: [GridRecordingDescription]
  /// The spike detectors, in the order of the file.
  public var detectors: [SpikeDetectorDescription]
  /// The events to look for, in the order of the file.
  public var detections: [DetectionDescription]
  /// What is worked out from events, in the order of the file.
  public var measures: [MeasureDescription]
  /// What `skou verify` checks after a run, in the order of the file.
  public var expectations: [Expectation]
  /// The model file as a whole.
  public var source: SourceLocation

  /// Makes a description of parts that have been checked against each other.
  ///
  /// Without `extracellular`, the cells lie in a bath.
  public init(
    title: String, simulation: SimulationDescription,
    extracellular: ExtracellularDescription? = nil, energy: EnergyDescription? = nil,
    cells: [CellDescription],
    populations: [PopulationDescription], sources: [SpikeSourceDescription] = [],
    connections: [ConnectionDescription] = [], gapJunctions: [GapJunctionDescription] = [],
    stimuli: [StimulusDescription] = [], interventions: [InterventionDescription] = [],
    recordings: [RecordingDescription] = [], gridRecordings: [GridRecordingDescription] = [],
    detectors: [SpikeDetectorDescription] = [], detections: [DetectionDescription] = [],
    measures: [MeasureDescription] = [], expectations: [Expectation] = [],
    source: SourceLocation
  ) {
    self.title = title
    self.simulation = simulation
    self.extracellular = extracellular ?? ExtracellularDescription(source: source)
    self.energy = energy
    self.cells = cells
    self.populations = populations
    self.sources = sources
    self.connections = connections
    self.gapJunctions = gapJunctions
    self.stimuli = stimuli
    self.interventions = interventions
    self.recordings = recordings
    self.gridRecordings = gridRecordings
    self.detectors = detectors
    self.detections = detections
    self.measures = measures
    self.expectations = expectations
    self.source = source
  }
}
