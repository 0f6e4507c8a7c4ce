public import Morphology
public import Quantities

/// A change that an experimenter makes during a run: a drug, a new bath, another temperature.
///
/// At `start`, and then every `interval`, the targets take their new values, at once or along a
/// straight line of length `ramp`. After `length`, where that is given, they return at once to the
/// values that they had before the intervention.
public struct InterventionDescription: Sendable {
  /// What is changed.
  public enum Target: Sendable, Hashable {
    /// A parameter of the uses of a mechanism that go by this name; `unit` is the mechanism's.
    case parameter(mechanism: String, parameter: String, unit: String)
    /// The concentration of an ion in the bath.
    case bath(ion: String)
    /// The temperature of the cells.
    case temperature
  }

  /// One target and its new value.
  public struct Change: Sendable {
    /// What is changed.
    public var target: Target
    /// The new value, of the target's dimension and within its range.
    public var value: Quantity
    /// Where it was said.
    public var source: SourceLocation

    /// Makes a change.
    public init(target: Target, value: Quantity, source: SourceLocation) {
      self.target = target
      self.value = value
      self.source = source
    }
  }

  /// The model's name for it, for the table of events.
  public var name: String?
  /// The time at which it begins first; not negative.
  public var start: Quantity
  /// The time over which values change linearly; zero where they jump.
  public var ramp: Quantity
  /// The time from its beginning until the former values return; none where they do not.
  ///
  /// It is not shorter than the ramp.
  public var length: Quantity?
  /// The time from one beginning to the next; none where it happens once.
  public var interval: Quantity?
  /// How often it begins; none where it goes on to the end of the run.
  public var count: Int?
  /// What is changed, in the order of the file; at least one, and none twice.
  public var changes: [Change]
  /// The cells, of which at least one has each target.
  public var cells: [CellSelection]
  /// Where on each cell; parameters alone can be changed in a part of a cell.
  public var region: Region
  /// Which of the cells, by their positions; all where the model does not say.
  public var within: Box
  /// Where it was said.
  public var source: SourceLocation

  /// Makes a description of an intervention.
  public init(
    name: String? = nil, start: Quantity, ramp: Quantity, length: Quantity? = nil,
    interval: Quantity? = nil, count: Int? = 1, changes: [Change], cells: [CellSelection],
    region: Region, within: Box = Box(), source: SourceLocation
  ) {
    self.name = name
    self.start = start
    self.ramp = ramp
    self.length = length
    self.interval = interval
    self.count = count
    self.changes = changes
    self.cells = cells
    self.region = region
    self.within = within
    self.source = source
  }
}

extension InterventionDescription.Target {
  /// The unit in which its values count inside a run.
  public var unit: String {
    switch self {
    case .parameter(_, _, let unit): unit
    case .bath: "mM"
    case .temperature: "degC"
    }
  }
}

extension InterventionDescription.Target: CustomStringConvertible {
  /// The target as model files spell it.
  public var description: String {
    switch self {
    case .parameter(let mechanism, let parameter, _): "\(mechanism).\(parameter)"
    case .bath(let ion): "bath.\(ion)"
    case .temperature: "temperature"
    }
  }
}
