import ModelDescription
import Morphology

/// Equal voxels that fill a box, with sides along the axes.
///
/// Voxel (i, j, k) has the number i + counts[0] × (j + counts[1] × k), as in a `GridPlan`.
struct VoxelLattice: Sendable, Hashable {
  /// How many there are along x, y and z.
  let counts: [Int]
  /// The sides of one along x, y and z, in µm.
  let spacing: [Double]
  /// Where the lower corner of the first is, in µm.
  let origin: [Double]

  /// How many there are.
  var voxelCount: Int { counts.reduce(1, *) }

  /// Voxels that fill a box.
  ///
  /// - Throws: a `LoweringError` where their number is not whole, or too large.
  init(
    spacing: Morphology.Point, filling box: Box, _ source: SourceLocation
  ) throws(LoweringError) {
    let sides = [box.x, box.y, box.z]
    let lengths = sides.map { $0.upperBound - $0.lowerBound }
    let numbers = zip(lengths, spacing.coordinates).map { $0 / $1 }
    guard box.isFinite, numbers.allSatisfy({ $0 > 0.5 && $0.isNearlyWhole }) else {
      throw LoweringError(
        .range,
        "the space is not a whole number of voxels along each axis: "
          + numbers.map { "\($0)" }.joined(separator: " x "),
        suggestion: "give a box whose sides are multiples of the spacing", at: source)
    }
    try self.init(
      spacing.coordinates, numbers.map { $0.rounded() }, origin: sides.map(\.lowerBound), source)
  }

  /// Voxels around everything within bounds, whose middle is theirs too.
  ///
  /// Along each axis there are ⌊length / spacing⌋ + 1, a length that fits but for round-off counting
  /// as one that fits.
  ///
  /// - Throws: a `LoweringError` where there would be too many.
  init(
    spacing: Morphology.Point, around bounds: SpaceBounds, _ source: SourceLocation
  ) throws(LoweringError) {
    let spacing = spacing.coordinates
    let (low, high) = (bounds.low.coordinates, bounds.high.coordinates)
    var numbers: [Double] = []
    var origin: [Double] = []
    for axis in 0..<3 {
      let number = ((high[axis] - low[axis]) / spacing[axis] + 1e-9).rounded(.down) + 1
      numbers.append(number)
      origin.append((low[axis] + high[axis] - number * spacing[axis]) / 2)
    }
    try self.init(spacing, numbers, origin: origin, source)
  }

  private init(
    _ spacing: [Double], _ numbers: [Double], origin: [Double], _ source: SourceLocation
  ) throws(LoweringError) {
    let total = numbers.reduce(1, *)
    guard total >= 1, total <= Double(Int32.max) else {
      throw LoweringError(
        .size, "the space would have \(total) voxels",
        suggestion: "give a wider spacing or a smaller box; check that lengths are in um",
        at: source)
    }
    self.spacing = spacing
    self.origin = origin
    counts = numbers.map { Int($0) }
  }

  /// The number of the voxel that holds a point; nil outside.
  ///
  /// A point on a wall belongs to the voxel above, and on the last wall to the last voxel.
  func voxel(at point: Morphology.Point) -> Int? {
    let place = place(of: point)
    guard (0..<3).allSatisfy({ place[$0] >= 0 && place[$0] <= Double(counts[$0]) }) else {
      return nil
    }
    return number(of: index(at: place))
  }

  /// The middle of a voxel, in µm.
  func center(ofVoxel number: Int) -> Morphology.Point {
    let (column, rest) = (number % counts[0], number / counts[0])
    let middles = [column, rest % counts[1], rest / counts[1]].enumerated().map { axis, index in
      origin[axis] + (Double(index) + 0.5) * spacing[axis]
    }
    return Morphology.Point(x: middles[0], y: middles[1], z: middles[2])
  }

  /// A point in units of the spacing, from the lower corner.
  func place(of point: Morphology.Point) -> SIMD3<Double> {
    SIMD3(
      (point.x - origin[0]) / spacing[0], (point.y - origin[1]) / spacing[1],
      (point.z - origin[2]) / spacing[2])
  }

  /// Along each axis, the voxel of a place that is inside, but for round-off.
  func index(at place: SIMD3<Double>) -> SIMD3<Int> {
    var index = SIMD3(0, 0, 0)
    for axis in 0..<3 { index[axis] = min(max(Int(place[axis]), 0), counts[axis] - 1) }
    return index
  }

  /// The number of a voxel.
  func number(of index: SIMD3<Int>) -> Int {
    index.x + counts[0] * (index.y + counts[1] * index.z)
  }
}

extension VoxelLattice: CustomStringConvertible {
  /// From where to where it goes.
  var description: String {
    (0..<3).map { axis in
      "\("xyz".dropFirst(axis).prefix(1)): [\(origin[axis]) um, "
        + "\(origin[axis] + Double(counts[axis]) * spacing[axis]) um]"
    }.joined(separator: ", ")
  }
}

/// The smallest box around points.
struct SpaceBounds: Sendable, Hashable {
  /// The lower and the upper corner, in µm.
  private(set) var low, high: Morphology.Point

  /// Bounds of a single point.
  init(_ point: Morphology.Point) { (low, high) = (point, point) }

  /// Widens the bounds to take in a point.
  mutating func add(_ point: Morphology.Point) {
    low = Morphology.Point(
      x: min(low.x, point.x), y: min(low.y, point.y), z: min(low.z, point.z))
    high = Morphology.Point(
      x: max(high.x, point.x), y: max(high.y, point.y), z: max(high.z, point.z))
  }
}

extension Morphology.Point {
  /// Along x, y and z.
  fileprivate var coordinates: [Double] { [x, y, z] }
}

extension Double {
  /// Whether it is a whole number but for round-off.
  fileprivate var isNearlyWhole: Bool { abs(self - rounded()) <= 1e-6 }
}
