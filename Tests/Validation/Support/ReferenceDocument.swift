import Foundation

/// A JSON file of Tests/Validation/Reference, read by keys: what is missing is not a number.
struct ReferenceDocument {
  private let value: Any?

  /// Reads a file.
  init(_ name: String) throws {
    let file = validationFolder.appendingPathComponent("Reference/\(name).json")
    value = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
  }

  private init(value: Any?) { self.value = value }

  subscript(_ key: String) -> ReferenceDocument {
    ReferenceDocument(value: (value as? [String: Any])?[key])
  }
  /// A number, or NaN, with which no comparison holds.
  var number: Double { (value as? NSNumber)?.doubleValue ?? .nan }
  var numbers: [Double] { (value as? [Any])?.compactMap { ($0 as? NSNumber)?.doubleValue } ?? [] }
  var text: String { value as? String ?? "" }
  var keys: [String] { (value as? [String: Any])?.keys.sorted() ?? [] }
}

/// The tolerance that the references' manifest states for a case, in a unit such as `mV`.
///
/// Infinitely small where it states none, so that a test cannot pass by a slip of the pen.
func statedTolerance(_ name: String, _ unit: String) throws -> Double {
  let text = try ReferenceDocument("ions/MANIFEST")["cases"][name]["tol"].text
  let words = text.split { " ,<;".contains($0) }.map(String.init)
  for (number, next) in zip(words, words.dropFirst()) where next == unit {
    if let tolerance = Double(number) { return tolerance }
  }
  return 0
}
