/// How tightly operators bind, from loosest to tightest.
enum OperatorPrecedence: Int, Comparable {
  case or, and, comparison, sum, product, sign, power

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// What the operand to the right may begin with; `^` groups to the right and takes a sign.
  var ofRightOperand: Self {
    self == .power ? .sign : Self(rawValue: rawValue + 1) ?? .power
  }
}

extension ExpressionProgram.Binary {
  var precedence: OperatorPrecedence {
    switch self {
    case .or: .or
    case .and: .and
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: .comparison
    case .add, .subtract: .sum
    case .multiply, .divide: .product
    case .power, .minimum, .maximum: .power
    }
  }
}

extension ExpressionParser {
  struct Operator {
    var symbol: String
    var binary: ExpressionProgram.Binary
    var column: Int
  }

  /// Longer symbols come first, so that `<=` is not read as `<`.
  private static let symbols: [(String, ExpressionProgram.Binary)] = [
    ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("==", .equal), ("!=", .notEqual),
    ("<", .less), (">", .greater), ("+", .add), ("-", .subtract), ("*", .multiply),
    ("/", .divide), ("^", .power),
  ]

  /// The operator that comes next.
  func peekOperator() -> (String, ExpressionProgram.Binary)? {
    switch peekWord() {
    case "and": return ("and", .and)
    case "or": return ("or", .or)
    default: break
    }
    return Self.symbols.first { symbol, _ in
      var ahead = cursor
      return ahead.take(symbol)
    }
  }

  /// Checks two operands and emits the operation on them.
  mutating func combine(
    _ left: Operand, _ right: Operand, _ operation: Operator
  ) throws(QuantitiesError) -> Operand {
    let type = try resultType(left, right, operation)
    emit(.binary(operation.binary))
    return Operand(type: type, column: left.column)
  }

  private func resultType(
    _ left: Operand, _ right: Operand, _ operation: Operator
  ) throws(QuantitiesError) -> ExpressionType {
    if operation.binary == .and || operation.binary == .or {
      try requireCondition(left, by: operation.symbol)
      try requireCondition(right, by: operation.symbol)
      return .boolean
    }
    let a = try dimension(of: left, by: operation.symbol)
    let b = try dimension(of: right, by: operation.symbol)
    switch operation.binary {
    case .multiply: return .quantity(a * b)
    case .divide: return .quantity(a / b)
    case .power: return .quantity(try powerDimension(a, of: left, to: right))
    default: break
    }
    try requireSameDimension(left, right, by: operation.symbol, column: operation.column)
    if operation.binary == .add { try refuseCelsius(left, right) }
    return operation.binary.precedence == .comparison ? .boolean : .quantity(a)
  }

  /// The dimension of a power; with a dimension below, the exponent must be a written whole number.
  func powerDimension(
    _ dimension: Dimension, of base: Operand, to exponent: Operand
  ) throws(QuantitiesError) -> Dimension {
    guard case .quantity(.dimensionless) = exponent.type else {
      throw QuantitiesError(
        .wrongDimension, "the exponent is \(exponent.type)",
        suggestion: "exponents are pure numbers", column: exponent.column)
    }
    if dimension.isDimensionless { return dimension }
    guard let power = exponent.literal?.siValue, let whole = Int(exactly: power), abs(power) <= 9
    else {
      throw QuantitiesError(
        .wrongDimension, "\(base.type) is raised to a power that is not a whole number up to 9",
        suggestion: "divide by a unit first, as in '(distance / 1 um) ^ 0.5'",
        column: exponent.column)
    }
    return dimension.raised(to: whole)
  }

  func requireCondition(_ operand: Operand, by user: String) throws(QuantitiesError) {
    guard operand.type != .boolean else { return }
    throw QuantitiesError(
      .wrongType, "'\(user)' needs a condition, found \(operand.type)",
      suggestion: "compare it, as in 'distance > 100 um'", column: operand.column)
  }

  func requireQuantity(_ operand: Operand, by user: String) throws(QuantitiesError) -> Operand {
    _ = try dimension(of: operand, by: user)
    return operand
  }

  func dimension(of operand: Operand, by user: String) throws(QuantitiesError) -> Dimension {
    if case .quantity(let dimension) = operand.type { return dimension }
    throw QuantitiesError(
      .wrongType, "'\(user)' needs a quantity, found a condition",
      suggestion: "join conditions with 'and' and 'or'; use 'if(condition, a, b)' for a choice",
      column: operand.column)
  }

  func requireSameDimension(
    _ left: Operand, _ right: Operand, by user: String, column: Int
  ) throws(QuantitiesError) {
    guard left.type != right.type else { return }
    let literal = [left, right].compactMap(\.literal).first(where: \.isBareNumber)
    let example = [left, right].compactMap { operand -> Unit? in
      guard case .quantity(let d) = operand.type, !d.isDimensionless else { return nil }
      return d.usualUnit
    }.first
    let advice =
      if let literal, let example { "write for example '\(literal) \(example)'" } else {
        "both sides must measure the same"
      }
    throw QuantitiesError(
      .wrongDimension, "'\(user)' cannot combine \(left.type) and \(right.type)",
      suggestion: advice, column: column)
  }

  private func refuseCelsius(_ left: Operand, _ right: Operand) throws(QuantitiesError) {
    for operand in [left, right] where operand.literal?.unit.isAffine == true {
      throw QuantitiesError(
        .wrongDimension, "a temperature in degrees Celsius is added",
        suggestion: "write a temperature difference in K", column: operand.column)
    }
  }
}
