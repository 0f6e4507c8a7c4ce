public import ModelDescription

/// Something in a description that cannot become a plan, found only once it is discretised.
public struct LoweringError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of fault it is.
  public enum Code: Sendable, Hashable {
    /// A region or place that selects nothing, or a formula that fails somewhere.
    case place
    /// A number outside its allowed range.
    case range
    /// A name that means nothing here.
    case name
    /// More of something than can be simulated.
    case size
  }
  /// The kind.
  public var code: Code
  /// What is wrong.
  public var message: String
  /// What to do about it.
  public var suggestion: String
  /// Where it stands in the model file.
  public var source: SourceLocation

  /// Makes an error.
  public init(_ code: Code, _ message: String, suggestion: String, at source: SourceLocation) {
    self.code = code
    self.message = message
    self.suggestion = suggestion
    self.source = source
  }

  /// `file:line:column: error: message`, and what to do.
  public var description: String {
    suggestion.isEmpty
      ? "\(source): error: \(message)" : "\(source): error: \(message)\n  \(suggestion)"
  }
}
