/// Where units of work leave what the books and the decisions of a step need.
///
/// Worker 0 adds it up in the order of the units, so that sums do not depend on who did what.
struct GridSlots {
  /// What a unit of a sweep leaves.
  enum Kind: Int {
    /// Arrivals that it has taken up, in amol.
    case arrived = 0
    /// What has left through walls, in amol.
    case throughWalls = 1
    /// 1 where an amount is not one.
    case isBad = 2
    /// What has left through walls by drift, in amol; of rows.
    case drifted = 3
  }

  /// How many voxels one unit of a pass over all voxels has.
  static let blockLength = 2048

  let base: UnsafeMutablePointer<Double>
  /// Units of the sweeps along x, y and z.
  let sweeps: [Int]
  /// Units of passes over all voxels.
  let blocks: Int
  private let perSpecies: Int

  init(_ shape: GridShape, species: Int, base: UnsafeMutablePointer<Double>) {
    self.base = base
    sweeps = (0..<3).map { shape.unitCount(along: $0) }
    blocks = (shape.voxelCount + Self.blockLength - 1) / Self.blockLength
    perSpecies = Self.count(shape)
  }

  /// How many doubles one species' slots take.
  static func count(_ shape: GridShape) -> Int {
    let sweeps = (0..<3).reduce(0) { $0 + shape.unitCount(along: $1) }
    return 4 * sweeps + 3 * ((shape.voxelCount + blockLength - 1) / blockLength)
  }

  /// Of a unit of a sweep along an axis.
  @inline(__always)
  func sweep(
    _ species: Int, _ axis: Int, _ unit: Int, _ kind: Kind
  ) -> UnsafeMutablePointer<Double> {
    let before = axis == 0 ? 0 : axis == 1 ? sweeps[0] : sweeps[0] + sweeps[1]
    return base + species * perSpecies + 4 * (before + unit) + kind.rawValue
  }

  /// Of a block of voxels: what has gone to the bath, what has vanished, and whether one is dry.
  @inline(__always)
  func block(_ species: Int, _ block: Int) -> UnsafeMutablePointer<Double> {
    base + species * perSpecies + 4 * (sweeps[0] + sweeps[1] + sweeps[2]) + 3 * block
  }

  /// The sum over the units of a sweep, in their order.
  func sum(_ species: Int, _ axis: Int, _ kind: Kind) -> Double {
    var sum = 0.0
    for unit in 0..<sweeps[axis] { sum += sweep(species, axis, unit, kind).pointee }
    return sum
  }
}
