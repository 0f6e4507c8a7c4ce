import ModelDescription

/// A change to a model from the command line: `--set simulation.dt=0.01 ms`.
public struct ModelOverride: Sendable, Hashable {
  /// The way to the value: keys and numbers of list items, with dots between them.
  ///
  /// In a list of mechanisms an item may also be named by its mechanism or its own name, as in
  /// `cells.patch.mechanisms.nav_hh.gbar`.
  public var path: String
  /// The new value, as it would stand in the model file.
  public var value: String
  /// The option as the user wrote it, for messages.
  public var option: String

  /// Makes an override; `option` is what messages quote, `--set PATH=VALUE` unless given.
  public init(path: String, value: String, option: String? = nil) {
    self.path = path
    self.value = value
    self.option = option ?? "--set \(path)=\(value)"
  }

  /// Reads `PATH=VALUE`.
  ///
  /// - Throws: `ModelIOError` with the code `malformedOverride` where there is no `=` or no path.
  public init(parsing assignment: String) throws(ModelIOError) {
    let parts = assignment.split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts.first.map { $0.trimmingSpaces } ?? ""
    guard parts.count == 2, !path.isEmpty else {
      throw ModelIOError(
        .malformedOverride, at: SourceLocation(file: "--set \(assignment)"),
        "an override has the form PATH=VALUE",
        suggestion: "write for example --set 'simulation.dt=0.01 ms'")
    }
    self.init(path: path, value: parts[1].trimmingSpaces, option: "--set \(assignment)")
  }

  /// Where messages about it point.
  var location: SourceLocation { SourceLocation(file: option) }
}

extension StringProtocol {
  /// The text without spaces and line ends around it.
  var trimmingSpaces: String {
    let start = drop { $0.isWhitespace }
    let end = start.reversed().drop { $0.isWhitespace }
    return String(end.reversed())
  }
}
