public import Morphology

/// Where the cells of a population are.
///
/// A position is that of the morphology's origin in the tissue, in µm.
public enum CellPositions: Sendable, Hashable {
  /// Nobody said: all at the origin.
  case unstated
  /// One for each cell.
  case points([Morphology.Point])
  /// On a line: `from + i × step`.
  case line(from: Morphology.Point, step: Morphology.Point)
  /// On a lattice of `counts` cells along x, y and z, x running fastest: `from + i × spacing`.
  case lattice(from: Morphology.Point, spacing: Morphology.Point, counts: [Int])
  /// Drawn uniformly within a box, no two closer than `distance` (µm; 0 where it does not matter).
  case box(Box, distance: Double)
}

/// How the cells of a population are turned, before they are moved to their positions.
public enum CellOrientation: Sendable, Hashable {
  /// As the morphology is.
  case asDrawn
  /// All by `angle` (radians) about an axis through the morphology's origin.
  case turned(axis: Morphology.Point, angle: Double)
  /// Each by an angle of its own about an axis.
  case randomAbout(axis: Morphology.Point)
  /// Each by a rotation of its own, all rotations being as likely.
  case random
}

/// A box with sides along the axes; a side that is not given lies at infinity.
public struct Box: Sendable, Hashable {
  /// From where to where along x, y and z, in µm; the lower end belongs to it, the upper does not.
  public var x, y, z: Range<Double>

  /// All the space there is along an axis.
  public static let endless = -Double.infinity..<Double.infinity

  /// Makes a box.
  public init(
    x: Range<Double> = endless, y: Range<Double> = endless, z: Range<Double> = endless
  ) {
    (self.x, self.y, self.z) = (x, y, z)
  }

  /// Whether a point lies in it.
  public func contains(_ point: Morphology.Point) -> Bool {
    x.contains(point.x) && y.contains(point.y) && z.contains(point.z)
  }

  /// Whether all its sides are given.
  public var isFinite: Bool {
    [x, y, z].allSatisfy { $0.lowerBound.isFinite && $0.upperBound.isFinite }
  }

  /// In µm³.
  public var volume: Double {
    [x, y, z].reduce(1) { $0 * ($1.upperBound - $1.lowerBound) }
  }
}
