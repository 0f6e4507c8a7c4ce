public import Morphology
public import Quantities

/// An electrode in each of some cells, at each of some places.
public struct StimulusDescription: Sendable {
  /// What an electrode does.
  public enum Electrode: Sendable {
    /// It injects a current that does not depend on the voltage.
    case currentClamp(CurrentWaveform)
    /// It holds the voltage through its series resistance.
    case voltageClamp(VoltageClamp)
  }

  /// An ion that carries a part of an injected current.
  public struct Carrier: Sendable, Hashable {
    /// The ion's name.
    public var ion: String
    /// Its part of the current.
    public var fraction: Double

    /// Makes a carrier.
    public init(ion: String, fraction: Double) {
      self.ion = ion
      self.fraction = fraction
    }
  }

  /// What the electrode does.
  public var electrode: Electrode
  /// The ions that carry an injected current; their fractions add to 1.
  ///
  /// None where the current belongs to no ion.
  public var carriers: [Carrier]
  /// The cells that have one.
  public var cells: [CellSelection]
  /// The places on each cell; every place has an electrode of its own.
  public var places: PointSet
  /// Where it was said.
  public var source: SourceLocation

  /// Makes a stimulus' description.
  public init(
    electrode: Electrode, carriers: [Carrier] = [], cells: [CellSelection], places: PointSet,
    source: SourceLocation
  ) {
    self.electrode = electrode
    self.carriers = carriers
    self.cells = cells
    self.places = places
    self.source = source
  }
}

/// A voltage clamp with one electrode: levels in sequence, through a series resistance.
public struct VoltageClamp: Sendable {
  /// One level of the protocol.
  public struct Level: Sendable {
    /// The command voltage.
    public var voltage: Quantity
    /// The time at which the level ends; none where it lasts to the end of the run.
    public var end: Quantity?

    /// Makes a level.
    public init(voltage: Quantity, end: Quantity?) {
      self.voltage = voltage
      self.end = end
    }
  }

  /// The resistance between amplifier and cell; positive.
  public var seriesResistance: Quantity
  /// The time at which the first level begins; the clamp is open before.
  public var start: Quantity
  /// The levels; each begins where its predecessor ends, and the clamp opens after the last.
  public var levels: [Level]

  /// Makes a voltage clamp.
  public init(seriesResistance: Quantity, start: Quantity, levels: [Level]) {
    self.seriesResistance = seriesResistance
    self.start = start
    self.levels = levels
  }
}
