/// Sums over arrays, in a fixed order.
enum VectorKernels {
  typealias Vector = UnsafeMutablePointer<Double>

  /// target = Σ weights[i] · vectors[i], over the weights that are not 0.
  static func combine(
    _ target: Vector, _ weights: UnsafePointer<Double>, _ weightCount: Int, _ vectors: Vector,
    _ count: Int
  ) {
    target.update(repeating: 0, count: count)
    for index in 0..<weightCount where weights[index] != 0 {
      let weight = weights[index]
      let vector = vectors + index * count
      for place in 0..<count { target[place] += weight * vector[place] }
    }
  }

  /// target = first + second.
  static func add(_ target: Vector, _ first: Vector, _ second: Vector, _ count: Int) {
    for place in 0..<count { target[place] = first[place] + second[place] }
  }

  /// sum += term, what is lost being carried in `compensation` (Kahan 1965).
  static func addCompensated(_ sum: Vector, _ term: Vector, _ compensation: Vector, _ count: Int) {
    for place in 0..<count {
      let corrected = term[place] - compensation[place]
      let next = sum[place] + corrected
      compensation[place] = (next - sum[place]) - corrected
      sum[place] = next
    }
  }

  /// Calls `body` with the place of each coupled unknown of each junction.
  @inline(__always)
  static func forEachJunctionPlace(_ layout: ImplicitLayout, _ body: (Int) -> Void) {
    for unknown in 0..<layout.coupledCount {
      let offset = unknown * layout.stride
      for place in (offset + layout.slotCount)..<(offset + layout.nodeCount) { body(place) }
    }
  }

  /// Calls `body` with the place of each unknown of each slot.
  @inline(__always)
  static func forEachSlotPlace(_ layout: ImplicitLayout, _ body: (Int) -> Void) {
    for unknown in 0..<layout.unknownCount {
      let offset = unknown * layout.stride
      for place in offset..<(offset + layout.slotCount) { body(place) }
    }
  }

  /// The first unknown that must be positive and is not; NaN counts.
  ///
  /// 10⁻³⁰ of its size is nothing: what decays with no source is reported, not followed for ever.
  static func firstNotPositive(
    _ vector: UnsafePointer<Double>, _ unknowns: [ImplicitUnknown], _ layout: ImplicitLayout
  ) -> (node: Int, unknown: Int)? {
    for unknown in unknowns.indices where unknowns[unknown].isPositive {
      let values = vector + unknown * layout.stride
      let floor = 1e-30 * unknowns[unknown].typicalMagnitude
      var smallest = Double.infinity
      for slot in 0..<layout.slotCount {
        smallest = values[slot] > smallest ? smallest : values[slot]
      }
      guard !(smallest > floor) else { continue }
      for slot in 0..<layout.slotCount where !(values[slot] > floor) { return (slot, unknown) }
    }
    return nil
  }
}
