extension ExpressionParser {
  static let functionNames = [
    "abs", "cos", "exp", "if", "log", "log10", "max", "min", "pow", "sin", "sqrt", "step", "tanh",
  ]

  private static let ofPureNumbers: [String: ExpressionProgram.Unary] = [
    "exp": .exponential, "log": .naturalLogarithm, "log10": .decimalLogarithm, "sin": .sine,
    "cos": .cosine, "tanh": .hyperbolicTangent,
  ]

  /// Parses the arguments of a function, whose name has been read, and emits the call.
  mutating func parseCall(_ name: String, column: Int) throws(QuantitiesError) -> Operand {
    guard Self.functionNames.contains(name) else {
      throw QuantitiesError(
        .unknownName, "unknown function '\(name)'",
        suggestion: EditDistance.suggestion(
          for: name, among: Self.functionNames, kind: "functions"), column: column)
    }
    if name == "min" || name == "max" { return try parseExtremum(name, column: column) }
    let arguments = try parseArguments(of: name)
    let due = name == "if" ? 3 : name == "pow" ? 2 : 1
    guard arguments.count == due else {
      throw QuantitiesError(
        .malformedExpression,
        "'\(name)' takes \(due) argument\(due == 1 ? "" : "s"), found \(arguments.count)",
        suggestion: "separate arguments with commas", column: column)
    }
    return Operand(type: try emitCall(name, arguments), column: column)
  }

  private mutating func parseArguments(of name: String) throws(QuantitiesError) -> [Operand] {
    try expect("(", after: "'\(name)'")
    var arguments = [try parse(from: .or)]
    while cursor.take(",") { arguments.append(try parse(from: .or)) }
    try expect(")", after: "the arguments of '\(name)'")
    return arguments
  }

  private mutating func emitCall(
    _ name: String, _ arguments: [Operand]
  ) throws(QuantitiesError) -> ExpressionType {
    switch (name, arguments.first, arguments.dropFirst().first, arguments.last) {
    case ("if", let condition?, let chosen?, let otherwise?):
      try requireCondition(condition, by: name)
      try requireSameDimension(chosen, otherwise, by: name, column: otherwise.column)
      emit(.choose)
      return chosen.type
    case ("pow", let base?, let exponent?, _):
      let dimension = try dimension(of: base, by: name)
      emit(.binary(.power))
      return .quantity(try powerDimension(dimension, of: base, to: exponent))
    case (_, let argument?, _, _):
      return .quantity(try emitUnary(name, argument))
    default:
      return .quantity(.dimensionless)
    }
  }

  private mutating func emitUnary(
    _ name: String, _ argument: Operand
  ) throws(QuantitiesError) -> Dimension {
    let dimension = try dimension(of: argument, by: name)
    switch name {
    case "abs":
      emit(.unary(.magnitude))
      return dimension
    case "step":
      emit(.unary(.step))
      return .dimensionless
    case "sqrt":
      emit(.unary(.squareRoot))
      guard let root = dimension.squareRoot else { throw needsPureNumber(name, argument) }
      return root
    default:
      guard dimension.isDimensionless else { throw needsPureNumber(name, argument) }
      emit(.unary(Self.ofPureNumbers[name] ?? .exponential))
      return .dimensionless
    }
  }

  private func needsPureNumber(_ name: String, _ argument: Operand) -> QuantitiesError {
    QuantitiesError(
      .wrongDimension, "'\(name)' needs a pure number, found \(argument.type)",
      suggestion: "divide by a unit, as in '\(name)(distance / 100 um)'", column: argument.column)
  }

  /// Parses `min(a, b, …)` or `max(a, b, …)` as operations on pairs.
  private mutating func parseExtremum(
    _ name: String, column: Int
  ) throws(QuantitiesError) -> Operand {
    try expect("(", after: "'\(name)'")
    let first = try requireQuantity(parse(from: .or), by: name)
    try expect(",", after: "the first argument of '\(name)'")
    repeat {
      let next = try parse(from: .or)
      try requireSameDimension(first, next, by: name, column: next.column)
      emit(.binary(name == "min" ? .minimum : .maximum))
    } while cursor.take(",")
    try expect(")", after: "the arguments of '\(name)'")
    return Operand(type: first.type, column: column)
  }
}
