import Engine
import EngineKernels
import ResultsIO

extension Ledger {
  /// For run.h5: of each species what was where, in fmol.
  var quantities: [RunQuantity] {
    lines.flatMap { line in
      let parts: [(String, Double)] = [
        ("inside_at_start", line.start.inside), ("outside_at_start", line.start.outside),
        ("inside", line.end.inside), ("outside", line.end.outside), ("to_bath", line.end.bath),
        ("gained", line.end.gained),
      ]
      let amounts = parts.map { name, amol in
        RunQuantity(name: "ledger.\(line.end.name).\(name)", value: amol / 1000, units: "fmol")
      }
      return amounts + [
        RunQuantity(name: "ledger.\(line.end.name).imbalance", value: line.imbalance)
      ]
    }
  }

  /// For the terminal: one row, which says how well the books are balanced.
  var rows: [[String]] {
    guard !lines.isEmpty else { return [] }
    let names = lines.map(\.end.name).joined(separator: ", ")
    return [["ledger", "\(names): balanced to \(Format.number(imbalance, digits: 2))"]]
  }
}
