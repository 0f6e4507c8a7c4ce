import Testing

@testable import EngineKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("When conditions are true between two looks")
struct TruthTests {
  /// A comparison of the first value with 0.
  private func above(isStrict: Bool = true) -> EventPlan.Comparison {
    EventPlan.Comparison(margin: [.value(0, scale: 1, offset: 0)], isStrict: isStrict)
  }

  private func straight(_ before: [Double], _ after: [Double], isStrict: Bool = true) -> Truth? {
    let comparisons = before.map { _ in above(isStrict: isStrict) }
    return Truth.onStraightLines(comparisons, before, after, from: 10, to: 20)
  }

  @Test("a margin that rises, falls, stays or is missed on a straight line")
  func one() {
    #expect(straight([-1], [3]) == Truth(begin: 12.5, end: 20))
    #expect(straight([3], [-1]) == Truth(begin: 10, end: 17.5))
    #expect(straight([1], [2]) == Truth(begin: 10, end: 20))
    #expect(straight([-1], [-2]) == nil)
  }

  @Test("0 counts for >= and not for >")
  func zero() {
    #expect(straight([0], [0]) == nil)
    #expect(straight([0], [0], isStrict: false) == Truth(begin: 10, end: 20))
    #expect(straight([-1], [0]) == nil)
    #expect(straight([-1], [0], isStrict: false) == Truth(begin: 20, end: 20))
  }

  @Test("all comparisons have to hold: also where that is between the looks alone")
  func several() {
    #expect(straight([-1, -1], [3, 1]) == Truth(begin: 15, end: 20))
    #expect(straight([-1, 3], [3, -1]) == Truth(begin: 12.5, end: 17.5))
    #expect(straight([-3, 1], [1, -3]) == nil)
  }

  @Test("what is no number never holds")
  func notANumber() {
    #expect(straight([.nan], [.nan]) == nil)
    #expect(straight([.nan], [1]) == Truth(begin: 20, end: 20))
    #expect(straight([1], [.nan]) == Truth(begin: 10, end: 10))
    #expect(straight([-.infinity], [.infinity]) == Truth(begin: 20, end: 20))
  }

  @Test("bisection finds where a margin that is not straight changes its sign")
  func bisection() throws {
    let holds = { (t: Double) in cos(t) < 0 }
    let truth = try #require(
      Truth.byBisection(from: 0, false, to: 4, true, guess: nil, holds: holds))
    #expect(abs(truth.begin - Double.pi / 2) <= 1e-11)
    #expect(truth.end == 4)
    let middle = try #require(
      Truth.byBisection(from: 0, false, to: 6, false, guess: 3, holds: holds))
    #expect(abs(middle.begin - Double.pi / 2) <= 1e-11)
    #expect(abs(middle.end - 3 * Double.pi / 2) <= 1e-11)
    #expect(Truth.byBisection(from: 0, false, to: 6, false, guess: nil, holds: holds) == nil)
    #expect(Truth.byBisection(from: 0, false, to: 6, false, guess: 1, holds: holds) == nil)
  }
}

@Suite("The course of a condition")
struct EventCourseTests {
  private func plan(hold: Double = 0, isOnce: Bool = false) -> EventPlan {
    EventPlan(identifier: 7, values: [], comparisons: [], holdTime: hold, isOnce: isOnce)
  }

  /// The times of events where a condition is true in some spans and is looked at every ms.
  private func events(_ spans: [ClosedRange<Double>], until end: Int, _ plan: EventPlan) -> [Double]
  {
    var course = EventCourse()
    var times: [Double] = []
    for look in 1...end {
      let (from, to) = (Double(look - 1), Double(look))
      let span = spans.first { $0.lowerBound <= to && $0.upperBound >= from }
      let truth = span.map { Truth(begin: max($0.lowerBound, from), end: min($0.upperBound, to)) }
      if let event = course.pass(truth, from: from, to: to, plan) { times.append(event.time) }
    }
    return times
  }

  @Test("an event happens when the condition becomes true, and again after a break")
  func again() {
    #expect(events([0.25...3.5, 5.5...9], until: 9, plan()) == [0.25, 5.5])
    #expect(events([0.25...3.5, 5.5...9], until: 9, plan(isOnce: true)) == [0.25])
  }

  @Test("with a hold time, once it has been true for so long without a break")
  func hold() {
    let spans = [0.25...2.0, 3.5...6.25, 8.0...20.0]
    #expect(events(spans, until: 20, plan(hold: 2.5)) == [6, 10.5])
    #expect(events(spans, until: 20, plan(hold: 3)) == [11])
    #expect(events(spans, until: 20, plan(hold: 12)) == [20])
    #expect(events(spans, until: 19, plan(hold: 12)).isEmpty)
  }

  @Test("what is true at the first look happens there")
  func start() {
    var course = EventCourse()
    let event = course.pass(Truth(begin: 0, end: 0), from: 0, to: 0, plan())
    #expect(event == EventOccurrence(time: 0, since: 0, identifier: 7))
    #expect(course.pass(Truth(begin: 0, end: 1), from: 0, to: 1, plan()) == nil)
  }
}

@Suite("Formulas of conditions")
struct EventFormulaTests {
  @Test("a formula is evaluated on a stack, with scales, offsets and values at the start")
  func formula() {
    // 2 (a − a at start) / −b, a in mV and b in °C.
    let comparison = EventPlan.Comparison(
      margin: [
        .constant(2), .value(0, scale: 1e-3, offset: 0), .startValue(0, scale: 1e-3, offset: 0),
        .subtract, .multiply, .value(1, scale: 1, offset: 273.15), .negate, .divide,
      ], isStrict: true)
    #expect(comparison.stackDepth(valueCount: 2) == 3)
    var stack = [0.0, 0, 0]
    let margin = comparison.margin(now: [50, 26.85], atStart: [-10, 1], stack: &stack)
    #expect(abs(margin - -4e-4) <= 1e-18)
  }

  @Test("formulas that take what is not there are refused")
  func depth() {
    func depth(_ margin: [EventPlan.Instruction]) -> Int? {
      EventPlan.Comparison(margin: margin, isStrict: true).stackDepth(valueCount: 1)
    }
    #expect(depth([]) == nil)
    #expect(depth([.add]) == nil)
    #expect(depth([.negate]) == nil)
    #expect(depth([.constant(1), .constant(2)]) == nil)
    #expect(depth([.value(1, scale: 1, offset: 0)]) == nil)
    #expect(depth([.value(-1, scale: 1, offset: 0)]) == nil)
    #expect(depth([.constant(1), .constant(2), .divide]) == 2)
  }
}
