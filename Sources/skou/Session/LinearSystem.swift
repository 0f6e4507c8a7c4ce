/// A few linear equations in a few unknowns, not necessarily as many of the one as of the other.
struct LinearSystem {
  /// What elimination finds.
  enum Outcome {
    /// Exactly one solution.
    case solved([Double])
    /// The unknowns with these numbers can be traded for each other.
    case undetermined([Int])
    /// No solution: the equations with these numbers contradict the others.
    case contradictory([Int])
  }

  /// Row by row; the last entry of each is the right side.
  private var rows: [[Double]]
  private let unknowns: Int
  /// Entries below this are rounding, in rows whose largest entry is about 1.
  private let rounding = 1e-9

  /// Equations Σ a x = b as rows `a…, b`; all should be of a similar size.
  init(_ equations: [[Double]], unknowns: Int) {
    rows = equations
    self.unknowns = unknowns
  }

  /// Eliminates with the largest pivots first.
  func solve() -> Outcome {
    var rows = rows
    var order = Array(rows.indices)
    var pivots: [(row: Int, column: Int)] = []
    while let pivot = Self.largest(rows, after: pivots, unknowns), pivot.size > rounding {
      rows.swapAt(pivots.count, pivot.row)
      order.swapAt(pivots.count, pivot.row)
      Self.eliminate(&rows, pivots.count, pivot.column)
      pivots.append((pivots.count, pivot.column))
    }
    let contradictions = (pivots.count..<rows.count).filter { abs(rows[$0][unknowns]) > rounding }
    guard contradictions.isEmpty else {
      return .contradictory(contradictions.map { order[$0] }.sorted())
    }
    guard pivots.count == unknowns else { return .undetermined(traded(rows, pivots)) }
    var solution = [Double](repeating: 0, count: unknowns)
    for pivot in pivots { solution[pivot.column] = rows[pivot.row][unknowns] }
    return .solved(solution)
  }

  /// Free unknowns, and those that depend on them.
  private func traded(_ rows: [[Double]], _ pivots: [(row: Int, column: Int)]) -> [Int] {
    let free = (0..<unknowns).filter { column in !pivots.contains { $0.column == column } }
    let bound = pivots.filter { pivot in
      free.contains { abs(rows[pivot.row][$0]) > rounding }
    }
    return (free + bound.map(\.column)).sorted()
  }

  private static func largest(
    _ rows: [[Double]], after pivots: [(row: Int, column: Int)], _ unknowns: Int
  ) -> (row: Int, column: Int, size: Double)? {
    let columns = (0..<unknowns).filter { column in !pivots.contains { $0.column == column } }
    let places = (pivots.count..<max(rows.count, pivots.count)).flatMap { row in
      columns.map { (row: row, column: $0, size: abs(rows[row][$0])) }
    }
    return places.max { $0.size < $1.size }
  }

  /// Makes a pivot 1, and everything else in its column 0.
  private static func eliminate(_ rows: inout [[Double]], _ row: Int, _ column: Int) {
    let inverse = 1 / rows[row][column]
    for entry in rows[row].indices { rows[row][entry] *= inverse }
    let pivot = rows[row]
    for other in rows.indices where other != row {
      let factor = rows[other][column]
      for entry in pivot.indices { rows[other][entry] -= factor * pivot[entry] }
      rows[other][column] = 0
    }
  }
}
