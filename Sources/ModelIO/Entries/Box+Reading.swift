import ModelDescription

extension Box {
  private static let axes = ["x", "y", "z"]
  private static let example = "within: {x: [0 um, 500 um]}"

  /// Reads the key `within`: from where to where along some of the axes; without it, everywhere.
  init(within entry: Entry?) throws(ModelIOError) {
    self.init()
    guard let entry else { return }
    let map = try entry.map("a box", keys: Self.axes, example: Self.example)
    guard !map.pairs.isEmpty else {
      throw entry.error(
        .missingKey, "\(entry.path) says nothing", suggestion: "write for example \(Self.example)")
    }
    for (axis, side) in zip(Self.axes, Self.sides) {
      if let entry = map.optional(axis) { self[keyPath: side] = try Self.range(entry) }
    }
  }

  /// The ranges along the axes, in their order.
  static var sides: [WritableKeyPath<Box, Range<Double>>] { [\.x, \.y, \.z] }

  private static func range(_ entry: Entry) throws(ModelIOError) -> Range<Double> {
    let ends = try entry.items(of: "two lengths", example: example)
    guard ends.count == 2 else {
      throw entry.error(
        .wrongKind, "\(entry.path) has \(ends.count) items where two lengths are due",
        suggestion: "write for example \(example), with ~ for an end that is open")
    }
    let lower = try end(ends[0]) ?? -Double.infinity
    let upper = try end(ends[1]) ?? Double.infinity
    guard lower < upper else {
      throw entry.error(
        .inconsistent, "\(entry.path) holds nothing: its second end is not above its first",
        suggestion: "write the smaller length first, as in \(example)")
    }
    return lower..<upper
  }

  /// An end, or none where it is open.
  private static func end(_ entry: Entry) throws(ModelIOError) -> Double? {
    entry.node.isNothing ? nil : try entry.micrometers(example: example)
  }
}
