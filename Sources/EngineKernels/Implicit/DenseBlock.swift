/// Small dense matrices in place: P A = L U, with the largest of each column as pivot.
///
/// A matrix stands column by column, `spacing` numbers from column to column, so that it may be part
/// of a larger one, and so that inner loops run along columns. Pivots are kept inverted.
enum DenseBlock {
  typealias Vector = UnsafeMutablePointer<Double>

  /// Factorises; false if a pivot is 0 or not finite.
  static func factorize(
    _ matrix: Vector, size: Int, spacing: Int, pivots: UnsafeMutablePointer<Int32>
  ) -> Bool {
    for step in 0..<size {
      let own = matrix + step * spacing
      let pivot = pivotRow(own, step, size)
      pivots[step] = Int32(truncatingIfNeeded: pivot)
      if pivot != step { swapRows(matrix, step, pivot, size, spacing) }
      guard own[step] != 0, own[step].isFinite else { return false }
      let inverse = 1 / own[step]
      own[step] = inverse
      for row in (step + 1)..<max(size, step + 1) { own[row] *= inverse }
      for column in (step + 1)..<max(size, step + 1) {
        let other = matrix + column * spacing
        subtract(other, own, times: other[step], rows: step + 1, size)
      }
    }
    return true
  }

  /// Solves for one right side in place.
  @inline(__always)
  static func solve(
    _ matrix: UnsafePointer<Double>, size: Int, spacing: Int,
    pivots: UnsafePointer<Int32>, _ right: Vector
  ) {
    for step in 0..<size {
      let pivot = Int(pivots[step])
      let value = right[pivot]
      right[pivot] = right[step]
      right[step] = value
      subtract(right, matrix + step * spacing, times: value, rows: step + 1, size)
    }
    for step in stride(from: size - 1, through: 0, by: -1) {
      let column = matrix + step * spacing
      let value = right[step] * column[step]
      right[step] = value
      subtract(right, column, times: value, rows: 0, step)
    }
  }

  /// target −= factor · column, for some rows.
  @inline(__always)
  static func subtract(
    _ target: Vector, _ column: UnsafePointer<Double>, times factor: Double, rows first: Int,
    _ end: Int
  ) {
    guard factor != 0 else { return }
    for row in first..<max(end, first) { target[row] -= column[row] * factor }
  }

  private static func pivotRow(_ column: Vector, _ first: Int, _ size: Int) -> Int {
    var best = first
    var largest = abs(column[first])
    for row in (first + 1)..<max(size, first + 1) where abs(column[row]) > largest {
      largest = abs(column[row])
      best = row
    }
    return best
  }

  /// Columns of L keep the order they were made in: `solve` swaps as it goes along.
  private static func swapRows(
    _ matrix: Vector, _ first: Int, _ second: Int, _ size: Int, _ spacing: Int
  ) {
    for column in first..<size {
      let entries = matrix + column * spacing
      let kept = entries[first]
      entries[first] = entries[second]
      entries[second] = kept
    }
  }
}
