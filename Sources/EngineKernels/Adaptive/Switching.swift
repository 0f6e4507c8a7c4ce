/// When cells are quiet enough for adaptive steps, and when they are not any more.
///
/// An adaptive step costs as much as some twenty fixed ones, so that it pays where it is longer than
/// these. Both ways to step follow the same equations with the same amounts: what is exchanged at a
/// switch is exact but for rounding, and gates are brought to the time of V.
struct Switching {
  /// Whether steps are fixed now.
  var isFixed = true
  /// Fixed steps in a row in which nothing moved faster than `quietSpeed`.
  var quietSteps = 0
  /// How many of these it takes; more after each vain attempt.
  var patience = Self.leastPatience
  var adaptiveSteps = 0

  /// In mV/ms.
  static let quietSpeed = 0.01
  static let leastPatience = 200
  /// Adaptive steps shorter than so many fixed ones do not pay.
  static let worthwhileSteps = 20.0
  /// So many adaptive steps may be short at first: they grow from a small one.
  private static let grace = 25

  /// Takes note of a fixed step; whether adaptive steps should be tried.
  mutating func note(speed: Double) -> Bool {
    quietSteps = speed < Self.quietSpeed ? quietSteps + 1 : 0
    return quietSteps >= patience
  }

  mutating func beginAdaptive() {
    isFixed = false
    adaptiveSteps = 0
  }

  /// Takes note of an adaptive step; whether fixed ones are cheaper.
  mutating func note(planned: Double, timeStep: Double) -> Bool {
    adaptiveSteps += 1
    let isShort = planned < Self.worthwhileSteps * timeStep
    if !isShort { patience = Self.leastPatience }
    return isShort && adaptiveSteps > Self.grace
  }

  mutating func beginFixed() {
    if adaptiveSteps <= Self.grace + 1 { patience = min(patience * 2, 64 * Self.leastPatience) }
    isFixed = true
    quietSteps = 0
  }
}

/// Fixed steps and adaptive ones by turns.
extension GroupRuntime {
  func runAutomatic(_ driver: AdaptiveDriver, to end: Double) -> GroupFailure? {
    while true {
      if switching.isFixed {
        if let failure = runFixedWhileLively(to: end) { return failure }
        guard time(stepCount) < end, events.ending == nil else { return nil }
        beginAdaptive(driver)
      }
      let failure = runAdaptive(driver, to: end) {
        // A stop just passed makes steps short, which says nothing yet.
        switching.note(planned: driver.integrator.plannedStep, timeStep: settings.timeStep)
      }
      if let failure { return failure }
      guard driver.integrator.time < end, events.ending == nil else { return nil }
      beginFixed(at: driver.integrator.time)
    }
  }

  /// Fixed steps until the group is quiet, or the next one would go beyond `end`.
  private func runFixedWhileLively(to end: Double) -> GroupFailure? {
    save()
    while time(stepCount + 1) <= end {
      sample()
      previousVoltage.base.update(from: nodes.voltage, count: slotCount)
      guard takeStep() else {
        let failed = stepCount
        restore()
        return replay(toFailureAt: failed)
      }
      if events.ending != nil || switching.note(speed: stepSpeed) { break }
    }
    sample()
    return nil
  }

  /// The largest |dV/dt| of the last fixed step, in mV/ms.
  private var stepSpeed: Double {
    var largest = 0.0
    for slot in 0..<slotCount {
      largest = max(largest, abs(nodes.voltage[slot] - previousVoltage.base[slot]))
    }
    return largest / settings.timeStep
  }

  /// Brings gates to the time of V and hands everything to the integrator.
  private func beginAdaptive(_ driver: AdaptiveDriver) {
    watchAnyway()
    for mechanism in mechanisms where lag > 0 {
      mechanism.setTimeStep(lag)
      mechanism.call(mechanism.hooks.advance)
      mechanism.setTimeStep(settings.timeStep)
    }
    for i in samplers.indices { samplers[i].forgetLeft() }
    let now = time(stepCount)
    earlierFixedSteps += stepCount
    stepCount = 0
    origin = now
    switching.beginAdaptive()
    driver.begin(at: now)
  }

  /// Starts fixed steps from what adaptive ones have left in the arrays.
  private func beginFixed(at now: Double) {
    origin = now
    stepCount = 0
    dampedUntil = 0
    nextJump = -.infinity
    for i in interventions.indices { interventions[i].rewind() }
    switching.beginFixed()
  }
}
