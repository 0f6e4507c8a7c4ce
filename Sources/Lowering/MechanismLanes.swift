import EngineKernels

/// Which lanes of a group carry a mechanism.
struct MechanismLanes {
  /// What a lane holds.
  struct Place {
    var cell: Int
    var compartment: Int
    /// What tells it from the others of its cell, for random numbers.
    var identity: Int
  }

  private var places: [Place?]
  private var isCarried: [Bool]

  init(rowCount: Int) {
    places = Array(repeating: nil, count: rowCount * 8)
    isCarried = Array(repeating: false, count: rowCount)
  }

  mutating func place(_ place: Place, at slot: Int) {
    places[slot] = place
    isCarried[slot / 8] = true
  }

  /// Consecutive rows that carry it.
  var runs: [MechanismPlan.Run] {
    var runs: [MechanismPlan.Run] = []
    for row in isCarried.indices where isCarried[row] {
      if let last = runs.indices.last, runs[last].firstRow + runs[last].rowCount == row {
        runs[last].rowCount += 1
      } else {
        runs.append(MechanismPlan.Run(firstRow: row, rowCount: 1))
      }
    }
    return runs
  }

  private var slots: [Int] {
    isCarried.indices.filter { isCarried[$0] }.flatMap { ($0 * 8)..<($0 * 8 + 8) }
  }

  /// The area's weight of each lane; 0 where the mechanism is not.
  func weights(_ weight: (Place) -> Double) -> [Double] {
    slots.map { places[$0].map(weight) ?? 0 }
  }

  /// A column, which is one number where all are equal.
  ///
  /// Idle lanes repeat a number from elsewhere, as they are evaluated too and must stay finite.
  func column(_ value: (Place) -> Double) -> ColumnPlan {
    let numbers = slots.map { places[$0].map(value) }
    guard let first = numbers.lazy.compactMap({ $0 }).first else { return .uniform(0) }
    if numbers.allSatisfy({ $0 == nil || $0 == first }) { return .uniform(first) }
    return .perLane(numbers.map { $0 ?? first })
  }
}
