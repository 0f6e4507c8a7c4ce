import ModelDescription
import Quantities

/// A table of two columns, time and current, from a CSV file.
///
/// The first line that is neither empty nor a comment (`#`) names the columns and their units, as
/// in `time [ms], current [nA]`; every further line holds two numbers.
struct WaveformTable {
  private static let example = "time [ms], current [nA]"

  /// The times in ms.
  private(set) var times: [Double] = []
  /// The currents in nA.
  private(set) var currents: [Double] = []

  /// Reads the text of a CSV file; `file` is what messages call it.
  init(_ text: String, file: String) throws(ModelIOError) {
    var units: (time: Unit, current: Unit)?
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmingSpaces)
      if line.allSatisfy(\.isWhitespace) || cells.first?.hasPrefix("#") == true { continue }
      let place = SourceLocation(file: file, line: number, column: 1)
      if let units {
        try append(cells, units: units, at: place)
      } else {
        units = try Self.units(cells, at: place)
      }
    }
    guard times.count >= 2 else {
      throw Self.error(SourceLocation(file: file), "the table has fewer than two samples")
    }
  }

  private static func error(_ place: SourceLocation, _ message: String) -> ModelIOError {
    ModelIOError(
      .malformedWaveform, at: place, message,
      suggestion: "write a header such as '\(example)', then lines such as '0.5, 0.1'")
  }

  private static func units(
    _ cells: [String], at place: SourceLocation
  ) throws(ModelIOError) -> (Unit, Unit) {
    guard cells.count == 2 else {
      throw error(place, "the header names \(cells.count) columns where two are due")
    }
    return (
      try unit(cells[0], measuring: .time, at: place),
      try unit(cells[1], measuring: .current, at: place)
    )
  }

  private static func unit(
    _ cell: String, measuring dimension: Dimension, at place: SourceLocation
  ) throws(ModelIOError) -> Unit {
    guard let open = cell.firstIndex(of: "["), cell.hasSuffix("]") else {
      throw error(place, "the column '\(cell.abbreviated)' has no unit in brackets")
    }
    do {
      let unit = try Unit(parsing: String(cell[open...].dropFirst().dropLast()))
      _ = try Quantity(1, unit).value(in: dimension.usualUnit)
      return unit
    } catch {
      throw ModelIOError(
        .malformedWaveform, at: place, "the column '\(cell.abbreviated)': \(error.message)",
        suggestion: error.suggestion)
    }
  }

  private mutating func append(
    _ cells: [String], units: (time: Unit, current: Unit), at place: SourceLocation
  ) throws(ModelIOError) {
    guard cells.count == 2 else {
      throw Self.error(place, "the line has \(cells.count) columns where two are due")
    }
    let time = try Self.number(cells[0], in: units.time, as: .millisecond, at: place)
    if let last = times.last, time <= last {
      throw Self.error(place, "the time \(cells[0]) does not come after the one before")
    }
    times.append(time)
    currents.append(try Self.number(cells[1], in: units.current, as: .nanoampere, at: place))
  }

  private static func number(
    _ cell: String, in unit: Unit, as wanted: Unit, at place: SourceLocation
  ) throws(ModelIOError) -> Double {
    guard let value = Double(cell) else {
      throw error(place, "'\(cell.abbreviated)' is not a number")
    }
    guard let number = try? Quantity(value, unit).value(in: wanted), number.isFinite else {
      throw error(place, "'\(cell.abbreviated)' is not a finite number")
    }
    return number
  }
}
