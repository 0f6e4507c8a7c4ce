public import Morphology

/// A front: the first times of an event at its places, and the speed that fits them best.
public struct FrontDescription: Sendable {
  /// What is a place's position, along which a front moves.
  public enum Coordinate: Sendable, Hashable {
    /// The coordinate along an axis of the tissue.
    case along(Axis)
    /// The distance from a point of the tissue, whose coordinates are in µm.
    case distance(from: Morphology.Point)
  }

  /// An axis of the tissue.
  public enum Axis: String, Sendable, Hashable, CaseIterable {
    case x, y, z
  }

  /// The name.
  public var name: String
  /// The name of the event that marks the front.
  public var event: String
  /// What is a place's position.
  public var coordinate: Coordinate
  /// The positions that count for the speed, bounds included, in µm; infinite where an end is open.
  public var range: ClosedRange<Double>
  /// Where it was said.
  public var source: SourceLocation

  /// All positions.
  public static let everywhere = -Double.infinity...Double.infinity

  /// Makes a front's description.
  public init(
    name: String, event: String, coordinate: Coordinate,
    range: ClosedRange<Double> = everywhere, source: SourceLocation
  ) {
    self.name = name
    self.event = event
    self.coordinate = coordinate
    self.range = range
    self.source = source
  }

  /// The position of a point of the tissue, both in µm.
  public func position(of point: Morphology.Point) -> Double {
    switch coordinate {
    case .along(.x): point.x
    case .along(.y): point.y
    case .along(.z): point.z
    case .distance(let center):
      ((point.x - center.x) * (point.x - center.x) + (point.y - center.y) * (point.y - center.y)
        + (point.z - center.z) * (point.z - center.z)).squareRoot()
    }
  }
}
