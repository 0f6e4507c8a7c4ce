import ModelDescription
import Quantities

extension RecordedVariable {
  private static let example = "variable: v, variable: nav_hh.m or variable: \"[k]o\""

  /// Reads the key `variable`, which must exist in every cell that is recorded.
  init(
    _ entry: Entry, recordedIn selections: [CellSelection], context: ModelContext
  ) throws(ModelIOError) {
    let text = try entry.text(expected: "a variable", example: Self.example)
    try self.init(text, entry, recordedIn: selections, context: context)
  }

  /// Finds what a text in `entry` means in every cell that is recorded.
  init(
    _ text: String, _ entry: Entry, recordedIn selections: [CellSelection], context: ModelContext
  ) throws(ModelIOError) {
    var variable: RecordedVariable?
    for cell in context.cells(of: selections) {
      let lookup = VariableLookup(
        entry: entry, cell: cell, surroundings: context.extracellular)
      let found = try lookup.variable(text)
      if let variable, variable != found {
        throw entry.error(
          .inconsistent, "\(entry.path): '\(text.abbreviated)' differs in kind from cell to cell",
          suggestion: "record each population under a name of its own")
      }
      variable = found
    }
    guard let variable else {
      throw entry.error(
        .inconsistent, "\(entry.path): no cell is recorded", suggestion: "write \(Self.example)")
    }
    self = variable
  }
}

extension RecordedVariable {
  /// The unit in which it is recorded; `entry` names it, for messages.
  func parsedUnit(_ entry: Entry) throws(ModelIOError) -> Unit {
    do {
      return try Unit(parsing: unit)
    } catch {
      throw entry.malformed(error, example: "variable: v")
    }
  }
}
