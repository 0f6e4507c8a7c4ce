import ModelDescription
import Quantities

extension StimulusDescription.Carrier {
  private static let example = "carries: {k: 1}"
  /// Decimal fractions such as 0.1 add to 1 with an error of a few units in the last place.
  private static let slack = 1e-9

  /// Reads the key `carries` of a stimulus on these kinds of cells.
  static func read(
    _ entry: Entry?, electrode: String, cells: [CellDescription]
  ) throws(ModelIOError) -> [StimulusDescription.Carrier] {
    guard let entry else { return [] }
    guard electrode == "current_clamp" else {
      throw entry.error(
        .inconsistent, "\(entry.path) means nothing beside '\(electrode)'",
        suggestion: "remove it, or inject the current with a current_clamp")
    }
    var carriers: [StimulusDescription.Carrier] = []
    for (name, item) in try entry.namedEntries(of: "ions", example: example) {
      carriers.append(try Self(item, ion: name, cells: cells))
    }
    try checkSum(carriers, entry)
    return carriers
  }

  private init(_ entry: Entry, ion name: String, cells: [CellDescription]) throws(ModelIOError) {
    for cell in cells {
      guard let ion = cell.ions.first(where: { $0.name == name }) else {
        throw entry.unknown(name, among: cell.ions.map(\.name), kind: "ions of '\(cell.name)'")
      }
      guard !ion.isNeutral, ion.dynamics != .impermeant else {
        throw entry.error(
          .inconsistent,
          "\(entry.path): '\(name)' is \(ion.isNeutral ? "neutral" : "impermeant") and carries none",
          suggestion: "choose an ion, as in \(Self.example)")
      }
    }
    let fraction = try entry.number(.positive, example: Self.example)
    guard fraction <= 1 else {
      throw entry.error(
        .outOfRange, "\(entry.path) is \(entry.node.kind) but is a part of the whole current",
        suggestion: "write for example \(Self.example)")
    }
    self.init(ion: name, fraction: fraction)
  }

  private static func checkSum(
    _ carriers: [StimulusDescription.Carrier], _ entry: Entry
  ) throws(ModelIOError) {
    let sum = carriers.reduce(0) { $0 + $1.fraction }
    guard abs(sum - 1) > slack else { return }
    throw entry.error(
      .inconsistent, "\(entry.path): the parts add to \(Quantity(sum, .one)), not to 1",
      suggestion: "write for example carries: {na: 0.5, k: 0.5}")
  }
}
