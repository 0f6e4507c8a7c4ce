import ModelDescription
import Quantities

extension SimulationDescription {
  private static let keys = [
    "duration", "dt", "temperature", "method", "tolerance", "seed", "rt_over_f",
  ]
  static let example =
    "simulation: {duration: 100 ms, dt: 0.025 ms, temperature: 6.3 degC}"

  /// More steps than this are a slip: a year at 0.025 ms has 1.3e12.
  private static let mostSteps = 1e13
  private static let tolerances = 1e-12...1e-2

  /// Reads the key `simulation`.
  init(_ entry: Entry) throws(ModelIOError) {
    let map = try entry.map("a simulation", keys: Self.keys, example: Self.example)
    let duration = try map.required("duration", example: "duration: 100 ms")
      .quantity(.time, .positive, example: "duration: 100 ms")
    let method = try map.optional("method", default: Method.secondOrder.rawValue)
      .choice(Method.self, example: "method: second_order")
    self.init(
      duration: duration, timeStep: try Self.timeStep(map, method: method, duration: duration),
      temperature: try map.required("temperature", example: "temperature: 6.3 degC")
        .temperature(example: "temperature: 6.3 degC"),
      method: method, tolerance: try Self.tolerance(map, method: method),
      seed: try map.optional("seed", default: "0").seed(),
      thermalVoltage: try Self.thermalVoltage(map),
      source: entry.location)
  }

  private static func thermalVoltage(_ map: MapEntry) throws(ModelIOError) -> Quantity? {
    guard let entry = map.optional("rt_over_f") else { return nil }
    return try entry.quantity(.voltage, .positive, example: "rt_over_f: 25 mV")
      .sensible(.thermalVoltage, entry)
  }

  private static func timeStep(
    _ map: MapEntry, method: Method, duration: Quantity
  ) throws(ModelIOError) -> Quantity {
    guard method != .adaptive else {
      try refuseTimeStep(map)
      return Quantity(0.025, .millisecond)
    }
    let entry = map.optional("dt", default: "0.025 ms")
    let timeStep = try entry.quantity(.time, .positive, example: "dt: 0.025 ms")
    guard timeStep.siValue <= duration.siValue else {
      throw entry.error(
        .inconsistent, "the time step \(timeStep) is longer than the duration \(duration)",
        suggestion: "make dt a small part of the duration, such as 0.025 ms")
    }
    guard duration.siValue / timeStep.siValue <= mostSteps else {
      throw entry.error(
        .outOfRange, "a duration of \(duration) at dt \(timeStep) is more than 1e13 steps",
        suggestion: "check the units of duration and dt")
    }
    return timeStep
  }

  private static func refuseTimeStep(_ map: MapEntry) throws(ModelIOError) {
    guard let entry = map.optional("dt") else { return }
    throw entry.error(
      .inconsistent, "\(entry.path) means nothing with 'method: adaptive', which chooses its steps",
      suggestion: "remove dt and set 'tolerance', or choose another method, such as automatic")
  }

  private static func tolerance(_ map: MapEntry, method: Method) throws(ModelIOError) -> Double {
    let example = "tolerance: 1e-6"
    guard method.hasTolerance else {
      guard let entry = map.optional("tolerance") else { return defaultTolerance }
      throw entry.error(
        .inconsistent, "\(entry.path) means nothing with 'method: \(method.rawValue)'",
        suggestion: "remove it, or choose adaptive or automatic")
    }
    let entry = map.optional("tolerance", default: "1e-6")
    let tolerance = try entry.number(example: example)
    guard tolerances.contains(tolerance) else {
      throw entry.error(
        .outOfRange, "\(entry.path) is \(entry.node.kind) but must lie from 1e-12 to 1e-2",
        suggestion: "write for example \(example)")
    }
    return tolerance
  }
}

extension Entry {
  /// A temperature that a cell could have.
  func temperature(example: String) throws(ModelIOError) -> Quantity {
    let temperature = try quantity(.temperature, example: example)
    guard (223.15...423.15).contains(temperature.siValue) else {
      throw error(
        .outOfRange, "\(path) is \(node.kind) but must lie from -50 to 150 degC",
        suggestion: "write degrees Celsius as degC, as in \(example)")
    }
    return temperature
  }
}
