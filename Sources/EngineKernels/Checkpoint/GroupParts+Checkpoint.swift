/// What the parts of a group add to a checkpoint.
extension Intervention {
  /// The numbers as they are, and until when they are right: a step in which nothing has to be set
  /// goes another way than one that sets everything, and rounds otherwise.
  mutating func carry(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    try to.carry(&settledUntil)
    for number in places { try to.carry(number.place, count: 1) }
  }
}

extension EventQueue {
  /// The events that wait, and how far steps have come among them.
  mutating func carry(
    _ to: inout CheckpointTransfer, _ points: [PointRuntime], _ connections: ConnectionsPlan
  ) throws(CheckpointMismatch) {
    var count = events.count
    try to.carry(&count, in: 0...(1 << 32))
    var marks = marks
    try to.carry(&marks.applied, in: 0...count)
    try to.carry(&marks.averaged, in: 0...count)
    // A count may be a lie: room is made as events are read, not before.
    var carried: [QueuedEvent] = []
    for index in 0..<count {
      var event = to.direction == .saving ? events[index] : QueuedEvent.nothing
      try event.carry(&to, points, connections)
      carried.append(event)
    }
    if to.direction == .restoring { replace(carried, marks: marks) }
  }
}

extension QueuedEvent {
  fileprivate static let nothing = QueuedEvent(
    time: 0, weight: 0, point: 0, lane: 0, connection: 0)

  fileprivate mutating func carry(
    _ to: inout CheckpointTransfer, _ points: [PointRuntime], _ connections: ConnectionsPlan
  ) throws(CheckpointMismatch) {
    try to.carry(&time)
    try to.carry(&weight)
    var (number, ownLane, ownConnection) = (Int(point), Int(lane), Int(connection))
    try to.carry(&number, in: 0...max(points.count - 1, 0))
    guard number < points.count else {
      throw CheckpointMismatch("an event waits for a point mechanism that the model lacks")
    }
    try to.carry(&ownLane, in: 0...max(points[number].laneCount - 1, 0))
    try to.carry(&ownConnection, in: -1...max(connections.targets.count - 1, 0))
    (point, lane, connection) = (
      Int32(truncatingIfNeeded: number), Int32(truncatingIfNeeded: ownLane),
      Int32(truncatingIfNeeded: ownConnection)
    )
  }
}

extension SpikeBuffer {
  /// The spikes of the last round, which have not been delivered yet.
  mutating func carry(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    var count = spikes.count
    try to.carry(&count, in: 0...(1 << 32))
    var carried: [Spike] = []
    for index in 0..<count {
      var spike = to.direction == .saving ? spikes[index] : Spike(time: 0, detector: 0)
      try to.carry(&spike.time)
      try to.carry(&spike.detector, in: 0...Int(Int32.max))
      carried.append(spike)
    }
    guard to.direction == .restoring else { return }
    removeAll()
    for spike in carried { append(spike) }
  }
}

extension Sampler {
  /// Which sample is next, and what was kept for a straight line to it.
  mutating func carry(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    var place = SamplerPosition(
      next: position.next, valueCount: 0, hasLeft: position.hasLeft, left: position.left)
    try to.carry(&place.next, in: 0...plan.sampleCount)
    try to.carry(&place.hasLeft)
    try to.carry(&place.left)
    if to.direction == .restoring { rewind(to: place) }
  }
}

extension EventWatcher {
  /// Values at the start, and how everything was at the last look.
  mutating func carry(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    try to.carry(startValues, count: valueCount)
    try memory.carry(&to)
    if to.direction == .restoring { settleQuickLook() }
  }
}

extension EventMemory {
  fileprivate mutating func carry(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    try to.carry(&time)
    try to.carry(&nextLook)
    try to.carry(margins, count: marginCount)
    for i in courses.indices { try courses[i].carry(&to) }
  }
}

extension EventCourse {
  fileprivate mutating func carry(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    try to.carry(&since)
    try to.carry(&isMet)
    try to.carry(&isOver)
  }
}

extension EnergySums {
  /// All lines.
  func carry(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    try to.carry(arena.base, count: arena.count)
  }
}

extension Solutions {
  /// The straight lines that concentrations outside follow, and since when.
  func carryShared(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    guard let sharedArena else { return }
    try to.carry(sharedArena.base, count: sharedArena.count)
    try to.carry(&sharedAge)
  }
}
