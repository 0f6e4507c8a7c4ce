/// What keeps a plan from being run, or a run from going on.
public struct EngineError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of fault it is.
  public enum Code: Sendable, Hashable {
    /// The plan contradicts itself: a fault of whoever made it.
    case invalidPlan
    /// A potential, state or current stopped being finite.
    case diverged
    /// A checkpoint cannot be taken of this plan, or was taken of another one.
    case unfitCheckpoint
  }
  /// The kind.
  public var code: Code
  /// What went wrong, and where.
  public var message: String
  /// What to do about it.
  public var suggestion: String

  /// Makes an error.
  public init(code: Code, message: String, suggestion: String) {
    self.code = code
    self.message = message
    self.suggestion = suggestion
  }

  /// The message, then the suggestion.
  public var description: String { suggestion.isEmpty ? message : "\(message)\n  \(suggestion)" }
}
