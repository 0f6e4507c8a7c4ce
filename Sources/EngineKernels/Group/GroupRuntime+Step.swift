import CMechanismABI
import Numerics

/// One step: gates and currents, stimuli, the trees, detectors.
extension GroupRuntime {
  /// Takes one step; false where a potential is not finite or absurd afterwards.
  @inline(__always)
  func takeStep() -> Bool {
    let begin = time(stepCount)
    let end = time(stepCount + 1)
    for mechanism in randomMechanisms { mechanism.setStepIndex(stepCount) }
    let isIntervened = isIntervened(end)
    if isIntervened { advanceGates(begin) }
    intervene(begin, end)
    prepareAxial()
    moveWater()
    callMechanisms(areGatesReady: isIntervened)
    stepPoints(begin, end, isIntervened: isIntervened)
    let sound: Bool
    if settings.scheme == .backwardEuler {
      injectValues(at: begin + settings.timeStep / 2)
      sound = takeWholeStep(.none)
    } else if isDamped(begin, end) {
      sound = takeDampedStep(begin, end)
    } else {
      injectMeans(begin, end)
      sound = takeWholeStep(.fromMidpoint)
    }
    guard sound else { return false }
    stepCount += 1
    detect(begin)
    emit(begin)
    watch()
    return true
  }

  /// Takes volumes to the middle of the step, where mechanisms read them.
  @inline(__always)
  private func moveWater() {
    guard let solutions, solutions.waterPermeability != nil else { return }
    if settings.path == .lanes {
      solutions.advanceVolumes(settings.timeStep / 2, Lanes.self)
    } else {
      solutions.advanceVolumes(settings.timeStep / 2, Double.self)
    }
  }

  @inline(__always)
  private func callMechanisms(areGatesReady: Bool) {
    // A step that failed may have left sums that nobody used.
    solutions?.areCurrentsSummed = false
    if areGatesReady {
      callCurrent()
    } else if stepCount == 0 {
      startMechanisms()
    } else {
      calls.step()
      if calls.sumsCurrents { completeSums() }
    }
  }

  /// Sums the currents of ions where steps are not fused; where they are, they have done so.
  @inline(__always)
  private func completeSums() {
    for slots in calls.slotsToSum { solutions?.sumCurrents(slots) }
    solutions?.areCurrentsSummed = true
  }

  /// The first step: gates are at the start's steady state and go half a step ahead, or stay.
  func startMechanisms() {
    for mechanism in mechanisms {
      mechanism.setTimeStep(settings.firstAdvance)
      let hooks = mechanism.hooks
      mechanism.call(settings.firstAdvance > 0 ? hooks.step : hooks.current)
      mechanism.setTimeStep(settings.timeStep)
    }
  }

  /// Gates alone, where interventions change what they depend on: the time by which gates advance
  /// ends in the middle of the step in the second-order scheme, and has means of its own.
  @inline(never)
  func advanceGates(_ begin: Double) {
    let length = stepCount == 0 ? settings.firstAdvance : settings.timeStep
    guard length > 0 else { return }
    let last = settings.scheme == .secondOrder ? begin + settings.timeStep / 2 : begin
    setMeansOfInterventions(last - length, last)
    for mechanism in mechanisms { mechanism.setTimeStep(length) }
    for call in calls.calls { call.advance?(call.block) }
    for mechanism in mechanisms { mechanism.setTimeStep(settings.timeStep) }
  }

  @inline(__always)
  func callCurrent() {
    for call in calls.calls { call.current?(call.block) }
  }

  /// Whether a jump falls into this step, or fell into the last.
  ///
  /// Crank–Nicolson rings after a jump; two half-steps of backward Euler damp it (Rannacher 1984,
  /// doi:10.1007/BF01390130). A jump inside a step leaves half of it to the next one.
  func isDamped(_ begin: Double, _ end: Double) -> Bool {
    if stepCount == 0, startsUneven { return true }
    let tiny = 1e-9 * settings.timeStep
    if nextJump < begin - tiny { nextJump = jump(at: begin - tiny) }
    guard nextJump < end - tiny else { return stepCount < dampedUntil }
    dampedUntil = nextJump > begin + tiny ? stepCount + 2 : stepCount + 1
    return true
  }

  func jump(at time: Double) -> Double {
    let currents = currentClamps.reduce(Double.infinity) {
      min($0, $1.waveform.nextJump(at: time))
    }
    let clamped = voltageClamps.reduce(currents) { min($0, $1.nextJump(at: time)) }
    return interventions.reduce(clamped) { min($0, $1.nextJump(at: time)) }
  }

  /// Two half-steps of backward Euler, which use the same matrix as a midpoint solve.
  func takeDampedStep(_ begin: Double, _ end: Double) -> Bool {
    solutions?.noteConcentrations()
    let middle = (begin + end) / 2
    injectMeans(begin, middle)
    let half = settings.timeStep / 2
    guard solveWithSolutions(.none, half) else { return false }
    callCurrent()
    addPointCurrents()
    injectMeans(middle, end)
    guard solveWithSolutions(.none, half) else { return false }
    prepareSolutions()
    return true
  }

