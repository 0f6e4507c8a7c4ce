/// What an event watcher must remember from look to look, in memory that is allocated once.
struct EventMemory {
  /// The time of the last look, in ms.
  var time = 0.0
  /// The number of the next look of those that are a given time apart.
  var nextLook = 1
  /// Margins at the last look, of all conditions one after the other.
  let margins: UnsafeMutablePointer<Double>
  /// One a condition.
  var courses: [EventCourse]
  let marginCount: Int

  init(_ margins: UnsafeMutablePointer<Double>, marginCount: Int, conditionCount: Int) {
    self.margins = margins
    self.marginCount = marginCount
    courses = Array(repeating: EventCourse(), count: conditionCount)
  }

  /// Takes the other's numbers into the memory that is there already.
  mutating func copy(_ other: EventMemory) {
    (time, nextLook) = (other.time, other.nextLook)
    margins.update(from: other.margins, count: marginCount)
    for i in courses.indices { courses[i] = other.courses[i] }
  }
}

/// Events of an epoch, in memory that is allocated once.
public struct EventBuffer: Sendable {
  /// The events, in the order in which they were found.
  public private(set) var occurrences: [EventOccurrence] = []
  /// The first of those that end the run.
  public private(set) var ending: EventOccurrence?

  /// Room for four events a condition and epoch; more than that costs an allocation.
  init(conditions: Int) { occurrences.reserveCapacity(4 * conditions + 16) }

  mutating func append(_ occurrence: EventOccurrence, endsRun: Bool) {
    occurrences.append(occurrence)
    guard endsRun, occurrence.isBefore(ending) else { return }
    ending = occurrence
  }

  mutating func truncate(to count: Int) {
    occurrences.removeLast(occurrences.count - count)
    ending = nil
  }

  mutating func removeAll() {
    occurrences.removeAll(keepingCapacity: true)
    ending = nil
  }
}

extension EventOccurrence {
  /// In the order in which events are reported: in time, then by identifier.
  public func isBefore(_ other: EventOccurrence?) -> Bool {
    guard let other else { return true }
    return (time, identifier) < (other.time, other.identifier)
  }
}
