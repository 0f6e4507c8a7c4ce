/// A recursive-descent parser that checks dimensions as it emits the program.
struct ExpressionParser {
  /// The deepest nesting; keeps hostile texts from exhausting the stack.
  static let deepest = 64

  /// What a part of the text stands for.
  struct Operand {
    var type: ExpressionType
    var column: Int
    /// The written number with its unit, if the part is nothing else.
    var literal: Quantity?
  }

  var cursor: TextCursor
  let table: [String: ExpressionType]
  let otherNames: ExpressionType?
  var code = ExpressionProgram()
  /// The names used so far; a name's index is its slot.
  var names: [String] = []
  private var depth = 0

  init(cursor: TextCursor, table: [String: ExpressionType], otherNames: ExpressionType?) {
    self.cursor = cursor
    self.table = table
    self.otherNames = otherNames
  }

  mutating func emit(_ instruction: ExpressionProgram.Instruction) {
    code.instructions.append(instruction)
  }

  /// Parses the whole text.
  mutating func parseWhole() throws(QuantitiesError) -> Operand {
    cursor.skipSpaces()
    guard !cursor.isAtEnd else {
      throw QuantitiesError(
        .emptyText, "the expression is empty",
        suggestion: "write a quantity such as '100 um' or a condition such as 'soma'")
    }
    let result = try parse(from: .or)
    guard cursor.isAtEnd else {
      throw QuantitiesError(
        .trailingText, "cannot read '\(cursor.rest)' after the expression",
        suggestion: "put an operator such as * or 'and' before it, or remove it",
        column: cursor.column)
    }
    return result
  }

  /// Parses operators that bind at least as tightly as `lowest`, and their operands.
  mutating func parse(from lowest: OperatorPrecedence) throws(QuantitiesError) -> Operand {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw QuantitiesError(
        .tooComplex, "the expression is nested more than \(Self.deepest) levels deep",
        suggestion: "remove parentheses or split it", column: cursor.column)
    }
    var left = try parsePrefix()
    cursor.skipSpaces()
    while let (symbol, binary) = peekOperator(), binary.precedence >= lowest {
      let column = cursor.column
      _ = cursor.take(symbol)
      let right = try parse(from: binary.precedence.ofRightOperand)
      left = try combine(left, right, Operator(symbol: symbol, binary: binary, column: column))
      cursor.skipSpaces()
    }
    return left
  }

  private mutating func parsePrefix() throws(QuantitiesError) -> Operand {
    cursor.skipSpaces()
    let column = cursor.column
    if cursor.take("+") { return try requireQuantity(parse(from: .sign), by: "+") }
    if cursor.take("-") { return try parseNegation(column: column) }
    if peekWord() == "not" {
      cursor.advance(3)
      let operand = try parse(from: .comparison)
      try requireCondition(operand, by: "not")
      emit(.unary(.not))
      return Operand(type: .boolean, column: column)
    }
    return try parsePrimary()
  }

  /// Parses what follows a minus; the minus belongs to the number, so that -5 degC is 268.15 K.
  private mutating func parseNegation(column: Int) throws(QuantitiesError) -> Operand {
    let operand = try requireQuantity(parse(from: .sign), by: "-")
    guard let literal = operand.literal else {
      emit(.unary(.negate))
      return Operand(type: operand.type, column: column)
    }
    let negated = Quantity(-literal.value, literal.unit)
    code.instructions[code.instructions.count - 1] = .push(negated.siValue)
    return Operand(type: operand.type, column: column, literal: negated)
  }

  private mutating func parsePrimary() throws(QuantitiesError) -> Operand {
    let column = cursor.column
    if cursor.take("(") {
      let inner = try parse(from: .or)
      try expect(")", after: "the parenthesis of column \(column)")
      return Operand(type: inner.type, column: column, literal: inner.literal)
    }
    if let number = try cursor.takeNumber() { return try parseLiteral(number, column: column) }
    if let name = takeName() { return try parseName(name, column: column) }
    let found = cursor.isAtEnd ? "the expression ends" : "'\(cursor.rest)' stands"
    throw QuantitiesError(
      .malformedExpression, "\(found) where a number or name is due",
      suggestion: "complete it, as in 'distance > 100 um'", column: column)
  }

  private mutating func parseLiteral(
    _ number: Double, column: Int
  ) throws(QuantitiesError) -> Operand {
    let unit = try parseUnit() ?? .one
    let literal = Quantity(number, unit)
    guard literal.siValue.isFinite else {
      throw QuantitiesError(
        .notFinite, "'\(literal)' is too large", suggestion: "write a smaller number",
        column: column)
    }
    emit(.push(literal.siValue))
    return Operand(type: .quantity(unit.dimension), column: column, literal: literal)
  }

  /// Reads the unit behind a number, if there is one.
  private mutating func parseUnit() throws(QuantitiesError) -> Unit? {
    var parser = UnitParser(cursor: cursor)
    let known = table
    parser.isReserved = { known[$0] != nil || Self.keywords.contains($0) }
    parser.cursor.skipSpaces()
    if let unit = try parser.parse() {
      cursor = parser.cursor
      return unit
    }
    guard let next = parser.cursor.peek(), next.isUnitLetter else { return nil }
    var rest = parser.cursor
    let word = rest.takeWhile { $0.isUnitLetter || $0.isDigit || $0 == "_" }
    if Self.keywords.contains(word) { return nil }
    if table[word] != nil {
      throw QuantitiesError(
        .malformedExpression, "a number stands before the name '\(word)'",
        suggestion: "write * between them", column: parser.cursor.column)
    }
    throw parser.leftover()
  }

  private mutating func parseName(_ name: String, column: Int) throws(QuantitiesError) -> Operand {
    let isCall = cursor.peek() == "("
    if let type = table[name] ?? (isCall || name == "pi" ? nil : otherNames) {
      load(name)
      return try parseLabel(Operand(type: type, column: column), name: name)
    }
    if isCall { return try parseCall(name, column: column) }
    guard name == "pi" else { throw unknownName(name, column: column) }
    emit(.push(.pi))
    return Operand(type: .quantity(.dimensionless), column: column)
  }

  private mutating func load(_ name: String) {
    let slot = names.firstIndex(of: name) ?? names.count
    if slot == names.count { names.append(name) }
    emit(.load(slot: slot))
  }

  /// Reads the whole number of `tag 5`, which means `tag == 5`.
  private mutating func parseLabel(
    _ operand: Operand, name: String
  ) throws(QuantitiesError) -> Operand {
    var ahead = cursor
    guard ahead.skipSpaces(), ahead.peek()?.isDigit == true,
      operand.type == .quantity(.dimensionless), let number = try ahead.takeNumber()
    else { return operand }
    guard number == number.rounded(), ahead.peek() != "." else {
      throw QuantitiesError(
        .malformedExpression, "'\(name)' is followed by a number that is not whole",
        suggestion: "write a whole number, as in '\(name) 5'", column: ahead.column)
    }
    cursor = ahead
    emit(.push(number))
    emit(.binary(.equal))
    return Operand(type: .boolean, column: operand.column)
  }

  /// Passes over a character that must come next.
  mutating func expect(_ symbol: String, after place: String) throws(QuantitiesError) {
    cursor.skipSpaces()
    guard cursor.take(symbol) else {
      throw QuantitiesError(
        .malformedExpression, "'\(symbol)' is missing after \(place)",
        suggestion: "add '\(symbol)'", column: cursor.column)
    }
  }
}
