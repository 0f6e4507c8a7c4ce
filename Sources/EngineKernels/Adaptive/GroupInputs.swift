/// What drives a group from outside as a function of time: electrodes and interventions.
///
/// Between two stops nothing jumps and no straight line ends. What is constant there is taken in
/// the middle of the segment, so that no rounding of a time decides on which side of a jump it is.
final class GroupInputs {
  let currents: [CurrentClampPlan]
  /// What each of `currents` injected at the time of the last `inject`, in nA.
  var currentsNow: [Double]
  private let clamps: [VoltageClampPlan]
  private var interventions: [Intervention]
  var cursors: [WaveformCursor]
  var held: [Double]
  var clampMeans: [ClampMean]
  var isRamp: [Bool]
  var segment = (from: 0.0, to: Double.infinity)

  init(_ currents: [CurrentClampPlan], _ clamps: [VoltageClampPlan], _ all: [Intervention]) {
    self.currents = currents
    self.clamps = clamps
    interventions = all
    cursors = currents.map { _ in WaveformCursor() }
    held = currents.map { _ in 0 }
    currentsNow = held
    clampMeans = clamps.map { _ in ClampMean() }
    isRamp = all.map { _ in false }
  }

  /// The species that electrodes inject.
  var injectedSpecies: Set<Int> { Set(currents.flatMap(\.carriers).map(\.species)) }

  /// The first time after `time` at which something jumps, or a straight line begins or ends.
  func nextStop(after time: Double) -> Double {
    // Times that differ by rounding alone are one stop.
    let next = time + 1e-12 * abs(time) + 1e-9
    let ofCurrents = currents.reduce(Double.infinity) { min($0, $1.waveform.nextJump(at: next)) }
    let ofClamps = clamps.reduce(ofCurrents) { min($0, $1.nextJump(at: next)) }
    return interventions.reduce(ofClamps) { min($0, $1.nextKnot(at: next)) }
  }

  /// Prepares for times in `from...to`, between which nothing jumps.
  func beginSegment(from: Double, to: Double, _ solutions: Solutions?) {
    segment = (from, to)
    let middle = to.isFinite ? (from + to) / 2 : from + 1
    for (i, clamp) in currents.enumerated() {
      held[i] = clamp.waveform.value(at: middle, &cursors[i])
    }
    for (i, clamp) in clamps.enumerated() { clampMeans[i] = clamp.value(at: middle) }
    for i in interventions.indices {
      isRamp[i] = interventions[i].isRamp(at: middle)
      if !isRamp[i] { set(i, middle, solutions) }
    }
    setRamps(from, solutions)
  }

  /// Sets what changes along a straight line.
  func setRamps(_ time: Double, _ solutions: Solutions?) {
    for i in interventions.indices where isRamp[i] { set(i, inside(time), solutions) }
  }

  private func set(_ index: Int, _ time: Double, _ solutions: Solutions?) {
    interventions[index].set(at: time, solutions)
  }

  /// Adds the electrodes' currents and conductances.
  func inject(_ time: Double, _ nodes: NodeArrays) {
    for (i, clamp) in currents.enumerated() {
      currentsNow[i] =
        clamp.waveform.isConstantBetweenJumps
        ? held[i] : clamp.waveform.value(at: inside(time), &cursors[i])
      nodes.drive[clamp.slot] += currentsNow[i]
    }
    for (i, clamp) in clamps.enumerated() {
      nodes.conductance[clamp.slot] += clampMeans[i].conductance
      nodes.drive[clamp.slot] += clampMeans[i].drive
    }
  }

  /// Waveforms are means over 2e-6 ms: at a segment's ends these must not reach beyond.
  private func inside(_ time: Double) -> Double {
    let margin = min(2e-6, (segment.to - segment.from) / 4)
    return min(max(time, segment.from + margin), segment.to - margin)
  }
}

extension Intervention {
  /// The first end of a straight line, or jump, at or after a time.
  func nextKnot(at time: Double) -> Double { schedule.nextKnot(at: time) }
  /// Whether the number changes at a time that is no knot.
  func isRamp(at time: Double) -> Bool { schedule.constantUntil(time) == time }
}

extension ChangeSchedule {
  func nextKnot(at time: Double) -> Double {
    knots.first { $0.time >= time }?.time ?? .infinity
  }
}
