import Foundation

/// Numbers and tables as people read them.
enum Format {
  /// A number with a few significant digits.
  static func number(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite else { return "\(value)" }
    let isLong = value.magnitude >= pow(10, Double(digits)) && value.magnitude < 1e9
    return String(format: isLong ? "%.0f" : "%.\(digits)g", value)
  }

  /// A count of things: `1 cell`, `12 345 cells`; `plural` where it is not formed by an s.
  static func counted(_ value: Int, _ noun: String, plural: String? = nil) -> String {
    "\(count(value)) \(value == 1 ? noun : plural ?? noun + "s")"
  }

  /// A count with thin groups: 1 234 567.
  static func count(_ value: Int) -> String {
    var digits = Array(String(value.magnitude))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(" ", at: place)
      place -= 3
    }
    return (value < 0 ? "-" : "") + String(digits)
  }

  /// A time in seconds, in the unit that suits it.
  static func seconds(_ value: Double) -> String {
    switch value {
    case ..<0.9995e-3: return "\(number(value * 1e6, digits: 3)) us"
    case ..<0.9995: return "\(number(value * 1e3, digits: 3)) ms"
    case ..<120: return "\(number(value, digits: 3)) s"
    case ..<7200: return "\(number(value / 60, digits: 3)) min"
    default: return "\(number(value / 3600, digits: 3)) h"
    }
  }

  /// A simulated time in milliseconds, in the unit that suits it.
  static func simulated(_ milliseconds: Double) -> String {
    switch milliseconds {
    case ..<10_000: return "\(number(milliseconds, digits: 6)) ms"
    case ..<600_000: return "\(number(milliseconds / 1e3, digits: 5)) s"
    case ..<7_200_000: return "\(number(milliseconds / 6e4, digits: 5)) min"
    default: return "\(number(milliseconds / 3.6e6, digits: 5)) h"
    }
  }

  /// A number of bytes.
  static func bytes(_ value: Int) -> String {
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB"]
    var amount = Double(value)
    var unit = 0
    while amount >= 1024, unit < units.count - 1 {
      amount /= 1024
      unit += 1
    }
    return unit == 0 ? "\(value) bytes" : "\(number(amount, digits: 3)) \(units[unit])"
  }

  /// Columns, each as wide as its widest cell.
  static func table(_ rows: [[String]], indent: String = "  ") -> String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        column + 1 < row.count
          ? cell + String(repeating: " ", count: widths[column] - cell.count) : cell
      }
      return indent + cells.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}
