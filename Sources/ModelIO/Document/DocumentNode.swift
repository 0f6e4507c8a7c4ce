import ModelDescription

/// A value in a YAML document, and where it stands.
///
/// All scalars are texts: what they mean is decided by the key they belong to, not by YAML's
/// guesses (`no` is not false, `1e3` is not a number until a number is due).
struct DocumentNode: Sendable {
  /// What a node holds.
  enum Content: Sendable {
    case text(String, isQuoted: Bool)
    case list([DocumentNode])
    case map([Pair])
  }

  /// A key and its value.
  struct Pair: Sendable {
    var key: String
    var keyLocation: SourceLocation
    var value: DocumentNode
  }

  var content: Content
  var location: SourceLocation

  init(_ content: Content, at location: SourceLocation) {
    self.content = content
    self.location = location
  }

  /// A text that stands in the document as `text`.
  init(text: String, at location: SourceLocation) {
    self.init(.text(text, isQuoted: false), at: location)
  }

  /// Whether nothing stands after the key.
  var isNothing: Bool {
    guard case .text(let text, isQuoted: false) = content else { return false }
    return text.isEmpty || text == "~" || text == "null"
  }

  /// What it holds, for messages.
  var kind: String {
    switch content {
    case .text(let text, _): isNothing ? "nothing" : "'\(text.abbreviated)'"
    case .list(let items): items.isEmpty ? "an empty list" : "a list"
    case .map(let pairs): pairs.isEmpty ? "an empty map" : "a map"
    }
  }
}

extension String {
  /// The text on one line and cut to what a message can show.
  var abbreviated: String {
    let line = prefix(61).map { $0.isNewline || $0 == "\t" ? " " : $0 }
    return line.count > 60 ? String(line.prefix(60)) + "…" : String(line)
  }
}
