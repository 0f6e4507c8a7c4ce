import EngineKernels

/// The course of one number through all changes of it.
///
/// Changes may follow each other, and one that ends may lie within another, to whose value it then
/// returns. Any other overlap has no meaning and is refused.
struct ChangeCourse {
  /// One change at one time.
  private struct Step {
    let change: LoweredChange
    var span: LoweredChange.Span
    /// Whether the former value returns.
    var isPassing: Bool { change.length != nil }
    /// Until when nothing else may begin.
    var settled: Double { span.begin + change.ramp }
  }

  private let steps: [Step]

  /// - Parameter changes: of one number, in the order of the model.
  /// - Throws: a `LoweringError` that names both lines of an overlap.
  init(_ changes: [LoweredChange]) throws(LoweringError) {
    var steps = changes.flatMap { change in change.spans.map { Step(change: change, span: $0) } }
    let order = steps.indices.sorted {
      (steps[$0].span.begin, $0) < (steps[$1].span.begin, $1)
    }
    steps = order.map { steps[$0] }
    Self.joinTimes(&steps)
    try Self.checkOverlaps(steps)
    self.steps = steps
  }

  /// Times that differ by rounding alone are one: `until: 50 ms` and `at: 50 ms`.
  private static func slack(_ time: Double) -> Double { 1e-9 * max(abs(time), 1e-3) }

  /// Lets a change end exactly where the next one begins, if it ends there but for rounding.
  private static func joinTimes(_ steps: inout [Step]) {
    let begins = steps.map(\.span.begin)
    for i in steps.indices where steps[i].isPassing {
      let end = steps[i].span.end
      let next = firstIndex(in: begins, notBelow: end - slack(end))
      if next < begins.count, begins[next] <= end + slack(end) { steps[i].span.end = begins[next] }
    }
  }

  private static func firstIndex(in sorted: [Double], notBelow bound: Double) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < bound { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func checkOverlaps(_ steps: [Step]) throws(LoweringError) {
    var open: [Step] = []
    for (i, step) in steps.enumerated() {
      let begin = step.span.begin
      open.removeAll { $0.span.end <= begin }
      if i > 0, begin - steps[i - 1].span.begin <= slack(begin) {
        throw overlap(steps[i - 1], step)
      }
      for other in open {
        let isNested = step.isPassing && step.span.end <= other.span.end
        guard begin >= other.settled, isNested else { throw overlap(other, step) }
      }
      open.append(step)
    }
  }

  /// The later line of the two is to blame, and names the other.
  private static func overlap(_ a: Step, _ b: Step) -> LoweringError {
    let isInOrder = a.change.source.line <= b.change.source.line
    let (first, second) = isInOrder ? (a, b) : (b, a)
    return LoweringError(
      .range,
      "'\(second.change.target)' is changed from \(second.span.begin) ms on here, and from "
        + "\(first.span.begin) ms on by line \(first.change.source.line): these overlap",
      suggestion: "let one end before the other begins, or put one wholly within the other",
      at: second.change.source)
  }

  /// The number's schedule; what ends at a time returns before another begins.
  var schedule: ChangeSchedule {
    var schedule = ChangeSchedule()
    var former = [ChangeSchedule.Value](repeating: .original, count: steps.count)
    for moment in moments {
      let change = steps[moment.step].change
      if moment.isEnd {
        schedule.change(to: former[moment.step], at: moment.time, over: 0)
      } else {
        former[moment.step] = schedule.value(at: moment.time)
        schedule.change(to: .fixed(change.value), at: moment.time, over: change.ramp)
      }
    }
    return schedule
  }

  private struct Moment {
    var time: Double
    var isEnd: Bool
    var step: Int
    /// In time; of what ends at one time, the last that began is the first.
    var order: (Double, Int, Int) { isEnd ? (time, 0, -step) : (time, 1, step) }
  }

  private var moments: [Moment] {
    let begins = steps.indices.map { Moment(time: steps[$0].span.begin, isEnd: false, step: $0) }
    let ends = steps.indices.filter { steps[$0].isPassing }.map {
      Moment(time: steps[$0].span.end, isEnd: true, step: $0)
    }
    return (begins + ends).sorted { $0.order < $1.order }
  }
}
