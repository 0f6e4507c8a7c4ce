import Testing

/// A run of the textbook cell, recorded so that every line of a reference table can be compared.
struct Rundown {
  private let run: ModelRun
  private let windows: [Double]

  /// Column, variable, unit of the tolerance, and the column's unit in that of the variable.
  private static let columns = [
    (name: "V_mV", variable: "v", unit: "mV", scale: 1.0),
    (name: "Na_i_mM", variable: "[na]i", unit: "mM", scale: 1),
    (name: "K_i_mM", variable: "[k]i", unit: "mM", scale: 1),
    (name: "Cl_i_mM", variable: "[cl]i", unit: "mM", scale: 1),
    (name: "W_pL", variable: "volume", unit: "pL", scale: 1000),
  ]
  private static let outsideColumns = [
    (name: "Na_o", variable: "[na]o", unit: "mM", scale: 1.0),
    (name: "K_o", variable: "[k]o", unit: "mM", scale: 1),
    (name: "Cl_o", variable: "[cl]o", unit: "mM", scale: 1),
  ]

  /// Runs a cell; for 4 s after each of `windows` (in s) everything is recorded every 0.5 ms.
  init(_ cell: TextbookCell, windows: [Double] = [60], every interval: String = "4 s") throws {
    var cell = cell
    self.windows = windows
    for column in Self.columns + (cell.isClosed ? Self.outsideColumns : []) {
      cell.record(column.name, column.variable, every: interval)
    }
    for (number, start) in windows.enumerated() {
      for column in Self.columns {
        cell.records.append(
          "\(column.name)_\(number): {variable: \"\(column.variable)\", cells: neuron, at: soma, "
            + "every: 0.5 ms, start: \(start) s, stop: \(start + 4) s}")
      }
    }
    run = try cell.run()
  }

  var outcome: ModelRun { run }

  /// A recorded column, in its own unit, at a time in s.
  func value(_ column: String, at time: Double) -> Double {
    let window = windows.firstIndex { time >= $0 && time <= $0 + 4 }
    let name = window.map { "\(column)_\($0)" } ?? column
    let scale = (Self.columns + Self.outsideColumns).first { $0.name == column }?.scale ?? .nan
    guard let times = run.times[name], times.count > 1 else { return .nan }
    let interval = times[1] - times[0]
    let place = (1000 * time - times[0]) / interval
    let index = min(max(Int(place), 0), times.count - 2)
    let values = run.trace(name)
    guard values.count == times.count else { return .nan }
    let part = place - Double(index)
    return (values[index] + part * (values[index + 1] - values[index])) / scale
  }

  /// The last value of a column.
  func last(_ column: String) -> Double {
    value(column, at: (run.times[column]?.last ?? .nan) / 1000)
  }

  /// Compares with a table of the references, at the tolerances of their manifest.
  func expectReference(_ name: String, upTo end: Double = .infinity) throws {
    let table = try ReferenceTable("ions/\(name)")
    let tolerance = try statedTolerance(name, "mV")
    for column in Self.columns {
      let stated = try statedTolerance(name, column.unit)
      guard stated > 0 else { continue }
      for (time, expected) in zip(table["t_s"], table[column.name]) where time <= end {
        expectStated(
          "\(name) \(column.name)", value(column.name, at: time), is: expected, within: stated)
      }
    }
    #expect(tolerance > 0 && !table["t_s"].isEmpty)
  }
}
