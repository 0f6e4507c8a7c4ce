/// Point mechanisms and events in a step.
extension GroupRuntime {
  /// Advances point mechanisms through the events up to now and adds their currents.
  ///
  /// In the second-order scheme states go from the middle of the last step to that of the present
  /// one; in backward Euler to its beginning, where the events up to its middle have just arrived,
  /// as NEURON delivers them.
  @inline(__always)
  func stepPoints(_ begin: Double, _ end: Double, isIntervened: Bool) {
    guard !points.isEmpty else { return }
    if isIntervened { interveneForPoints(begin) }
    if settings.scheme == .secondOrder {
      advancePoints(begin, end)
    } else {
      advancePointsToBegin(begin)
    }
    // Currents are those of the step, as the membrane's.
    if isIntervened {
      setMeansOfInterventions(begin, end)
      for point in points { point.collectSolutions(solutions) }
    }
    for point in points { point.addMeanCurrents(to: nodes) }
  }

  /// Sets what interventions change to its mean over the time by which states now advance.
  @inline(never)
  private func interveneForPoints(_ begin: Double) {
    let length = stepCount == 0 ? settings.firstAdvance : settings.timeStep
    let last = settings.scheme == .secondOrder ? begin + settings.timeStep / 2 : begin
    if length > 0 { setMeansOfInterventions(last - length, last) }
  }

  /// Adds the currents of the present step once more, at the present V.
  func addPointCurrents() {
    for point in points {
      point.collectVoltage(nodes)
      point.addMeanCurrents(to: nodes)
    }
  }

  @inline(never)
  private func advancePoints(_ begin: Double, _ end: Double) {
    let middle = begin + settings.timeStep / 2
    let length = stepCount == 0 ? settings.timeStep / 2 : settings.timeStep
    for point in points {
      point.arrivals.removeAll()
      point.remember(at: middle - length)
      point.collectVoltage(nodes)
      point.collectSolutions(solutions)
    }
    queue.firstOfStep = queue.applied
    applyEvents(from: middle - length, begin, middle, end)
    for point in points {
      advance(point, by: length)
      point.finishOwnLanes(at: middle)
    }
    anticipateEvents(begin, middle, end)
  }

  private func advance(_ point: PointRuntime, by length: Double) {
    point.mechanism.setTimeStep(length)
    point.mechanism.setStepIndex(stepCount)
    point.mechanism.call(point.mechanism.hooks.advance)
  }

  /// Events before the middle of the step; those since its beginning have their mean in it.
  private func applyEvents(from start: Double, _ begin: Double, _ middle: Double, _ end: Double) {
    while queue.applied < queue.events.count {
      let event = queue.events[queue.applied]
      guard event.time < middle else { break }
      let isNew = queue.applied >= queue.averaged
      let share = isNew ? (end - event.time) / (end - begin) - 1 : nil
      points[Int(event.point)].apply(event, begin: start, share: share)
      queue.applied += 1
    }
    queue.averaged = max(queue.averaged, queue.applied)
  }

  /// Events between the middle of the step and its end.
  private func anticipateEvents(_ begin: Double, _ middle: Double, _ end: Double) {
    while queue.averaged < queue.events.count {
      let event = queue.events[queue.averaged]
      guard event.time < end else { break }
      let share = (end - event.time) / (end - begin)
      points[Int(event.point)].anticipate(event, share: share)
      queue.averaged += 1
    }
  }

  @inline(never)
  private func advancePointsToBegin(_ begin: Double) {
    for point in points {
      point.collectVoltage(nodes)
      point.collectSolutions(solutions)
      if stepCount > 0 { advance(point, by: settings.timeStep) }
    }
    // A ten-billionth of a step: events and steps that were meant to coincide do.
    let last = begin + settings.timeStep * (0.5 + 1e-10)
    while queue.applied < queue.events.count, queue.events[queue.applied].time <= last {
      let event = queue.events[queue.applied]
      points[Int(event.point)].applyNow(event)
      queue.applied += 1
      queue.averaged = queue.applied
    }
  }

  /// Finds spikes that leave the group, and tells the point mechanisms of their cells.
  ///
  /// Backward Euler emits them at the end of the step, as NEURON does.
  @inline(__always)
  func emit(_ begin: Double) {
    for i in emitters.indices {
      let value = nodes.voltage[emitters[i].plan.slot]
      guard let time = emitters[i].crossing(to: value, from: begin, settings.timeStep) else {
        continue
      }
      let leaves = settings.scheme == .secondOrder ? time : begin + settings.timeStep
      emitted.append(Spike(time: leaves, detector: emitters[i].plan.identifier))
      for responder in responders[i] { respond(responder, to: time, begin) }
    }
  }

  /// Lets a point mechanism respond to its cell's spike, when its states pass the spike's time.
  ///
  /// In the second-order scheme they stand in the middle of the step: they go back for a spike before
  /// it, and meet one behind it in the next step.
  @inline(never)
  private func respond(_ responder: EmitterPlan.Responder, to time: Double, _ begin: Double) {
    let point = points[Int(responder.point)]
    guard settings.scheme == .secondOrder else {
      point.respond(lane: Int(responder.lane))
      return
    }
    let spike = QueuedEvent(
      time: time, weight: 0, point: responder.point, lane: responder.lane,
      connection: QueuedEvent.ownSpike)
    let middle = begin + settings.timeStep / 2
    if time < middle {
      point.retrace(spike, through: queue.events[queue.firstOfStep..<queue.applied], to: middle)
    } else {
      queue.insert(ownSpike: spike)
    }
  }
}

/// What happens between two rounds.
extension GroupRuntime {
  /// Queues the events that some spikes make in this group.
  public func receive(_ spikes: [Spike]) {
    guard !connections.sources.isEmpty else { return }
    queue.discardApplied()
    for spike in spikes {
      for number in connections.targets(of: Int32(truncatingIfNeeded: spike.detector)) {
        let target = connections.targets[number]
        queue.append(
          QueuedEvent(
            time: spike.time + target.delay, weight: target.weight, point: target.point,
            lane: target.lane, connection: Int32(truncatingIfNeeded: number)))
      }
    }
    queue.sort()
    // Room for eight own spikes a mechanism and round; more than that costs an allocation.
    queue.reserve(8 * responders.reduce(0) { $0 + $1.count })
  }
}
