/// What an expression, or a name in it, stands for.
public enum ExpressionType: Sendable, Hashable, CustomStringConvertible {
  /// A quantity of this dimension, in SI base units.
  case quantity(Dimension)
  /// A condition.
  case boolean

  /// What it is called in messages, such as "a length" or "a condition".
  public var description: String {
    switch self {
    case .quantity(let dimension): dimension.description
    case .boolean: "a condition"
    }
  }
}

/// A formula over quantities, parsed and dimension-checked once and evaluated often.
///
/// Parameters are such formulas (`0.12 S/cm2 * exp(-distance / 100 um)`), and so are regions
/// (`apical and distance > 100 um`). From loosest to tightest the operators are `or`, `and`, `not`,
/// comparisons (`<` `<=` `>` `>=` `==` `!=`), `+ -`, `* /`, unary minus and `^`, which groups to
/// the right. A number and the unit behind it are one literal. Functions: `exp log log10 sin cos
/// tanh` of pure numbers; `sqrt`; `abs`; `min` and `max` of two or more; `pow(x, n)`, the same as
/// `^`; `step(x)`, which is 1 for x ≥ 0 and else 0; `if(condition, a, b)`. `pi` is known.
/// A dimensionless name with a whole number behind it asks for equality: `tag 5` is `tag == 5`.
public struct Expression: Sendable, Hashable {
  /// The text it was parsed from.
  public let text: String
  /// What it evaluates to.
  public let type: ExpressionType
  /// The names it uses, in the order in which their values are passed to `evaluate`.
  public let variables: [String]
  /// The quantity, exactly as written, if the text is a single literal.
  public let literal: Quantity?
  private let program: ExpressionProgram

  /// Parses an expression and checks its dimensions.
  ///
  /// - Parameters:
  ///   - text: the formula.
  ///   - variables: the names it may use, with their types.
  ///   - otherNames: what any other name stands for; nil makes other names an error.
  /// - Throws: `QuantitiesError` with the column of the mistake.
  public init(
    parsing text: String, variables: [String: ExpressionType],
    otherNames: ExpressionType? = nil
  ) throws(QuantitiesError) {
    var parser = ExpressionParser(
      cursor: try TextCursor(text), table: variables, otherNames: otherNames)
    let result = try parser.parseWhole()
    self.text = text
    self.type = result.type
    self.variables = parser.names
    self.literal = parser.code.instructions.count == 1 ? result.literal : nil
    self.program = parser.code
  }

  /// Whether it uses no names.
  public var isConstant: Bool { variables.isEmpty }

  /// Checks that it evaluates to what is due.
  ///
  /// - Parameter expected: the type that is due.
  /// - Throws: `QuantitiesError` that names what was expected and an example.
  public func require(_ expected: ExpressionType) throws(QuantitiesError) {
    guard type != expected else { return }
    if case .quantity(let dimension) = expected {
      if let literal { _ = try literal.value(in: dimension.usualUnit) }
      throw QuantitiesError(
        .wrongDimension, "'\(text)' is \(type) where \(expected) is due",
        suggestion: "write an expression in \(dimension.usualUnit) or a like unit")
    }
    throw QuantitiesError(
      .wrongType, "'\(text)' is \(type) where \(expected) is due",
      suggestion: "compare it with something, as in 'distance > 100 um'")
  }

  /// Evaluates for one set of values.
  ///
  /// - Parameter values: SI values in the order of `variables`, booleans as 1 and 0; one that is
  ///   missing counts as not a number.
  /// - Returns: the SI value, or 1 and 0 for a condition; not finite where the formula is not.
  public func evaluate(_ values: [Double] = []) -> Double {
    var stack: [Double] = []
    return program.run({ values.indices.contains($0) ? values[$0] : .nan }, stack: &stack)
  }

  /// Evaluates for values given by name, as `evaluate(_:)` does for values in order.
  public func evaluate(_ values: [String: Double]) -> Double {
    evaluate(variables.map { values[$0] ?? .nan })
  }

  /// Evaluates at many places, without allocating for each.
  ///
  /// - Parameters:
  ///   - count: the number of places.
  ///   - value: gives the SI value of a variable, by its index in `variables`, at a place.
  /// - Returns: one SI value for each place, as `evaluate(_:)` returns it.
  public func evaluate(
    count: Int, _ value: (_ variable: Int, _ place: Int) -> Double
  ) -> [Double] {
    var stack: [Double] = []
    return (0..<max(count, 0)).map { place in
      program.run({ value($0, place) }, stack: &stack)
    }
  }
}

extension Expression: CustomStringConvertible {
  /// The text it was parsed from.
  public var description: String { text }
}
