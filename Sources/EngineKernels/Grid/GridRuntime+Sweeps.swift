import Numerics

/// The solves along x, y and z, eight lines at a time.
extension GridRuntime {
  /// Eight rows along x: the right side, and its spreading along the rows.
  ///
  /// Rows are solved side by side in scratch memory, voxel by voxel: lanes are rows.
  func sweepRows(_ unit: Int, _ part: GridPart, _ scratch: GridScratch) {
    let rows = shape.rows(ofUnit: unit)
    let count = shape.counts.x
    var arrived = 0.0
    if plan.isHeld { scratch.wall.update(repeating: part.bath, count: count + 8) }
    for row in rows {
      arrived += explicitRow(row, part, scratch)
      scatter(scratch.row, row - rows.lowerBound, count, scratch.lines)
    }
    slots.unit(part.species, unit, .arrived).pointee = arrived
    for lane in rows.count..<8 { clear(lane, count, scratch.lines) }
    if count > 1 { solveRows(rows, part, scratch) }
    let change = change(part.species)
    for row in rows {
      gather(scratch.lines, row - rows.lowerBound, count, change + row * count)
    }
    slots.unit(part.species, unit, .throughWalls).pointee =
      plan.isHeld && count > 1 ? throughEnds(rows, part) : 0
    if shape.dimension <= 1 { applyRows(rows, unit, part) }
  }

  private func solveRows(_ rows: Range<Int>, _ part: GridPart, _ scratch: GridScratch) {
    let count = shape.counts.x
    guard !isUniform else {
      return LineSolver.solve(
        scratch.lines, stride: 8, count: count, factors: factors(part.species, 0),
        work: scratch.lines, AllLanes())
    }
    LineSolver.solve(
      scratch.lines, stride: 8, count: count, water: scratch.water, faces: scratch.faces,
      waterStride: 8, half: part.reach / 2, factors: scratch.factors, work: scratch.lines,
      AllLanes())
  }

  /// Puts water and faces of eight rows side by side, where these are not uniform.
  func gatherRows(_ unit: Int, _ scratch: GridScratch) {
    guard !isUniform else { return }
    let rows = shape.rows(ofUnit: unit)
    let count = shape.counts.x
    for lane in 0..<8 {
      // Lanes without a row of their own repeat the last one.
      let row = min(rows.lowerBound + lane, rows.upperBound - 1)
      scatter(water + row * count, lane, count, scratch.water)
      scatter(faces(0) + row * (count + 1), lane, count + 1, scratch.faces)
    }
  }

  @inline(__always)
  private func scatter(
    _ row: UnsafePointer<Double>, _ lane: Int, _ count: Int,
    _ lines: UnsafeMutablePointer<Double>
  ) {
    for i in 0..<count { lines[8 * i + lane] = row[i] }
  }

  @inline(__always)
  private func gather(
    _ lines: UnsafePointer<Double>, _ lane: Int, _ count: Int,
    _ row: UnsafeMutablePointer<Double>
  ) {
    for i in 0..<count { row[i] = lines[8 * i + lane] }
  }

  private func clear(_ lane: Int, _ count: Int, _ lines: UnsafeMutablePointer<Double>) {
    for i in 0..<count { lines[8 * i + lane] = 0 }
  }

  /// What leaves through the walls at the ends of rows, in amol.
  private func throughEnds(_ rows: Range<Int>, _ part: GridPart) -> Double {
    let count = shape.counts.x
    let faces = faces(0)
    let uniform = shape.faces.x * uniformWater * uniformSpread * 2
    func through(_ voxel: Int, _ face: Double) -> Double {
      let size = isUniform ? uniformWater : water[voxel]
      let middle = concentration(part.species)[voxel] + change(part.species)[voxel] / size / 2
      return part.reach * face * (middle - part.bath)
    }
    var sum = 0.0
    for row in rows {
      let lower = row * count
      let place = row * (count + 1)
      sum += through(lower, isUniform ? uniform : faces[place])
      sum += through(lower + count - 1, isUniform ? uniform : faces[place + count])
    }
    return sum
  }

  /// Eight columns along y of a plane.
  func sweepColumns(_ unit: Int, _ part: GridPart, _ scratch: GridScratch) {
    let (plane, block) = unit.quotientAndRemainder(dividingBy: (shape.counts.x + 7) / 8)
    let line = Line(
      axis: 1, unit: unit, start: plane * shape.planeCount + block * 8,
      face: plane * (shape.counts.y + 1) * shape.counts.x + block * 8,
      stride: shape.counts.x, count: shape.counts.y)
    sweep(line, lanes: shape.counts.x - block * 8, part, scratch)
  }

