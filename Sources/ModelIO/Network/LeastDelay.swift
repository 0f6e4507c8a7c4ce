import ModelDescription
import Quantities

/// How short delays may be.
struct LeastDelay {
  let value: Quantity
  private let isTimeStep: Bool

  /// From a cell a step at least, since its spike is known after the step; from sources none.
  init(_ ends: ConnectionEnds, timeStep: Quantity) {
    (value, isTimeStep) = ends.hasCells ? (timeStep, true) : (Quantity(0, .millisecond), false)
  }

  /// Whether a delay is too short; one of exactly a step may differ from it by rounding.
  func excludes(_ delay: Quantity) -> Bool {
    delay.siValue < value.siValue * (1 - 1e-9)
  }

  /// What is wrong with a delay that is too short.
  var reason: String {
    isTimeStep ? "shorter than the time step of \(value)" : "before the spike"
  }

  var advice: String {
    isTimeStep ? "write \(value) or more, or shorten the time step" : "write \(value) or more"
  }

  /// Reads the key `delay`, unless a list has it for each connection.
  func read(
    _ map: MapEntry, _ rule: ConnectionRule, _ ends: ConnectionEnds
  ) throws(ModelIOError) -> NetworkValue {
    guard !rule.gives(\.delay) else {
      try map.refuseListed("delay")
      return .constant(value)
    }
    let example = "delay: 1 ms"
    return try NetworkValue(
      map.required("delay", example: example),
      NetworkNumber(
        unit: .millisecond, bound: .notNegative, least: self, positions: ends.positions,
        example: example))
  }
}
