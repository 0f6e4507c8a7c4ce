/// What is wrong with the text of a quantity, a unit or an expression, and what to write instead.
public struct QuantitiesError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of mistake.
  public enum Code: Sendable, Hashable {
    /// There is nothing to read.
    case emptyText
    /// No number where one is due, or one that is malformed.
    case notANumber
    /// A number that is infinite, not a number, or overflows.
    case notFinite
    /// A bare number where a unit is due.
    case missingUnit
    /// A unit that is not known.
    case unknownUnit
    /// Known units put together in a way that has no single meaning.
    case malformedUnit
    /// Text after the end of a quantity, unit or expression.
    case trailingText
    /// A quantity of another dimension than the one that is due.
    case wrongDimension
    /// A name that the expression may not use.
    case unknownName
    /// A boolean where a quantity is due, or the reverse.
    case wrongType
    /// An expression that breaks the grammar.
    case malformedExpression
    /// An expression that is too long or too deeply nested.
    case tooComplex
  }

  /// The kind of mistake.
  public var code: Code
  /// What is wrong, and with which text.
  public var message: String
  /// What to do about it, with the nearest valid choice where there is one.
  public var suggestion: String
  /// Where in the text it is, counted from 1 in Unicode scalars.
  public var column: Int?

  /// Makes an error.
  public init(_ code: Code, _ message: String, suggestion: String, column: Int? = nil) {
    self.code = code
    self.message = message
    self.suggestion = suggestion
    self.column = column
  }

  /// The message, the column and the suggestion on one line.
  public var description: String {
    let place = column.map { " (column \($0))" } ?? ""
    return suggestion.isEmpty ? "\(message)\(place)" : "\(message)\(place); \(suggestion)"
  }
}
