/// Where units of work leave what the books and the decisions of a step need.
///
/// Worker 0 adds it up in the order of the units, layer by layer, so that sums do not depend on who
/// did what.
struct GridSlots {
  /// What a unit of rows leaves.
  enum Kind: Int {
    /// Arrivals that it has taken up, in amol.
    case arrived = 0
    /// What has left through walls, in amol.
    case throughWalls = 1
    /// What has left through walls by drift, in amol.
    case drifted = 2
    /// 1 where an amount is not one.
    case isBad = 3
  }

  private let shape: GridShape
  private let base: UnsafeMutablePointer<Double>
  private let perSpecies: Int

  init(_ shape: GridShape, base: UnsafeMutablePointer<Double>) {
    self.shape = shape
    self.base = base
    perSpecies = Self.count(shape)
  }

  /// How many doubles one species' slots take.
  static func count(_ shape: GridShape) -> Int {
    4 * shape.unitCount + 3 * shape.blockCount + shape.stripCount + 3 * shape.columnCount
  }

  /// Of a unit of rows.
  @inline(__always)
  func unit(_ species: Int, _ unit: Int, _ kind: Kind) -> UnsafeMutablePointer<Double> {
    base + species * perSpecies + 4 * unit + kind.rawValue
  }

  /// Of a block of voxels: what has gone to the bath, what has vanished, and whether one is dry.
  @inline(__always)
  func block(_ species: Int, _ block: Int) -> UnsafeMutablePointer<Double> {
    unit(species, shape.unitCount, .arrived) + 3 * block
  }

  /// Of a unit of columns along y within a layer: what has left through walls.
  @inline(__always)
  func strip(_ species: Int, _ strip: Int) -> UnsafeMutablePointer<Double> {
    block(species, shape.blockCount) + strip
  }

  /// Of a unit of columns along the last axis: what has left through the lower and the upper wall,
  /// and 1 where an amount is not one.
  @inline(__always)
  func column(_ species: Int, _ column: Int) -> UnsafeMutablePointer<Double> {
    strip(species, shape.stripCount) + 3 * column
  }
}

/// Sums over the units of each layer, which ranks share.
struct GridLayerSums {
  /// What is summed.
  enum Kind: Int, CaseIterable {
    /// Arrivals that were taken up; what left through walls within the layer, through the first and
    /// the last wall across layers, and through any by drift; in amol.
    case arrived, throughWalls, throughFirst, throughLast, drifted
    /// How many units have an amount that is not one, and blocks a voxel without water.
    case isBad, isDry
    /// What has gone to the bath by perfusion, and what has vanished, in amol.
    case toBath, vanished
  }

  let base: UnsafeMutablePointer<Double>
  let species: Int
  let layerCount: Int

  /// How many numbers a layer has.
  static func width(species: Int) -> Int { Kind.allCases.count * max(species, 1) }

  /// The sum of one layer.
  func layer(_ layer: Int, _ species: Int, _ kind: Kind) -> UnsafeMutablePointer<Double> {
    let kinds = Kind.allCases.count
    return base + layer * Self.width(species: self.species) + species * kinds + kind.rawValue
  }

  /// The sum over all layers, in their order.
  func sum(_ species: Int, _ kind: Kind) -> Double {
    var sum = 0.0
    for layer in 0..<layerCount { sum += self.layer(layer, species, kind).pointee }
    return sum
  }
}
