/// Sums of one compartment that never change and that nobody has named: a reservoir and the ions
/// that it took, or what two mechanisms exchange.
///
/// Such a sum is a row w with w·J = 0 and w·f = 0 in every state. It is found by elimination in the
/// Jacobians of a few states, side by side.
struct HiddenSums {
  /// Relative to the largest entry of a row, this much is the rounding of finite differences.
  private static let rounding = 3e-7
  /// What gains that cancel leave over, relative to them, in the same way.
  private static let cancelled = 1e-6

  private let system: GroupSystem
  private let slot: Int
  private let taken: Set<Int>

  /// Prepares the search in a group of one compartment, besides sums that are known.
  init(_ system: GroupSystem, slot: Int, known: [ConservedSum]) {
    self.system = system
    self.slot = slot
    taken = Set(known.compactMap(\.pivot))
  }

  /// The sums, each with an unknown of its own whose equation it may replace.
  func find(at state: [Double]) -> [ConservedSum] {
    let samples = samples(around: state).map(columns)
    var sums: [[Double]] = []
    var rows: [[Double]] = []
    for unknown in system.table.all.indices where !taken.contains(unknown) {
      let entries = samples.flatMap { $0[unknown] }
      let largest = entries.reduce(0) { max($0, abs($1)) }
      if largest <= stillness(unknown) {
        sums.append(identity(unknown, 1))
      } else {
        rows.append(entries.map { $0 / largest } + identity(unknown, 1 / largest))
      }
    }
    return named(sums + leftNull(rows))
  }

  /// Entries that are this small are none: rounding, where gains cancel each other.
  private func stillness(_ unknown: Int) -> Double {
    guard case .gained(let number) = system.table.all[unknown], let solutions = system.solutions
    else { return 1e-20 }
    let pool = solutions.pools[number]
    let gains = (pool.insideGains + pool.outsideGains).reduce(0) { $0 + abs($1.value[slot]) }
    return Self.cancelled * gains * amountPerCharge / system.constants.insideVolume[slot]
  }

  private func identity(_ unknown: Int, _ value: Double) -> [Double] {
    system.table.all.indices.map { $0 == unknown ? value : 0 }
  }

  /// The state, and others around it.
  private func samples(around state: [Double]) -> [[Double]] {
    [(0, 1.0), (7, 1.1), (-5, 0.93)].map { shift, factor in
      var moved = state
      for unknown in system.table.all.indices {
        let place = unknown * system.layout.stride + slot
        // Not all by the same factor: sums of them would look alike.
        moved[place] =
          unknown == 0 ? state[place] + shift : state[place] * (1 + (factor - 1) / Double(unknown))
      }
      return moved
    }
  }

  /// For each unknown its rate and how that depends on all unknowns, per unknown's usual size.
  private func columns(at state: [Double]) -> [[Double]] {
    let matrix = NewtonMatrix(
      system.layout, parents: system.parents, unknowns: system.unknowns, rows: [])
    matrix.evaluate(system, time: 0, state: state)
    var rates = [Double](repeating: 0, count: system.layout.stateCount)
    var copy = state
    system.rates(0, &copy, &rates)
    let count = system.layout.unknownCount
    return (0..<count).map { row in
      (0..<count).map { column in
        matrix.local.jacobian[(slot * count + column) * count + row]
          * system.unknowns[column].typicalMagnitude
      } + [rates[row * system.layout.stride + slot]]
    }
  }

  /// Combinations of rows that vanish in all columns, by elimination with full pivoting.
  ///
  /// Behind the columns each row says of which equations it is made.
  private func leftNull(_ given: [[Double]]) -> [[Double]] {
    let columns = 0..<max((given.first?.count ?? 0) - system.table.all.count, 0)
    var rows = given
    for done in rows.indices {
      var pivot = (row: done, column: 0, size: 0.0)
      for row in done..<rows.count {
        for column in columns where abs(rows[row][column]) > pivot.size {
          pivot = (row, column, abs(rows[row][column]))
        }
      }
      guard pivot.size > Self.rounding else {
        return rows[done...].map { Array($0[columns.upperBound...]) }
      }
      rows.swapAt(done, pivot.row)
      for row in (done + 1)..<max(rows.count, done + 1) {
        let factor = rows[row][pivot.column] / rows[done][pivot.column]
        for entry in rows[row].indices { rows[row][entry] -= factor * rows[done][entry] }
      }
    }
    return []
  }

  /// Gives each sum the private unknown with its largest share, which then leaves the others.
  private func named(_ given: [[Double]]) -> [ConservedSum] {
    var sums = given
    var pivots: [Int?] = []
    for index in sums.indices {
      let shares = sums[index].indices.map {
        abs(sums[index][$0]) * system.unknowns[$0].typicalMagnitude
      }
      let free = shares.indices.filter {
        $0 >= system.layout.coupledCount && !taken.contains($0) && !pivots.contains($0)
      }
      let pivot = free.max { shares[$0] < shares[$1] }.flatMap { shares[$0] > 0 ? $0 : nil }
      pivots.append(pivot)
      guard let pivot else { continue }
      for other in (index + 1)..<max(sums.count, index + 1) {
        let factor = sums[other][pivot] / sums[index][pivot]
        for entry in sums[other].indices { sums[other][entry] -= factor * sums[index][entry] }
        sums[other][pivot] = 0
      }
    }
    return zip(sums, pivots).compactMap { sum, pivot in pivot.map { conserved(sum, pivot: $0) } }
  }

  private func conserved(_ sum: [Double], pivot: Int) -> ConservedSum {
    let slots = system.layout.slotCount
    var weights = [Double](repeating: 0, count: sum.count * slots)
    for (unknown, weight) in sum.enumerated() {
      weights[unknown * slots + slot] = weight / sum[pivot]
    }
    return ConservedSum(name: "a sum", weights: weights, isLocal: true, pivot: pivot)
  }
}
