/// The size of a correction or an error, in tolerances.
struct WeightedNorm {
  let layout: ImplicitLayout
  let weights: UnsafeMutablePointer<Double>
  let sums: UnsafeMutablePointer<Double>

  /// The largest root mean square of any slot: no slot hides among many.
  ///
  /// With `withJunctions`, junctions count like slots. NaN if any number is.
  func callAsFunction(_ vector: UnsafePointer<Double>, withJunctions: Bool) -> Double {
    let slots = layout.slotCount
    let largest = squares(vector, 0..<slots, layout.unknownCount)
    guard withJunctions, slots < layout.nodeCount else { return largest.squareRoot() }
    let ofJunctions = squares(vector, slots..<layout.nodeCount, layout.coupledCount)
    return (ofJunctions > largest || ofJunctions.isNaN ? ofJunctions : largest).squareRoot()
  }

  private func squares(
    _ vector: UnsafePointer<Double>, _ nodes: Range<Int>, _ unknownCount: Int
  ) -> Double {
    for node in nodes { sums[node] = 0 }
    for unknown in 0..<unknownCount {
      let offset = unknown * layout.stride
      for node in nodes {
        let share = vector[offset + node] * weights[offset + node]
        sums[node] += share * share
      }
    }
    var largest = 0.0
    for node in nodes where !(sums[node] <= largest) {
      largest = sums[node]
      if largest.isNaN { return largest }
    }
    return largest / Double(unknownCount)
  }

  /// Where the largest share of the norm is.
  func worst(_ vector: UnsafePointer<Double>) -> (node: Int, unknown: Int) {
    var worst = (node: 0, unknown: 0)
    var largest = -1.0
    for unknown in 0..<layout.unknownCount {
      let nodes = unknown < layout.coupledCount ? layout.nodeCount : layout.slotCount
      for node in 0..<nodes {
        let place = unknown * layout.stride + node
        let share = abs(vector[place] * weights[place])
        if share.isNaN { return (node, unknown) }
        if share > largest {
          largest = share
          worst = (node, unknown)
        }
      }
    }
    return worst
  }
}
