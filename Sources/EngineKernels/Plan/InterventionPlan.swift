/// A number that is changed at given times, in some slots of a group.
public struct InterventionPlan: Sendable {
  /// What is changed.
  public enum Target: Sendable, Hashable {
    /// A parameter of a mechanism, both by number.
    case parameter(mechanism: Int, parameter: Int)
    /// The bath's concentration of a species, by its number in the solutions.
    case bath(species: Int)
  }

  /// What is changed.
  public var target: Target
  /// Where; a mechanism's parameter only where the mechanism is.
  public var slots: [Int]
  /// When, and to what.
  public var schedule: ChangeSchedule

  /// Changes `target` in `slots`.
  public init(target: Target, slots: [Int], schedule: ChangeSchedule) {
    self.target = target
    self.slots = slots
    self.schedule = schedule
  }
}

/// The course of a number that starts as the model has it and is then set, ramped or restored.
///
/// The number is `offset` + `share` × what the model has: places with different numbers can follow
/// one schedule.
public struct ChangeSchedule: Sendable, Hashable {
  /// A value between the model's and a given one.
  public struct Value: Sendable, Hashable {
    /// What is added, in the number's unit.
    public var offset: Double
    /// How much of the model's own number there is.
    public var share: Double

    /// The model's own number.
    public static let original = Value(offset: 0, share: 1)
    /// The same number everywhere.
    public static func fixed(_ number: Double) -> Value { Value(offset: number, share: 0) }

    func mixed(_ other: Value, _ part: Double) -> Value {
      Value(
        offset: offset + (other.offset - offset) * part,
        share: share + (other.share - share) * part)
    }
  }

  /// A value at a time; straight lines lie between knots, and two knots at one time are a jump.
  struct Knot: Sendable, Hashable {
    var time: Double
    var value: Value
  }

  private(set) var knots: [Knot] = []

  /// Nothing is changed.
  public init() {}

  /// Heads for `value` from `time` on, and is there after `ramp` ms.
  ///
  /// What was planned for later times is given up: call in the order of time.
  public mutating func change(to value: Value, at time: Double, over ramp: Double) {
    let before = self.value(at: time)
    knots.removeAll { $0.time >= time }
    knots.append(Knot(time: time, value: before))
    knots.append(Knot(time: time + ramp, value: value))
  }

  /// The value at a time; at a jump, the one after it.
  public func value(at time: Double) -> Value {
    guard let next = knots.firstIndex(where: { $0.time > time }) else {
      return knots.last?.value ?? .original
    }
    guard next > 0 else { return knots[next].value }
    let (a, b) = (knots[next - 1], knots[next])
    return a.value.mixed(b.value, (time - a.time) / (b.time - a.time))
  }

  /// The mean between two times: what a step of second order needs.
  func mean(from: Double, to: Double) -> Value {
    guard to > from else { return value(at: from) }
    var sum = Value(offset: 0, share: 0)
    var left = Knot(time: from, value: value(at: from))
    for knot in knots where knot.time > from && knot.time < to {
      sum = sum.adding(left, knot)
      left = Knot(time: knot.time, value: knot.value)
    }
    sum = sum.adding(left, Knot(time: to, value: valueBefore(to)))
    return Value(offset: sum.offset / (to - from), share: sum.share / (to - from))
  }

  /// The value at a time; at a jump, the one before it.
  private func valueBefore(_ time: Double) -> Value {
    guard let next = knots.firstIndex(where: { $0.time >= time }) else {
      return knots.last?.value ?? .original
    }
    guard next > 0 else { return knots[next].value }
    let (a, b) = (knots[next - 1], knots[next])
    return a.value.mixed(b.value, (time - a.time) / (b.time - a.time))
  }

  /// Until when the value at `time` stays as it is; `time` itself within a ramp.
  func constantUntil(_ time: Double) -> Double {
    guard let next = knots.firstIndex(where: { $0.time > time }) else { return .infinity }
    let isRamp = next > 0 && knots[next - 1].value != knots[next].value
    return isRamp ? time : knots[next].time
  }

  /// The next jump at or after a time.
  func nextJump(at time: Double) -> Double {
    zip(knots, knots.dropFirst())
      .first { $0.time >= time && $0.time == $1.time && $0.value != $1.value }?.0.time ?? .infinity
  }
}

extension ChangeSchedule.Value {
  /// Adds the area under a straight line.
  fileprivate func adding(_ a: ChangeSchedule.Knot, _ b: ChangeSchedule.Knot) -> Self {
    let half = (b.time - a.time) / 2
    return Self(
      offset: offset + (a.value.offset + b.value.offset) * half,
      share: share + (a.value.share + b.value.share) * half)
  }
}
