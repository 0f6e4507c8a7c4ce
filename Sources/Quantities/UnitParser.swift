/// Reads units, alone or after a number inside an expression.
///
///     unit    = ["1"] "/" factor … | factor { ("/" | "*" | "·" | "." | space) factor }
///     factor  = (symbol | "(" unit ")") [digits | "^" ["-"] digits | superscripts]
///
/// Inside an expression the longest sequence that can be a unit is taken, and a name that the
/// expression knows is never part of a unit.
struct UnitParser {
  /// Parentheses in parentheses beyond this depth are an error; units need one level.
  private static let deepest = 8

  var cursor: TextCursor
  /// The names that belong to the expression around the unit.
  var isReserved: (String) -> Bool = { _ in false }

  private struct Product {
    var dimension = Dimension.dimensionless
    var mantissa = 1.0
    var decimalExponent = 0
    var factorCount = 0
    var offset = 0.0

    mutating func multiply(by factor: Product, power: Int) {
      dimension = dimension * factor.dimension.raised(to: power)
      decimalExponent += factor.decimalExponent * power
      for _ in 0..<abs(power) {
        mantissa = power > 0 ? mantissa * factor.mantissa : mantissa / factor.mantissa
      }
      let isFirst = factorCount == 0 && power == 1
      offset = isFirst ? factor.offset : max(offset, factor.offset)
      factorCount += isFirst ? max(factor.factorCount, 1) : 2
    }
  }

  /// Reads a unit that must be the whole text.
  mutating func parseWhole() throws(QuantitiesError) -> Unit {
    cursor.skipSpaces()
    guard !cursor.isAtEnd else {
      throw QuantitiesError(.emptyText, "the unit is empty", suggestion: "write one such as 'mV'")
    }
    if cursor.peek() == "1", cursor.scalars.count == cursor.position + 1 {
      cursor.advance()
      return .one
    }
    let unit = try parse()
    cursor.skipSpaces()
    guard let unit, cursor.isAtEnd else { throw leftover() }
    return unit
  }

  /// Reads the unit that comes next, or nothing if what comes next is not one.
  mutating func parse() throws(QuantitiesError) -> Unit? {
    let start = cursor.position
    guard let product = try parseProduct(depth: 0) else {
      cursor.position = start
      return nil
    }
    let symbol = cursor.text(from: start, to: cursor.position)
    guard product.offset == 0 || product.factorCount == 1 else {
      throw QuantitiesError(
        .malformedUnit, "'\(symbol)' combines degrees Celsius with other units",
        suggestion: "write K for temperature differences", column: start + 1)
    }
    guard product.mantissa.isNormal, abs(product.decimalExponent) <= 300 else {
      throw QuantitiesError(
        .malformedUnit, "the unit '\(symbol.prefix(40))' is out of range",
        suggestion: "write a smaller power", column: start + 1)
    }
    return Unit(
      symbol, product.dimension, power: product.decimalExponent, mantissa: product.mantissa,
      offset: product.offset)
  }

  private mutating func parseProduct(depth: Int) throws(QuantitiesError) -> Product? {
    var product = Product()
    let first = cursor.position
    if cursor.take("1") { cursor.skipSpaces() }
    if cursor.peek() != "/" {
      cursor.position = first
      guard let factor = try parseFactor(depth: depth) else { return nil }
      product.multiply(by: factor.product, power: factor.power)
    }
    var hasQuotient = false
    while let step = try parseStep(depth: depth) {
      guard !hasQuotient || step.isExplicit else { throw ambiguous(from: first) }
      hasQuotient = hasQuotient || step.isQuotient
      product.multiply(by: step.factor.product, power: step.factor.power)
    }
    return product.factorCount > 0 ? product : nil
  }

  private typealias Factor = (product: Product, power: Int)
  private typealias Step = (factor: Factor, isQuotient: Bool, isExplicit: Bool)

  /// Reads an operator and a factor, or nothing, leaving the cursor where the unit ends.
  private mutating func parseStep(depth: Int) throws(QuantitiesError) -> Step? {
    let end = cursor.position
    let hasSpace = cursor.skipSpaces()
    let isQuotient = cursor.take("/")
    let isExplicit = isQuotient || cursor.take("*") || cursor.take("·") || cursor.take(".")
    if isExplicit { cursor.skipSpaces() }
    let factor = hasSpace || isExplicit ? try parseFactor(depth: depth) : nil
    guard let factor else {
      cursor.position = end
      return nil
    }
    let power = isQuotient ? -factor.power : factor.power
    return ((factor.product, power), isQuotient, isExplicit)
  }

