import Numerics

/// A row along x of some array, with its neighbours on six sides: 0, 1 along x; 2, 3 along y; 4, 5
/// along z; below and above each.
struct RowView {
  private let centre: UnsafePointer<Double>
  private let rows: [4 of UnsafePointer<Double>]
  private let wall: Double
  private let count: Int

  /// Row number `row` of an array over all voxels, with `wall` behind the walls.
  ///
  /// `wallRow` repeats `wall`. Seven numbers beyond the end of a row may be read of each.
  init(
    _ row: Int, of values: UnsafePointer<Double>, _ shape: GridShape, wall: Double,
    wallRow: UnsafePointer<Double>
  ) {
    let counts = shape.counts
    let (k, j) = row.quotientAndRemainder(dividingBy: counts.y)
    let centre = values + row * counts.x
    self.centre = centre
    self.wall = wall
    count = counts.x
    rows = [
      j > 0 ? centre - counts.x : wallRow, j < counts.y - 1 ? centre + counts.x : wallRow,
      k > 0 ? centre - shape.planeCount : wallRow,
      k < counts.z - 1 ? centre + shape.planeCount : wallRow,
    ]
  }

  /// Eight values from the place `start` in the row on.
  @inline(__always) func own(_ start: Int) -> Lanes { Lanes.load(centre + start) }

  /// Those on one side of them.
  @inline(__always) func beside(_ side: Int, _ start: Int) -> Lanes {
    guard side < 2 else { return Lanes.load(rows[side - 2] + start) }
    var values = Lanes.load(centre + start + (side == 0 ? -1 : 1))
    if side == 0, start == 0 { values[0] = wall }
    if side == 1, start + 8 >= count { values[count - 1 - start] = wall }
    return values
  }
}

/// The faces of a row's voxels, on the same six sides.
struct FaceView {
  private let along: UnsafePointer<Double>
  private let across: [4 of UnsafePointer<Double>]

  /// The faces of row number `row`, in arrays of the faces across x, y and z.
  init(_ row: Int, _ faces: [3 of UnsafeMutablePointer<Double>], _ shape: GridShape) {
    let count = shape.counts
    let (k, j) = row.quotientAndRemainder(dividingBy: count.y)
    along = UnsafePointer(faces[0] + row * (count.x + 1))
    let y = UnsafePointer(faces[1] + (j + k * (count.y + 1)) * count.x)
    let z = UnsafePointer(faces[2] + row * count.x)
    across = [y, y + count.x, z, z + shape.planeCount]
  }

  /// Those on one side of eight voxels from the place `start` in the row on.
  @inline(__always) func face(_ side: Int, _ start: Int) -> Lanes {
    guard side < 2 else { return Lanes.load(across[side - 2] + start) }
    return Lanes.load(along + start + side)
  }

  /// Where they are.
  func place(_ side: Int) -> UnsafeMutablePointer<Double> {
    UnsafeMutablePointer(mutating: side < 2 ? along + side : across[side - 2])
  }
}
