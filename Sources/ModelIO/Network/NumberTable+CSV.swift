import ModelDescription
import Quantities

extension NumberTable {
  /// A column of the file: what it holds, and its numbers so far.
  private struct FileColumn {
    let column: Column
    /// The unit in which it is written, where that is not the column's.
    let unit: Unit?
    var numbers: [Double] = []
  }

  mutating func parse(_ text: String) throws(ModelIOError) {
    var header: [FileColumn] = []
    var number = 0
    // Spreadsheets put a byte order mark before the header.
    let body = text.unicodeScalars.drop { $0 == "\u{FEFF}" }
    for line in Substring(body).utf8
      .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    {
      number += 1
      let cells = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        .map { Substring($0.trimmingBlanks) }
      if cells.allSatisfy(\.isEmpty) || cells.first?.utf8.first == UInt8(ascii: "#") { continue }
      let place = SourceLocation(file: file, line: number, column: 1)
      guard !header.isEmpty else {
        header = try readHeader(cells.map(String.init), at: place)
        continue
      }
      try append(cells, to: &header, at: place)
      lines.append(number)
    }
    for column in header { values[column.column.name] = column.numbers }
  }

  private func readHeader(
    _ cells: [String], at place: SourceLocation
  ) throws(ModelIOError) -> [FileColumn] {
    var header: [FileColumn] = []
    for cell in cells {
      let named = try column(cell, at: place)
      guard !header.contains(where: { $0.column.name == named.column.name }) else {
        throw Self.error(place, "there are two columns '\(named.column.name)'", columns)
      }
      header.append(named)
    }
    let missing = columns.first { column in
      column.isRequired && !header.contains { $0.column.name == column.name }
    }
    if let missing {
      throw Self.error(place, "the header has no column '\(missing.name)'", columns)
    }
    return header
  }

  /// Reads `weight` or `weight [nS]`.
  private func column(
    _ cell: String, at place: SourceLocation
  ) throws(ModelIOError) -> FileColumn {
    let name = String(cell.prefix { $0 != "[" }).trimmingSpaces
    guard let column = columns.first(where: { $0.name == name }) else {
      let hint = EditDistance.suggestion(for: name, among: columns.map(\.name), kind: "columns")
      throw ModelIOError(
        .malformedTable, at: place, "the header names an unknown column '\(name.abbreviated)'",
        suggestion: hint)
    }
    guard let open = cell.firstIndex(of: "[") else { return FileColumn(column: column, unit: nil) }
    guard let wanted = column.unit, cell.hasSuffix("]") else {
      throw Self.error(place, "cannot read the column '\(cell.abbreviated)'", columns)
    }
    do {
      let unit = try Unit(parsing: String(cell[open...].dropFirst().dropLast()))
      _ = try Quantity(1, unit).value(in: wanted)
      return FileColumn(column: column, unit: unit == wanted ? nil : unit)
    } catch {
      throw ModelIOError(
        .malformedTable, at: place, "the column '\(cell.abbreviated)': \(error.message)",
        suggestion: error.suggestion)
    }
  }

  private func append(
    _ cells: [Substring], to header: inout [FileColumn], at place: SourceLocation
  ) throws(ModelIOError) {
    guard cells.count == header.count else {
      throw Self.error(
        place, "the line has \(cells.count) columns where the header has \(header.count)", columns)
    }
    for (index, cell) in cells.enumerated() {
      guard let number = Double(cell) else {
        throw Self.error(place, "'\(String(cell).abbreviated)' is not a number", columns)
      }
      let value = Self.convert(number, header[index])
      try check(value, shown: String(cell), header[index].column, at: place)
      header[index].numbers.append(value)
    }
  }

  private static func convert(_ number: Double, _ column: FileColumn) -> Double {
    guard let unit = column.unit, let wanted = column.column.unit else { return number }
    return Quantity(number, unit).inEngineUnit(wanted)
  }

  func check(
    _ value: Double, shown: @autoclosure () -> String, _ column: Column, at place: SourceLocation
  ) throws(ModelIOError) {
    guard value.isFinite else {
      throw Self.error(place, "'\(shown().abbreviated)' is not a finite number", columns)
    }
    guard column.unit == nil else { return }
    guard value >= 0, value <= Self.largestInteger, value == value.rounded() else {
      throw Self.error(
        place,
        "'\(shown().abbreviated)' in the column '\(column.name)' is no whole number from 0 on",
        columns)
    }
  }
}

extension Substring.UTF8View {
  /// Without the blanks at both ends.
  fileprivate var trimmingBlanks: Self {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
    var rest = drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest = rest.dropLast() }
    return rest
  }
}
