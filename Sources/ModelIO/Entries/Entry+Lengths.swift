import Morphology
import Quantities

extension Entry {
  /// A length in µm.
  func micrometers(
    _ bound: Bound = .any, within range: SensibleRange = .position, example: String
  ) throws(ModelIOError) -> Double {
    let length = try quantity(.length, bound, example: example).sensible(range, self)
    // `quantity` has seen to its dimension.
    return (try? length.value(in: .micrometer)) ?? .nan
  }

  /// Lengths along x, y and z: a list of three.
  func point(
    _ bound: Bound = .any, within range: SensibleRange = .position, example: String
  ) throws(ModelIOError) -> Morphology.Point {
    let items = try items(of: "three lengths", example: example)
    guard items.count == 3 else {
      throw error(
        .wrongKind,
        "\(path) has \(items.count) items where three lengths, along x, y and z, are due",
        suggestion: "write for example \(example)")
    }
    return Morphology.Point(
      x: try items[0].micrometers(bound, within: range, example: example),
      y: try items[1].micrometers(bound, within: range, example: example),
      z: try items[2].micrometers(bound, within: range, example: example))
  }
}
