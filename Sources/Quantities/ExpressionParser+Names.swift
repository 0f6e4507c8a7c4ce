extension ExpressionParser {
  static let keywords: Set<String> = ["and", "or", "not"]

  /// The word that comes next, without passing over it.
  func peekWord() -> String {
    var ahead = cursor
    return ahead.takeName() ?? ""
  }

  /// Passes over a name: letters, digits and `_`, with `.part` and `[index]` behind or `[ion]` before.
  mutating func takeName() -> String? { cursor.takeName() }

  func unknownName(_ name: String, column: Int) -> QuantitiesError {
    if UnitTable.unit(named: name) != nil {
      return QuantitiesError(
        .unknownName, "the unit '\(name)' stands without a number",
        suggestion: "write '1 \(name)'", column: column)
    }
    let known = table.keys.sorted() + Self.functionNames + ["pi"]
    return QuantitiesError(
      .unknownName, "unknown name '\(name)'",
      suggestion: EditDistance.suggestion(for: name, among: known, kind: "known names"),
      column: column)
  }
}

extension TextCursor {
  /// Passes over a name such as `distance`, `dend[3]`, `nav_hh.m` or `[k]o`.
  mutating func takeName() -> String? {
    let start = position
    takeBracket()
    guard position > start || peek()?.isLetter == true || peek() == "_" else { return nil }
    repeat {
      _ = takeWhile { $0.isLetter || $0.isDigit || $0 == "_" }
      takeBracket()
      if peek() == ".", peek(1)?.isLetter == true { advance() }
    } while peek().map { $0.isLetter || $0.isDigit || $0 == "_" } ?? false
    return text(from: start, to: position)
  }

  /// Passes over `[k]` or `[12]` if one comes next.
  private mutating func takeBracket() {
    let start = position
    guard take("[") else { return }
    let inside = takeWhile { $0.isLetter || $0.isDigit || $0 == "_" }
    if inside.isEmpty || !take("]") { position = start }
  }
}
