/// Small loops over the state.
extension ImplicitIntegrator {
  @inline(__always)
  func forEachJunctionPlace(_ body: (Int) -> Void) {
    VectorKernels.forEachJunctionPlace(layout, body)
  }

  @inline(__always)
  func forEachSlotPlace(_ body: (Int) -> Void) { VectorKernels.forEachSlotPlace(layout, body) }

  /// 1/(absolute + relative tolerance) of every unknown, at the present state.
  func setWeights() {
    for (unknown, properties) in unknowns.enumerated() {
      let offset = unknown * layout.stride
      for place in offset..<(offset + layout.nodeCount) {
        let allowed =
          properties.absoluteTolerance + settings.relativeTolerance * abs(memory.state[place])
        memory.weights[place] = 1 / allowed
      }
    }
  }

  /// The first unknown that must be positive and is not.
  func firstNotPositive(_ vector: UnsafePointer<Double>) -> (node: Int, unknown: Int)? {
    VectorKernels.firstNotPositive(vector, unknowns, layout)
  }
}
