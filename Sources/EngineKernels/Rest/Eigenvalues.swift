#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An eigenvalue of a system's Jacobian, in 1/ms.
public struct Eigenvalue: Sendable, Hashable {
  /// Growth: a mode lasts for −1/real.
  public var real: Double
  /// Angular frequency.
  public var imaginary: Double

  /// An eigenvalue.
  public init(real: Double, imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }
}

/// A square matrix, row by row, whose eigenvalues are wanted and nothing else.
///
/// The classical way: balance, reduce to Hessenberg form by reflections, then implicit double QR
/// steps (Francis 1961; Golub & Van Loan, Matrix Computations, 7.4 and 7.5). The error is that of
/// rounding the largest entries, so that the slowest modes keep seven digits beside ones that are
/// 1e9 times as fast. It takes about 10 n³ operations.
public struct SquareMatrix: Sendable {
  /// Rows and columns.
  public let size: Int
  private var entries: [Double]

  /// A matrix of `size` × `size` entries, row by row.
  public init(size: Int, entries: [Double]) {
    self.size = size
    self.entries = entries
  }

  subscript(row: Int, column: Int) -> Double {
    get { entries[row * size + column] }
    set { entries[row * size + column] = newValue }
  }

  /// The eigenvalues, the largest real part first; nil where entries are not finite or steps do
  /// not converge.
  public func eigenvalues() -> [Eigenvalue]? {
    guard entries.allSatisfy(\.isFinite) else { return nil }
    var work = self
    work.balance()
    work.reduceToHessenberg()
    return work.deflate()?.sorted { ($0.real, $0.imaginary) > ($1.real, $1.imaginary) }
  }
}

extension SquareMatrix {
  /// Scales rows and columns by powers of 2 until their sizes agree: Osborne 1960.
  private mutating func balance() {
    for _ in 0..<100 {
      var isDone = true
      for index in 0..<size where balance(index) { isDone = false }
      if isDone { return }
    }
  }

  /// Balances one row with its column; whether that changed anything.
  private mutating func balance(_ index: Int) -> Bool {
    var (row, column) = (0.0, 0.0)
    for other in 0..<size where other != index {
      row += abs(self[index, other])
      column += abs(self[other, index])
    }
    guard row > 0, column > 0 else { return false }
    let factor = exp2((log2(row / column) / 2).rounded())
    guard column * factor + row / factor < 0.95 * (row + column) else { return false }
    for other in 0..<size {
      self[other, index] *= factor
      self[index, other] /= factor
    }
    return true
  }

  /// Zeros below the first subdiagonal, by reflections from both sides.
  private mutating func reduceToHessenberg() {
    guard size > 2 else { return }
    for step in 0..<size - 2 {
      let below = step + 1
      var vector = (below..<size).map { self[$0, step] }
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 0 else { continue }
      vector[0] += vector[0] < 0 ? -length : length
      let square = vector.reduce(0) { $0 + $1 * $1 }
      reflectRows(vector, 2 / square, from: below, columns: step..<size)
      reflectColumns(vector, 2 / square, from: below, rows: 0..<size)
    }
  }

  /// Applies I − factor v vᵀ from the left, to the rows from `from` on.
  private mutating func reflectRows(
    _ vector: [Double], _ factor: Double, from: Int, columns: Range<Int>
  ) {
    var sums = [Double](repeating: 0, count: columns.count)
    for (offset, part) in vector.enumerated() {
      for column in columns {
        sums[column - columns.lowerBound] += part * self[from + offset, column]
      }
    }
    for (offset, part) in vector.enumerated() {
      for column in columns {
        self[from + offset, column] -= factor * part * sums[column - columns.lowerBound]
      }
    }
  }

  /// Applies I − factor v vᵀ from the right, to the columns from `from` on.
  private mutating func reflectColumns(
    _ vector: [Double], _ factor: Double, from: Int, rows: Range<Int>
  ) {
    for row in rows {
      var sum = 0.0
      for (offset, part) in vector.enumerated() { sum += part * self[row, from + offset] }
      for (offset, part) in vector.enumerated() {
        self[row, from + offset] -= factor * part * sum
      }
    }
  }
}

