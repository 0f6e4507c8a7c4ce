import Foundation
import ModelDescription
import Quantities

/// Every species of a kind of cell: what it is, who owns it, and whether it moves along the cell.
enum SpeciesTable {
  private static let header = [
    "species", "valence", "dynamics", "inside", "outside", "reversal", "owner", "along the cell",
  ]

  static func rows(_ wiring: CellWiring) -> [[String]] {
    let rows = wiring.cell.ions.map { ion in
      [
        ion.name, valence(ion.valence), ion.dynamics.rawValue, text(ion.inside),
        text(ion.outside), reversal(ion, wiring.thermalVoltage), owner(ion, wiring),
        mobility(ion, wiring),
      ]
    }
    return rows.isEmpty ? [["no species"]] : [header] + rows
  }

  /// The sums over what is dissolved, where concentrations follow from amounts.
  static func sums(_ wiring: CellWiring) -> String? {
    let dissolved = wiring.cell.ions.filter { $0.dynamics != .constant }
    guard wiring.hasPools else { return nil }
    func sum(_ side: KeyPath<IonDescription, Quantity?>, _ charge: Bool) -> String {
      let total = dissolved.reduce(0) { sum, ion in
        let concentration = (try? ion[keyPath: side]?.value(in: .millimolar)) ?? 0
        return sum + concentration * (charge ? ion.valence : 1)
      }
      // Ten ordinary concentrations cancel no better than this.
      return Format.number(abs(total) < 1e-12 ? 0 : total) + " mM"
    }
    return "together \(sum(\.inside, false)) inside and \(sum(\.outside, false)) outside; "
      + "charge \(sum(\.inside, true)) and \(sum(\.outside, true))"
  }

  private static func valence(_ valence: Double) -> String {
    (valence > 0 ? "+" : "") + Format.number(valence, digits: 6)
  }

  private static func text(_ quantity: Quantity?) -> String { quantity.map { "\($0)" } ?? "-" }

  private static func reversal(_ ion: IonDescription, _ thermalVoltage: Double) -> String {
    if let reversal = ion.reversal { return "\(reversal)" }
    guard ion.hasReversal, let inside = try? ion.inside?.value(in: .millimolar),
      let outside = try? ion.outside?.value(in: .millimolar), inside > 0, outside > 0
    else { return "-" }
    return Format.number(thermalVoltage / ion.valence * log(outside / inside)) + " mV"
  }

  private static func owner(_ ion: IonDescription, _ wiring: CellWiring) -> String {
    guard ion.dynamics != .constant else { return "held" }
    // A neutral species without a concentration outside, such as ATP, stays in the cell.
    guard ion.outside != nil else { return "cell" }
    if wiring.isShared { return "cell, shared space" }
    return wiring.shell == nil ? "cell, bath" : "cell, shell"
  }

  private static func mobility(_ ion: IonDescription, _ wiring: CellWiring) -> String {
    guard ion.dynamics != .constant else { return "-" }
    guard ion.dynamics == .pool, wiring.morphology.compartments.count > 1 else { return "stays" }
    return switch wiring.cell.axial {
    case .ohmic: "stays"
    case .diffusive: "diffuses"
    case .electrodiffusive: ion.isNeutral ? "diffuses" : "diffuses and drifts"
    }
  }
}
