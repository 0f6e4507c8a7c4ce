import Quantities

/// A part of a cell: all compartments for which a condition holds.
///
/// The text is a condition on the names of `CompartmentVariables` and the names of sections, such as
/// `apical and distance > 100 um`, `not soma`, `tag 5` or `d1 or branch 12`.
public struct Region: Sendable, Hashable {
  /// The names of regions that a section may not take for another meaning.
  static let reservedWords: Set<String> = Set(CompartmentVariables.all.keys).union([
    "and", "or", "not", "tips", "root", "random", "nearest", "on", "pi",
  ])

  /// The text it was parsed from.
  public var text: String { condition.text }
  /// The names in it that must be sections.
  public let sectionNames: [String]
  private let condition: Expression

  /// Parses a region.
  ///
  /// - Parameters:
  ///   - text: the condition.
  ///   - sectionNames: the sections there are; nil accepts any name, to be checked on use.
  /// - Throws: `MorphologyError` with the column of the mistake.
  public init(
    parsing text: String, sectionNames: [String]? = nil
  ) throws(MorphologyError) {
    do throws(QuantitiesError) {
      var table = CompartmentVariables.all
      for name in sectionNames ?? [] where table[name] == nil { table[name] = .boolean }
      condition = try Expression(
        parsing: text, variables: table, otherNames: sectionNames == nil ? .boolean : nil)
      try condition.require(.boolean)
    } catch {
      throw MorphologyError(place: text, error)
    }
    self.sectionNames = condition.variables.filter { CompartmentVariables.all[$0] == nil }
  }

  /// The compartments for which the condition holds, in ascending order.
  ///
  /// - Parameter morphology: the cell.
  /// - Returns: at least one index.
  /// - Throws: `MorphologyError` if a section is not there or the region is empty.
  public func compartments(
    in morphology: DiscretizedMorphology
  ) throws(MorphologyError) -> [Int] {
    for name in sectionNames { try morphology.requireSection(name) }
    let isInside = try morphology.checkFinite(
      morphology.evaluateAnywhere(condition), of: condition)
    let found = isInside.indices.filter { isInside[$0] != 0 }
    guard !found.isEmpty else {
      throw MorphologyError(
        .emptyPlace, "no compartment is in '\(text)'", suggestion: morphology.inventory)
    }
    return found
  }

  /// Whether a text can be the name of a section in a place.
  static func isSectionName(_ text: String) -> Bool {
    guard
      let expression = try? Expression(
        parsing: text, variables: CompartmentVariables.all, otherNames: .boolean)
    else { return BranchKind.words.contains(text) }
    return expression.variables == [text]
  }
}

extension Region: CustomStringConvertible {
  /// The text it was parsed from.
  public var description: String { text }
}

extension DiscretizedMorphology {
  /// One line that says what the cell has.
  var inventory: String {
    var counts: [Int: Int] = [:]
    for compartment in compartments { counts[compartment.tag, default: 0] += 1 }
    let kinds = counts.sorted { $0.key < $1.key }.prefix(8).map { tag, count in
      "\(BranchKind.name(of: tag)) (\(count) compartment\(count == 1 ? "" : "s"))"
    }
    let farthest = compartments.map(\.distance).max() ?? 0
    return "this cell has \(kinds.joined(separator: ", ")), up to distance \(farthest.rounded()) um"
  }

  func requireSection(_ name: String) throws(MorphologyError) {
    guard !branches.contains(where: { $0.name == name }) else { return }
    let names = CompartmentVariables.all.keys.sorted() + branches.compactMap(\.name)
    throw MorphologyError(
      .unknownPlace, "there is no section or region '\(name)'",
      suggestion: EditDistance.suggestion(for: name, among: names, kind: "regions and sections"))
  }
}
