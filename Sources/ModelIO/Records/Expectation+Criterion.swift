import ModelDescription
import Quantities

extension Expectation {
  /// Reads what is accepted: `is` with `within`, or `at_least` and `at_most`.
  static func criterion(
    _ map: MapEntry, _ kind: Kind, unit: Unit
  ) throws(ModelIOError) -> Criterion {
    guard let expected = map.optional("is") else {
      return try bounds(map, unit: unit)
    }
    for key in ["at_least", "at_most"] {
      guard let other = map.optional(key) else { continue }
      throw other.error(
        .inconsistent, "\(map.path) has both 'is' and '\(key)'", suggestion: "keep one of them")
    }
    let example = "is: \(Quantity(20, unit))"
    return .equals(
      try expected.quantity(unit.dimension, in: unit, example: example),
      within: try tolerance(map, kind, unit: unit))
  }

  private static func bounds(
    _ map: MapEntry, unit: Unit
  ) throws(ModelIOError) -> Criterion {
    if let within = map.optional("within") {
      throw within.error(
        .inconsistent, "'within' means nothing without 'is'", suggestion: "remove it, or add 'is'")
    }
    let example = "\(Quantity(20, unit))"
    let lower = map.optional("at_least")
    let upper = map.optional("at_most")
    guard lower != nil || upper != nil else {
      throw map.entry.error(
        .missingKey, "\(map.path) does not say what is expected",
        suggestion: "add 'is' and 'within', or 'at_least', or 'at_most'")
    }
    let least = try lower?.quantity(unit.dimension, in: unit, example: "at_least: \(example)")
    let most = try upper?.quantity(unit.dimension, in: unit, example: "at_most: \(example)")
    if let upper, let least, let most, most.siValue < least.siValue {
      throw upper.error(
        .inconsistent, "\(map.path): no number is at least \(least) and at most \(most)",
        suggestion: "exchange the bounds")
    }
    return .between(least, and: most)
  }

  private static func tolerance(
    _ map: MapEntry, _ kind: Kind, unit: Unit
  ) throws(ModelIOError) -> Tolerance {
    let example = "within: \(Quantity(0.01, unit)), or within: 0.5 %"
    guard !kind.isCount || map.optional("within") != nil else {
      let none = map.optional("within", default: "0")
      return .absolute(try none.quantity(unit.dimension, in: unit, example: example))
    }
    let entry = try map.required("within", example: example)
    let text = try entry.text(expected: "a tolerance", example: example)
    guard !text.hasSuffix("%") else {
      return .relative(try entry.number(.notNegative, example: example))
    }
    return .absolute(try entry.quantity(unit.dimension, .notNegative, in: unit, example: example))
  }
}
