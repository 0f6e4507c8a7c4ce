import ModelDescription
import Quantities

/// Columns of numbers, from a CSV file or from datasets of an HDF5 file.
///
/// In a CSV file the first line that is neither empty nor a comment (`#`) names the columns, in any
/// order and with or without a unit, as in `from, to, weight [nS]`. In an HDF5 file each column is
/// a one-dimensional dataset of its name.
struct NumberTable {
  /// What a column holds.
  struct Column {
    var name: String
    /// What numbers without a unit of their own count in; none for whole numbers from 0 on.
    var unit: Unit?
    var isRequired = true
  }

  /// The largest whole number that every `Double` up to it holds exactly.
  static let largestInteger = 0x1p53

  /// The numbers by the columns' names, in the columns' units; a column that is absent is not here.
  var values: [String: [Double]] = [:]
  /// The line of each row; none in an HDF5 file.
  var lines: [Int] = []
  let file: String
  let columns: [Column]

  /// How many rows there are.
  var rowCount: Int { values.values.first?.count ?? 0 }

  /// Where a row stands.
  func location(ofRow row: Int) -> SourceLocation {
    guard lines.indices.contains(row) else { return SourceLocation(file: file) }
    return SourceLocation(file: file, line: lines[row], column: 1)
  }

  /// What messages call a row: its line is in the location, where there is one.
  func name(ofRow row: Int) -> String { lines.isEmpty ? "row \(row)" : "the line" }

  /// Reads the file that an entry names; one that ends in `.h5` or `.hdf5` is an HDF5 file.
  init(_ entry: Entry, group: Entry?, columns: [Column]) throws(ModelIOError) {
    let name = try entry.text(expected: "the name of a file", example: "connections.csv")
    self.file = name
    self.columns = columns
    if name.hasSuffix(".h5") || name.hasSuffix(".hdf5") {
      try load(entry, group: group)
    } else {
      if let group {
        throw group.error(
          .inconsistent, "\(group.path) means nothing beside a CSV file",
          suggestion: "remove it, or name an HDF5 file, such as connections.h5")
      }
      let path = entry.reading.resolve(name)
      try parse(ModelFile.text(path, name: name, namedAt: entry.location))
    }
    guard rowCount > 0 else {
      throw Self.error(SourceLocation(file: name), "the table has no rows", columns)
    }
  }

  static func error(
    _ place: SourceLocation, _ message: String, _ columns: [Column]
  ) -> ModelIOError {
    let required = columns.filter(\.isRequired).map(\.name).joined(separator: ", ")
    let others = columns.filter { !$0.isRequired }.map(\.name)
    let rest = others.isEmpty ? "" : " (and \(others.joined(separator: ", ")), if you like)"
    return ModelIOError(
      .malformedTable, at: place, message,
      suggestion: "write a header such as '\(required)'\(rest), then a line of numbers for each row"
    )
  }
}
