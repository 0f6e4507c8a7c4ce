import Numerics

/// Conjugate gradients for the correction ψ of the potential, in passes over units of rows.
///
/// All sums go over units in their order: every worker computes the same bits. The preconditioner
/// is the diagonal.
extension GridRuntime {
  /// Ends when what is left is 1e-14 of all charges, root mean square.
  ///
  /// It stays below ten times that in every voxel, and does not add up from step to step.
  static let neutrality = 1e-14

  /// Takes in the charge that has moved in the last part, and starts from ψ = 0.
  func startCorrection(_ unit: Int, _ field: GridField, share: Double) {
    var sums = (product: 0.0, square: 0.0, charges: 0.0)
    for row in shape.rows(ofUnit: unit) {
      let faces = FaceView(row, field.faces, shape)
      let first = row * shape.counts.x
      alongRow(row) { start, lanes in
        let voxel = first + start
        let (moved, charges) = charge(voxel, share: share)
        let excess = Lanes.load(field.excess + voxel) + moved
        var diagonal = Lanes(splat: 0)
        for side in 0..<2 * shape.dimension { diagonal += faces.face(side, start) }
        // Where nothing conducts nothing can be made good.
        let conducts = diagonal .> Lanes(splat: 0)
        let inverse = Lanes(splat: 0).replacing(with: Lanes(splat: 1) / diagonal, where: conducts)
        let residual = Lanes(splat: 0).replacing(with: excess, where: conducts)
        lanes.store(excess, field.excess + voxel)
        lanes.store(inverse, field.inverse + voxel)
        lanes.store(residual, field.residual + voxel)
        lanes.store(residual * inverse, field.direction + voxel)
        lanes.store(Lanes(splat: 0), field.correction + voxel)
        sums.product += lanes.sum(residual * residual * inverse)
        sums.square += lanes.sum(residual * residual)
        sums.charges += lanes.sum(charges * charges)
      }
    }
    field.sums[0][unit] = sums.product
    field.sums[2][unit] = sums.square
    field.sums[3][unit] = sums.charges
  }

  /// The charge that transport brought to eight voxels, and all charges there, in amol.
  @inline(__always)
  private func charge(_ voxel: Int, share: Double) -> (moved: Lanes, all: Lanes) {
    var moved = Lanes(splat: 0)
    var all = Lanes(splat: 0)
    for (species, ion) in plan.species.enumerated() where ion.valence != 0 {
      let arrived = Lanes.load(arrivals(species) + voxel) * Lanes(splat: share)
      let transported = Lanes.load(change(species) + voxel) - arrived
      moved = moved.multiplied(by: Lanes(splat: 1), adding: transported * Lanes(splat: ion.valence))
      all += Lanes.load(amount(species) + voxel) * Lanes(splat: abs(ion.valence))
    }
    return (moved, all)
  }

  /// The image of the search direction.
  private func project(_ unit: Int, _ field: GridField, _ scratch: GridScratch) {
    var product = 0.0
    for row in shape.rows(ofUnit: unit) {
      let faces = FaceView(row, field.faces, shape)
      let view = RowView(row, of: field.direction, shape, wall: 0, wallRow: scratch.zeros)
      alongRow(row) { start, lanes in
        let own = view.own(start)
        var image = Lanes(splat: 0)
        for side in 0..<2 * shape.dimension {
          image += faces.face(side, start) * (own - view.beside(side, start))
        }
        lanes.store(image, field.image + row * shape.counts.x + start)
        product += lanes.sum(own * image)
      }
    }
    field.sums[1][unit] = product
  }

  /// One step along the search direction.
  private func advance(_ unit: Int, _ field: GridField, length: Double) {
    var sums = (product: 0.0, square: 0.0)
    for row in shape.rows(ofUnit: unit) {
      alongRow(row) { start, lanes in
        let voxel = row * shape.counts.x + start
        let step = Lanes(splat: length)
        let correction = Lanes.load(field.direction + voxel) * step
        lanes.store(Lanes.load(field.correction + voxel) + correction, field.correction + voxel)
        let residual = Lanes.load(field.residual + voxel) - Lanes.load(field.image + voxel) * step
        lanes.store(residual, field.residual + voxel)
        sums.product += lanes.sum(residual * residual * Lanes.load(field.inverse + voxel))
        sums.square += lanes.sum(residual * residual)
      }
    }
    field.sums[0][unit] = sums.product
    field.sums[2][unit] = sums.square
  }

  private func turn(_ unit: Int, _ field: GridField, share: Double) {
    for row in shape.rows(ofUnit: unit) {
      alongRow(row) { start, lanes in
        let voxel = row * shape.counts.x + start
        let steepest = Lanes.load(field.residual + voxel) * Lanes.load(field.inverse + voxel)
        let old = Lanes.load(field.direction + voxel) * Lanes(splat: share)
        lanes.store(steepest + old, field.direction + voxel)
      }
    }
  }

  /// The sum over the units of a layer of one of the four numbers that they leave.
  private func layerSum(_ layer: Int, _ number: Int, _ field: GridField) -> Double {
    var sum = 0.0
    for unit in shape.units(layer..<layer + 1) { sum += field.sums[number][unit] }
    return sum
  }

  /// The sum over all layers, in their order.
  private func sum(_ number: Int, _ field: GridField) -> Double {
    var sum = 0.0
    for layer in 0..<shape.layerCount {
      sum += isDistributed ? field.layerSums[4 * layer + number] : layerSum(layer, number, field)
    }
    return sum
  }

  /// Gives all ranks the sums of own layers.
  private func shareSums(_ field: GridField) {
    for layer in slabs.own {
      for number in 0..<4 { field.layerSums[4 * layer + number] = layerSum(layer, number, field) }
    }
    ranks.share(field.layerSums, slabs.blocks(width: 4))
  }

  /// Finds ψ, of own voxels and those beside them, after `startCorrection` of own units.
  func solveCorrection(
    _ field: GridField, _ crew: GridCrew, _ scratch: GridScratch, _ synchronize: () -> Void
  ) {
    let units = crew.share(of: shape.units(slabs.own))
    meet(crew, synchronize) { shareSums(field) }
    let target = Self.neutrality * Self.neutrality * sum(3, field)
    var product = sum(0, field)
    var square = sum(2, field)
    let most = 8 * (shape.counts.x + shape.counts.y + shape.counts.z)
    for _ in 0..<most where square > target {
      if isDistributed { meet(crew, synchronize) { exchangeHalos(1) { _ in field.direction } } }
      for unit in units { project(unit, field, scratch) }
      meet(crew, synchronize) { shareSums(field) }
      let curvature = sum(1, field)
      // Nothing conducts where charge is left; all workers see the same.
      guard curvature > 0 else { break }
      let length = product / curvature
      for unit in units { advance(unit, field, length: length) }
      meet(crew, synchronize) { shareSums(field) }
      let next = sum(0, field)
      square = sum(2, field)
      for unit in units { turn(unit, field, share: next / product) }
      product = next
      synchronize()
    }
    if isDistributed { meet(crew, synchronize) { exchangeHalos(1) { _ in field.correction } } }
  }
}
