public import Morphology

/// A point mechanism at some places of a kind of cell, each place with one of its own.
///
/// What several connections have to share, and what each has for itself, is the mechanism's to say:
/// one that changes with use (`MechanismManifest.isPerConnection`) is there once for each connection.
public struct SynapseDescription: Sendable {
  /// The mechanism, its name and its parameters; its region is everywhere and means nothing.
  public var use: MechanismUse
  /// Where it is, in the order in which connections count the places.
  public var places: PointSet
  /// Where it was said.
  public var source: SourceLocation

  /// Makes a description of synapses.
  public init(use: MechanismUse, places: PointSet, source: SourceLocation) {
    self.use = use
    self.places = places
    self.source = source
  }
}
