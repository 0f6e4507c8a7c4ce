import CMechanismABI

/// Columns that do not change during a run, kept once where several are equal.
struct ColumnArena {
  private(set) var arenas: [DoubleArena] = []
  private var known: [ColumnPlan: skou_column] = [:]

  mutating func column(_ plan: ColumnPlan) -> skou_column {
    if let column = known[plan] { return column }
    let values: [Double]
    let stride: Int64
    switch plan {
    case .uniform(let value):
      values = [Double](repeating: value, count: 8)
      stride = 0
    case .perLane(let lanes):
      values = lanes
      stride = 8
    }
    let arena = DoubleArena(count: values.count)
    for (i, value) in values.enumerated() { arena.base[i] = value }
    arenas.append(arena)
    let column = skou_column(values: UnsafePointer(arena.base), stride: stride)
    known[plan] = column
    return column
  }

  /// A column; one of `ownCount` lanes that nothing else shares where it may change.
  mutating func column(_ plan: ColumnPlan, ownCount: Int?) -> skou_column {
    guard let ownCount else { return column(plan) }
    return ownColumn(plan, count: ownCount)
  }

  /// A column for each lane that nothing else shares, so that it may change.
  private mutating func ownColumn(_ plan: ColumnPlan, count: Int) -> skou_column {
    let arena = DoubleArena(count: count)
    for i in 0..<count {
      switch plan {
      case .uniform(let value): arena.base[i] = value
      case .perLane(let lanes): arena.base[i] = lanes[i]
      }
    }
    arenas.append(arena)
    return skou_column(values: UnsafePointer(arena.base), stride: 8)
  }

  /// Forgets which columns are equal, which only building needs.
  mutating func finish() { known = [:] }
}