  private mutating func parseFactor(depth: Int) throws(QuantitiesError) -> Factor? {
    let start = cursor.position
    if cursor.take("(") {
      cursor.skipSpaces()
      guard depth < Self.deepest, let inner = try parseProduct(depth: depth + 1) else { return nil }
      cursor.skipSpaces()
      guard cursor.take(")") else { return nil }
      return (inner, try parsePower() ?? 1)
    }
    guard let unit = parseSymbol() else { return nil }
    let power = try parsePower() ?? 1
    if let next = cursor.peek(), next.isUnitLetter || next == "_" || next == "(" {
      cursor.position = start
      return nil
    }
    let product = Product(
      dimension: unit.dimension, mantissa: unit.mantissa, decimalExponent: unit.decimalExponent,
      factorCount: 1, offset: unit.offset)
    return (product, power)
  }

  private mutating func parseSymbol() -> Unit? {
    var word = cursor
    let name = word.takeWhile { $0.isUnitLetter || $0.isDigit || $0 == "_" }
    guard !name.isEmpty, !isReserved(name) else { return nil }
    let symbol = cursor.takeWhile(\.isUnitLetter)
    return UnitTable.unit(named: symbol)
  }

  /// Reads `2`, `^2`, `^-2`, `²` or `⁻²`, or nothing.
  private mutating func parsePower() throws(QuantitiesError) -> Int? {
    let start = cursor.position
    let isMarked =
      cursor.peek() == "^" && (cursor.peek(1)?.isDigit == true || cursor.peek(1) == "-")
    if isMarked { cursor.advance() }
    let isNegative = isMarked && cursor.take("-") || cursor.take("⁻")
    let digits = cursor.takeWhile { $0.superscriptDigit != nil || $0.isDigit }
    if digits.isEmpty {
      cursor.position = start
      return nil
    }
    let plain = digits.unicodeScalars.map { $0.superscriptDigit ?? $0 }
    guard let power = Int(String(String.UnicodeScalarView(plain))), (1...9).contains(power) else {
      throw QuantitiesError(
        .malformedUnit, "the power \(digits.prefix(12)) of a unit is not between 1 and 9",
        suggestion: "write a power such as cm2 or cm^-2", column: start + 1)
    }
    return isNegative ? -power : power
  }

  private func ambiguous(from start: Int) -> QuantitiesError {
    let symbol = cursor.text(from: start, to: cursor.position)
    return QuantitiesError(
      .malformedUnit, "'\(symbol)' can be read in two ways",
      suggestion: "put what stands below the line in parentheses, as in J/(mol K)",
      column: start + 1)
  }

  /// The error for what stands where a unit should begin or go on.
  func leftover() -> QuantitiesError {
    var word = cursor
    while let scalar = word.peek(), !scalar.isUnitLetter, "/*·. (".unicodeScalars.contains(scalar) {
      word.advance()
    }
    let column = word.column
    let name = word.takeWhile(\.isUnitLetter)
    guard !name.isEmpty, UnitTable.unit(named: name) == nil else {
      return QuantitiesError(
        .trailingText, "cannot read '\(cursor.rest)' as part of a unit",
        suggestion: "write units as in 'S/cm2', 'ohm cm' or '1/ms'", column: cursor.column)
    }
    return QuantitiesError(
      .unknownUnit, "unknown unit '\(name)'", suggestion: UnitTable.suggestion(for: name),
      column: column)
  }
}

extension Unicode.Scalar {
  /// Whether this can be part of a unit's symbol.
  var isUnitLetter: Bool {
    isLetter || "\u{B5}\u{3BC}\u{3A9}\u{2126}°%".unicodeScalars.contains(self)
  }

  /// The plain digit of a superscript one.
  var superscriptDigit: Unicode.Scalar? {
    switch self {
    case "¹": "1"
    case "²": "2"
    case "³": "3"
    case "⁴": "4"
    default: nil
    }
  }
}
