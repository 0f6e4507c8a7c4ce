/// Conservation rows, ready to take the place of rows of slots' blocks.
final class ConservationTable {
  private struct Row {
    let pivot: Int
    /// `[unknown * slotCount + slot]`.
    let weights: UnsafeMutablePointer<Double>
    /// 1/(largest scaled weight) of each slot; 0 where the slot has no such sum.
    let inverse: UnsafeMutablePointer<Double>
  }
  private let layout: ImplicitLayout
  /// What the sums' rows have as right sides, `[row * slotCount + slot]`; nil: the sums over the
  /// right side of the system.
  var residuals: UnsafeMutablePointer<Double>?
  private let arena: DoubleArena
  private let rows: UnsafeMutableBufferPointer<Row>

  init(_ layout: ImplicitLayout, _ conservation: [ConservationRow]) {
    self.layout = layout
    let slots = layout.slotCount
    let size = slots * (layout.unknownCount + 1)
    let arena = DoubleArena(count: size * conservation.count)
    self.arena = arena
    rows = .allocate(capacity: conservation.count)
    for (index, row) in conservation.enumerated() {
      let weights = arena.base + index * size
      for (place, weight) in row.weights.enumerated() { weights[place] = weight }
      let inverse = weights + slots * layout.unknownCount
      rows.initializeElement(
        at: index, to: Row(pivot: row.pivot, weights: weights, inverse: inverse))
    }
  }

  deinit { rows.deallocate() }

  /// Overwrites the pivots' rows of a slot's scaled block by the sums' weights.
  func replace(
    in block: UnsafeMutablePointer<Double>, slot: Int, scale: UnsafePointer<Double>
  ) {
    let size = layout.unknownCount
    for row in rows {
      var largest = 0.0
      for unknown in 0..<size {
        let weight = row.weights[unknown * layout.slotCount + slot]
        largest = max(largest, abs(weight * scale[unknown * layout.stride + slot]))
      }
      row.inverse[slot] = largest > 0 ? 1 / largest.binade : 0
      guard largest > 0 else { continue }
      let target = block + row.pivot
      for unknown in 0..<size {
        let weight = row.weights[unknown * layout.slotCount + slot]
        target[unknown * size] = weight * scale[unknown * layout.stride + slot] * row.inverse[slot]
      }
    }
  }

  /// Overwrites the pivots' entries of a slot's right side by the sums over `right`.
  @inline(__always)
  func replaceRight(
    _ work: UnsafeMutablePointer<Double>, slot: Int, _ right: UnsafePointer<Double>
  ) {
    for (index, row) in rows.enumerated() where row.inverse[slot] > 0 {
      let residual = residuals.map { $0[index * layout.slotCount + slot] }
      work[row.pivot] = (residual ?? sum(index, slot, right)) * row.inverse[slot]
    }
  }

  /// Σ w · vector over a slot.
  @inline(__always)
  func sum(_ index: Int, _ slot: Int, _ vector: UnsafePointer<Double>) -> Double {
    let weights = rows[index].weights
    var sum = 0.0
    for unknown in 0..<layout.unknownCount {
      sum += weights[unknown * layout.slotCount + slot] * vector[unknown * layout.stride + slot]
    }
    return sum
  }
}
