import ModelDescription
import Quantities

extension Expectation {
  private static let commonKeys = [
    "quantity", "of", "is", "within", "at_least", "at_most", "source",
  ]
  private static let example =
    "{quantity: value, of: v, at: 100 ms, is: -64.97 mV, within: 0.01 mV}"

  /// Reads the key `expect`, in the order of the file.
  static func read(
    _ entry: Entry?, _ sources: ExpectationSources
  ) throws(ModelIOError) -> [Expectation] {
    guard let entry else { return [] }
    var expectations: [Expectation] = []
    for item in try entry.items(of: "expectations", example: "[\(example)]") {
      expectations.append(try Expectation(item, sources))
    }
    return expectations
  }

  private init(_ entry: Entry, _ sources: ExpectationSources) throws(ModelIOError) {
    guard case .map(let pairs) = entry.node.content else {
      throw entry.wrongKind(expected: "an expectation", example: Self.example)
    }
    let kind = try MapEntry(entry: entry, pairs: pairs, what: "an expectation")
      .required("quantity", example: "quantity: spike count")
      .choice(Kind.self, example: "quantity: spike count")
    let map = try entry.map(
      "an expectation of a \(kind.rawValue)", keys: Self.commonKeys + kind.keys,
      example: Self.example)
    let (observable, unit) = try Self.observable(kind, map, sources)
    let (from, to) = try Self.window(map)
    self.init(
      observable: observable, from: from, to: to,
      element: try map.optional("element")?.integer(0...1_000_000_000, example: "element: 0"),
      criterion: try Self.criterion(map, kind, unit: unit),
      citation: try map.optional("source")?.text(
        expected: "a text", example: "source: Hodgkin and Huxley 1952"),
      source: entry.location)
  }

  private static func window(_ map: MapEntry) throws(ModelIOError) -> (Quantity?, Quantity?) {
    let from = try map.optional("from")?
      .quantity(.time, .notNegative, example: "from: 500 ms")
    guard let entry = map.optional("to") else { return (from, nil) }
    let to = try entry.quantity(.time, .positive, example: "to: 1000 ms")
    if let from, to.siValue <= from.siValue {
      throw entry.error(
        .inconsistent, "\(entry.path) is \(to), not after the start at \(from)",
        suggestion: "'to' is a time of the run, not a length")
    }
    return (from, to)
  }
}
