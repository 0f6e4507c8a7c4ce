/// An event on its way to a point mechanism of the group, or the spike of the mechanism's own cell.
struct QueuedEvent {
  /// When it arrives, in ms.
  var time: Double
  var weight: Double
  /// The kind of point mechanism.
  var point: Int32
  var lane: Int32
  /// The number of the connection in the group: the last word where all else is equal.
  var connection: Int32

  /// In place of a connection where the mechanism's own cell spikes.
  static let ownSpike: Int32 = -1
  var isOwnSpike: Bool { connection == Self.ownSpike }

  /// The order in which events take effect: it does not depend on when they were queued.
  static func precedes(_ a: Self, _ b: Self) -> Bool {
    if a.time != b.time { return a.time < b.time }
    if a.point != b.point { return a.point < b.point }
    if a.lane != b.lane { return a.lane < b.lane }
    return a.connection < b.connection
  }
}

/// The events that wait in a group, in the order in which they arrive.
///
/// Filled between rounds, which are not longer than any delay; steps read it and move two marks on.
/// A step of second order uses an event twice: its mean over the step in which it falls enters the
/// currents (`averaged`), and states take it when they pass its time (`applied`), which may be a step
/// later, as they stand in the middles of steps.
struct EventQueue {
  private(set) var events: [QueuedEvent] = []
  /// How many events have reached their mechanism's states.
  var applied = 0
  /// How many events have entered currents by their means.
  var averaged = 0
  /// Where the events begin that the present step has applied.
  var firstOfStep = 0
  private var sortedCount = 0

  /// The two marks, to go back to.
  struct Marks {
    var applied: Int
    var averaged: Int
  }

  var marks: Marks {
    get { Marks(applied: applied, averaged: averaged) }
    set { (applied, averaged) = (newValue.applied, newValue.averaged) }
  }

  /// Makes room: forgets what has been applied.
  mutating func discardApplied() {
    let done = min(applied, averaged)
    guard done > 0 else { return }
    events.removeFirst(done)
    applied -= done
    averaged -= done
    sortedCount -= done
  }

  mutating func append(_ event: QueuedEvent) { events.append(event) }

  /// Puts in a spike of the present step that states have not come to yet.
  ///
  /// It has no mean, so that it stands among those that have had theirs.
  mutating func insert(ownSpike spike: QueuedEvent) {
    var place = averaged
    while place > applied, QueuedEvent.precedes(spike, events[place - 1]) { place -= 1 }
    events.insert(spike, at: place)
    averaged += 1
    sortedCount += 1
  }

  /// Takes out the own spikes after a time, to which steps go back.
  mutating func removeOwnSpikes(after time: Double) {
    let count = events.count
    events.removeAll { $0.isOwnSpike && $0.time > time }
    sortedCount -= count - events.count
  }

  /// Makes room for so many more, so that steps need not.
  mutating func reserve(_ count: Int) { events.reserveCapacity(events.count + count) }

  /// Puts the new events in their places.
  mutating func sort() {
    guard events.count > sortedCount else { return }
    events[averaged...].sort(by: QueuedEvent.precedes)
    sortedCount = events.count
  }

  /// Replaces all by what a checkpoint holds.
  mutating func replace(_ events: [QueuedEvent], marks: Marks) {
    self.events = events
    self.marks = marks
    sortedCount = events.count
  }
}
