/// The table of a sweep: a row for each run, in the order of the combinations.
struct SweepTable {
  let plan: SweepPlan
  /// One for each combination.
  let results: [SweepResult]

  /// What the runs measured, in the order of the model.
  private struct Column: Hashable {
    var name: String
    var unit: String
    /// Two expectations may have the same name.
    var occurrence: Int

    static func all(of measures: [SweepMeasure]) -> [(column: Column, measure: SweepMeasure)] {
      var counts: [Column: Int] = [:]
      return measures.map { measure in
        var column = Column(name: measure.name, unit: measure.unit, occurrence: 0)
        let occurrence = counts[column, default: 0]
        counts[column] = occurrence + 1
        column.occurrence = occurrence
        return (column, measure)
      }
    }
  }

  private let columns: [Column]
  private let measures: [[Column: SweepMeasure]]

  /// - Parameters:
  ///   - plan: what was to run.
  ///   - results: one for each combination.
  init(_ plan: SweepPlan, _ results: [SweepResult]) {
    self.plan = plan
    self.results = results
    let all = results.map { Column.all(of: $0.measures) }
    // Runs of one model have the same columns, unless what is swept is a name.
    columns = all.joined().reduce(into: []) { columns, pair in
      if !columns.contains(pair.column) { columns.append(pair.column) }
    }
    measures = all.map { Dictionary($0.map { ($0.column, $0.measure) }) { first, _ in first } }
  }

  // MARK: For the terminal

  /// Aligned columns under their names and units.
  var text: String {
    let hasUnmet = results.contains { $0.unmetCount ?? 0 > 0 }
    let hasNotes = results.contains { !$0.note.isEmpty }
    /// What stands at the end of a line, where there is any of it.
    func line(_ start: [String], _ unmet: String, _ time: String, _ note: String) -> [String] {
      start + (hasUnmet ? [unmet] : []) + [time] + (hasNotes ? [note] : [])
    }
    let names = plan.axes.map { shortName($0.path) }
    let header = line(["run"] + names + columns.map(\.name), "not met", "time", "")
    let units = line([""] + names.map { _ in "" } + columns.map(\.unit), "", "", "")
    let rows = zip(plan.combinations, results).map { combination, result in
      line(
        ["\(combination.index + 1)"] + combination.values + cells(combination),
        result.unmetCount.map(String.init) ?? "",
        result.wallSeconds.map(Format.seconds) ?? "", result.note)
    }
    let head = Self.wrapped(header) + (units.allSatisfy(\.isEmpty) ? [] : [units])
    return Format.table((head + rows).map(Self.withoutEmptyEnd), indent: "")
  }

  private static func withoutEmptyEnd(_ row: [String]) -> [String] {
    Array(row.prefix((row.lastIndex { !$0.isEmpty } ?? -1) + 1))
  }

  private func cells(_ combination: SweepPlan.Combination) -> [String] {
    columns.map { measures[combination.index][$0]?.words ?? "" }
  }

  /// The end of a path that tells it from the others: `nav_hh.gbar`.
  private func shortName(_ path: String) -> String {
    let steps = path.split(separator: ".")
    let others = plan.axes.map(\.path).filter { $0 != path }
    for length in 2..<max(steps.count, 2) {
      let tail = steps.suffix(length).joined(separator: ".")
      if !others.contains(where: { $0.hasSuffix(tail) }) { return tail }
    }
    return path
  }

  /// Names in lines of a few words, so that columns are not much wider than their numbers.
  private static func wrapped(_ names: [String]) -> [[String]] {
    let lines = names.map { Format.lines($0, width: 14) }
    let height = lines.map(\.count).max() ?? 0
    return (0..<height).map { row in lines.map { row < $0.count ? $0[row] : "" } }
  }

  // MARK: For programs

  /// Comma-separated values (RFC 4180) with all digits; units stand in the first line.
  var csv: String {
    let heads = columns.flatMap { column -> [String] in
      let head = column.unit.isEmpty ? column.name : "\(column.name) [\(column.unit)]"
      return hasTotal(column) ? [head, "\(head) in all"] : [head]
    }
    let header =
      ["run"] + plan.axes.map(\.path) + ["state"] + heads
      + ["not met", "simulated [ms]", "message", "wall time [s]"]
    let lines = [header] + plan.combinations.map(fields)
    return lines.map { $0.map(Self.quoted).joined(separator: ",") + "\n" }.joined()
  }

  private func fields(_ combination: SweepPlan.Combination) -> [String] {
    let result = results[combination.index]
    let found = columns.flatMap { column -> [String] in
      let measure = measures[combination.index][column]
      let value = measure?.value.map(Self.allDigits) ?? ""
      return hasTotal(column) ? [value, measure?.total.map(String.init) ?? ""] : [value]
    }
    return ["\(combination.index + 1)"] + combination.values + [result.state.rawValue] + found
      + [
        result.unmetCount.map(String.init) ?? "", result.simulatedTime.map(Self.allDigits) ?? "",
        result.message, result.wallSeconds.map(Self.allDigits) ?? "",
      ]
  }

  private func hasTotal(_ column: Column) -> Bool {
    measures.contains { $0[column]?.total != nil }
  }

  /// The shortest text that reads back as the same number.
  private static func allDigits(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func quoted(_ field: String) -> String {
    guard field.contains(where: { ",\"".contains($0) || $0.isNewline }) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}

extension SweepMeasure {
  /// The number as the table shows it, its unit apart.
  fileprivate var words: String {
    guard let value else { return "nothing" }
    let number = Format.number(value, digits: digits)
    return total.map { "\(number) of \($0)" } ?? number
  }
}
