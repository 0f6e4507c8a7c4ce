import MechanismCatalogue
import ModelDescription
import Quantities

extension ParameterValue {
  /// The types of the names in ``ParameterVariables``.
  static let variableTypes = Dictionary(
    uniqueKeysWithValues: ParameterVariables.names.map { ($0, ExpressionType.quantity(.length)) })

  /// Reads all parameters of a mechanism; those that a model does not set have their defaults.
  static func read(
    _ map: MapEntry, _ manifest: MechanismManifest
  ) throws(ModelIOError) -> [String: ParameterValue] {
    var values: [String: ParameterValue] = [:]
    for parameter in manifest.parameters {
      let unit = try map.entry.unit(parameter.unit, of: parameter.name, manifest)
      let fallback = Quantity(parameter.defaultValue, unit)
      let entry = map.optional(parameter.name, default: "\(fallback)")
      let value = try ParameterValue(
        entry, dimension: unit.dimension, example: "\(parameter.name): \(fallback)")
      try value.check(parameter, unit: unit, entry)
      values[parameter.name] = value
    }
    return values
  }

  /// Reads a constant or an expression of the given dimension.
  init(_ entry: Entry, dimension: Dimension, example: String) throws(ModelIOError) {
    let text = try entry.text(expected: "\(dimension) or an expression", example: example)
    do {
      let expression = try Expression(parsing: text, variables: Self.variableTypes)
      try expression.require(.quantity(dimension))
      let form = expression.literal.map(Form.constant) ?? .expression(expression)
      self.init(form: form, text: text, source: entry.location)
    } catch {
      throw entry.malformed(error, example: example)
    }
    if case .expression(let expression) = form, expression.isConstant {
      try refuseNotFinite(expression, entry)
    }
  }

  private func refuseNotFinite(_ expression: Expression, _ entry: Entry) throws(ModelIOError) {
    guard !expression.evaluate([Double]()).isFinite else { return }
    throw entry.error(
      .outOfRange, "\(entry.path): '\(text.abbreviated)' is not a finite number",
      suggestion: "check for divisions by zero")
  }

  /// Checks a constant against the mechanism's range.
  private func check(
    _ parameter: MechanismManifest.Parameter, unit: Unit, _ entry: Entry
  ) throws(ModelIOError) {
    guard let value = constantValue(in: unit) else { return }
    try parameter.check(value, unit: unit, text: text, entry)
  }

  private func constantValue(in unit: Unit) -> Double? {
    switch form {
    case .constant(let quantity): try? quantity.value(in: unit)
    case .expression(let expression) where expression.isConstant:
      unit.value(fromSI: expression.evaluate([Double]()))
    case .expression: nil
    }
  }
}

extension MechanismManifest.Parameter {
  /// Refuses a value, in the parameter's unit, that is out of range.
  func check(_ value: Double, unit: Unit, text: String, _ entry: Entry) throws(ModelIOError) {
    guard !range.contains(value) else { return }
    throw entry.error(
      .outOfRange,
      "\(entry.path) is \(text.abbreviated) but must lie from \(range.lowerBound) to "
        + "\(range.upperBound)\(unit == .one ? "" : " \(unit)")",
      suggestion: "'\(name)' means: \(summary)")
  }
}

extension Entry {
  /// The unit that a mechanism's manifest names.
  func unit(
    _ symbol: String, of name: String, _ manifest: MechanismManifest
  ) throws(ModelIOError) -> Unit {
    do {
      return try Unit(parsing: symbol)
    } catch {
      throw self.error(
        .inconsistent,
        "mechanism '\(manifest.name)' gives '\(name)' the unit '\(symbol)', "
          + "which cannot be read: \(error.message)",
        suggestion: "correct the mechanism's source")
    }
  }
}
