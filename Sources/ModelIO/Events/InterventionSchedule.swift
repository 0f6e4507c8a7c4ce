import ModelDescription
import Quantities

/// When an intervention begins, how fast it acts, how long it lasts and how often it happens.
struct InterventionSchedule {
  /// More repetitions than this are a slip of units.
  private static let mostRepetitions = 1_000_000

  let start: Quantity
  let ramp: Quantity
  let length: Quantity?
  let interval: Quantity?
  let count: Int?

  init(_ map: MapEntry, duration: Quantity) throws(ModelIOError) {
    start = try map.required("at", example: "at: 1 min")
      .quantity(.time, .notNegative, example: "at: 1 min")
    ramp = try map.optional("over", default: "0 s")
      .quantity(.time, .notNegative, example: "over: 10 s")
    length = try Self.length(map, start: start)
    interval = try map.optional("every")?.quantity(.time, .positive, example: "every: 1 h")
    count = try Self.count(map, interval: interval)
    try checkRamp(map)
    try checkInterval(map, duration: duration)
  }

  private static func length(
    _ map: MapEntry, start: Quantity
  ) throws(ModelIOError) -> Quantity? {
    let keys = ["until", "for"]
    guard keys.contains(where: { map.optional($0) != nil }) else { return nil }
    let (key, entry) = try map.one(of: keys, example: "for: 10 min")
    let time = try entry.quantity(.time, .positive, example: "\(key): 10 min")
    guard key == "until" else { return time }
    guard time.siValue > start.siValue else {
      throw entry.error(
        .inconsistent, "\(entry.path) is \(time), not after the start at \(start)",
        suggestion: "'until' is a time of the run; write 'for' for a length")
    }
    return time.subtracting(start)
  }

  private static func count(
    _ map: MapEntry, interval: Quantity?
  ) throws(ModelIOError) -> Int? {
    guard let entry = map.optional("times") else { return interval == nil ? 1 : nil }
    guard interval != nil else {
      throw entry.error(
        .inconsistent, "\(entry.path) means nothing without 'every'",
        suggestion: "add for example every: 1 h")
    }
    return try entry.integer(1...mostRepetitions, example: "times: 3")
  }

  private func checkRamp(_ map: MapEntry) throws(ModelIOError) {
    for (end, name) in [(length, "the intervention lasts"), (interval, "the next begins after")] {
      guard let entry = map.optional("over"), let end, ramp.siValue > end.siValue else { continue }
      throw entry.error(
        .inconsistent, "\(entry.path) is \(ramp), but \(name) \(end)",
        suggestion: "make the ramp shorter")
    }
  }

  private func checkInterval(_ map: MapEntry, duration: Quantity) throws(ModelIOError) {
    guard let interval, let entry = map.optional("every") else { return }
    if let length, length.siValue > interval.siValue {
      throw entry.error(
        .inconsistent, "\(entry.path) is \(interval), but the intervention lasts \(length)",
        suggestion: "end it before it begins again")
    }
    guard count == nil, duration.siValue / interval.siValue > Double(Self.mostRepetitions) else {
      return
    }
    throw entry.error(
      .outOfRange, "\(entry.path): every \(interval) is more than a million times",
      suggestion: "check the units")
  }
}

extension Quantity {
  /// The difference from a quantity of the same dimension, in this one's unit.
  fileprivate func subtracting(_ other: Quantity) -> Quantity {
    adding(Quantity(-other.value, other.unit))
  }
}
