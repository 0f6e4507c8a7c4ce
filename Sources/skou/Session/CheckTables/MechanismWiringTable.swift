import ModelDescription

/// Which mechanism reads and moves which ion, and where it stands.
enum MechanismWiringTable {
  private static let header = ["mechanism", "where", "ion", "reads", "membrane", "solutions"]

  static func rows(_ wiring: CellWiring) -> [[String]] {
    var rows: [[String]] = []
    for use in wiring.cell.mechanisms {
      let wires = wiring.wires.filter { $0.use.name == use.name && $0.use.source == use.source }
      let place = wiring.place(of: use)
      let cells = wires.isEmpty ? [["-", "-", "-", "-"]] : wires.map(cells)
      for (index, cell) in cells.enumerated() {
        // What a row has in common with the one above it is not said again.
        rows.append((index == 0 ? [use.title, place] : ["", ""]) + cell)
      }
    }
    return rows.isEmpty ? [["no mechanism"]] : [header] + rows
  }

  private static func cells(_ wire: CellWiring.Wire) -> [String] {
    guard let name = wire.name else { return ["(no ion)", "-", "moves charge", "-"] }
    guard wire.species != nil || !wire.ion.isOptional else {
      return [name, "undeclared: no limit", "-", "-"]
    }
    return [name, reads(wire), wire.ion.moves ? "moves it" : "-", adds(wire)]
  }

  private static func reads(_ wire: CellWiring.Wire) -> String {
    let sides = [
      wire.ion.readsReversal ? "reversal" : nil, wire.ion.readsInside ? "inside" : nil,
      wire.ion.readsOutside ? "outside" : nil,
    ].compactMap { $0 }
    return sides.isEmpty ? "-" : sides.joined(separator: ", ")
  }

  private static func adds(_ wire: CellWiring.Wire) -> String {
    switch (wire.ion.gainsInside, wire.ion.gainsOutside) {
    case (true, true): "adds inside, outside"
    case (true, false): "adds inside"
    case (false, true): "adds outside"
    case (false, false): "-"
    }
  }
}
