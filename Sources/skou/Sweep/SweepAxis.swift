import Foundation

/// One `--over` option: a path in the model, and the values that it takes in turn.
struct SweepAxis: Sendable, Hashable {
  /// What `--set` would take, such as `simulation.dt`.
  let path: String
  /// The values as they would stand in the model file; one at least.
  let values: [String]

  /// Reads `PATH=V1,V2,…`, where a value may be a range `FROM..TO:COUNT`.
  ///
  /// - Throws: a `UserError` where there is no path or no value, or a range that cannot be read.
  init(parsing option: String) throws {
    let sides = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    path = sides[0].trimmingCharacters(in: .whitespaces)
    guard sides.count == 2, !path.isEmpty else {
      throw Self.complaint(option, "a sweep has the form PATH=V1,V2")
    }
    guard let items = Self.items(sides[1]) else {
      throw Self.complaint(option, "a bracket or a quotation mark is without its partner")
    }
    guard !items.contains(where: \.isEmpty) else {
      throw Self.complaint(option, "a value is missing")
    }
    values = try items.flatMap { try SweepRange.values($0, option: option) }
  }

  static let example = "write for example --over 'simulation.dt=0.05 ms,0.025 ms'"

  private static func complaint(_ option: String, _ message: String) -> UserError {
    .wrongInput("--over \(option.prefix(80)): \(message)", advice: example)
  }

  /// The parts between the commas that are in no brackets and no quotation marks; nil where one of
  /// these is not closed.
  private static func items(_ text: Substring) -> [String]? {
    var scanner = CommaScanner()
    for character in text { scanner.take(character) }
    guard scanner.isBalanced else { return nil }
    return scanner.items.map { $0.trimmingCharacters(in: .whitespaces) }
  }
}

/// Splits a text at the commas that separate values, character by character.
private struct CommaScanner {
  private(set) var items = [""]
  private var depth = 0
  private var quote: Character?
  private var isEscaped = false
  /// As in YAML, a quotation mark opens a text only where a value begins.
  private var mayOpen = true
  private var hasStrayBracket = false

  var isBalanced: Bool { depth == 0 && quote == nil && !hasStrayBracket }

  mutating func take(_ character: Character) {
    if quote == nil, depth == 0, character == "," {
      items.append("")
      mayOpen = true
      return
    }
    items[items.count - 1].append(character)
    if quote != nil { takeQuoted(character) } else { takePlain(character) }
  }

  private mutating func takeQuoted(_ character: Character) {
    if isEscaped {
      isEscaped = false
    } else if character == "\\", quote == "\"" {
      isEscaped = true
    } else if character == quote {
      quote = nil
      // Two single marks stand for one within a text: the second opens it again.
      mayOpen = character == "'"
    }
  }

  private mutating func takePlain(_ character: Character) {
    switch character {
    case "[", "{", "(": depth += 1
    case "]", "}", ")":
      depth -= 1
      if depth < 0 { hasStrayBracket = true }
    case "'", "\"": if mayOpen { quote = character }
    default: break
    }
    mayOpen = "[{,:".contains(character) || mayOpen && character.isWhitespace
  }
}
