/// A number with a unit, such as 0.12 S/cm2, read from text and checked for its dimension.
///
/// It keeps the unit it was written in: asked for in that unit, or in one that differs by a power of
/// ten, it gives the nearest `Double` to what was written.
public struct Quantity: Sendable {
  /// The number in `unit`.
  public let value: Double
  /// The unit it was written in.
  public let unit: Unit

  /// Makes a quantity from a number and a unit.
  public init(_ value: Double, _ unit: Unit) {
    self.value = value
    self.unit = unit
  }

  /// Makes a quantity from its value in SI base units.
  public init(siValue: Double, dimension: Dimension) {
    self.init(siValue, .coherent(dimension))
  }

  /// Reads a quantity such as `0.12 S/cm2`, `-65 mV`, `20 degC` or, without a unit, `0.5`.
  ///
  /// - Parameter text: a decimal number and a unit; a bare number is a dimensionless quantity.
  /// - Throws: `QuantitiesError` with the column of what cannot be read.
  public init(parsing text: String) throws(QuantitiesError) {
    var cursor = try TextCursor(text)
    cursor.skipSpaces()
    let value = try Self.parseNumber(&cursor)
    cursor.skipSpaces()
    guard !cursor.isAtEnd else {
      self.init(value, .one)
      return
    }
    var parser = UnitParser(cursor: cursor)
    self.init(value, try parser.parseWhole())
    guard siValue.isFinite else { throw Self.notFinite(text) }
  }

  private static func parseNumber(_ cursor: inout TextCursor) throws(QuantitiesError) -> Double {
    let isNegative = cursor.take("-") || cursor.take("\u{2212}")
    if !isNegative { _ = cursor.take("+") }
    if let number = try cursor.takeNumber() { return isNegative ? -number : number }
    let rest = cursor.rest
    guard !rest.isEmpty else {
      throw QuantitiesError(
        .emptyText, "there is no number", suggestion: "write a number and a unit, such as '-65 mV'")
    }
    let word = rest.lowercased()
    if word.hasPrefix("nan") || word.hasPrefix("inf") || word.hasPrefix(".inf") {
      throw notFinite(rest)
    }
    throw QuantitiesError(
      .notANumber, "'\(rest)' does not begin with a number",
      suggestion: "write a number and a unit, such as '-65 mV'", column: cursor.column)
  }

  private static func notFinite(_ text: String) -> QuantitiesError {
    QuantitiesError(
      .notFinite, "'\(text.prefix(40))' is not a finite number",
      suggestion: "write a finite number and a unit, such as '-65 mV'")
  }

  /// What it measures.
  public var dimension: Dimension { unit.dimension }

  /// The number in SI base units; kelvin for temperatures.
  public var siValue: Double { unit.siValue(of: value) }

  /// Whether it is a bare number, without a unit.
  public var isBareNumber: Bool { dimension.isDimensionless && unit.symbol == "1" }

  /// The number in another unit.
  ///
  /// - Parameter other: a unit of the same dimension.
  /// - Returns: the number, rounded once where the units differ by a power of ten.
  /// - Throws: `QuantitiesError` if the dimensions differ, with what was expected and an example.
  public func value(in other: Unit) throws(QuantitiesError) -> Double {
    guard dimension == other.dimension else { throw mismatch(with: other) }
    let converted = unit.convert(value, to: other)
    guard converted.isFinite else { throw Self.notFinite(description) }
    return converted
  }

  private func mismatch(with other: Unit) -> QuantitiesError {
    let number = Self.shortest(value)
    if isBareNumber {
      return QuantitiesError(
        .missingUnit, "'\(number)' has no unit where \(other.dimension) is due",
        suggestion: "write for example '\(number) \(other)'")
    }
    return QuantitiesError(
      .wrongDimension, "'\(self)' is \(dimension) where \(other.dimension) is due",
      suggestion: "write it in \(other) or a like unit")
  }

  /// The shortest decimal that reads back as the same number, without a trailing `.0`.
  static func shortest(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension Quantity: Hashable {
  /// Two quantities are equal if they have the same dimension and the same value in SI.
  public static func == (left: Quantity, right: Quantity) -> Bool {
    left.dimension == right.dimension && left.siValue == right.siValue
  }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(dimension)
    hasher.combine(siValue)
  }
}

extension Quantity: CustomStringConvertible {
  /// The number and its unit as they were written; the number alone where there is no unit.
  ///
  /// A quantity that was made from its SI value is shown in the unit that Skou usually writes.
  public var description: String {
    if isBareNumber { return Self.shortest(value) }
    let isFromSI = unit.symbol == Unit.coherent(dimension).symbol
    let shown = isFromSI ? dimension.usualUnit : unit
    return "\(Self.shortest(unit.convert(value, to: shown))) \(shown)"
  }
}
