import Engine
import EngineKernels
import ResultsIO

extension Ledger {
  /// For run.h5: of each species what was where, in fmol; charge; volumes.
  var quantities: [RunQuantity] {
    amounts + (volume?.quantities ?? []) + (charge?.quantities ?? [])
  }

  private var amounts: [RunQuantity] {
    lines.flatMap { line in
      let parts: [(String, Double)] = [
        ("inside_at_start", line.start.inside), ("outside_at_start", line.start.outside),
        ("inside", line.end.inside), ("outside", line.end.outside), ("to_bath", line.end.bath),
        ("gained", line.end.gained), ("injected", line.end.injected),
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
      + (charge?.rows ?? [])
  }
}

extension VolumeBalance {
  /// For run.h5.
  var quantities: [RunQuantity] {
    var parts = [("inside_at_start", start.inside), ("inside", end.inside)]
    if imbalance != nil {
      parts += [("outside_at_start", start.outside), ("outside", end.outside)]
    }
    let volumes = parts.map {
      RunQuantity(name: "ledger.volume.\($0.0)", value: $0.1, units: "um3")
    }
    guard let imbalance else { return volumes }
    return volumes + [RunQuantity(name: "ledger.volume.imbalance", value: imbalance)]
  }
}

extension ChargeBalance {
  /// What no pool carried in, by who did, in pC.
  private var notConserved: [(name: String, charge: Double)] {
    lines.map { ($0.name, $0.charge) } + (constantIons.map { [("constant_ions", $0)] } ?? [])
  }

  /// For run.h5.
  var quantities: [RunQuantity] {
    var quantities = [
      RunQuantity(name: "ledger.charge.membrane", value: membrane, units: "pC"),
      RunQuantity(name: "ledger.charge.pools", value: pools, units: "pC"),
      RunQuantity(name: "ledger.charge.reactions", value: reactions, units: "pC"),
    ]
    quantities += notConserved.map { name, charge in
      RunQuantity(name: "ledger.not_conserved.\(name)", value: charge, units: "pC")
    }
    guard let imbalance else { return quantities }
    return quantities + [RunQuantity(name: "ledger.charge.imbalance", value: imbalance)]
  }

  /// For the terminal: what moved V without moving a pool; nothing where all is carried.
  var rows: [[String]] {
    guard !notConserved.isEmpty else { return [] }
    let parts = notConserved.map { name, charge in
      "\(name.replacing("_", with: " ")) \(Format.number(charge)) pC"
    }
    return [["", "charge that no pool carried in: \(parts.joined(separator: ", "))"]]
  }
}
