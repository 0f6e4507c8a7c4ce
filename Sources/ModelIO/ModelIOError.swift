public import ModelDescription

/// What is wrong with a model file, where, and what to write instead.
public struct ModelIOError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of mistake.
  public enum Code: Sendable, Hashable {
    /// A file that is missing or cannot be read.
    case unreadableFile
    /// A file that is not text in UTF-8, or far too large.
    case notText
    /// A text that is not YAML, or YAML that a model file may not use.
    case syntax
    /// A key that appears twice in one map.
    case duplicateKey
    /// A key that has no meaning where it stands.
    case unknownKey
    /// A key without which the model is incomplete.
    case missingKey
    /// A list, map or text where another of them is due.
    case wrongKind
    /// A text that cannot be read as what is due: a quantity, a place, an expression, a choice.
    case malformedValue
    /// A number outside of its allowed range.
    case outOfRange
    /// A name of nothing: a cell, population, mechanism, ion or recording that does not exist.
    case unknownName
    /// Statements that contradict each other, or of which one needs another.
    case inconsistent
    /// A `--set` option that cannot be applied.
    case malformedOverride
    /// A morphology that cannot be read or built.
    case malformedMorphology
    /// A file of samples that cannot be read.
    case malformedWaveform
    /// A file of positions, connections or spike times that cannot be read.
    case malformedTable
  }

  /// The kind of mistake.
  public var code: Code
  /// Where it is.
  public var location: SourceLocation
  /// What is wrong.
  public var message: String
  /// What to do about it, with an example or the nearest valid choice.
  public var suggestion: String

  /// Makes an error; what it quotes from a file is put on one line.
  public init(
    _ code: Code, at location: SourceLocation, _ message: String, suggestion: String
  ) {
    self.code = code
    self.location = location
    self.message = message.onOneLine
    self.suggestion = suggestion.onOneLine
  }

  /// `file:line:column: message; suggestion`, on one line.
  public var description: String {
    suggestion.isEmpty ? "\(location): \(message)" : "\(location): \(message); \(suggestion)"
  }
}

extension String {
  /// The text with spaces for line ends and other control characters.
  fileprivate var onOneLine: String {
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0.isControl ? " " : $0 }))
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
