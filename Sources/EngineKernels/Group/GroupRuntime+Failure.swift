import CMechanismABI

/// What made a run stop.
public struct GroupFailure: Sendable, Hashable, Codable {
  /// Time of the last sound state, in ms.
  public var time: Double
  /// The compartment in which it shows.
  public var slot: Int
  /// The mechanism whose state or current is not finite, where one is to blame.
  public var mechanism: String?
  /// The species that was used up there, where one was.
  public var species: String?
  /// The last sound potential there, in mV.
  public var voltage: Double
  /// What the mechanism's ions and its membrane current say, where these differ.
  public var imbalance: CurrentImbalance?
  /// In ms, where adaptive steps had to become so short that nothing moved any more.
  public var step: Double?
}

extension GroupFailure {
  /// A species was used up outside of all compartments.
  public init(time: Double, species: String) {
    self.init(time: time, slot: 0, mechanism: nil, species: species, voltage: 0)
  }
}

/// A failed epoch is run again from its start, this time looking at everything: so that the loop
/// over steps need not look at anything but the sum of squares.
extension GroupRuntime {
  func save() {
    saved.base.update(from: arena.base, count: changingCount)
    meter?.sums.save()
    for i in watchers.indices { watchers[i].save() }
    epochStart.note(self)
  }

  /// Goes back to the last `save`.
  func restore() {
    let start = epochStart
    arena.base.update(from: saved.base, count: changingCount)
    meter?.sums.restore()
    clearSums()
    stepCount = start.stepCount
    solutions?.forget(isAtStart: stepCount == 0)
    cursors = start.cursors
    detectors = start.detectors
    emitters = start.emitters
    queue.removeOwnSpikes(after: time(stepCount))
    queue.marks = start.marks
    emitted.truncate(to: start.emittedCount)
    dampedUntil = start.dampedUntil
    nextJump = -.infinity
    for i in interventions.indices { interventions[i].rewind() }
    spikes.truncate(to: start.spikeCount)
    events.truncate(to: start.eventCount)
    for i in watchers.indices { watchers[i].restore() }
    for i in samplers.indices { samplers[i].rewind(to: start.positions[i]) }
  }

  func clearSums() {
    nodes.conductance.update(repeating: 0, count: nodeCount)
    nodes.drive.update(repeating: 0, count: nodeCount)
  }

  /// Takes the sound steps again and looks for the fault in the one after them.
  func replay(toFailureAt step: Int) -> GroupFailure {
    while stepCount < step {
      sample()
      _ = takeStep()
    }
    sample()
    let before = (0..<slotCount).map { nodes.voltage[$0] }
    let found = faultyMechanism()
    clearSums()
    if let found {
      return GroupFailure(
        time: time(step), slot: found.slot, mechanism: found.name, voltage: before[found.slot])
    }
    _ = takeStep()
    if let empty = solutions?.exhausted() {
      for i in 0..<slotCount { nodes.voltage[i] = before[i] }
      clearSums()
      return GroupFailure(
        time: time(step), slot: empty.slot, mechanism: nil, species: empty.species,
        voltage: before[empty.slot])
    }
    let slot = (0..<slotCount).max { badness($0) < badness($1) } ?? 0
    // Finite currents and no solution: V would grow faster than steps of this length can follow.
    let isTooLong = slotCount > 0 && nodes.voltage[slot].isNaN
    for i in 0..<slotCount { nodes.voltage[i] = before[i] }
    clearSums()
    return GroupFailure(
      time: time(step), slot: slot, mechanism: nil, voltage: before[slot],
      step: isTooLong ? settings.timeStep : nil)
  }

  private func badness(_ slot: Int) -> Double {
    let value = nodes.voltage[slot].magnitude
    return value.isFinite ? value : .infinity
  }

  /// Calls one mechanism after the other and stops at the first that leaves something not finite.
  private func faultyMechanism() -> (name: String, slot: Int)? {
    for mechanism in mechanisms {
      let hooks = mechanism.hooks
      mechanism.call(stepCount == 0 && settings.firstAdvance == 0 ? hooks.current : hooks.step)
      if let slot = faultySlot(mechanism) { return (mechanism.name, slot) }
    }
    stepPoints(time(stepCount), time(stepCount + 1), isIntervened: false)
    for point in points {
      if let slot = point.faultySlot() { return (point.mechanism.name, slot) }
    }
    return nil
  }

  private func faultySlot(_ mechanism: MechanismRuntime) -> Int? {
    for index in 0..<mechanism.rowCount * 8 {
      let slot = mechanism.slot(ofOwnIndex: index)
      let sums = nodes.conductance[slot] + nodes.drive[slot]
      let states = mechanism.states.reduce(0.0) { $0 + ($1.map { $0[index] } ?? 0) }
      if !(sums + states).isFinite { return slot }
    }
    return nil
  }
}
