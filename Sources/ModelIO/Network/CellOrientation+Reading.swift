import ModelDescription
import Morphology
import Quantities

extension CellOrientation {
  private static let words = ["as_drawn", "random"]
  private static let example = "orientation: {axis: [0, 0, 1], angle: 30 deg}"

  /// Reads the key `orientation`.
  init(_ entry: Entry) throws(ModelIOError) {
    guard entry.isMap else {
      let text = try entry.text(expected: "an orientation", example: "orientation: random")
      guard Self.words.contains(text) else {
        throw entry.unknown(
          text, among: Self.words + ["axis", "random_about"], kind: "orientations")
      }
      self = text == "random" ? .random : .asDrawn
      return
    }
    let map = try entry.map(
      "an orientation", keys: ["axis", "angle", "random_about"], example: Self.example)
    let (key, axis) = try map.one(of: ["axis", "random_about"], example: Self.example)
    guard key == "random_about" else {
      let angle = try map.required("angle", example: "angle: 30 deg").angle()
      self = .turned(axis: try axis.direction(), angle: angle)
      return
    }
    if let angle = map.optional("angle") {
      throw angle.error(
        .inconsistent, "\(angle.path) means nothing beside 'random_about', which draws it",
        suggestion: "remove it, or write 'axis' in place of 'random_about'")
    }
    self = .randomAbout(axis: try axis.direction())
  }
}

extension Entry {
  /// Three pure numbers that are not all zero.
  fileprivate func direction() throws(ModelIOError) -> Morphology.Point {
    let example = "[0, 0, 1]"
    let items = try items(of: "three numbers", example: example)
    guard items.count == 3 else {
      throw error(
        .wrongKind, "\(path) has \(items.count) items where three numbers are due",
        suggestion: "write for example \(example)")
    }
    let axis = Morphology.Point(
      x: try items[0].number(example: example), y: try items[1].number(example: example),
      z: try items[2].number(example: example))
    let length = axis.distance(to: Morphology.Point())
    guard length > 0, length.isFinite else {
      throw error(
        .outOfRange, "\(path) has no direction", suggestion: "write for example \(example)")
    }
    return axis
  }

  /// An angle in radians, of a text in `deg` or `rad`.
  fileprivate func angle() throws(ModelIOError) -> Double {
    let example = "angle: 30 deg"
    let text = try text(expected: "an angle", example: example)
    for (unit, factor) in [("deg", Double.pi / 180), ("rad", 1)] where text.hasSuffix(unit) {
      guard let number = Double(String(text.dropLast(unit.count)).trimmingSpaces), number.isFinite
      else { break }
      return number * factor
    }
    throw error(
      .malformedValue, "\(path): cannot read '\(text.abbreviated)' as an angle",
      suggestion: "write for example \(example) or angle: 0.5 rad")
  }
}
