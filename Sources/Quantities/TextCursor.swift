/// A place in a text that is being read, one Unicode scalar at a time.
struct TextCursor {
  /// The longest text that is read; no quantity or expression that a person writes is longer.
  static let longestText = 10_000

  let scalars: [Unicode.Scalar]
  var position = 0

  init(_ text: String) throws(QuantitiesError) {
    guard text.utf8.count <= Self.longestText else {
      throw QuantitiesError(
        .tooComplex, "a text of \(text.utf8.count) bytes is too long",
        suggestion: "write at most \(Self.longestText) bytes")
    }
    scalars = Array(text.unicodeScalars)
  }

  /// The position as people count it, from 1.
  var column: Int { position + 1 }
  var isAtEnd: Bool { position >= scalars.count }
  /// What has not been read yet, cut to a length that fits in a message.
  var rest: String { text(from: position, to: min(scalars.count, position + 30)) }

  func peek(_ offset: Int = 0) -> Unicode.Scalar? {
    let index = position + offset
    return scalars.indices.contains(index) ? scalars[index] : nil
  }

  func text(from start: Int, to end: Int) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[start..<max(start, end)])
    return String(text)
  }

  mutating func advance(_ count: Int = 1) { position += count }

  /// Passes over spaces and says whether there were any.
  @discardableResult
  mutating func skipSpaces() -> Bool {
    let start = position
    while let scalar = peek(), scalar.properties.isWhitespace { advance() }
    return position > start
  }

  /// Passes over the given characters if they come next.
  mutating func take(_ expected: String) -> Bool {
    let wanted = Array(expected.unicodeScalars)
    guard scalars[position...].starts(with: wanted) else { return false }
    advance(wanted.count)
    return true
  }

  mutating func takeWhile(_ belongs: (Unicode.Scalar) -> Bool) -> String {
    let start = position
    while let scalar = peek(), belongs(scalar) { advance() }
    return text(from: start, to: position)
  }

  /// Reads an unsigned decimal number, or nothing if none comes next.
  ///
  /// - Throws: `QuantitiesError` for a number too large for a `Double`.
  mutating func takeNumber() throws(QuantitiesError) -> Double? {
    let start = position
    var digits = takeWhile(\.isDigit)
    if peek() == ".", !digits.isEmpty || peek(1)?.isDigit == true {
      advance()
      digits += takeWhile(\.isDigit)
    }
    guard !digits.isEmpty else { return nil }
    takeExponent()
    let written = text(from: start, to: position)
    guard let value = Double(written), value.isFinite else {
      throw QuantitiesError(
        .notFinite, "the number \(written.prefix(40)) is too large",
        suggestion: "write a number below 1e308", column: start + 1)
    }
    return value
  }

  /// Passes over `e-3`, `E5` and the like, but not over a letter that begins a unit.
  private mutating func takeExponent() {
    guard peek() == "e" || peek() == "E" else { return }
    let hasSign = peek(1) == "-" || peek(1) == "+"
    guard peek(hasSign ? 2 : 1)?.isDigit == true else { return }
    advance(hasSign ? 2 : 1)
    _ = takeWhile(\.isDigit)
  }
}

extension Unicode.Scalar {
  var isDigit: Bool { ("0"..."9").contains(self) }
  var isLetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}
