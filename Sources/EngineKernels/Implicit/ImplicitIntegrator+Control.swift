#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How long steps are.
extension ImplicitIntegrator {
  /// The planned step, or what is left to `limit`; half of that if one step and a splinter remain.
  func fitted(to limit: Double) -> Double {
    let left = limit - time
    let step = min(plannedStep, settings.maximumStep)
    if step >= left * (1 - 1e-10) { return left }
    return step > 0.5 * left ? 0.5 * left : step
  }

  /// Takes over a step that is good and plans the next one.
  func finish(_ step: Double, _ error: Double) {
    let count = layout.stateCount
    VectorKernels.addCompensated(memory.state, memory.increment, memory.compensation, count)
    statistics.steps += 1
    control.jacobianAge += 1
    control.hasHistory = true
    stepStart = time
    time = end(of: step)
    plan(after: step, error)
    control.rejections = 0
  }

  /// Where a step ends: exactly at the limit, if it was cut to get there.
  func end(of step: Double) -> Double {
    step == control.limit - time ? control.limit : time + step
  }

  /// A PI controller (Gustafsson 1991): steady errors make steady steps.
  ///
  /// A slightly longer step is not worth a new factorisation. A step that a limit cut short says
  /// little about longer ones: then the one planned before counts.
  private func plan(after step: Double, _ error: Double) {
    let order = Double(ImplicitTableau.order)
    let measured = max(error, 1e-10)
    var growth = 0.9 * pow(measured, -0.7 / order)
    if control.hasLastError { growth *= pow(control.lastError, 0.4 / order) }
    growth = min(max(growth, 0.2), control.rejections > 0 ? 1 : 8)
    if growth > 1, growth < 1.2 { growth = 1 }
    let wasCut = step < 0.9 * plannedStep
    plannedStep = wasCut && growth >= 1 ? max(plannedStep, step * growth) : step * growth
    plannedStep = min(plannedStep, settings.maximumStep)
    control.hasLastError = true
    control.lastError = max(error, 1e-4)
  }

  /// Shortens the step after a refusal, or gives up.
  func adapt(_ refusal: StepRefusal, _ step: Double) -> ImplicitFailure? {
    control.rejections += 1
    control.hasHistory = false
    let isStale = control.jacobianAge > 0
    if isStale { control.jacobianAge = -1 }
    switch refusal.reason {
    case .tooInaccurate:
      let order = Double(ImplicitTableau.order)
      plannedStep = step * min(max(0.9 * pow(refusal.error, -1 / order), 0.1), 0.8)
    case .noConvergence where isStale:
      plannedStep = step
    default:
      plannedStep = step * 0.25
    }
    return giveUp(refusal, step)
  }

  /// The failure, if steps have become too short or too many were refused.
  private func giveUp(_ refusal: StepRefusal, _ step: Double) -> ImplicitFailure? {
    guard control.rejections > settings.maximumRejections || plannedStep < shortestStep
    else { return nil }
    return failure(refusal, step)
  }

  /// Shorter steps would get nowhere.
  var shortestStep: Double {
    settings.smallestStepFraction * (time - control.restartTime) + 4 * time.ulp
  }

  /// A failure of this time.
  func failure(_ refusal: StepRefusal, _ step: Double) -> ImplicitFailure {
    ImplicitFailure(
      reason: refusal.reason, time: time, node: refusal.node, unknown: refusal.unknown,
      unknownName: unknowns[refusal.unknown].name, step: step)
  }
}
