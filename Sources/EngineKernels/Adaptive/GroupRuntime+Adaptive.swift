/// Steps as long as the tolerance allows.
extension GroupRuntime {
  /// Takes the group to `end`, or until `shouldLeave` is true between two steps.
  func runAdaptive(
    _ driver: AdaptiveDriver, to end: Double, until shouldLeave: () -> Bool = { false }
  ) -> GroupFailure? {
    while true {
      process(driver, upTo: min(end, driver.integrator.time))
      guard driver.integrator.time < end, events.ending == nil, !shouldLeave() else { break }
      if let failure = driver.step() { return describe(failure, driver) }
      adaptiveStepCount += 1
    }
    driver.publish(min(end, events.ending?.time ?? end, driver.integrator.time))
    return nil
  }

  /// Hands out samples and crossings of the last step, up to a time.
  private func process(_ driver: AdaptiveDriver, upTo time: Double) {
    guard time > driver.processed else { return takeSamples(driver, upTo: time) }
    findEvents(driver, upTo: time)
    let time = min(time, events.ending?.time ?? time)
    measureEnergy(driver, from: driver.processed, to: time)
    settleBooks(driver, from: driver.processed, to: time)
    takeSamples(driver, upTo: time)
    driver.processed = time
  }

  /// Looks for crossings and other events four times a step.
  private func findEvents(_ driver: AdaptiveDriver, upTo time: Double) {
    let quarter = (time - driver.processed) / 4
    for part in 1...4 {
      let from = driver.processed + quarter * Double(part - 1)
      let to = part == 4 ? time : from + quarter
      detect(driver, from, to)
      watch(upTo: to) { driver.publish($0) }
    }
  }

  private func takeSamples(_ driver: AdaptiveDriver, upTo time: Double) {
    for i in samplers.indices {
      samplers[i].take(self, upTo: time) { driver.publish($0) }
    }
  }

  private func detect(_ driver: AdaptiveDriver, _ from: Double, _ to: Double) {
    for i in detectors.indices {
      let plan = detectors[i].plan
      let value = driver.voltage(plan.slot, at: to)
      let isCrossing = detectors[i].previous < plan.threshold && value >= plan.threshold
      detectors[i].previous = value
      guard isCrossing else { continue }
      let time = crossing(driver, plan, from, to)
      spikes.append(Spike(time: time, detector: plan.identifier))
    }
  }

  /// Where V reaches the threshold, by bisection to the spacing of numbers.
  private func crossing(
    _ driver: AdaptiveDriver, _ plan: DetectorPlan, _ from: Double, _ to: Double
  ) -> Double {
    var (below, above) = (from, to)
    for _ in 0..<60 {
      let middle = (below + above) / 2
      guard middle > below, middle < above else { break }
      if driver.voltage(plan.slot, at: middle) < plan.threshold {
        below = middle
      } else {
        above = middle
      }
    }
    return above
  }

  /// The failure of the integrator in the group's terms; arrays then hold the last sound state.
  private func describe(_ failure: ImplicitFailure, _ driver: AdaptiveDriver) -> GroupFailure {
    driver.publish(driver.integrator.time)
    let slot = driver.system.slot(of: failure.node)
    var described = GroupFailure(
      time: failure.time, slot: slot, mechanism: nil, voltage: nodes.voltage[slot])
    switch driver.system.table.all[failure.unknown] {
    case .inside(let pool), .outside(let pool):
      if failure.reason == .notPositive { described.species = solutions?.pools[pool].name }
    case .state(let mechanism, _): described.mechanism = mechanisms[mechanism].name
    case .voltage, .volume, .bath, .gained, .injected: break
    }
    described.step = failure.reason.isOfStep ? failure.step : nil
    return described
  }
}

extension GroupSystem {
  /// A compartment: of a junction, one that meets there.
  func slot(of node: Int) -> Int {
    guard node >= layout.slotCount else { return node }
    return edges.edges.first { $0.node == node || $0.parent == node }.map {
      min($0.node, $0.parent)
    } ?? 0
  }
}

extension ImplicitFailure.Reason {
  /// Whether shorter steps did not help, although all numbers are sound.
  fileprivate var isOfStep: Bool {
    switch self {
    case .noConvergence, .tooInaccurate, .singular: true
    case .notPositive, .notFinite: false
    }
  }
}
