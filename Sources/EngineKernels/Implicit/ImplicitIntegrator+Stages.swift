/// The stages of a step.
extension ImplicitIntegrator {
  /// Corrections below this many tolerances end a stage's iteration.
  static var newtonTolerance: Double { 0.01 }
  static var newtonIterations: Int { 8 }

  /// Keeps y, and makes the last slopes of the last step the first of this one.
  func beginStep(_ step: Double) {
    let count = layout.stateCount
    setWeights()
    guessSecondStage(step)
    memory.start.update(from: memory.state, count: count)
    let last = memory.slopes + (ImplicitTableau.stageCount - 1) * count
    memory.slopes.update(from: last, count: count)
    forEachJunctionPlace { memory.slopes[$0] = 0 }
    control.rejections = 0
  }

  /// Tries a step: the stages, then their error.
  func attempt(_ step: Double) -> StepAttempt {
    guard prepareMatrix(step) else {
      return .refused(StepRefusal(reason: .singular, node: 0, unknown: 0))
    }
    rescaleFirstSlope(step)
    for stage in 1..<ImplicitTableau.stageCount {
      if let refusal = solve(stage, step) { return .refused(refusal) }
    }
    let error = estimateError()
    guard error.isFinite else { return .refused(blameNotFinite()) }
    guard error <= 1 else {
      var refusal = blame(.tooInaccurate)
      refusal.error = error
      return .refused(refusal)
    }
    return .accepted(error: error)
  }

  /// A new Jacobian where the old one converges badly, a new factorisation where hγ has changed.
  private func prepareMatrix(_ step: Double) -> Bool {
    if control.jacobianAge < 0 || control.jacobianAge > 30
      || (control.isSlow && control.jacobianAge > 0)
    {
      evaluateJacobian()
    }
    let factor = step * stages.gamma
    guard control.factor != factor else { return true }
    control.factor = 0
    statistics.factorizations += 1
    guard matrix.factorize(factor: factor) else { return false }
    control.factor = factor
    control.carriedConvergence = 0.5
    return true
  }

  func evaluateJacobian() {
    matrix.evaluate(system, time: time, state: memory.state)
    statistics.jacobians += 1
    statistics.localEvaluations += layout.unknownCount + 1
    control.jacobianAge = 0
    control.isSlow = false
    control.factor = 0
  }

  private func rescaleFirstSlope(_ step: Double) {
    guard control.slopeStep != step else { return }
    let ratio = step / control.slopeStep
    for place in 0..<layout.stateCount { memory.slopes[place] *= ratio }
    control.slopeStep = step
  }

  /// Solves stage i: z = known + hγ f(y + z) for slots, 0 = f(y + z) for junctions.
  private func solve(_ stage: Int, _ step: Double) -> StepRefusal? {
    let count = layout.stateCount
    let row = stage * StageTable.count
    VectorKernels.combine(memory.known, stages.matrix + row, stage, memory.slopes, count)
    guess(stage)
    // f may jump at the end of the step: inside the step it has not done so yet.
    let time = min(self.time + stages.abscissae[stage] * step, end(of: step).nextDown)
    if let refusal = iterate(time, step * stages.gamma) { return refusal }
    let slope = memory.slopes + stage * count
    let inverse = 1 / stages.gamma
    for place in 0..<count {
      slope[place] = (memory.increment[place] - memory.known[place]) * inverse
    }
    forEachJunctionPlace { slope[$0] = memory.increment[$0] }
    return nil
  }

  private func guess(_ stage: Int) {
    let count = layout.stateCount
    let row = stage * StageTable.count
    let slopes = memory.slopes
    // The second stage was guessed before the step, unless that attempt failed.
    if stage > 1 || !control.hasHistory {
      VectorKernels.combine(memory.increment, stages.slopeGuess + row, stage, slopes, count)
    }
    forEachJunctionPlace { place in
      var value = 0.0
      for earlier in 1..<max(stage, 1) {
        value += stages.valueGuess[row + earlier] * slopes[earlier * count + place]
      }
      memory.increment[place] = value
    }
    VectorKernels.add(memory.trial, memory.start, memory.increment, count)
    if firstNotPositive(memory.trial) != nil { memory.increment.update(repeating: 0, count: count) }
  }

  /// Simplified Newton iterations on `increment`.
  private func iterate(_ time: Double, _ factor: Double) -> StepRefusal? {
    var last = 0.0
    for iteration in 0..<Self.newtonIterations {
      if let refusal = correct(time, factor) { return refusal }
      let size = norm(memory.correction, withJunctions: true)
      guard size.isFinite else { return blameNotFinite() }
      VectorKernels.add(
        memory.increment, memory.increment, memory.correction, layout.stateCount)
      if iteration > 0 { control.note(ratio: size / max(last, .leastNormalMagnitude)) }
      if control.isConverged(size, tolerance: Self.newtonTolerance) { return checkResult() }
      if iteration > 0, size > last * 0.95 { break }
      last = size
    }
    return blame(.noConvergence)
  }

  /// One correction: the residual of the stage's equation, taken through the matrix.
  private func correct(_ time: Double, _ factor: Double) -> StepRefusal? {
    VectorKernels.add(memory.trial, memory.start, memory.increment, layout.stateCount)
    if let place = firstNotPositive(memory.trial) {
      return StepRefusal(reason: .notPositive, node: place.node, unknown: place.unknown)
    }
    system.rates(time, memory.trial, memory.rates)
    statistics.evaluations += 1
    forEachSlotPlace { place in
      memory.correction[place] =
        memory.known[place] + factor * memory.rates[place] - memory.increment[place]
    }
    forEachJunctionPlace { memory.correction[$0] = memory.rates[$0] }
    matrix.solve(memory.correction)
    return nil
  }

  private func checkResult() -> StepRefusal? {
    VectorKernels.add(memory.trial, memory.start, memory.increment, layout.stateCount)
    guard let place = firstNotPositive(memory.trial) else { return nil }
    return StepRefusal(reason: .notPositive, node: place.node, unknown: place.unknown)
  }

  /// The error in tolerances, taken through the matrix so that stiff unknowns do not exaggerate.
  private func estimateError() -> Double {
    VectorKernels.combine(
      memory.correction, stages.error, StageTable.count, memory.slopes, layout.stateCount)
    forEachJunctionPlace { memory.correction[$0] = 0 }
    matrix.solve(memory.correction)
    return norm(memory.correction, withJunctions: false)
  }

  /// Blames the unknown with the largest entry of `correction`.
  func blame(_ reason: ImplicitFailure.Reason) -> StepRefusal {
    let worst = norm.worst(memory.correction)
    return StepRefusal(reason: reason, node: worst.node, unknown: worst.unknown)
  }

  /// Blames a rate that is not finite, rather than the unknowns that it spoils.
  func blameNotFinite() -> StepRefusal {
    let isSpoilt = !norm(memory.rates, withJunctions: true).isFinite
    let worst = norm.worst(isSpoilt ? memory.rates : memory.correction)
    return StepRefusal(reason: .notFinite, node: worst.node, unknown: worst.unknown)
  }
}
