/// Why a mechanism could not be begun or built.
public struct MechanismAuthoringError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of mistake.
  public enum Code: Sendable, Hashable {
    /// The name cannot be the name of a mechanism.
    case badName
    /// A file is there already.
    case fileExists
    /// A file or folder cannot be read or written.
    case unreadable
    /// A folder does not hold the source of one mechanism.
    case noMechanism
    /// The kit that mechanisms are compiled against is not beside the executable.
    case noKit
    /// There is no Swift compiler.
    case noCompiler
    /// The compiler found errors.
    case doesNotCompile
    /// The library was built, but it cannot be used.
    case notUsable
  }

  /// The kind of mistake.
  public var code: Code
  /// What is wrong, and where; several lines where the compiler speaks.
  public var message: String
  /// What to do about it.
  public var suggestion: String

  /// Makes an error.
  public init(_ code: Code, _ message: String, suggestion: String) {
    self.code = code
    self.message = message
    self.suggestion = suggestion
  }

  /// The message and the suggestion.
  public var description: String { "\(message); \(suggestion)" }
}
