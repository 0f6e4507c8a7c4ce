/// Takes a group through time with an implicit integrator, from stop to stop.
///
/// A *stop* is a time at which something jumps: the integrator ends a step there and starts anew.
/// Steps may go beyond the end of an epoch; what lies behind it is handed out in the next one.
final class AdaptiveDriver {
  let system: GroupSystem
  let integrator: ImplicitIntegrator<GroupSystem>
  /// Up to here samples and crossings have been handed out, in ms.
  var processed = 0.0
  var stop = 0.0
  private let end: Double
  private let buffer: DoubleArena
  var published = -Double.infinity

  /// - Parameters:
  ///   - group: whose arrays hold the state at the start.
  ///   - relativeTolerance: of each unknown in a step.
  ///   - end: of the whole run, beyond which nothing is asked for.
  init(_ group: GroupRuntime, relativeTolerance: Double, end: Double) {
    let system = GroupSystem(group, hasLedger: true, relativeTolerance: relativeTolerance)
    self.system = system
    self.end = end
    integrator = ImplicitIntegrator(
      system, settings: ImplicitSettings(relativeTolerance: relativeTolerance))
    buffer = DoubleArena(count: system.layout.stateCount)
  }

  /// Starts at `time` from what stands in the group's arrays.
  func begin(at time: Double) {
    system.gather(integrator.state)
    processed = time
    beginSegment(at: time)
  }

  private func beginSegment(at time: Double) {
    stop = min(system.inputs.nextStop(after: time), end)
    system.inputs.beginSegment(from: time, to: stop, system.solutions)
    integrator.restart(at: time)
    published = -.infinity
  }

  /// Takes one step; everything before must have been handed out.
  func step() -> ImplicitFailure? {
    if integrator.time >= stop, integrator.time < end { beginSegment(at: integrator.time) }
    return integrator.stepOnce(notBeyond: stop)
  }

  /// Puts the state at a time of the last step into the group's arrays.
  func publish(_ time: Double) {
    guard time != published else { return }
    integrator.interpolate(time, into: buffer.base)
    system.inputs.setRamps(time, system.solutions)
    system.publish(buffer.base)
    system.clearSums()
    published = time
  }

  /// A potential at a time of the last step, in mV.
  func voltage(_ slot: Int, at time: Double) -> Double {
    integrator.interpolate(time, unknown: 0, node: slot)
  }

  /// The largest |dV/dt| over the last step, in mV/ms.
  var speed: Double {
    let length = integrator.time - integrator.stepStart
    guard length > 0 else { return 0 }
    var largest = 0.0
    for slot in 0..<system.layout.slotCount {
      let change = integrator.state[slot] - voltage(slot, at: integrator.stepStart)
      largest = max(largest, abs(change))
    }
    return largest / length
  }
}
