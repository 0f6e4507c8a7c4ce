#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The first step after a start or a discontinuity.
extension ImplicitIntegrator {
  /// Solves the junctions, evaluates the first slopes and chooses a step.
  func start() -> ImplicitFailure? {
    control = StepControl()
    control.restartTime = time
    memory.compensation.update(repeating: 0, count: layout.stateCount)
    setWeights()
    if let place = firstNotPositive(memory.state) {
      return failure(StepRefusal(reason: .notPositive, node: place.node, unknown: place.unknown), 0)
    }
    evaluateJacobian()
    if let failure = solveJunctions() { return failure }
    evaluateFirstSlope()
    guard norm(memory.rates, withJunctions: false).isFinite else {
      return failure(blameNotFinite(), 0)
    }
    plannedStep = min(settings.initialStep ?? firstStep(), settings.maximumStep)
    plannedStep = max(plannedStep, 16 * time.ulp)
    control.needsStart = false
    return nil
  }

  /// Newton iterations on the junctions alone: with h = 0 slots stay where they are.
  private func solveJunctions() -> ImplicitFailure? {
    guard layout.nodeCount > layout.slotCount else { return nil }
    for _ in 0..<20 {
      system.rates(time, memory.state, memory.rates)
      statistics.evaluations += 1
      memory.correction.update(repeating: 0, count: layout.stateCount)
      forEachJunctionPlace { memory.correction[$0] = memory.rates[$0] }
      guard matrix.factorize(factor: 0) else { break }
      matrix.solve(memory.correction)
      let size = norm(memory.correction, withJunctions: true)
      guard size.isFinite else { return failure(blameNotFinite(), 0) }
      forEachJunctionPlace { memory.state[$0] += memory.correction[$0] }
      if size <= 1e-3 { return nil }
      matrix.tree.clearCoupling()
      system.coupling(time, memory.state, matrix.tree.coupling)
    }
    return failure(blame(.noConvergence), 0)
  }

  /// Writes f to `rates` and to the last slopes, from which `beginStep` takes it.
  private func evaluateFirstSlope() {
    system.rates(time, memory.state, memory.rates)
    statistics.evaluations += 1
    let last = memory.slopes + (ImplicitTableau.stageCount - 1) * layout.stateCount
    forEachSlotPlace { last[$0] = memory.rates[$0] }
    forEachJunctionPlace { memory.rates[$0] = 0 }
    control.slopeStep = 1
  }

  /// A first step from the sizes of f and of its change over a small explicit step (Hairer, Nørsett
  /// & Wanner, Solving Ordinary Differential Equations I, II.4).
  private func firstStep() -> Double {
    let size = norm(memory.state, withJunctions: false)
    let speed = norm(memory.rates, withJunctions: false)
    var probe = size < 1e-5 || speed < 1e-5 ? 1e-6 : 0.01 * size / speed
    probe = min(probe, settings.maximumStep)
    memory.known.update(from: memory.rates, count: layout.stateCount)
    repeat {
      movedBy(probe)
      if firstNotPositive(memory.trial) == nil { break }
      probe *= 0.1
    } while probe > .leastNormalMagnitude
    system.rates(time + probe, memory.trial, memory.rates)
    statistics.evaluations += 1
    forEachSlotPlace { memory.correction[$0] = memory.rates[$0] - memory.known[$0] }
    let bend = norm(memory.correction, withJunctions: false) / probe
    guard bend.isFinite else { return probe * 1e-3 }
    let fastest = max(speed, bend)
    let order = Double(ImplicitTableau.order)
    let step = fastest <= 1e-15 ? max(1e-6, probe * 1e-3) : pow(0.01 / fastest, 1 / order)
    return min(100 * probe, step)
  }

  private func movedBy(_ step: Double) {
    forEachSlotPlace { memory.trial[$0] = memory.state[$0] + step * memory.known[$0] }
    forEachJunctionPlace { memory.trial[$0] = memory.state[$0] }
  }
}
