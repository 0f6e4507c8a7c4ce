/// The events of a group.
extension GroupRuntime {
  /// One watcher for each time between looks.
  static func watchers(_ plans: [EventPlan], _ group: GroupRuntime) -> [EventWatcher] {
    let intervals = Set(plans.map(\.interval)).sorted()
    return intervals.map { interval in
      EventWatcher(plans.filter { $0.interval == interval }, interval: interval, group)
    }
  }

  /// Whether an event of the group may end the run.
  public var mayEndRun: Bool { watchers.contains(where: \.mayEndRun) }

  /// The first event of the last `run` that ends the run.
  public var ending: EventOccurrence? { events.ending }

  /// Looks for conditions that are true at the start.
  func beginWatching() {
    for i in watchers.indices { watchers[i].begin(self, at: 0, &events) }
  }

  /// Looks at what stands in the arrays, after a fixed step.
  @inline(__always)
  func watch() {
    guard !watchers.isEmpty else { return }
    let now = time(stepCount)
    for i in watchers.indices { watchers[i].look(self, at: now, &events) }
  }

  /// Looks at what stands in the arrays, before steps are no longer fixed.
  func watchAnyway() {
    let now = time(stepCount)
    for i in watchers.indices { watchers[i].look(self, at: now, &events, isForced: true) }
  }

  /// Looks from the last look up to a time; `load` puts the state at a time in between, or at the
  /// end, into the arrays, which hold any of these states afterwards.
  func watch(upTo end: Double, load: (Double) -> Void) {
    for i in watchers.indices { watchers[i].locate(self, upTo: end, load: load, &events) }
  }
}
