/// The shape of a neuron: unbranched pieces of cable that form one tree.
///
/// Lengths are in µm. Branches stand parents before children; branch 0 begins at the root point,
/// from which path distances are counted.
public struct Morphology: Sendable, Hashable {
  /// The branches, parents before children.
  public var branches: [Branch]
  /// How the shape came about: the soma rule that was applied, repairs and warnings.
  public var report: MorphologyReport

  /// Makes a shape from branches that stand parents before children.
  public init(branches: [Branch], report: MorphologyReport = MorphologyReport()) {
    self.branches = branches
    self.report = report
  }

  /// A point in space, in µm.
  public struct Point: Sendable, Hashable {
    /// Coordinate in µm.
    public var x, y, z: Double

    /// Makes a point from coordinates in µm.
    public init(x: Double = 0, y: Double = 0, z: Double = 0) {
      (self.x, self.y, self.z) = (x, y, z)
    }
  }

  /// A measured point of a branch with its radius, in µm.
  public struct Sample: Sendable, Hashable {
    /// Where it is.
    public var point: Point
    /// The radius of the cross-section, in µm.
    public var radius: Double

    /// Makes a sample from a point and a radius in µm.
    public init(_ point: Point, radius: Double) {
      self.point = point
      self.radius = radius
    }
  }

  /// Where the proximal end of a branch sits.
  public enum Attachment: Sendable, Hashable {
    /// At the root point of the tree.
    case rootPoint
    /// At the far end of a branch.
    case distalEnd(of: Int)
    /// On a branch, at a fraction of its path length.
    case along(branch: Int, position: Double)

    /// The branch it sits on; nil at the root point.
    public var parent: Int? {
      switch self {
      case .rootPoint: nil
      case .distalEnd(let branch), .along(let branch, _): branch
      }
    }
  }

  /// What a branch is made of.
  public enum Shape: Sendable, Hashable {
    /// Truncated cones between consecutive samples, at least two.
    case frusta([Sample])
    /// Cylinders of equal length, one for each compartment, between two points.
    case cylinders(diameters: [Double], from: Point, to: Point)
    /// A sphere, always a single compartment.
    case sphere(diameter: Double, center: Point)
  }

  /// An unbranched piece of cable.
  public struct Branch: Sendable, Hashable {
    /// The name of the section, if it has one.
    public var name: String?
    /// What it belongs to, as in SWC files: 1 soma, 2 axon, 3 dendrite, 4 apical dendrite.
    public var tag: Int
    /// Where its proximal end sits.
    public var attachment: Attachment
    /// What it is made of.
    public var shape: Shape
    /// The number of compartments, where the shape's author fixed it.
    public var fixedCompartmentCount: Int?

    /// Makes a branch.
    public init(
      name: String? = nil, tag: Int, attachment: Attachment, shape: Shape,
      fixedCompartmentCount: Int? = nil
    ) {
      self.name = name
      self.tag = tag
      self.attachment = attachment
      self.shape = shape
      self.fixedCompartmentCount = fixedCompartmentCount
    }
  }
}

extension Morphology.Point {
  /// The distance to another point, in µm.
  public func distance(to other: Self) -> Double {
    let (dx, dy, dz) = (other.x - x, other.y - y, other.z - z)
    return (dx * dx + dy * dy + dz * dz).squareRoot()
  }

  /// The point at a fraction of the way to another one.
  func interpolated(to other: Self, at fraction: Double) -> Self {
    Self(
      x: x + (other.x - x) * fraction, y: y + (other.y - y) * fraction,
      z: z + (other.z - z) * fraction)
  }
}
