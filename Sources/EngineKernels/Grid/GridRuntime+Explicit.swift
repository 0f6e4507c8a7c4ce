import Numerics

/// One part of a step, for one species.
struct GridPart {
  let species: Int
  /// D τ, in µm².
  let reach: Double
  /// The part of the arrivals that it takes up.
  let share: Double
  /// In the bath, in mM.
  let bath: Double
}

/// The right side: what would flow at the present concentrations, and what arrives.
extension GridRuntime {
  /// Writes the right side of a row to `scratch.row`, in amol; returns what arrived.
  func explicitRow(_ row: Int, _ part: GridPart, _ scratch: GridScratch) -> Double {
    isUniform ? uniformRow(row, part, scratch) : variedRow(row, part, scratch)
  }

  private func view(_ row: Int, _ part: GridPart, _ scratch: GridScratch) -> RowView {
    RowView(
      row, of: concentrations(part.species), shape, wall: part.bath,
      wallRow: UnsafePointer(scratch.wall))
  }

  /// Eight voxels cost 22 operations (a difference, a product and a sum on each of six sides, and
  /// four more), of which two start in a cycle, 14 loads and a store: 11 cycles.
  private func variedRow(_ row: Int, _ part: GridPart, _ scratch: GridScratch) -> Double {
    let view = view(row, part, scratch)
    let faces = FaceView(row, allFaces, shape)
    let drift = field.map { UnsafePointer($0.drift[part.species] + row * shape.counts.x) }
    return finishRow(row, part, scratch) { start in
      let own = view.own(start)
      var flow = Lanes(splat: 0)
      for side in 0..<2 * shape.dimension {
        flow += faces.face(side, start) * (view.beside(side, start) - own)
      }
      guard let drift else { return flow * Lanes(splat: part.reach) }
      return flow.multiplied(by: Lanes(splat: part.reach), adding: Lanes.load(drift + start))
    }
  }

  /// Eight voxels cost 20 operations (six differences and five sums of what is beside them, six
  /// products, and three for arrivals), of which two start in a cycle, eight loads and a store: 10
  /// cycles.
  private func uniformRow(_ row: Int, _ part: GridPart, _ scratch: GridScratch) -> Double {
    let count = shape.counts.x
    let view = view(row, part, scratch)
    let along = shape.faces.x * uniformWater * uniformSpread
    let across = acrossFaces(row)
    let ends = (end(row * count, 1, part, along), end(row * count + count - 1, -1, part, along))
    return finishRow(row, part, scratch) { start in
      let own = view.own(start)
      let both = (view.beside(0, start) - own) + (view.beside(1, start) - own)
      var flow = Lanes(splat: along) * both
      if start == 0 { flow[0] = ends.0 }
      if start + 8 >= count { flow[count - 1 - start] = ends.1 }
      @inline(__always) func side(_ side: Int) -> Lanes {
        Lanes(splat: across[side - 2]) * (view.beside(side, start) - own)
      }
      flow += (side(2) + side(3)) + (side(4) + side(5))
      return flow * Lanes(splat: part.reach)
    }
  }

  /// T of a row's faces across y and z, below and above, where uniform.
  private func acrossFaces(_ row: Int) -> [4 of Double] {
    let (k, j) = row.quotientAndRemainder(dividingBy: shape.counts.y)
    let kappa = uniformWater * uniformSpread
    let (y, z) = (shape.faces.y * kappa, shape.faces.z * kappa)
    let (wallY, wallZ) = plan.isHeld ? (2 * y, 2 * z) : (0, 0)
    return [
      j > 0 ? y : wallY, j < shape.counts.y - 1 ? y : wallY,
      k > 0 ? z : wallZ, k < shape.counts.z - 1 ? z : wallZ,
    ]
  }

  /// What flows along x into a voxel at the end of a row, over D τ.
  private func end(_ voxel: Int, _ inward: Int, _ part: GridPart, _ face: Double) -> Double {
    guard shape.counts.x > 1 else { return 0 }
    let c = concentrations(part.species)
    let wall = plan.isHeld ? 2 * face : 0
    return face * (c[voxel + inward] - c[voxel]) + wall * (part.bath - c[voxel])
  }

  /// Adds what arrives to what flows in eight voxels at a time; returns how much arrived.
  @inline(__always)
  private func finishRow(
    _ row: Int, _ part: GridPart, _ scratch: GridScratch, _ flow: (_ start: Int) -> Lanes
  ) -> Double {
    let count = shape.counts.x
    let arrival = UnsafePointer(arrivals(part.species) + row * count)
    var arrived = Lanes(splat: 0)
    for start in Swift.stride(from: 0, to: count, by: 8) {
      let arriving = arrivingLanes(arrival + start, count - start) * Lanes(splat: part.share)
      arrived += arriving
      (flow(start) + arriving).store(scratch.row + start)
    }
    return arrived.sum()
  }

  /// Arrivals from `pointer` on, and zeros beyond the end of the row.
  @inline(__always)
  private func arrivingLanes(_ pointer: UnsafePointer<Double>, _ left: Int) -> Lanes {
    guard left < 8 else { return Lanes.load(pointer) }
    return FirstLanes(count: left).load(pointer) * FirstLanes(count: left).weights
  }
}
