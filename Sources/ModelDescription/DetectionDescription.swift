public import Morphology
public import Quantities

/// An event to look for: a condition, at some places of some cells.
public struct DetectionDescription: Sendable {
  /// The event's name, which no other detection of the model has.
  public var name: String
  /// What has to be true.
  public var condition: Condition
  /// The cells.
  public var cells: [CellSelection]
  /// The places on each cell; each is looked at for itself.
  public var places: PointSet
  /// The time between looks; none where the program chooses.
  public var interval: Quantity?
  /// Whether the run ends when the event happens.
  public var stopsRun: Bool
  /// Whether only the first event at each place counts.
  public var isOnce: Bool
  /// Whether it is among the run's events; what a measure alone looks for is not.
  public var isReported: Bool
  /// Where it was said.
  public var source: SourceLocation

  /// Makes a description of an event to look for.
  public init(
    name: String, condition: Condition, cells: [CellSelection], places: PointSet,
    interval: Quantity? = nil, stopsRun: Bool = false, isOnce: Bool = true,
    isReported: Bool = true, source: SourceLocation
  ) {
    self.name = name
    self.condition = condition
    self.cells = cells
    self.places = places
    self.interval = interval
    self.stopsRun = stopsRun
    self.isOnce = isOnce
    self.isReported = isReported
    self.source = source
  }
}
