public import Morphology
public import Quantities

/// A time series of one variable, at some places of some cells.
public struct RecordingDescription: Sendable {
  /// How samples are stored.
  public enum Precision: String, Sendable, Hashable, CaseIterable {
    /// 32-bit numbers, as the SONATA format has them.
    case single
    /// 32-bit numbers for SONATA's readers and a copy in 64 bits.
    case double
  }

  /// The name, which is also that of its file.
  public var name: String
  /// What is recorded.
  public var variable: RecordedVariable
  /// The cells.
  public var cells: [CellSelection]
  /// The places on each cell.
  public var places: PointSet
  /// The time between samples, which are interpolated where they fall between steps.
  public var interval: Quantity
  /// The time of the first sample.
  public var start: Quantity
  /// The time after which nothing is recorded; none where recording lasts to the end of the run.
  public var stop: Quantity?
  /// How samples are stored.
  public var precision: Precision
  /// Where it was said.
  public var source: SourceLocation

  /// Makes a recording's description.
  public init(
    name: String, variable: RecordedVariable, cells: [CellSelection], places: PointSet,
    interval: Quantity, start: Quantity, stop: Quantity? = nil, precision: Precision = .single,
    source: SourceLocation
  ) {
    self.name = name
    self.variable = variable
    self.cells = cells
    self.places = places
    self.interval = interval
    self.start = start
    self.stop = stop
    self.precision = precision
    self.source = source
  }
}

/// A detector of upward crossings of a voltage, at some places of some cells.
public struct SpikeDetectorDescription: Sendable {
  /// The name.
  public var name: String
  /// The voltage that has to be crossed upward.
  public var threshold: Quantity
  /// The cells.
  public var cells: [CellSelection]
  /// The places on each cell; each is a detector of its own.
  public var places: PointSet
  /// Where it was said.
  public var source: SourceLocation

  /// Makes a spike detector's description.
  public init(
    name: String, threshold: Quantity, cells: [CellSelection], places: PointSet,
    source: SourceLocation
  ) {
    self.name = name
    self.threshold = threshold
    self.cells = cells
    self.places = places
    self.source = source
  }
}