extension SquareMatrix {
  /// Takes one or two eigenvalues after the other off the lower end of a Hessenberg matrix.
  private mutating func deflate() -> [Eigenvalue]? {
    var values: [Eigenvalue] = []
    let norm = entries.reduce(0) { max($0, abs($1)) }
    var end = size - 1
    var steps = 0
    while end >= 0 {
      // What is stuck is taken for rounding of the largest entries.
      let start = blockStart(end, floor: steps > 20 ? norm : 0)
      if start >= end - 1 {
        values += start == end ? [Eigenvalue(real: self[end, end])] : pair(end)
        end = start - 1
        steps = 0
      } else {
        guard steps < 200 else { return nil }
        steps += 1
        qrStep(start, end, isExceptional: steps % 11 == 0)
      }
    }
    return values
  }

  /// The first row of the block that ends in `end`: above it stands nothing but rounding.
  private mutating func blockStart(_ end: Int, floor: Double) -> Int {
    for row in stride(from: end, to: 0, by: -1) {
      let size = max(abs(self[row, row]) + abs(self[row - 1, row - 1]), floor)
      if abs(self[row, row - 1]) <= 0x1p-52 * size {
        self[row, row - 1] = 0
        return row
      }
    }
    return 0
  }

  /// The eigenvalues of the last 2 × 2 block.
  private func pair(_ end: Int) -> [Eigenvalue] {
    let (a, b) = (self[end - 1, end - 1], self[end - 1, end])
    let (c, d) = (self[end, end - 1], self[end, end])
    let half = (a - d) / 2
    let square = half * half + b * c
    guard square >= 0 else {
      let root = (-square).squareRoot()
      return [1.0, -1].map { Eigenvalue(real: (a + d) / 2, imaginary: $0 * root) }
    }
    // The one farther from d first; the other from the product, so that nothing cancels.
    let far = half + (half < 0 ? -square.squareRoot() : square.squareRoot())
    return [Eigenvalue(real: d + far), Eigenvalue(real: far == 0 ? d : d - b * c / far)]
  }

  /// A double step with the eigenvalues of the last 2 × 2 block as shifts.
  private mutating func qrStep(_ start: Int, _ end: Int, isExceptional: Bool) {
    var sum = self[end - 1, end - 1] + self[end, end]
    var product =
      self[end - 1, end - 1] * self[end, end] - self[end - 1, end] * self[end, end - 1]
    if isExceptional {
      let size = abs(self[end, end - 1]) + abs(self[end - 1, end - 2])
      (sum, product) = (1.5 * size, size * size)
    }
    let first = self[start, start]
    // The first column of (H − s₁)(H − s₂), over its subdiagonal entry.
    let below = self[start + 1, start]
    var bulge = [
      (first * (first - sum) + product) / below + self[start, start + 1],
      first + self[start + 1, start + 1] - sum, self[start + 2, start + 1],
    ]
    for row in start..<end {
      chase(bulge, row, start, end)
      bulge = (row + 1...min(row + 3, end)).map { self[$0, row] }
    }
  }

  /// Reflects what sticks out of the Hessenberg form one row further down.
  private mutating func chase(_ bulge: [Double], _ row: Int, _ start: Int, _ end: Int) {
    let count = min(3, end - row + 1)
    var vector = Array(bulge.prefix(count))
    let largest = vector.reduce(0) { max($0, abs($1)) }
    guard largest > 0 else { return }
    vector = vector.map { $0 / largest }
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    vector[0] += vector[0] < 0 ? -length : length
    let square = vector.reduce(0) { $0 + $1 * $1 }
    reflectRows(vector, 2 / square, from: row, columns: max(start, row - 1)..<end + 1)
    reflectColumns(vector, 2 / square, from: row, rows: start..<min(row + 3, end) + 1)
  }
}
