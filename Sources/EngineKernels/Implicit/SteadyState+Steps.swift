/// The pseudo-steps of a search for a steady state.
extension SteadyState {
  /// How a pseudo-step ended.
  enum Attempt {
    /// It may be taken: the residual there, and the largest change relative to an unknown's size.
    case moved(residual: Double, change: Double)
    /// An unknown would not stay positive.
    case notPositive(node: Int, unknown: Int)
    /// It leads too far, or the system is singular.
    case refused
  }

  /// Writes to `trial` where a pseudo-step leads.
  ///
  /// A step that moves an unknown by more than half of its size has left the range in which f is
  /// near to linear.
  func attempt(_ time: Double, _ step: Double) -> Attempt {
    guard move(time, step) else { return .refused }
    if let place = VectorKernels.firstNotPositive(memory.trial, unknowns, layout) {
      return .notPositive(node: place.node, unknown: place.unknown)
    }
    setWeights()
    let change = norm(memory.correction, withJunctions: true)
    guard change <= 0.5 else { return .refused }
    let residual = residual(time, memory.trial)
    guard residual.isFinite else { return .refused }
    return .moved(residual: residual, change: change)
  }

  /// Solves (I − hJ) dy = h f, with the sums' rows in place; false if it is singular.
  private func move(_ time: Double, _ step: Double) -> Bool {
    matrix.evaluate(system, time: time, state: memory.state)
    guard matrix.factorize(factor: step) else { return false }
    system.rates(time, memory.state, memory.rates)
    VectorKernels.forEachSlotPlace(layout) { place in
      memory.correction[place] = step * memory.rates[place]
    }
    VectorKernels.forEachJunctionPlace(layout) { memory.correction[$0] = memory.rates[$0] }
    setMissingSums()
    matrix.solve(memory.correction)
    VectorKernels.add(memory.trial, memory.state, memory.correction, layout.stateCount)
    return true
  }

  /// What is missing in each sum: all of it, or as much as its pivot can take in one step.
  private func setMissingSums() {
    for (index, row) in rows.enumerated() {
      let typical = unknowns[row.pivot].typicalMagnitude
      for slot in 0..<layout.slotCount {
        let weight = abs(row.weights[row.pivot * layout.slotCount + slot])
        let size = max(abs(memory.state[row.pivot * layout.stride + slot]), typical)
        let missing =
          targets[index][slot] - matrix.local.rows.sum(index, slot, memory.state)
        let most = 0.2 * size * weight
        residuals.base[index * layout.slotCount + slot] = min(max(missing, -most), most)
      }
    }
  }

  /// Sums that have no target keep the value that they have now.
  func setTargets() {
    targets = rows.enumerated().map { index, row in
      row.targets
        ?? (0..<layout.slotCount).map { matrix.local.rows.sum(index, $0, memory.state) }
    }
  }

  /// The largest rate of slots relative to its unknown's size, in 1/ms; leaves f in `rates`.
  func residual(_ time: Double, _ state: UnsafeMutablePointer<Double>) -> Double {
    system.rates(time, state, memory.rates)
    setWeights()
    return norm(memory.rates, withJunctions: false)
  }

  private func setWeights() {
    for (unknown, properties) in unknowns.enumerated() {
      let offset = unknown * layout.stride
      for place in offset..<(offset + layout.nodeCount) {
        let size = max(abs(memory.state[place]), properties.typicalMagnitude)
        memory.weights[place] = 1 / size
      }
    }
  }

  /// The result with the worst residual, which `residual` has left in `rates`.
  func ended(_ result: SteadyStateResult, _ ending: SteadyStateResult.Ending) -> SteadyStateResult {
    setWeights()
    VectorKernels.forEachJunctionPlace(layout) { memory.rates[$0] = 0 }
    let worst = norm.worst(memory.rates)
    return named(result, ending, worst.node, worst.unknown)
  }

  /// The result with an ending and a place.
  func named(
    _ result: SteadyStateResult, _ ending: SteadyStateResult.Ending, _ node: Int, _ unknown: Int
  ) -> SteadyStateResult {
    var result = result
    result.ending = ending
    result.node = node
    result.unknown = unknown
    return result
  }
}
