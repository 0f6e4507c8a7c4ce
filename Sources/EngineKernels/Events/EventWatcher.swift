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
  var memory: EventMemory
  private var saved: EventMemory
  private let arena: DoubleArena
  private let values, margins, stack: UnsafeMutablePointer<Double>
  /// Values at the start; `[valueCount]`.
  let startValues: UnsafeMutablePointer<Double>
  let valueCount: Int
  private let marginCount: Int
  /// Tells at a glance that nothing is new; nil where conditions are not that simple.
  private let quick: QuickLook?
  /// Whether other states than the look's have been read since the look.
  private var isDisturbed = false

  /// Whether one of the events ends the run.
  var mayEndRun: Bool { plans.contains(where: \.stopsRun) }

  init(_ plans: [EventPlan], interval: Double, _ group: GroupRuntime) {
    self.plans = plans
    self.interval = interval
    quick = QuickLook(plans, group)
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
    let arena = DoubleArena(count: 2 * next.values + 3 * next.margins + depth)
    self.arena = arena
    (valueCount, marginCount) = (next.values, next.margins)
    values = arena.base
    startValues = values + next.values
    margins = startValues + next.values
    stack = margins + 3 * next.margins
    func memory(_ place: UnsafeMutablePointer<Double>) -> EventMemory {
      EventMemory(place, marginCount: next.margins, conditionCount: plans.count)
    }
    self.memory = memory(margins + next.margins)
    saved = memory(margins + 2 * next.margins)
  }

  /// Reads how everything is at the start, where conditions may be true already.
  mutating func begin(_ group: GroupRuntime, at time: Double, _ found: inout EventBuffer) {
    reader.read(group, time, into: startValues)
    read(group, time)
    memory.time = time
    for i in plans.indices {
      let truth = holds(i, margins) ? Truth(begin: time, end: time) : nil
      pass(i, truth, to: time, &found)
    }
    keepMargins()
    settleQuickLook()
  }

  mutating func save() { saved.copy(memory) }
  mutating func restore() {
    memory.copy(saved)
    settleQuickLook()
  }

  /// Looks at what stands in the group's arrays, after a fixed step.
  ///
  /// Where something changed since the last look, it is taken to have changed in straight lines.
  mutating func look(
    _ group: GroupRuntime, at time: Double, _ found: inout EventBuffer, isForced: Bool = false
  ) {
    guard isDue(time) || isForced && time > memory.time else { return }
    defer { memory.time = time }
    if let quick, quick.findsNothing(time, margins: margins) { return keepMargins() }
    lookClosely(group, at: time, &found)
  }

  private mutating func lookClosely(
    _ group: GroupRuntime, at time: Double, _ found: inout EventBuffer
  ) {
    read(group, time)
    for i in plans.indices {
      let truth = straightTruth(i, to: time)
      pass(i, truth, to: time, &found)
    }
    keepMargins()
    settleQuickLook()
  }

  /// Tells the quick look how conditions stand.
  func settleQuickLook() {
    guard let quick else { return }
    for i in plans.indices {
      let course = memory.courses[i]
      quick.set(
        i, isTrue: holds(i, memory.margins), deadline: course.deadline(plans[i]),
        isOver: course.isOver)
    }
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
    for i in plans.indices {
      let truth = bisectedTruth(group, i, to: time, load)
      pass(i, truth, to: time, &found)
    }
    // Bisection has left margins of other times.
    if isDisturbed { load(time); read(group, time) }
    isDisturbed = false
    keepMargins()
    settleQuickLook()
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
  private func read(_ group: GroupRuntime, _ time: Double) {
    reader.read(group, time, into: values)
    for i in plans.indices { evaluate(i) }
  }

  private func evaluate(_ i: Int) {
    let place = places[i]
    let comparisons = plans[i].comparisons
    for number in comparisons.indices {
      margins[place.margins + number] = comparisons[number].margin(
        now: values + place.values, atStart: startValues + place.values, stack: stack)
    }
  }

  /// Whether a condition holds by its margins.
  private func holds(_ i: Int, _ margins: UnsafePointer<Double>) -> Bool {
    let first = places[i].margins
    let comparisons = plans[i].comparisons
    for number in comparisons.indices
    where !comparisons[number].holds(margins[first + number]) { return false }
    return true
  }

  private func straightTruth(_ i: Int, to time: Double) -> Truth? {
    let first = places[i].margins
    return Truth.onStraightLines(
      plans[i].comparisons, memory.margins + first, margins + first, from: memory.time, to: time)
  }

  private mutating func bisectedTruth(
    _ group: GroupRuntime, _ i: Int, to time: Double, _ load: (Double) -> Void
  ) -> Truth? {
    let (before, after) = (holds(i, memory.margins), holds(i, margins))
    var guess: Double?
    if !before, !after, let straight = straightTruth(i, to: time) {
      guess = (straight.begin + straight.end) / 2
    }
    guard before != after || guess != nil else {
      return before ? Truth(begin: memory.time, end: time) : nil
    }
    isDisturbed = true
    return Truth.byBisection(from: memory.time, before, to: time, after, guess: guess) { moment in
      load(moment)
      reader.read(group, moment, into: values)
      evaluate(i)
      return holds(i, margins)
    }
  }

  private func keepMargins() { memory.margins.update(from: margins, count: marginCount) }

  /// Takes note of when a condition was true since the last look.
  private mutating func pass(_ i: Int, _ truth: Truth?, to time: Double, _ found: inout EventBuffer)
  {
    // Not an argument of anything that reads `self`: courses would be copied before they change.
    let occurrence = memory.courses[i].pass(truth, from: memory.time, to: time, plans[i])
    guard let occurrence else { return }
    found.append(occurrence, endsRun: plans[i].stopsRun)
  }
}
