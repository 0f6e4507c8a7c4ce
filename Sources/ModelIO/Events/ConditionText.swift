import ModelDescription
import Quantities

/// A condition's text that is being read, one Unicode scalar at a time.
struct ConditionText {
  /// The longest condition that is read.
  static let longest = 2_000
  /// The longest number with its unit.
  private static let longestLiteral = 60
  static let keywords: Set<String> = ["and", "or", "not", "for"]

  let scalars: [Unicode.Scalar]
  var position = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// The position as people count it, from 1.
  var column: Int { position + 1 }
  var isAtEnd: Bool { position >= scalars.count }
  /// What has not been read yet, cut to a length that fits in a message.
  var rest: String { text(position..<min(scalars.count, position + 30)) }

  func peek(_ offset: Int = 0) -> Unicode.Scalar? {
    scalars.indices.contains(position + offset) ? scalars[position + offset] : nil
  }

  func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  mutating func skipSpaces() {
    while let scalar = peek(), scalar.properties.isWhitespace { position += 1 }
  }

  /// Passes over a symbol and the spaces behind it, if it comes next.
  mutating func take(_ symbol: String) -> Bool {
    guard scalars[position...].starts(with: symbol.unicodeScalars) else { return false }
    position += symbol.unicodeScalars.count
    skipSpaces()
    return true
  }

  /// The word of letters that comes next, without passing over it.
  var word: String {
    String(String.UnicodeScalarView(scalars[position...].prefix(while: \.isWord)))
  }

  /// Passes over a word and the spaces behind it, if it comes next.
  mutating func takeWord(_ wanted: String) -> Bool { word == wanted && take(wanted) }

  /// Passes over a variable's name, such as `v`, `nav_hh.m` or `n[k]o_at_start`.
  ///
  /// `prefixes` are beginnings of names that hold a character which would end the name.
  mutating func takeName(prefixes: [String]) -> String? {
    let start = position
    for prefix in prefixes where scalars[position...].starts(with: prefix.unicodeScalars) {
      position += prefix.unicodeScalars.count
      break
    }
    guard let first = peek(), first.isWord && !first.isDecimalDigit || first == "[" else {
      position = start
      return nil
    }
    while let scalar = peek() {
      if scalar == "[" {
        let length = scalars[position...].prefix { $0 != "]" }.count
        position = min(position + length + 1, scalars.count)
      } else if scalar.isWord || scalar == "." {
        position += 1
      } else {
        break
      }
    }
    return text(start..<position)
  }

  /// Passes over a number and the longest unit that can follow it.
  ///
  /// - Throws: `QuantitiesError` where a number comes next, but what follows it is no unit.
  mutating func takeQuantity() throws(QuantitiesError) -> Quantity? {
    guard let first = peek(), first.isDecimalDigit || first == "." else { return nil }
    var found: (quantity: Quantity, end: Int)?
    let last = min(scalars.count, position + Self.longestLiteral)
    for end in stride(from: last, to: position, by: -1) where canEnd(at: end) {
      guard let quantity = try? Quantity(parsing: text(position..<end)) else { continue }
      found = (quantity, end)
      break
    }
    guard let found, !isWordAfterSpaces(at: found.end) else {
      // Fails with what Quantities says of the number and the word behind it.
      _ = try Quantity(parsing: rest)
      return nil
    }
    position = found.end
    return found.quantity
  }

  /// Whether a number or unit may end before this place, which is not within a word or a number.
  private func canEnd(at end: Int) -> Bool {
    if scalars[end - 1].properties.isWhitespace { return false }
    guard end < scalars.count else { return true }
    let next = scalars[end]
    return !(next.isWord || next == "[" || next == "." || next == "^")
  }

  /// Whether a word follows that is no keyword: a unit that could not be read, or a lost operator.
  private func isWordAfterSpaces(at end: Int) -> Bool {
    var ahead = self
    ahead.position = end
    ahead.skipSpaces()
    let word = ahead.word
    return !word.isEmpty && !Self.keywords.contains(word)
  }
}

extension Unicode.Scalar {
  var isDecimalDigit: Bool { ("0"..."9").contains(self) }
  var isWord: Bool { self == "_" || isDecimalDigit || isASCII && properties.isAlphabetic }
}
