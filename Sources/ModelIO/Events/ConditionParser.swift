import ModelDescription
import Quantities

/// Reads a condition: `TERM OP TERM [and TERM OP TERM …] [for TIME]`.
///
/// A TERM is made of numbers with units and of variables with `+ - * /` and parentheses; an OP is
/// one of `> < >= <=`. Dimensions are checked as terms are put together.
struct ConditionParser {
  /// The deepest nesting and the largest number of operands, which keep recursion shallow.
  private static let deepest = 50
  private static let mostOperands = 200

  /// A term and what it measures.
  struct Operand {
    var term: ConditionTerm
    var dimension: Dimension
    var column: Int
  }

  let entry: Entry
  let text: String
  /// Finds what a name means.
  let variables: ConditionVariables
  private var cursor: ConditionText
  private var depth = 0
  private var operands = 0

  init(_ entry: Entry, text: String, variables: ConditionVariables) {
    self.entry = entry
    self.text = text
    self.variables = variables
    cursor = ConditionText(text)
  }

  func error(
    _ code: ModelIOError.Code, _ message: String, suggestion: String, column: Int
  ) -> ModelIOError {
    ModelIOError(
      code, at: entry.location(ofColumn: column), "\(entry.path): \(message)",
      suggestion: suggestion)
  }

  mutating func parse() throws(ModelIOError) -> Condition {
    guard text.utf8.count <= ConditionText.longest else {
      throw tooComplex
    }
    cursor.skipSpaces()
    var comparisons = [try parseComparison()]
    while cursor.takeWord("and") { comparisons.append(try parseComparison()) }
    let holdTime = cursor.takeWord("for") ? try parseHoldTime() : nil
    guard cursor.isAtEnd else { throw leftover }
    return Condition(comparisons: comparisons, holdTime: holdTime, text: text)
  }

  private var tooComplex: ModelIOError {
    error(
      .malformedValue, "the condition is too long or nested too deeply",
      suggestion: "detect parts of it under names of their own", column: cursor.column)
  }

  private var leftover: ModelIOError {
    let advice =
      switch cursor.word {
      case "or": "detect each under a name of its own: 'or' is not possible"
      case "not": "turn the comparison around: 'not' is not possible"
      default:
        cursor.peek().map { "<>=".unicodeScalars.contains($0) } == true
          ? "join two comparisons with 'and', as in 'v > -40 mV and v < 0 mV'"
          : "put an operator, 'and' or 'for' before it, or remove it"
      }
    return error(
      .malformedValue, "cannot read '\(cursor.rest)' after the condition", suggestion: advice,
      column: cursor.column)
  }

  /// Reads the time behind `for`, which ends a condition.
  private mutating func parseHoldTime() throws(ModelIOError) -> Quantity {
    let column = cursor.column
    let time = try takeQuantity()
    guard let time, time.dimension == .time, time.siValue > 0 else {
      throw error(
        .malformedValue, "'for' is followed by \(time.map { "'\($0)'" } ?? "no time")",
        suggestion: "end with a positive time, as in 'v > -40 mV for 2 s'", column: column)
    }
    return time
  }

  private mutating func takeQuantity() throws(ModelIOError) -> Quantity? {
    let start = cursor.position
    do {
      let quantity = try cursor.takeQuantity()
      cursor.skipSpaces()
      return quantity
    } catch {
      throw self.error(
        .malformedValue, error.message, suggestion: error.suggestion,
        column: start + (error.column ?? 1))
    }
  }

  // MARK: Comparisons

