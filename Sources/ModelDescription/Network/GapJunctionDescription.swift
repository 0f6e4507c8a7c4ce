public import Morphology

/// Electrical synapses: conductances between compartments of two cells, and the ions that carry
/// their currents.
public struct GapJunctionDescription: Sendable {
  /// The cells on one side.
  public var from: [CellSelection]
  /// The cells on the other side.
  public var to: [CellSelection]
  /// Which are coupled to which; a pair that comes twice, whichever way round, is an error.
  public var rule: ConnectionRule
  /// The place on each cell of `from`.
  public var fromPlace: PointSet
  /// The place on each cell of `to`.
  public var toPlace: PointSet
  /// The conductance, positive.
  public var conductance: NetworkValue
  /// The ions that carry the current, with fractions that add to 1; none where it belongs to no ion.
  public var carriers: [StimulusDescription.Carrier]
  /// The number in the model, which keys what is random.
  public var stream: UInt64
  /// Where it was said.
  public var source: SourceLocation

  /// Makes a description of gap junctions.
  public init(
    from: [CellSelection], to: [CellSelection], rule: ConnectionRule, fromPlace: PointSet,
    toPlace: PointSet, conductance: NetworkValue, carriers: [StimulusDescription.Carrier] = [],
    stream: UInt64, source: SourceLocation
  ) {
    self.from = from
    self.to = to
    self.rule = rule
    self.fromPlace = fromPlace
    self.toPlace = toPlace
    self.conductance = conductance
    self.carriers = carriers
    self.stream = stream
    self.source = source
  }
}
