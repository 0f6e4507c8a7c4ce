/// Watches for some events of a group, all of them at the same times.
///
/// What it does with the numbers that it reads is in `Truth` and `EventCourse`, which know nothing
/// of groups.
struct EventWatcher {
  /// The longest time between looks, in ms; 0 where every step's end is looked at.
  let interval: Double
  private let plans: [EventPlan]
  private let reader: TermReader
  /// For each plan where its values and margins begin.
  private let places: [(values: Int, margins: Int)]
  private var memory: EventMemory
  private var saved: EventMemory
  private var values: [Double]
  private var startValues: [Double]
  private var margins: [Double]
  private var stack: [Double]

  init(_ plans: [EventPlan], interval: Double, _ group: GroupRuntime) {
    self.plans = plans
    self.interval = interval
    reader = TermReader(plans.flatMap(\.values), group)
    var places: [(values: Int, margins: Int)] = []
    var next = (values: 0, margins: 0)
    var depth = 0
    for plan in plans {
      places.append(next)
      next.values += plan.values.count
      next.margins += plan.comparisons.count
      for comparison in plan.comparisons {
        depth = max(depth, comparison.stackDepth(valueCount: plan.values.count) ?? 0)
      }
    }
    self.places = places
    values = Array(repeating: .nan, count: next.values)
    startValues = values
    margins = Array(repeating: .nan, count: next.margins)
    stack = Array(repeating: .nan, count: depth)
    memory = EventMemory(marginCount: next.margins, conditionCount: plans.count)
    saved = memory
  }

  /// Reads how everything is at the start, where conditions may be true already.
  mutating func begin(_ group: GroupRuntime, at time: Double, _ found: inout EventBuffer) {
    reader.read(group, time, into: &startValues)
    read(group, time)
    memory.time = time
    for (i, plan) in plans.enumerated() {
      let truth = holds(i) ? Truth(begin: time, end: time) : nil
      note(i, memory.courses[i].pass(truth, from: time, to: time, plan), &found)
    }
    keepMargins()
  }

  mutating func save() { saved.copy(memory) }
  mutating func restore() { memory.copy(saved) }

  /// Looks at what stands in the group's arrays, after a fixed step.
  ///
  /// Where something changed since the last look, it is taken to have changed in straight lines.
  mutating func look(
    _ group: GroupRuntime, at time: Double, _ found: inout EventBuffer, isForced: Bool = false
  ) {
    guard isDue(time) || isForced && time > memory.time else { return }
    read(group, time)
    for (i, plan) in plans.enumerated() {
      let truth = straightTruth(i, to: time)
      note(i, memory.courses[i].pass(truth, from: memory.time, to: time, plan), &found)
    }
    keepMargins()
    memory.time = time
  }

  /// Looks from the last look up to a time, at states that `load` puts into the group's arrays.
  ///
  /// Changes are located by bisection. Afterwards the arrays hold any of these states.
  mutating func locate(
    _ group: GroupRuntime, upTo end: Double, load: (Double) -> Void, _ found: inout EventBuffer
  ) {
    while memory.time < end {
      let time = min(end, nextDue)
      load(time)
      read(group, time)
      keepLook(group, time, load, &found)
    }
  }

  private mutating func keepLook(
    _ group: GroupRuntime, _ time: Double, _ load: (Double) -> Void, _ found: inout EventBuffer
  ) {
    let margins = margins
    for (i, plan) in plans.enumerated() {
      self.margins = margins
      let truth = bisectedTruth(group, i, to: time, load)
      note(i, memory.courses[i].pass(truth, from: memory.time, to: time, plan), &found)
    }
    self.margins = margins
    keepMargins()
    memory.time = time
    _ = isDue(time)
  }
}

/// When to look.
extension EventWatcher {
  private var nextDue: Double { interval > 0 ? Double(memory.nextLook) * interval : .infinity }

  /// Whether a look is due; if so, the next one is planned.
  private mutating func isDue(_ time: Double) -> Bool {
    guard interval > 0 else { return true }
    let slack = 1e-9 * interval
    guard time >= nextDue - slack else { return false }
    memory.nextLook = Int((time + slack) / interval) + 1
    return true
  }
}

/// From values to truth.
extension EventWatcher {
  /// Reads all values and evaluates all margins.
  private mutating func read(_ group: GroupRuntime, _ time: Double) {
    reader.read(group, time, into: &values)
    for i in plans.indices { evaluate(i) }
  }

  private mutating func evaluate(_ i: Int) {
    let place = places[i]
    stack.withUnsafeMutableBufferPointer { stack in
      values.withUnsafeBufferPointer { now in
        startValues.withUnsafeBufferPointer { start in
          guard let stack = stack.baseAddress, let now = now.baseAddress,
            let start = start.baseAddress
          else { return }
          for (number, comparison) in plans[i].comparisons.enumerated() {
            margins[place.margins + number] = comparison.margin(
              now: now + place.values, atStart: start + place.values, stack: stack)
          }
        }
      }
    }
  }

  /// Whether a condition holds by the margins that were evaluated last.
  private func holds(_ i: Int) -> Bool { holds(i, margins) }

  private func holds(_ i: Int, _ margins: [Double]) -> Bool {
    let first = places[i].margins
    let comparisons = plans[i].comparisons
    return comparisons.indices.allSatisfy { comparisons[$0].holds(margins[first + $0]) }
  }

  private func straightTruth(_ i: Int, to time: Double) -> Truth? {
    memory.margins.withUnsafeBufferPointer { before in
      margins.withUnsafeBufferPointer { after in
        guard let before = before.baseAddress, let after = after.baseAddress else { return nil }
        let first = places[i].margins
        return Truth.onStraightLines(
          plans[i].comparisons, before + first, after + first, from: memory.time, to: time)
      }
    }
  }

  private mutating func bisectedTruth(
    _ group: GroupRuntime, _ i: Int, to time: Double, _ load: (Double) -> Void
  ) -> Truth? {
    let (before, after) = (holds(i, memory.margins), holds(i))
    var guess: Double?
    if !before, !after, let straight = straightTruth(i, to: time) {
      guess = (straight.begin + straight.end) / 2
    }
    return Truth.byBisection(from: memory.time, before, to: time, after, guess: guess) { moment in
      load(moment)
      reader.read(group, moment, into: &values)
      evaluate(i)
      return holds(i)
    }
  }

  private mutating func keepMargins() {
    for i in margins.indices { memory.margins[i] = margins[i] }
  }

  private func note(_ i: Int, _ occurrence: EventOccurrence?, _ found: inout EventBuffer) {
    guard let occurrence else { return }
    found.append(occurrence, endsRun: plans[i].stopsRun)
  }
}