  private mutating func parseComparison() throws(ModelIOError) -> Comparison {
    let left = try parseSum()
    let column = cursor.column
    // The longer symbols come first, since the shorter ones begin them.
    let relations: [Comparison.Relation] = [.atLeast, .atMost, .above, .below]
    guard let relation = relations.first(where: { cursor.take($0.rawValue) }) else {
      throw error(
        .malformedValue,
        cursor.isAtEnd
          ? "there is no comparison" : "'\(cursor.rest)' stands where a comparison is due",
        suggestion: "compare with > < >= or <=, as in 'v > -40 mV'", column: column)
    }
    let right = try parseSum()
    try requireSameDimension(left, right, by: relation.rawValue, column: column)
    return Comparison(
      left: left.term, relation: relation, right: right.term,
      unit: try unit(left, right, column: column))
  }

  /// The unit in which two terms are compared.
  private func unit(
    _ left: Operand, _ right: Operand, column: Int
  ) throws(ModelIOError) -> Unit {
    let variables = left.term.variables + right.term.variables
    guard variables.contains(where: { !$0.isAtStart }) else {
      throw error(
        .inconsistent, "the comparison does not change during a run",
        suggestion: "compare a variable with something, as in 'v > -40 mV'", column: column)
    }
    return variables.first { $0.unit.dimension == left.dimension }?.unit
      ?? left.dimension.usualUnit
  }

  // MARK: Terms

  private mutating func parseSum() throws(ModelIOError) -> Operand {
    try descend { parser throws(ModelIOError) in
      var left = try parser.parseProduct()
      while let operation = parser.takeOperation([.plus, .minus]) {
        let right = try parser.parseProduct()
        try parser.requireSameDimension(
          left, right, by: operation.rawValue, column: right.column)
        left.term = .combined(left.term, operation, right.term)
      }
      return left
    }
  }

  private mutating func parseProduct() throws(ModelIOError) -> Operand {
    var left = try parseFactor()
    while let operation = takeOperation([.times, .over]) {
      let right = try parseFactor()
      left.dimension =
        operation == .times ? left.dimension * right.dimension : left.dimension / right.dimension
      left.term = .combined(left.term, operation, right.term)
    }
    return left
  }

  private mutating func takeOperation(
    _ operations: [ConditionTerm.Operation]
  ) -> ConditionTerm.Operation? {
    operations.first { cursor.take($0.rawValue) }
  }

  private mutating func parseFactor() throws(ModelIOError) -> Operand {
    let column = cursor.column
    if cursor.take("-") {
      var operand = try descend { parser throws(ModelIOError) in try parser.parseFactor() }
      // The minus belongs to the number, so that -5 degC is 268.15 K.
      if case .constant(let quantity) = operand.term {
        operand.term = .constant(Quantity(-quantity.value, quantity.unit))
      } else {
        operand.term = .negated(operand.term)
      }
      return operand
    }
    guard cursor.take("(") else { return try parseOperand(column: column) }
    let inner = try parseSum()
    guard cursor.take(")") else {
      throw error(
        .malformedValue, "')' is missing for the parenthesis of column \(column)",
        suggestion: "add ')'", column: cursor.column)
    }
    return inner
  }

  private mutating func parseOperand(column: Int) throws(ModelIOError) -> Operand {
    operands += 1
    guard operands <= Self.mostOperands else { throw tooComplex }
    if let quantity = try takeQuantity() {
      return Operand(term: .constant(quantity), dimension: quantity.dimension, column: column)
    }
    guard !ConditionText.keywords.contains(cursor.word),
      let name = cursor.takeName(prefixes: variables.prefixes)
    else {
      throw error(
        .malformedValue,
        "\(cursor.isAtEnd ? "the condition ends" : "'\(cursor.rest)' stands") where a number or "
          + "variable is due",
        suggestion: "complete it, as in 'v > -40 mV'", column: column)
    }
    cursor.skipSpaces()
    let variable = try variables.variable(name, entry, at: entry.location(ofColumn: column))
    return Operand(
      term: .variable(variable), dimension: variable.unit.dimension, column: column)
  }

  private mutating func descend(
    _ body: (inout Self) throws(ModelIOError) -> Operand
  ) throws(ModelIOError) -> Operand {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw tooComplex }
    return try body(&self)
  }
}
