/// Adaptive steps reach beyond the end of an epoch: what the integrator remembers of its last step is
/// interpolated in the next one, and steers the steps after it.
extension AdaptiveDriver {
  func carry(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    try to.carry(&processed)
    try to.carry(&stop)
    try to.carry(&published)
    try to.carry(&system.injectedBefore)
    try system.inputs.carry(&to)
    try integrator.carry(&to)
  }
}

extension Switching {
  mutating func carry(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    try to.carry(&isFixed)
    try to.carry(&quietSteps)
    try to.carry(&patience)
    try to.carry(&adaptiveSteps)
  }
}

extension GroupInputs {
  fileprivate func carry(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    try to.carry(&currentsNow)
    try to.carry(&held)
    try to.carry(&segment.from)
    try to.carry(&segment.to)
    for i in cursors.indices {
      try to.carry(&cursors[i].segment, in: -1...currents[i].waveform.lastSegment)
      try to.carry(&cursors[i].left)
      try to.carry(&cursors[i].right)
    }
    for i in clampMeans.indices {
      try to.carry(&clampMeans[i].conductance)
      try to.carry(&clampMeans[i].drive)
    }
    for i in isRamp.indices { try to.carry(&isRamp[i]) }
  }
}

extension ImplicitIntegrator {
  /// The factors of the matrix are not kept: the same Jacobian gives the same ones.
  fileprivate func carry(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    try to.carry(&time)
    try to.carry(&stepStart)
    try to.carry(&plannedStep)
    try control.carry(&to)
    try to.carry(memory.arena.base, count: memory.arena.count)
    try to.carry(matrix.local.arena.base, count: matrix.local.arena.count)
    try to.carry(matrix.tree.arena.base, count: matrix.tree.arena.count)
    guard to.direction == .restoring, control.factor != 0 else { return }
    guard matrix.factorize(factor: control.factor) else {
      throw CheckpointMismatch("the Jacobian in it is singular")
    }
  }
}

extension StepControl {
  fileprivate mutating func carry(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    try to.carry(&needsStart)
    try to.carry(&slopeStep)
    try to.carry(&hasHistory)
    try to.carry(&lastError)
    try to.carry(&hasLastError)
    try to.carry(&factor)
    try to.carry(&jacobianAge, in: -1...(1 << 53))
    try to.carry(&carriedConvergence)
    try to.carry(&isSlow)
    try to.carry(&rejections)
    try to.carry(&restartTime)
    try to.carry(&limit)
  }
}
