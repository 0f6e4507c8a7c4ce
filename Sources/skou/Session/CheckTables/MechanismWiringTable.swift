import ModelDescription

/// Which mechanism reads and moves which ion, and where it stands.
enum MechanismWiringTable {
  private static let header = ["mechanism", "where", "ion", "reads", "membrane", "solutions"]

  static func rows(_ wiring: CellWiring) -> [[String]] {
    var rows: [[String]] = []
    for use in wiring.cell.mechanisms { rows += self.rows(wiring, use, wiring.place(of: use)) }
    for synapse in wiring.cell.synapses {
      rows += self.rows(wiring, synapse.use, "\(synapse.places) (synapse)")
    }
    return rows.isEmpty ? [["no mechanism"]] : [header] + rows
  }

  private static func rows(
    _ wiring: CellWiring, _ use: MechanismUse, _ place: String
  ) -> [[String]] {
    let wires = wiring.wires(of: use)
    let cells = wires.isEmpty ? [["-", "-", "-", "-"]] : wires.map(cells)
    // What a row has in common with the one above it is not said again.
    return cells.enumerated().map { index, cell in
      (index == 0 ? [use.title, place] : ["", ""]) + cell
    }
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
