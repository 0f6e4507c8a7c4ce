/// Small dense matrices in place: P A = L U, with the largest of each column as pivot.
///
/// A matrix stands row by row with `rowStride` numbers from row to row, so that it may be part of a
/// larger one.
enum DenseBlock {
  /// Factorises; false if a pivot is 0 or not finite.
  static func factorize(
    _ matrix: UnsafeMutablePointer<Double>, size: Int, rowStride: Int,
    pivots: UnsafeMutablePointer<Int32>
  ) -> Bool {
    for column in 0..<size {
      let pivot = pivotRow(matrix, size: size, rowStride: rowStride, column: column)
      pivots[column] = Int32(truncatingIfNeeded: pivot)
      let top = matrix + column * rowStride
      if pivot != column { swapRows(top, matrix + pivot * rowStride, size) }
      guard top[column] != 0, top[column].isFinite else { return false }
      let inverse = 1 / top[column]
      for row in (column + 1)..<max(size, column + 1) {
        eliminate(matrix + row * rowStride, top, column, size, inverse)
      }
    }
    return true
  }

  @inline(__always)
  private static func eliminate(
    _ row: UnsafeMutablePointer<Double>, _ top: UnsafeMutablePointer<Double>, _ column: Int,
    _ size: Int, _ inverse: Double
  ) {
    let factor = row[column] * inverse
    row[column] = factor
    guard factor != 0 else { return }
    for entry in (column + 1)..<max(size, column + 1) { row[entry] -= factor * top[entry] }
  }

  private static func pivotRow(
    _ matrix: UnsafeMutablePointer<Double>, size: Int, rowStride: Int, column: Int
  ) -> Int {
    var best = column
    var largest = abs(matrix[column * rowStride + column])
    for row in (column + 1)..<max(size, column + 1) {
      let candidate = abs(matrix[row * rowStride + column])
      if candidate > largest {
        largest = candidate
        best = row
      }
    }
    return best
  }

  private static func swapRows(
    _ first: UnsafeMutablePointer<Double>, _ second: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    for entry in 0..<count {
      let kept = first[entry]
      first[entry] = second[entry]
      second[entry] = kept
    }
  }

  /// Solves for one right side, whose numbers are `spacing` apart, in place.
  @inline(__always)
  static func solve(
    _ matrix: UnsafeMutablePointer<Double>, size: Int, rowStride: Int,
    pivots: UnsafeMutablePointer<Int32>, _ right: UnsafeMutablePointer<Double>, spacing: Int = 1
  ) {
    for row in 0..<size {
      let pivot = Int(pivots[row])
      var value = right[pivot * spacing]
      if pivot != row { right[pivot * spacing] = right[row * spacing] }
      let entries = matrix + row * rowStride
      for column in 0..<row { value -= entries[column] * right[column * spacing] }
      right[row * spacing] = value
    }
    for row in stride(from: size - 1, through: 0, by: -1) {
      let entries = matrix + row * rowStride
      var value = right[row * spacing]
      for column in (row + 1)..<max(size, row + 1) {
        value -= entries[column] * right[column * spacing]
      }
      right[row * spacing] = value / entries[row]
    }
  }
}
