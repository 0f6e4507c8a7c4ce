import Numerics

/// Drift of ions in a field, and how well the solution conducts.
extension GridRuntime {
  /// Goes along a row, eight voxels at a time.
  @inline(__always)
  func alongRow(_ row: Int, _ body: (_ start: Int, _ lanes: RowLanes) -> Void) {
    let count = shape.counts.x
    for start in Swift.stride(from: 0, to: count, by: 8) {
      body(start, RowLanes(count: min(8, count - start)))
    }
  }

  /// Extrapolates concentrations and the potential to the middle of a part of `time` ms.
  func extrapolate(_ row: Int, _ field: GridField, time: Double) {
    let last = field.history[0]
    let ratio = last > 0 ? time / last : 0
    let first = row * shape.counts.x
    for voxel in first..<first + shape.counts.x {
      field.potentialBend[voxel] *= ratio * ratio
      field.potentialChange[voxel] *= ratio
      field.potentialChange[voxel] += field.potentialBend[voxel]
      field.potential[voxel] += field.potentialChange[voxel]
      for species in 0..<plan.species.count {
        let now = concentrations(species)[voxel]
        // Where this would fall below half of it, as in pools: c itself.
        let half = last > 0 ? ratio / 2 * (now - field.previous[species][voxel]) : 0
        field.middle[species][voxel] = now + max(half, -now / 2)
        field.previous[species][voxel] = now
      }
    }
  }

  /// What drifts into a row's voxels in a potential over `time` ms, to `field.drift`; returns what
  /// leaves through walls, in amol.
  @discardableResult
  func drift(
    _ row: Int, _ species: Int, in potential: UnsafePointer<Double>, _ field: GridField,
    time: Double, _ scratch: GridScratch
  ) -> Double {
    let ion = plan.species[species]
    let first = row * shape.counts.x
    scratch.wall.update(repeating: bath[species], count: shape.counts.x + 8)
    let c = RowView(
      row, of: field.middle[species], shape, wall: bath[species], wallRow: scratch.wall)
    let phi = RowView(row, of: potential, shape, wall: 0, wallRow: scratch.zeros)
    let faces = FaceView(row, allFaces, shape)
    let factor = Lanes(splat: ion.diffusion * ion.valence / plan.thermalVoltage * time / 2)
    var outward = 0.0
    alongRow(row) { start, lanes in
      var flow = Lanes(splat: 0)
      for side in 0..<2 * shape.dimension {
        let mean = c.own(start) + c.beside(side, start)
        let inflow =
          faces.face(side, start) * mean * (phi.beside(side, start) - phi.own(start)) * factor
        flow += inflow
        if plan.isHeld { outward -= (inflow * wallWeights(row, side, start, lanes)).sum() }
      }
      lanes.store(flow, field.drift[species] + first + start)
    }
    return outward
  }

  /// 1 where a side of a voxel is a wall.
  private func wallWeights(_ row: Int, _ side: Int, _ start: Int, _ lanes: RowLanes) -> Lanes {
    let (k, j) = row.quotientAndRemainder(dividingBy: shape.counts.y)
    var weights = Lanes(splat: 0)
    switch side {
    case 0: if start == 0 { weights[0] = 1 }
    case 1: if start + 8 >= shape.counts.x { weights[shape.counts.x - 1 - start] = 1 }
    case 2: if j == 0 { weights = lanes.weights }
    case 3: if j == shape.counts.y - 1 { weights = lanes.weights }
    case 4: if k == 0 { weights = lanes.weights }
    default: if k == shape.counts.z - 1 { weights = lanes.weights }
    }
    return weights
  }

  /// S of the faces of a row: those below its voxels, and at the ends above them.
  func refreshConductances(
    _ row: Int, _ field: GridField, time: Double, _ scratch: GridScratch
  ) {
    let (k, j) = row.quotientAndRemainder(dividingBy: shape.counts.y)
    let isLast = [true, j == shape.counts.y - 1, k == shape.counts.z - 1]
    for side in 0..<2 * shape.dimension where side % 2 == 0 || isLast[side / 2] {
      refreshConductances(row, side, field, time: time, scratch)
    }
  }

  /// S of the faces between own voxels and a row of those above them.
  func refreshConductances(
    below row: Int, _ field: GridField, time: Double, _ scratch: GridScratch
  ) {
    refreshConductances(row, 2 * shape.lastAxis, field, time: time, scratch)
  }

  private func refreshConductances(
    _ row: Int, _ side: Int, _ field: GridField, time: Double, _ scratch: GridScratch
  ) {
    let transmission = FaceView(row, allFaces, shape)
    let result = FaceView(row, field.faces, shape).place(side)
    alongRow(row) { start, lanes in lanes.store(Lanes(splat: 0), result + start) }
    for (species, ion) in plan.species.enumerated() where ion.valence != 0 {
      let z = ion.valence
      let factor = Lanes(splat: ion.diffusion * z * z / plan.thermalVoltage * time / 2)
      scratch.wall.update(repeating: bath[species], count: shape.counts.x + 8)
      let c = RowView(
        row, of: field.middle[species], shape, wall: bath[species], wallRow: scratch.wall)
      alongRow(row) { start, lanes in
        let mean = c.own(start) + c.beside(side, start)
        let share = transmission.face(side, start) * mean * factor
        lanes.store(Lanes.load(result + start) + share, result + start)
      }
    }
  }
}

/// The lanes of a row that are voxels.
struct RowLanes {
  let count: Int

  @inline(__always) func store(_ values: Lanes, _ pointer: UnsafeMutablePointer<Double>) {
    if count == 8 { values.store(pointer) } else { FirstLanes(count: count).store(values, pointer) }
  }
  @inline(__always) var weights: Lanes {
    count == 8 ? Lanes(splat: 1) : FirstLanes(count: count).weights
  }
  /// The sum over the lanes that are voxels.
  ///
  /// The others may hold anything, also what is not a number.
  @inline(__always) func sum(_ values: Lanes) -> Double {
    guard count < 8 else { return values.sum() }
    var sum = 0.0
    for lane in 0..<count { sum += values[lane] }
    return sum
  }
}
