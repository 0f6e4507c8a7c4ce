import ModelDescription
import Morphology

/// The part of a compartment that lies in a voxel.
struct VoxelShare: Sendable, Hashable {
  /// The compartment's number in its cell.
  let compartment: Int
  /// The voxel's number.
  let voxel: Int
  /// Of its length, above 0 and at most 1.
  var share: Double
}

/// Finds the voxels through which cells run.
struct VoxelMapping: Sendable {
  /// How far beyond the outer walls a point may lie, in units of the spacing.
  static let tolerance = 1e-6

  /// The voxels.
  let lattice: VoxelLattice
  /// What is named in errors: where the space is described.
  let source: SourceLocation

  /// The voxels of a cell's compartments: compartment by compartment, and for each in the order of
  /// voxels.
  ///
  /// - Parameters:
  ///   - paths: how the cell's compartments run, as its morphology is drawn.
  ///   - pose: where the cell is and how it is turned.
  ///   - name: what the cell is called in errors.
  /// - Returns: shares that add up to exactly 1 for each compartment, in whatever order.
  /// - Throws: a `LoweringError` where a compartment is not inside.
  func shares(
    _ paths: [[Morphology.Point]], _ pose: CellPose, name: @autoclosure () -> String
  ) throws(LoweringError) -> [VoxelShare] {
    var shares: [VoxelShare] = []
    for (compartment, path) in paths.enumerated() {
      var places: [SIMD3<Double>] = []
      for point in path {
        let point = pose.point(point)
        let place = lattice.place(of: point)
        guard isInside(place) else { throw outside(point, compartment, name()) }
        places.append(place)
      }
      shares += self.shares(of: compartment, along: places)
    }
    return shares
  }

  private func isInside(_ place: SIMD3<Double>) -> Bool {
    (0..<3).allSatisfy { axis in
      place[axis] >= -Self.tolerance
        && place[axis] <= Double(lattice.counts[axis]) + Self.tolerance
    }
  }

  private func shares(of compartment: Int, along places: [SIMD3<Double>]) -> [VoxelShare] {
    var lengths: [Int: Double] = [:]
    for (first, second) in zip(places, places.dropFirst()) where first != second {
      add(from: first, to: second, &lengths)
    }
    guard let longest = lengths.values.max(), longest > 0 else {
      // A point, as a sphere is.
      return places.prefix(1).map { place in
        VoxelShare(
          compartment: compartment, voxel: lattice.number(of: lattice.index(at: place)), share: 1)
      }
    }
    return lengths.sorted { $0.key < $1.key }
      .map { VoxelShare(compartment: compartment, voxel: $0.key, share: $0.value) }
      .normalized()
  }

  /// Adds the lengths of a segment in each of its voxels, in µm.
  ///
  /// From wall to wall, as in Amanatides and Woo, "A fast voxel traversal algorithm for ray tracing",
  /// Eurographics 1987, but with each wall's place computed afresh, so that errors do not grow.
  private func add(
    from first: SIMD3<Double>, to second: SIMD3<Double>, _ lengths: inout [Int: Double]
  ) {
    let way = second - first
    let spacing = SIMD3(lattice.spacing[0], lattice.spacing[1], lattice.spacing[2])
    let length = (way * spacing * way * spacing).sum().squareRoot()
    var index = lattice.index(at: first)
    var travelled = 0.0
    while travelled < 1 {
      // The next wall is that which comes first on the way.
      var (next, axis) = (1.0, -1)
      for candidate in 0..<3 {
        let wall = self.wall(beyond: index[candidate], axis: candidate, upward: way[candidate] > 0)
        guard let wall, way[candidate] != 0 else { continue }
        let fraction = (wall - first[candidate]) / way[candidate]
        if fraction < next { (next, axis) = (fraction, candidate) }
      }
      let voxel = lattice.number(of: index)
      if next > travelled { lengths[voxel, default: 0] += (next - travelled) * length }
      travelled = max(travelled, next)
      guard axis >= 0 else { return }
      index[axis] += way[axis] > 0 ? 1 : -1
    }
  }

  /// The wall through which a voxel is left, from the lower corner in units of the spacing; nil at
  /// the end of the lattice.
  private func wall(beyond index: Int, axis: Int, upward: Bool) -> Double? {
    if upward { return index + 1 < lattice.counts[axis] ? Double(index + 1) : nil }
    return index > 0 ? Double(index) : nil
  }

  private func outside(
    _ point: Morphology.Point, _ compartment: Int, _ name: String
  ) -> LoweringError {
    LoweringError(
      .place,
      "compartment \(compartment) of \(name) reaches (\(point.x), \(point.y), \(point.z)) um, "
        + "outside the extracellular space, \(lattice)",
      suggestion: "enlarge the box, or move the cell", at: source)
  }
}

extension [VoxelShare] {
  /// Lengths as fractions that add up to exactly 1, in whatever order they are added.
  ///
  /// All are multiples of 2⁻⁵³, whose sums up to 1 are exact; the largest takes what rounding leaves.
  fileprivate func normalized() -> [VoxelShare] {
    var shares = self
    let total = reduce(0) { $0 + $1.share }
    var rest = 1.0
    for index in shares.indices {
      shares[index].share = (shares[index].share / total * 0x1p53).rounded() * 0x1p-53
      rest -= shares[index].share
    }
    if let largest = shares.indices.max(by: { shares[$0].share < shares[$1].share }) {
      shares[largest].share += rest
    }
    return shares.filter { $0.share > 0 }
  }
}
