import Quantities

/// Why a mechanism was not found.
public struct MechanismCatalogueError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of mistake.
  public enum Code: Sendable, Hashable {
    /// No library defines the mechanism.
    case unknownMechanism
    /// The mechanism has no such variant.
    case unknownVariant
    /// The mechanism has several variants, and none was named.
    case ambiguousVariant
  }

  /// The kind of mistake.
  public var code: Code
  /// What was not found.
  public var message: String
  /// The nearest valid choice, or all of them.
  public var suggestion: String

  /// Makes an error.
  public init(_ code: Code, _ message: String, suggestion: String) {
    self.code = code
    self.message = message
    self.suggestion = suggestion
  }

  /// The message and the suggestion on one line.
  public var description: String { "\(message); \(suggestion)" }
}

extension MechanismCatalogueError {
  static func ambiguous(_ name: String, variants: [String]) -> Self {
    Self(
      .ambiguousVariant, "'\(name)' has several models",
      suggestion: "choose one of \(variants.joined(separator: ", ")) with the key 'model'")
  }

  static func unknown(variant: String, of name: String, variants: [String]) -> Self {
    guard variants != [""] else {
      return Self(
        .unknownVariant, "'\(name)' has only one model, so there is no '\(variant)'",
        suggestion: "remove the key 'model'")
    }
    return Self(
      .unknownVariant, "'\(name)' has no model '\(variant)'",
      suggestion: EditDistance.suggestion(for: variant, among: variants, kind: "models"))
  }
}
