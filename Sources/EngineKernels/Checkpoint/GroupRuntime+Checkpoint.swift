/// The state of a group between two epochs.
///
/// Not here, because a step sets it before anything reads it: sums of conductances and drives,
/// fluxes, what point mechanisms collect, what electrodes hold clamps to, and everything that
/// `AxialRuntime` has.
extension GroupRuntime {
  /// Saves the state, or restores it in a group of the same plan that has taken no step.
  ///
  /// - Parameters:
  ///   - pass: which way.
  ///   - number: the group's, which its sections carry.
  /// - Throws: `CheckpointMismatch` where the sections are not those of such a group; its state is
  ///   then undefined.
  public func carry(
    _ pass: inout CheckpointPass, number: Int
  ) throws(CheckpointMismatch) {
    let name = "groups/\(number)"
    try pass.section("\(name)/arena", carryArena)
    try pass.section("\(name)/steps", carrySteps)
    try pass.section("\(name)/stimuli", carryStimuli)
    try pass.section("\(name)/interventions", carryInterventions)
    try pass.section("\(name)/queue", carryQueue)
    try pass.section("\(name)/detectors", carryDetectors)
    try pass.section("\(name)/samplers", carrySamplers)
    try pass.section("\(name)/watchers", carryWatchers)
    try pass.section("\(name)/energy", carryEnergy)
    try pass.section("\(name)/shared_space", carrySharedSpace)
    try pass.section("\(name)/adaptive", carryAdaptive)
  }

  /// Potentials, states, amounts, books, currents through gap junctions.
  private func carryArena(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    if to.direction == .saving { solutions?.noteConcentrations() }
    try to.carry(arena.base, count: changingCount)
  }

  private func carrySteps(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    try to.carry(&stepCount)
    try to.carry(&dampedUntil)
    try to.carry(&nextBalanceCheck)
    try to.carry(&isWatching)
    try to.carry(&nextJump)
    try to.carry(&lastExchange)
  }

  /// Where waveforms stand, and what is held.
  ///
  /// A value that an earlier step found and one that is found anew may differ in the last bit.
  private func carryStimuli(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    for i in cursors.indices {
      try to.carry(&cursors[i].segment, in: -1...currentClamps[i].waveform.lastSegment)
      try to.carry(&cursors[i].left)
      try to.carry(&cursors[i].right)
      try to.carry(&heldCurrents[i].value)
      try to.carry(&heldCurrents[i].from)
      try to.carry(&heldCurrents[i].until)
    }
  }

  private func carryInterventions(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    for i in interventions.indices { try interventions[i].carry(&to) }
  }

  private func carryQueue(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    try queue.carry(&to, points, connections)
  }

  /// Potentials before the next step, and spikes of the last round that nobody has received yet.
  private func carryDetectors(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    for i in detectors.indices { try to.carry(&detectors[i].previous) }
    for i in emitters.indices { try to.carry(&emitters[i].previous) }
    try emitted.carry(&to)
  }

  private func carrySamplers(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    for i in samplers.indices { try samplers[i].carry(&to) }
  }

  private func carryWatchers(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    for i in watchers.indices { try watchers[i].carry(&to) }
  }

  private func carryEnergy(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    try meter?.sums.carry(&to)
  }

  private func carrySharedSpace(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    try solutions?.carryShared(&to)
  }

  /// Where steps are not all of one length: how they are chosen, and how far they have come.
  private func carryAdaptive(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    guard let driver else { return }
    try to.carry(&origin)
    try to.carry(&earlierFixedSteps)
    try to.carry(&adaptiveStepCount)
    try switching.carry(&to)
    try driver.carry(&to)
  }
}

extension Waveform {
  /// The largest number of a segment.
  var lastSegment: Int {
    guard case .samples(let times, _) = self else { return 1 << 53 }
    return max(times.count - 1, 0)
  }
}
