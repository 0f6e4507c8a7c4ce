import ModelDescription
import Quantities

/// The part of the real line in which a quantity must lie.
enum Bound {
  case any, notNegative, positive
}

extension Entry {
  /// The text of a scalar.
  func text(expected: String, example: String) throws(ModelIOError) -> String {
    guard case .text(let text, _) = node.content, !node.isNothing else {
      throw wrongKind(expected: expected, example: example)
    }
    return text
  }

  /// A quantity of one dimension, within bounds; a temperature always above absolute zero.
  ///
  /// Messages propose `unit`, the dimension's usual one unless given.
  func quantity(
    _ dimension: Dimension, _ bound: Bound = .any, in unit: Unit? = nil, example: String
  ) throws(ModelIOError) -> Quantity {
    let text = try text(expected: "\(dimension)", example: example)
    let quantity: Quantity
    do {
      quantity = try Quantity(parsing: text)
      _ = try quantity.value(in: unit ?? dimension.usualUnit)
    } catch {
      throw malformed(error, example: example)
    }
    try check(quantity, bound, text: text, example: example)
    return quantity
  }

  /// Refuses a quantity out of bounds, and a temperature at absolute zero or below.
  func check(
    _ quantity: Quantity, _ bound: Bound, text: String, example: String
  ) throws(ModelIOError) {
    let wanted: String
    if quantity.dimension == .temperature {
      guard quantity.siValue <= 0 else { return }
      wanted = "above absolute zero"
    } else {
      switch bound {
      case .any: return
      case .notNegative:
        guard quantity.siValue < 0 else { return }
        wanted = "zero or positive"
      case .positive:
        guard quantity.siValue <= 0 else { return }
        wanted = "positive"
      }
    }
    throw error(
      .outOfRange, "\(path) is '\(text.abbreviated)' but must be \(wanted)",
      suggestion: "write for example \(example)")
  }

  /// The error for a text that Quantities or Morphology cannot read.
  func malformed(_ problem: QuantitiesError, example: String) -> ModelIOError {
    let hint =
      problem.suggestion.isEmpty ? "write for example \(example)" : problem.suggestion
    return ModelIOError(
      .malformedValue, at: location(ofColumn: problem.column), "\(path): \(problem.message)",
      suggestion: hint)
  }

  /// The place of a column of this text, where the text stands on one line of a file.
  func location(ofColumn column: Int?) -> SourceLocation {
    guard let column, location.line > 0, case .text(let text, let isQuoted) = node.content,
      !text.contains(where: \.isNewline)
    else { return location }
    var place = location
    place.column += (column - 1) + (isQuoted ? 1 : 0)
    return place
  }

  /// A whole number in a range.
  func integer(_ range: ClosedRange<Int>, example: String) throws(ModelIOError) -> Int {
    let text = try text(expected: "a whole number", example: example)
    guard let number = Int(text) else {
      let isDigits = text.drop { $0 == "-" }.allSatisfy { ("0"..."9").contains($0) }
      throw isDigits
        ? outside(text, range, example: example)
        : error(
          .malformedValue, "\(path) is '\(text.abbreviated)' where a whole number is due",
          suggestion: "write for example \(example)")
    }
    guard range.contains(number) else { throw outside(text, range, example: example) }
    return number
  }

  private func outside(
    _ text: String, _ range: ClosedRange<Int>, example: String
  ) -> ModelIOError {
    error(
      .outOfRange,
      "\(path) is \(text.abbreviated) but must lie from \(range.lowerBound) to \(range.upperBound)",
      suggestion: "write for example \(example)")
  }

  /// A seed: a whole number from 0 to 2⁶⁴ − 1.
  func seed() throws(ModelIOError) -> UInt64 {
    let text = try text(expected: "a whole number", example: "seed: 1")
    guard let seed = UInt64(text) else {
      throw error(
        .malformedValue, "\(path) is '\(text.abbreviated)' where a whole number is due",
        suggestion: "write a number from 0 to 18446744073709551615, such as seed: 1")
    }
    return seed
  }

  /// A pure number within bounds.
  func number(_ bound: Bound = .any, example: String) throws(ModelIOError) -> Double {
    try quantity(.dimensionless, bound, example: example).siValue
  }

  /// `true` or `false`.
  func flag(example: String) throws(ModelIOError) -> Bool {
    switch try text(expected: "true or false", example: example) {
    case "true": return true
    case "false": return false
    case let other:
      throw error(
        .malformedValue, "\(path) is '\(other.abbreviated)' where true or false is due",
        suggestion: "write for example \(example)")
    }
  }

  /// One of a few words.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _: Choice.Type, example: String
  ) throws(ModelIOError) -> Choice {
    let words = Choice.allCases.map(\.rawValue)
    let text = try text(expected: "one of \(words.quotedList)", example: example)
    guard let choice = Choice(rawValue: text) else {
      throw unknown(text, among: words, kind: "choices")
    }
    return choice
  }

  /// The error for a name or word that means nothing here.
  func unknown(_ name: String, among known: [String], kind: String) -> ModelIOError {
    error(
      .unknownName, "\(path): '\(name.abbreviated)' is not among the \(kind)",
      suggestion: EditDistance.suggestion(for: name, among: known, kind: kind))
  }
}
