/// Why a file, a folder or a mechanism is not in the catalogue.
///
/// Failures are values: what else could be loaded is usable, and nothing is printed here.
public struct CatalogueFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file or folder; `(linked)` for a mechanism that is part of the program.
  public var path: String
  /// What is wrong with it.
  public var reason: String
  /// What to do about it.
  public var suggestion: String

  /// Makes a failure.
  public init(path: String, reason: String, suggestion: String) {
    self.path = path
    self.reason = reason
    self.suggestion = suggestion
  }

  /// Path, reason and suggestion on one line.
  public var description: String { "\(path): \(reason); \(suggestion)" }
}

/// What is wrong with a library, before it is known of which path.
struct LibraryDefect: Error {
  var reason: String
  var suggestion: String

  init(_ reason: String, suggestion: String = LibraryDefect.buildAgain) {
    self.reason = reason
    self.suggestion = suggestion
  }

  static let buildAgain = "build the mechanism again with 'skou mechanism build'"

  func failure(at path: String) -> CatalogueFailure {
    CatalogueFailure(path: path, reason: reason, suggestion: suggestion)
  }
}