  /// Solves for V and lets the same fluxes, at the V that was solved for, advance the amounts.
  @inline(__always)
  func solveWithSolutions(_ extrapolation: Extrapolation, _ time: Double) -> Bool {
    guard injectGapCurrents() else { return false }
    guard solutions != nil || meter != nil else { return solve(extrapolation) }
    solutions?.remember(nodes.voltage)
    meter?.remember()
    if let axial {
      guard solve(extrapolation, time, axial) else { return false }
    } else {
      guard solve(extrapolation) else { return false }
    }
    // V moves by `ofSolution` times the way to the potential that was solved for.
    let share = 1 / extrapolation.ofSolution
    var isSound = advanceAmounts(time, share: share)
    if gapJunctions != nil { isSound = moveThroughGapJunctions(time) && isSound }
    isSound = settleBooks(time, share: share) && isSound
    meter?.accumulate(time, share: share)
    return isSound
  }

  @inline(__always)
  private func advanceAmounts(_ time: Double, share: Double) -> Bool {
    guard let solutions else { return true }
    return settings.path == .lanes
      ? solutions.advance(time, nodes.voltage, share: share, Lanes.self)
      : solutions.advance(time, nodes.voltage, share: share, Double.self)
  }

  @inline(__always)
  func prepareSolutions() {
    guard let solutions else { return }
    if solutions.shared != nil { solutions.sharedAge = time(stepCount + 1) - lastExchange }
    if settings.path == .lanes {
      solutions.prepare(Lanes.self)
    } else {
      solutions.prepare(Double.self)
    }
  }

  @inline(__always)
  func injectMeans(_ from: Double, _ to: Double) {
    for i in heldCurrents.indices {
      if !heldCurrents[i].covers(from, to) { evaluate(i, from, to) }
      addHeldCurrent(i)
    }
    for i in voltageClamps.indices {
      heldClamps[i] = voltageClamps[i].mean(from: from, to: to)
      add(heldClamps[i], voltageClamps[i].slot)
    }
  }

  @inline(never)
  func evaluate(_ clamp: Int, _ from: Double, _ to: Double) {
    let waveform = currentClamps[clamp].waveform
    heldCurrents[clamp].value = waveform.mean(from: from, to: to, &cursors[clamp])
    heldCurrents[clamp].from = from
    heldCurrents[clamp].until = waveform.isConstantBetweenJumps ? waveform.nextJump(at: from) : from
  }

  @inline(__always)
  func injectValues(at time: Double) {
    for i in currentClamps.indices {
      heldCurrents[i].value = currentClamps[i].waveform.value(at: time, &cursors[i])
      addHeldCurrent(i)
    }
    for i in voltageClamps.indices {
      heldClamps[i] = voltageClamps[i].value(at: time)
      add(heldClamps[i], voltageClamps[i].slot)
    }
  }

  @inline(__always)
  private func addHeldCurrent(_ clamp: Int) {
    let current = heldCurrents[clamp].value
    add(ClampMean(conductance: 0, drive: current), heldCurrents[clamp].slot)
    meter?.carry(currentClamps[clamp], current)
  }

  @inline(__always)
  func add(_ mean: ClampMean, _ slot: Int) {
    nodes.conductance[slot] += mean.conductance
    nodes.drive[slot] += mean.drive
    meter?.inject(slot, mean)
  }

  /// Solves the trees for V.
  @inline(__always)
  func solve(_ extrapolation: Extrapolation) -> Bool { solve(extrapolation, nodes) }

  /// Solves the trees; false where the sum of squares is not finite or above (1 kV)².
  @inline(__always)
  func solve(_ extrapolation: Extrapolation, _ nodes: NodeArrays) -> Bool {
    indices.withUnsafeBufferPointer { buffer in
      guard let tables = buffer.baseAddress else { return true }
      for pack in packs {
        if pack.width == 8 {
          eliminate(pack, nodes, tables, Lanes.self)
        } else {
          eliminate(pack, nodes, tables, Double.self)
        }
      }
      var squares = Lanes(splat: 0)
      var square = 0.0
      for pack in packs.reversed() {
        if pack.width == 8 {
          squares = squares + substitute(pack, nodes, tables, extrapolation, Lanes.self)
        } else {
          square += substitute(pack, nodes, tables, extrapolation, Double.self)
        }
      }
      return squares.sum() + square < 1e12
    }
  }

  func detect(_ begin: Double) {
    for i in detectors.indices {
      let value = nodes.voltage[detectors[i].plan.slot]
      if let time = detectors[i].crossing(to: value, from: begin, settings.timeStep) {
        spikes.append(Spike(time: time, detector: detectors[i].plan.identifier))
      }
    }
  }

  func sample() {
    for i in samplers.indices { samplers[i].sample(self) }
  }
}