  /// Eight columns along z.
  func sweepPillars(_ unit: Int, _ part: GridPart, _ scratch: GridScratch) {
    let line = Line(
      axis: 2, unit: unit, start: unit * 8, face: unit * 8, stride: shape.planeCount,
      count: shape.counts.z)
    sweep(line, lanes: shape.planeCount - unit * 8, part, scratch)
  }

  /// Neighbouring lines across x.
  struct Line {
    let axis: Int, unit: Int
    /// The first voxel of the first line, and its face below.
    let start: Int, face: Int
    let stride: Int, count: Int
  }

  private func sweep(_ line: Line, lanes: Int, _ part: GridPart, _ scratch: GridScratch) {
    if lanes >= 8 {
      sweep(line, part, scratch, AllLanes())
    } else {
      sweep(line, part, scratch, FirstLanes(count: lanes))
    }
  }

  @inline(__always)
  private func sweep<Access: LaneAccess>(
    _ line: Line, _ part: GridPart, _ scratch: GridScratch, _ access: Access
  ) {
    guard line.axis == shape.lastAxis else {
      solve(line, part, scratch, access) { _, _ in }
      return bookWalls(line, part, access)
    }
    // The walls' books need the concentrations of before.
    var good = GridMask(repeating: true)
    if plan.isHeld {
      solve(line, part, scratch, access) { _, _ in }
      bookWalls(line, part, access)
      for i in 0..<line.count {
        let voxel = line.start + i * line.stride
        good = good .& apply(access.load(change(part.species) + voxel), part.species, voxel, access)
      }
    } else {
      solve(line, part, scratch, access) { place, change in
        good = good .& apply(change, part.species, line.start + place, access)
      }
    }
    slots.column(part.species, line.unit)[2] = all(good) ? 0 : 1
  }

  /// Solves along columns and hands each change to `finish`.
  @inline(__always)
  private func solve<Access: LaneAccess>(
    _ line: Line, _ part: GridPart, _ scratch: GridScratch, _ access: Access,
    finish: (_ place: Int, _ change: Lanes) -> Void
  ) {
    let change = change(part.species) + line.start
    guard !isUniform else {
      return LineSolver.solve(
        change, stride: line.stride, count: line.count,
        factors: factors(part.species, line.axis), work: scratch.lines, access, finish: finish)
    }
    LineSolver.solve(
      change, stride: line.stride, count: line.count, water: water + line.start,
      faces: faces(line.axis) + line.face, waterStride: line.stride, half: part.reach / 2,
      factors: scratch.factors, work: scratch.lines, access, finish: finish)
  }

  @inline(__always)
  private func bookWalls<Access: LaneAccess>(_ line: Line, _ part: GridPart, _ access: Access) {
    let (first, last) = plan.isHeld ? throughEnds(line, part, access) : (0, 0)
    if line.axis == shape.lastAxis {
      let column = slots.column(part.species, line.unit)
      column[0] = first
      column[1] = last
    } else {
      slots.strip(part.species, line.unit).pointee = first + last
    }
  }

  /// What leaves through the walls at both ends of columns, in amol.
  @inline(__always)
  private func throughEnds<Access: LaneAccess>(
    _ line: Line, _ part: GridPart, _ access: Access
  ) -> (Double, Double) {
    let last = (line.count - 1) * line.stride
    return (
      throughEnd(line.axis, line.start, line.face, part, access),
      throughEnd(line.axis, line.start + last, line.face + last + line.stride, part, access)
    )
  }

  /// What leaves from eight voxels through a wall across an axis, in amol.
  @inline(__always)
  func throughEnd<Access: LaneAccess>(
    _ axis: Int, _ voxel: Int, _ face: Int, _ part: GridPart, _ access: Access
  ) -> Double {
    let geometry = axis == 1 ? shape.faces.y : shape.faces.z
    let size = isUniform ? Lanes(splat: uniformWater) : access.load(water + voxel)
    let half = access.load(change(part.species) + voxel) / size * Lanes(splat: 0.5)
    let middle = access.load(concentration(part.species) + voxel) + half
    let wall =
      isUniform
      ? Lanes(splat: 2 * geometry * uniformWater * uniformSpread)
      : access.load(faces(axis) + face)
    return (wall * (middle - Lanes(splat: part.bath)) * access.weights).sum() * part.reach
  }
}
