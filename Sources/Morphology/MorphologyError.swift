import Quantities

/// What is wrong with a shape, a place on it or the way to cut it, and what to do about it.
public struct MorphologyError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of mistake.
  public enum Code: Sendable, Hashable {
    /// A file that cannot be opened or is not text.
    case unreadableFile
    /// A line that is not a sample.
    case malformedLine
    /// A number that no neuron has.
    case implausibleValue
    /// Samples that do not form one tree.
    case malformedTree
    /// A section, cylinder, sphere or tree that cannot be built as described.
    case invalidShape
    /// A rule for cutting the shape that cannot be applied.
    case invalidDiscretization
    /// The text of a place that cannot be read.
    case malformedPlace
    /// A place that names something that this shape lacks.
    case unknownPlace
    /// A place that holds no compartment.
    case emptyPlace
    /// A parameter that has no finite value at some compartment.
    case notFinite
  }

  /// The kind of mistake.
  public var code: Code
  /// What is wrong and where, with file and line for files.
  public var message: String
  /// What to do about it, with the nearest valid choice where there is one.
  public var suggestion: String

  /// Makes an error.
  public init(_ code: Code, _ message: String, suggestion: String) {
    self.code = code
    self.message = message
    self.suggestion = suggestion
  }

  /// Makes an error about a place from one about its text.
  init(place text: String, _ error: QuantitiesError) {
    let column = error.column.map { " (column \($0))" } ?? ""
    let isLong = text.count > 60
    self.init(
      .malformedPlace, "in '\(text.prefix(60))\(isLong ? "…" : "")': \(error.message)\(column)",
      suggestion: error.suggestion)
  }

  /// The message and the suggestion on one line.
  public var description: String { suggestion.isEmpty ? message : "\(message); \(suggestion)" }
}
