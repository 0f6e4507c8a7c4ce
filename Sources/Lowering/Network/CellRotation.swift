public import Morphology

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

/// How a cell is turned about its morphology's origin: an orthonormal matrix, as three rows.
public struct CellRotation: Sendable, Hashable {
  /// A row; its product with a point is a coordinate of the turned point.
  public var x, y, z: Morphology.Point

  /// As the morphology is drawn.
  public static let identity = CellRotation(
    x: Morphology.Point(x: 1), y: Morphology.Point(y: 1), z: Morphology.Point(z: 1))

  /// The point to which a point of the morphology is turned.
  public func turn(_ point: Morphology.Point) -> Morphology.Point {
    Morphology.Point(x: x.dot(point), y: y.dot(point), z: z.dot(point))
  }
}

extension CellRotation {
  /// The rotation of a quaternion of length 1, `w` being its real part.
  private init(w: Double, _ v: Morphology.Point) {
    x = Morphology.Point(
      x: 1 - 2 * (v.y * v.y + v.z * v.z), y: 2 * (v.x * v.y - w * v.z),
      z: 2 * (v.x * v.z + w * v.y))
    y = Morphology.Point(
      x: 2 * (v.x * v.y + w * v.z), y: 1 - 2 * (v.x * v.x + v.z * v.z),
      z: 2 * (v.y * v.z - w * v.x))
    z = Morphology.Point(
      x: 2 * (v.x * v.z - w * v.y), y: 2 * (v.y * v.z + w * v.x),
      z: 1 - 2 * (v.x * v.x + v.y * v.y))
  }

  /// By an angle in radians about an axis of any length but 0, counterclockwise seen from its tip.
  init(about axis: Morphology.Point, angle: Double) {
    let scale = sin(angle / 2) / axis.dot(axis).squareRoot()
    self.init(
      w: cos(angle / 2),
      Morphology.Point(x: axis.x * scale, y: axis.y * scale, z: axis.z * scale))
  }

  /// One of all rotations, each as likely.
  ///
  /// Shoemake, "Uniform random rotations", Graphics Gems III (1992) 124–132: a point drawn uniformly
  /// on the sphere of unit quaternions.
  init(drawnBy key: RandomKey) {
    let share = key.uniform(0)
    let (first, second) = ((1 - share).squareRoot(), share.squareRoot())
    let (a, b) = (2 * Double.pi * key.uniform(1), 2 * Double.pi * key.uniform(2))
    self.init(
      w: second * cos(b),
      Morphology.Point(x: first * sin(a), y: first * cos(a), z: second * sin(b)))
  }
}

extension Morphology.Point {
  func dot(_ other: Self) -> Double { x * other.x + y * other.y + z * other.z }

  static func + (left: Self, right: Self) -> Self {
    Self(x: left.x + right.x, y: left.y + right.y, z: left.z + right.z)
  }

  /// The point moved by a whole number of steps.
  func moved(by step: Self, times: Int) -> Self {
    let count = Double(times)
    return Self(x: x + count * step.x, y: y + count * step.y, z: z + count * step.z)
  }
}
