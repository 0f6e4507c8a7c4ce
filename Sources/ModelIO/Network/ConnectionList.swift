import ModelDescription
import Quantities

/// Reads connections from a file, and remembers what it says of each.
struct ConnectionList {
  /// Whether a cell may be connected to itself.
  let allowsSelf: Bool
  /// What a list may say beside the cells, each with the unit of its numbers.
  let columns: [NumberTable.Column]
  /// The shortest delay; none where there are no delays.
  var leastDelay: LeastDelay?

  /// The connections that a file lists, checked against the cells that there are.
  func read(
    _ entry: Entry, group: Entry?, _ ends: ConnectionEnds
  ) throws(ModelIOError) -> [ConnectionRule.Pair] {
    let cells = ConnectionEnds.keys.map { NumberTable.Column(name: $0, unit: nil) }
    let table = try NumberTable(entry, group: group, columns: cells + columns)
    var pairs: [ConnectionRule.Pair] = []
    pairs.reserveCapacity(table.rowCount)
    for row in 0..<table.rowCount {
      pairs.append(try pair(row, table, ends))
    }
    return pairs
  }

  private func pair(
    _ row: Int, _ table: NumberTable, _ ends: ConnectionEnds
  ) throws(ModelIOError) -> ConnectionRule.Pair {
    let pair = ConnectionRule.Pair(
      from: try number("from", row, table, count: ends.fromCount),
      to: try number("to", row, table, count: ends.toCount),
      site: table.values["site"].map { Int($0[row]) },
      weight: table.values["weight"]?[row] ?? table.values["conductance"]?[row],
      delay: table.values["delay"]?[row])
    try check(pair, row, table, ends)
    return pair
  }

  private func number(
    _ column: String, _ row: Int, _ table: NumberTable, count: Int
  ) throws(ModelIOError) -> Int {
    let value = table.values[column]?[row] ?? -1
    guard value < Double(count) else {
      throw error(
        row, table, "names cell \(Int(value)) in '\(column)', which selects \(count)",
        suggestion: "count the selected cells from 0 to \(count - 1)")
    }
    return Int(value)
  }

  private func check(
    _ pair: ConnectionRule.Pair, _ row: Int, _ table: NumberTable, _ ends: ConnectionEnds
  ) throws(ModelIOError) {
    if !allowsSelf, ends.isSelf(pair.from, pair.to) {
      throw error(
        row, table, "connects a cell to itself, which is not allowed",
        suggestion: leastDelay == nil ? "remove it" : "remove it, or write allow_self: true")
    }
    if let delay = pair.delay.map({ Quantity($0, .millisecond) }), let leastDelay,
      leastDelay.excludes(delay)
    {
      throw error(
        row, table, "has a delay of \(delay), \(leastDelay.reason)", suggestion: leastDelay.advice)
    }
    if let conductance = table.values["conductance"]?[row], conductance <= 0 {
      throw error(
        row, table, "has a conductance of \(conductance) uS, which is not positive",
        suggestion: "remove it, or write a positive number")
    }
  }

  private func error(
    _ row: Int, _ table: NumberTable, _ message: String, suggestion: String
  ) -> ModelIOError {
    ModelIOError(
      .malformedTable, at: table.location(ofRow: row), "\(table.name(ofRow: row)) \(message)",
      suggestion: suggestion)
  }
}

extension MapEntry {
  /// Refuses a key that a list gives for each connection.
  func refuseListed(_ key: String) throws(ModelIOError) {
    guard let entry = optional(key) else { return }
    throw entry.error(
      .inconsistent, "\(entry.path) is also a column of the list",
      suggestion: "remove one of them")
  }
}

extension ConnectionRule {
  /// Whether each connection of a list has a value of its own.
  func gives(_ value: KeyPath<Pair, Double?>) -> Bool {
    guard case .list(let pairs) = self else { return false }
    return pairs.first?[keyPath: value] != nil
  }

  /// Whether each connection of a list has a place of its own.
  var givesSite: Bool {
    guard case .list(let pairs) = self else { return false }
    return pairs.first?.site != nil
  }
}
