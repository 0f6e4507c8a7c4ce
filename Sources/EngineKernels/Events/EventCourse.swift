/// An event that a group has found.
public struct EventOccurrence: Sendable, Hashable, Codable {
  /// When the condition had been true for its hold time, in ms.
  public var time: Double
  /// Since when it had been true, in ms.
  public var since: Double
  /// The event's identifier.
  public var identifier: Int

  /// An event at a time, whose condition was true since another.
  public init(time: Double, since: Double, identifier: Int) {
    self.time = time
    self.since = since
    self.identifier = identifier
  }
}

/// How a condition has fared so far at one place.
struct EventCourse {
  /// Since when it has been true without a break, in ms; infinite where it is not true.
  var since = Double.infinity
  /// Whether it was met since then.
  var isMet = false
  /// Whether nothing counts any more.
  var isOver = false

  /// The time at which the condition is met if it stays as it is; infinite where it has been.
  func deadline(_ plan: EventPlan) -> Double { isMet ? .infinity : since + plan.holdTime }

  /// Takes note of the time from the last look to this one.
  ///
  /// - Parameters:
  ///   - truth: when the condition was true in between.
  ///   - from: the last look, in ms.
  ///   - to: this look, in ms.
  ///   - plan: what is watched.
  /// - Returns: the event, if the condition was met.
  mutating func pass(
    _ truth: Truth?, from: Double, to: Double, _ plan: EventPlan
  ) -> EventOccurrence? {
    guard !isOver, let truth else {
      since = .infinity
      return nil
    }
    if since == .infinity || truth.begin > from {
      since = truth.begin
      isMet = false
    }
    var occurrence: EventOccurrence?
    let time = since + plan.holdTime
    if !isMet, time <= truth.end {
      isMet = true
      isOver = plan.isOnce
      occurrence = EventOccurrence(time: time, since: since, identifier: plan.identifier)
    }
    if truth.end < to { since = .infinity }
    return occurrence
  }
}
