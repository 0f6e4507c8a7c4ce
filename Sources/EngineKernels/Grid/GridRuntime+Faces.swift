import Numerics

/// How well species pass the faces between voxels.
///
/// A species with the free diffusion coefficient D and concentrations c₁, c₂ on both sides of a
/// face passes it at the rate D T (c₁ − c₂) amol/ms. From centre to centre lie two half-cells in
/// series: T = (area / distance) × 2 κ₁ κ₂/(κ₁ + κ₂) µm, κ = α/λ², with the present α. A wall at
/// which the bath holds is half a distance away: T = (area / distance) × 2 κ. A sealed one has 0.
extension GridRuntime {
  @inline(__always)
  private func kappa(_ voxel: Int) -> Double { water[voxel] * spread[voxel] }

  @inline(__always)
  private func face(_ first: Int, _ second: Int, _ geometry: Double) -> Double {
    face(between: kappa(first), kappa(second), geometry)
  }

  /// T of the wall of a voxel.
  @inline(__always)
  private func wall(_ voxel: Int, _ geometry: Double) -> Double { wall(kappa(voxel), geometry) }

  /// T of a face between voxels with κ of a and b.
  @inline(__always)
  func face(between a: Double, _ b: Double, _ geometry: Double) -> Double {
    geometry * (2 * a * b / (a + b))
  }

  /// T of the wall of a voxel with κ.
  @inline(__always)
  func wall(_ kappa: Double, _ geometry: Double) -> Double {
    plan.isHeld ? geometry * 2 * kappa : 0
  }

  /// Sets κ / water of own voxels and those beside them, and both along own columns.
  func startSpread() {
    for voxel in slabs.voxelsAround { spread[voxel] = plan.spread(voxel) }
    guard isDistributed else { return }
    let lines = slabs.ownLines
    for section in 0..<shape.sectionCount {
      for (place, line) in lines.enumerated() {
        let voxel = section * shape.sectionVoxels + line
        columns.spread[section * lines.count + place] = plan.spread(voxel)
        columns.water[section * lines.count + place] =
          plan.volumeFraction[voxel] * plan.voxelVolume
      }
    }
  }

  /// Computes the faces that follow from the present water, those above own voxels included.
  func refreshFaces(_ crew: GridCrew, _ synchronize: () -> Void) {
    meet(crew, synchronize) { exchangeHalos(1) { _ in water } }
    for row in crew.share(of: slabs.rows) {
      refreshAlong(row)
      if shape.dimension > 1 { refreshAcrossY(row) }
      if shape.dimension > 2 { refreshAcrossZ(row) }
    }
    for row in crew.share(of: slabs.rowsAbove) {
      if shape.dimension > 2 { refreshAcrossZ(row) } else { refreshAcrossY(row) }
    }
    if isDistributed { refreshColumnFaces(crew, synchronize) }
    synchronize()
    if crew.worker == 0 { control.facesAreStale = false }
  }

  private func refreshAlong(_ row: Int) {
    let count = shape.counts.x
    let first = row * count
    let faces = faces(0) + row * (count + 1)
    guard shape.dimension > 0 else { return }
    faces[0] = wall(first, shape.faces.x)
    for i in 1..<count { faces[i] = face(first + i - 1, first + i, shape.faces.x) }
    faces[count] = wall(first + count - 1, shape.faces.x)
  }

  private func refreshAcrossY(_ row: Int) {
    let count = shape.counts.x
    let (k, j) = row.quotientAndRemainder(dividingBy: shape.counts.y)
    let below = faces(1) + (j + k * (shape.counts.y + 1)) * count
    refresh(below, row, isFirst: j == 0, distance: count, geometry: shape.faces.y)
    if j == shape.counts.y - 1 { refreshWall(below + count, row, shape.faces.y) }
  }

  private func refreshAcrossZ(_ row: Int) {
    let k = row / shape.counts.y
    let below = faces(2) + row * shape.counts.x
    refresh(below, row, isFirst: k == 0, distance: shape.planeCount, geometry: shape.faces.z)
    if k == shape.counts.z - 1 { refreshWall(below + shape.planeCount, row, shape.faces.z) }
  }

  private func refresh(
    _ faces: UnsafeMutablePointer<Double>, _ row: Int, isFirst: Bool, distance: Int,
    geometry: Double
  ) {
    guard !isFirst else { return refreshWall(faces, row, geometry) }
    let first = row * shape.counts.x
    for i in 0..<shape.counts.x { faces[i] = face(first + i - distance, first + i, geometry) }
  }

  private func refreshWall(
    _ faces: UnsafeMutablePointer<Double>, _ row: Int, _ geometry: Double
  ) {
    let first = row * shape.counts.x
    for i in 0..<shape.counts.x { faces[i] = wall(first + i, geometry) }
  }

  /// The largest D (T₁ + T₂) / (2 × water) over species, voxels and axes at the start, in 1/ms.
  static func stiffness(_ plan: GridPlan, _ shape: GridShape) -> Double {
    let (x, y, z) = shape.counts
    let axes = [(shape.faces.x, 1, x), (shape.faces.y, x, y), (shape.faces.z, x * y, z)]
    func relative(_ voxel: Int, _ other: Int?) -> Double {
      guard let other else { return plan.isHeld ? 2 : 0 }
      let a = plan.volumeFraction[voxel] * plan.spread(voxel)
      let b = plan.volumeFraction[other] * plan.spread(other)
      return 2 * b / (a + b)
    }
    var largest = 0.0
    for (geometry, stride, count) in axes.prefix(shape.dimension) {
      for voxel in 0..<shape.voxelCount {
        let place = voxel / stride % count
        let below = relative(voxel, place == 0 ? nil : voxel - stride)
        let above = relative(voxel, place == count - 1 ? nil : voxel + stride)
        largest = max(largest, geometry * plan.spread(voxel) * (below + above) / 2)
      }
    }
    return largest * (plan.species.map(\.diffusion).max() ?? 0)
  }
}
