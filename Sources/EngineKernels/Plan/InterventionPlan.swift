/// A number that is changed at given times, in some slots of a group.
public struct InterventionPlan: Sendable {
  /// What is changed.
  public enum Target: Sendable, Hashable {
    /// A parameter of a mechanism, both by number.
    case parameter(mechanism: Int, parameter: Int)
    /// The bath's concentration of a species, by its number in the solutions.
    case bath(species: Int)
    /// The temperature in °C, and with it all rates and, where they follow it, potentials.
    case temperature(changesThermalVoltage: Bool)
  }

  /// What is changed.
  public var target: Target
  /// Where; a mechanism's parameter only where the mechanism is.
  public var slots: [Int]
  /// When, and to what.
  public var schedule: ChangeSchedule
  /// The temperature at the start in each of `slots`, in °C; for `temperature` alone.
  public var celsius: [Double]

  /// Changes `target` in `slots`.
  public init(target: Target, slots: [Int], schedule: ChangeSchedule, celsius: [Double] = []) {
    self.target = target
    self.slots = slots
    self.schedule = schedule
    self.celsius = celsius
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
    while let last = knots.last, last.time >= time { knots.removeLast() }
    // What is set at the start has no value before, and is no jump.
    if time > 0 || ramp > 0 { knots.append(Knot(time: time, value: before)) }
    knots.append(Knot(time: time + ramp, value: value))
  }

  /// The value at a time; at a jump, the one after it.
  public func value(at time: Double) -> Value {
    value(beforeKnot: firstKnot(after: time), at: time)
  }

  /// The straight pieces between two times, of which a step of second order needs the mean.
  ///
  /// `body` gets each piece's share of the time, and the values at its ends.
  func forEachPiece(from: Double, to: Double, _ body: (Double, Value, Value) -> Void) {
    guard to > from else { return body(1, value(at: from), value(at: from)) }
    var left = Knot(time: from, value: value(at: from))
    var next = firstKnot(after: from)
    while next < knots.count, knots[next].time < to {
      let knot = knots[next]
      if knot.time > left.time {
        body((knot.time - left.time) / (to - from), left.value, knot.value)
      }
      left = knot
      next += 1
    }
    body((to - left.time) / (to - from), left.value, value(beforeKnot: next, at: to))
  }

  /// The mean between two times of a number that the model has as `original`.
  func mean(of original: Double, from: Double, to: Double) -> Double {
    var mean = 0.0
    forEachPiece(from: from, to: to) { share, first, last in
      let middle = first.mixed(last, 0.5)
      mean += share * (middle.offset + middle.share * original)
    }
    return mean
  }

  /// The value on the way to a knot.
  private func value(beforeKnot next: Int, at time: Double) -> Value {
    guard next < knots.count else { return knots.last?.value ?? .original }
    guard next > 0 else { return knots[next].value }
    let (a, b) = (knots[next - 1], knots[next])
    guard a.value != b.value else { return a.value }
    return a.value.mixed(b.value, (time - a.time) / (b.time - a.time))
  }

  /// The number of the first knot after a time, or how many there are.
  private func firstKnot(after time: Double) -> Int {
    var (low, high) = (0, knots.count)
    while low < high {
      let middle = (low + high) / 2
      if knots[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Until when the value at `time` stays as it is; `time` itself within a ramp.
  func constantUntil(_ time: Double) -> Double {
    let next = firstKnot(after: time)
    guard next < knots.count else { return .infinity }
    let isRamp = next > 0 && knots[next - 1].value != knots[next].value
    return isRamp ? time : knots[next].time
  }

  /// The next jump at or after a time.
  func nextJump(at time: Double) -> Double {
    var i = firstKnot(after: time.nextDown)
    while i + 1 < knots.count {
      if knots[i].time == knots[i + 1].time, knots[i].value != knots[i + 1].value {
        return knots[i].time
      }
      i += 1
    }
    return .infinity
  }
}
