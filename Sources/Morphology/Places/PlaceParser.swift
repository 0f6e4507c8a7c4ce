import Quantities

/// Reads one place of a `PointSet`.
struct PlaceParser {
  let text: String
  let sectionNames: [String]?

  /// The text without spaces at its ends and with single spaces within.
  private var plain: String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  mutating func parse() throws(MorphologyError) -> PointSet.Place {
    let plain = plain
    guard plain.utf8.count <= 10_000 else {
      throw error("the place is too long", "write at most 10000 bytes")
    }
    switch plain {
    case "": throw error("the place is empty", "name one, such as 'soma(0.5)' or 'tips'")
    case "root": return .root
    case "tips": return .tips
    default: break
    }
    if plain.hasPrefix("random ") { return try parseRandom(plain.dropFirst(7)) }
    if let inside = inside(plain, after: "nearest") { return try parseNearest(inside) }
    if let place = try parseBranch(plain) { return place }
    return .region(try Region(parsing: text, sectionNames: sectionNames))
  }

  /// Reads `20 on apical`.
  private func parseRandom(_ rest: Substring) throws(MorphologyError) -> PointSet.Place {
    let words = rest.split(separator: " ", maxSplits: 2)
    guard words.count == 3, words[1] == "on", let count = Int(words[0]), count > 0,
      count <= 10_000_000
    else {
      throw error(
        "cannot read it as random points",
        "write a number from 1 to 10000000 and a region, as in"
          + " 'random 20 on apical'")
    }
    return .random(
      count: count, try Region(parsing: String(words[2]), sectionNames: sectionNames))
  }

  /// Reads `10 um, 0 um, 5 um`.
  private func parseNearest(_ inside: Substring) throws(MorphologyError) -> PointSet.Place {
    var coordinates: [Double] = []
    do throws(QuantitiesError) {
      for part in inside.split(separator: ",", omittingEmptySubsequences: false) {
        coordinates.append(try Quantity(parsing: String(part)).value(in: .micrometer))
      }
    } catch {
      throw MorphologyError(place: text, error)
    }
    guard coordinates.count == 3 else {
      throw error(
        "there are \(coordinates.count) coordinates", "write 'nearest (10 um, 0 um, 5 um)'")
    }
    return .nearest(Morphology.Point(x: coordinates[0], y: coordinates[1], z: coordinates[2]))
  }

  /// Reads `branch 12 (0.25)`, `soma(0.5)`, or either without the fraction; else gives nil.
  private func parseBranch(_ plain: String) throws(MorphologyError) -> PointSet.Place? {
    let (name, position) = splitPosition(plain)
    guard let position = position ?? (isWholeBranch(name) ? 0.5 : nil) else { return nil }
    guard position >= 0, position <= 1 else {
      throw error(
        "the position \(position) is not on the branch",
        "write a fraction of its length from 0 to 1, as in '\(name)(0.5)'")
    }
    let words = name.split(separator: " ")
    if words.count == 2, words[0] == "branch", let number = Int(words[1]), number >= 0 {
      return .branch(number, position: position)
    }
    guard Region.isSectionName(name) else { return nil }
    if let known = sectionNames, !known.contains(name), BranchKind.tag(named: name) == nil {
      throw error(
        "there is no section '\(name)'",
        EditDistance.suggestion(for: name, among: known + BranchKind.words, kind: "sections"))
    }
    return .named(name, position: position)
  }

  /// Whether a bare word means the middle of a branch; kinds with many branches mean all of them.
  private func isWholeBranch(_ name: String) -> Bool {
    if name == "soma" { return true }
    let words = name.split(separator: " ")
    if words.count == 2, words[0] == "branch" { return Int(words[1]) != nil }
    return !Region.reservedWords.contains(name) && Region.isSectionName(name)
  }

  /// Splits `soma (0.5)` into the name and the number; the number is nil if there is none.
  private func splitPosition(_ plain: String) -> (name: String, position: Double?) {
    guard plain.hasSuffix(")"), let open = plain.lastIndex(of: "(") else { return (plain, nil) }
    let inside = plain[plain.index(after: open)...].dropLast()
    let name = plain[..<open].split(separator: " ").joined(separator: " ")
    guard let number = Double(inside.split(separator: " ").joined()), number.isFinite else {
      return (plain, nil)
    }
    return (name, number)
  }

  private func inside(_ plain: String, after word: String) -> Substring? {
    guard plain.hasPrefix(word), plain.hasSuffix(")") else { return nil }
    let rest = plain.dropFirst(word.count).drop { $0 == " " }
    return rest.first == "(" ? rest.dropFirst().dropLast() : nil
  }

  private func error(_ message: String, _ suggestion: String) -> MorphologyError {
    let isLong = text.count > 60
    return MorphologyError(
      .malformedPlace, "in '\(text.prefix(60))\(isLong ? "…" : "")': \(message)",
      suggestion: suggestion)
  }
}
