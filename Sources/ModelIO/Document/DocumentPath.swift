/// The way from the top of a document to one of its values, such as `cells.patch.mechanisms.0`.
struct DocumentPath: Hashable, Sendable, CustomStringConvertible {
  /// The keys and numbers, from the top.
  var steps: [String] = []

  /// The way to a value below this one.
  func appending(_ step: String) -> DocumentPath {
    DocumentPath(steps: steps + [step])
  }

  /// The way to an item of this list, counted from 0.
  func appending(_ index: Int) -> DocumentPath {
    appending(String(index))
  }

  /// The steps with dots between them; `the model` for the top.
  var description: String {
    steps.isEmpty ? "the model" : steps.joined(separator: ".")
  }
}
