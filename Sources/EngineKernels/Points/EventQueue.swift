/// An event on its way to a point mechanism of the group.
struct QueuedEvent {
  /// When it arrives, in ms.
  var time: Double
  var weight: Double
  /// The kind of point mechanism.
  var point: Int32
  var lane: Int32
  /// The number of the connection in the group: the last word where all else is equal.
  var connection: Int32

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
/// Filled between epochs, which are not longer than any delay; steps read it and move two marks on.
/// A step of second order uses an event twice: its mean over the step in which it falls enters the
/// currents (`averaged`), and states take it when they pass its time (`applied`), which may be a step
/// later, as they stand in the middles of steps.
struct EventQueue {
  private(set) var events: [QueuedEvent] = []
  /// How many events have reached their mechanism's states.
  var applied = 0
  /// How many events have entered currents by their means.
  var averaged = 0
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

  /// The time of the next event that no state has taken; infinite where none waits.
  var nextTime: Double { applied < events.count ? events[applied].time : .infinity }

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
