/// What events do to a kind of point mechanism in one step.
///
/// States stand in the middles of steps. Between two middles a lane with events goes its own way,
/// exactly: to the first event, through it, to the next. Its current in the step in which an event
/// falls is that of the mean over the step: the states in the middle plus, for an event at `t` in a
/// step from `a` to `b`, its jump times (b − t)/(b − a), less the jump where the middle has it
/// already. The charge is then that of the true course to second order, wherever in the step the
/// event falls, for currents that are linear in what jumps.
extension PointRuntime {
  /// Takes an event that falls between the middle of the last step and that of the present one.
  ///
  /// - Parameters:
  ///   - event: an event, or a spike of the cell itself.
  ///   - begin: the time of all states, in ms.
  ///   - share: of its jump, by which the mean over this step differs; nil where the mean of an
  ///     earlier step had it.
  func apply(_ event: QueuedEvent, begin: Double, share: Double?) {
    guard let row = mechanism.row else { return }
    let lane = Int(event.lane)
    let (entry, isNew) = arrivals.entry(event.lane, at: begin)
    row.place(mechanism, lane: lane)
    row.load(mechanism, lane: lane)
    if !isNew { put(arrivals.own(entry), into: row, lane) }
    row.advance(mechanism, by: event.time - arrivals.lanes[entry].time)
    arrivals.lanes[entry].time = max(event.time, begin)
    arrivals.lanes[entry].isOwn = true
    jump(row, entry, event, share: share)
    take(row, lane, into: arrivals.own(entry))
  }

  /// Lets an event arrive, and adds a share of its jump to the mean.
  private func jump(_ row: PointRow, _ entry: Int, _ event: QueuedEvent, share: Double?) {
    let lane = Int(event.lane)
    let mean = arrivals.mean(entry)
    if let share {
      for i in mechanism.states.indices { mean[i] -= share * row[i, lane] }
      arrivals.lanes[entry].hasMean = true
    }
    take(event, row)
    guard let share else { return }
    for i in mechanism.states.indices { mean[i] += share * row[i, lane] }
  }

  private func take(_ event: QueuedEvent, _ row: PointRow) {
    if event.isOwnSpike {
      row.respond(mechanism)
    } else {
      row.receive(mechanism, lane: Int(event.lane), weight: event.weight)
    }
  }

  /// Takes lanes with events of their own to `end`; the others have been taken there.
  func finishOwnLanes(at end: Double) {
    guard let row = mechanism.row else { return }
    for entry in arrivals.indices where arrivals.lanes[entry].isOwn {
      let lane = Int(arrivals.lanes[entry].lane)
      row.place(mechanism, lane: lane)
      row.load(mechanism, lane: lane)
      put(arrivals.own(entry), into: row, lane)
      row.advance(mechanism, by: end - arrivals.lanes[entry].time)
      for (i, state) in mechanism.states.enumerated() { state?[lane] = row[i, lane] }
    }
  }

  /// Adds the mean of an event that falls behind the middle of the step, where states will take it
  /// in the next.
  func anticipate(_ event: QueuedEvent, share: Double) {
    guard let row = mechanism.row else { return }
    let lane = Int(event.lane)
    let (entry, _) = arrivals.entry(event.lane, at: 0)
    row.place(mechanism, lane: lane)
    row.load(mechanism, lane: lane)
    jump(row, entry, event, share: share)
  }

  /// Takes an event at the time of all states, at once: backward Euler's way.
  func applyNow(_ event: QueuedEvent) {
    guard let row = mechanism.row else { return }
    let lane = Int(event.lane)
    row.place(mechanism, lane: lane)
    row.load(mechanism, lane: lane)
    row.receive(mechanism, lane: lane, weight: event.weight)
    for (i, state) in mechanism.states.enumerated() { state?[lane] = row[i, lane] }
  }

  /// Keeps the states from which a step sets out, at a time in ms, where it may have to go back.
  func remember(at time: Double) {
    guard let before else { return }
    begin = time
    for (i, state) in mechanism.states.enumerated() {
      if let state { (before + i * laneCount).update(from: state, count: laneCount) }
    }
  }

  /// Takes a lane through the step's events once more, with a spike that nobody knew of before.
  func retrace(
    _ spike: QueuedEvent, through events: ArraySlice<QueuedEvent>, to end: Double
  ) {
    guard let row = mechanism.row, let before else { return }
    let lane = Int(spike.lane)
    row.place(mechanism, lane: lane)
    row.load(mechanism, lane: lane)
    for i in mechanism.states.indices { row[i, lane] = before[i * laneCount + lane] }
    var now = begin
    var isPending = true
    for event in events where event.point == spike.point && event.lane == spike.lane {
      if isPending, QueuedEvent.precedes(spike, event) {
        pass(spike, row, &now)
        isPending = false
      }
      pass(event, row, &now)
    }
    if isPending { pass(spike, row, &now) }
    row.advance(mechanism, by: end - now)
    for (i, state) in mechanism.states.enumerated() { state?[lane] = row[i, lane] }
  }

  private func pass(_ event: QueuedEvent, _ row: PointRow, _ now: inout Double) {
    row.advance(mechanism, by: event.time - now)
    take(event, row)
    now = max(event.time, now)
  }

  /// The cell of a lane has spiked: backward Euler's way.
  func respond(lane: Int) {
    guard let row = mechanism.row else { return }
    row.place(mechanism, lane: lane)
    row.load(mechanism, lane: lane)
    row.respond(mechanism)
    for (i, state) in mechanism.states.enumerated() { state?[lane] = row[i, lane] }
  }

  /// Adds currents, those of lanes with events by their means.
  func addMeanCurrents(to group: NodeArrays) {
    for entry in arrivals.indices where arrivals.lanes[entry].hasMean { putMean(entry) }
    addCurrents(to: group)
    for entry in arrivals.indices where arrivals.lanes[entry].hasMean { putBack(entry) }
  }

  private func putMean(_ entry: Int) {
    let lane = Int(arrivals.lanes[entry].lane)
    let (mean, aside) = (arrivals.mean(entry), arrivals.aside(entry))
    for (i, state) in mechanism.states.enumerated() {
      guard let state else { continue }
      aside[i] = state[lane]
      state[lane] += mean[i]
    }
  }

  private func putBack(_ entry: Int) {
    let lane = Int(arrivals.lanes[entry].lane)
    for (i, state) in mechanism.states.enumerated() { state?[lane] = arrivals.aside(entry)[i] }
  }

  private func put(_ states: UnsafeMutablePointer<Double>, into row: PointRow, _ lane: Int) {
    for i in mechanism.states.indices { row[i, lane] = states[i] }
  }

  private func take(_ row: PointRow, _ lane: Int, into states: UnsafeMutablePointer<Double>) {
    for i in mechanism.states.indices { states[i] = row[i, lane] }
  }
}
