import Engine
import ResultsIO

/// Avogadro's number, per amol.
private let perAmount = 6.02214076e5

extension EnergyLedger {
  /// A mean power in pW.
  private func power(_ energy: Double) -> Double { time > 0 ? energy / time : 0 }
  /// Molecules a second.
  private func perSecond(_ amount: Double) -> Double {
    time > 0 ? amount / time * 1000 * perAmount : 0
  }
  /// A line's part of all the ATP that was used.
  private func share(_ line: Line) -> Double { atpUsed > 0 ? line.atpUsed / atpUsed : 0 }

  /// For the summary in run.h5, where expectations find them: means over the run.
  var quantities: [RunQuantity] {
    let totals = [
      RunQuantity(name: "energy.atp_per_second", value: perSecond(atpUsed), units: "/s"),
      RunQuantity(name: "energy.atp_power", value: power(released), units: "pW"),
      RunQuantity(name: "energy.pump_work", value: power(work), units: "pW"),
      RunQuantity(name: "energy.dissipation", value: power(dissipation), units: "pW"),
      RunQuantity(name: "energy.stimuli", value: power(stimuli), units: "pW"),
      RunQuantity(name: "energy.heat", value: power(heat), units: "pW"),
      RunQuantity(name: "energy.entropy_production", value: power(entropy), units: "pW/K"),
      RunQuantity(name: "energy.imbalance", value: imbalance),
    ]
    return totals + lines.flatMap { quantities(of: $0) }
  }

  private func quantities(of line: Line) -> [RunQuantity] {
    let name = "energy.\(line.name)"
    let dissipation = RunQuantity(
      name: "\(name).dissipation", value: power(line.dissipation), units: "pW")
    guard line.atpUsed > 0 else { return [dissipation] }
    return [
      dissipation,
      RunQuantity(name: "\(name).atp_per_second", value: perSecond(line.atpUsed), units: "/s"),
      RunQuantity(name: "\(name).atp_share", value: share(line)),
      RunQuantity(name: "\(name).efficiency", value: line.efficiency ?? 0),
    ]
  }

  /// The group `energy` of run.h5: what became of it over the whole run.
  var record: RunEnergy {
    func column(_ name: String, _ units: String, _ part: (Line) -> Double) -> RunEnergy.Column {
      RunEnergy.Column(name: name, units: units, values: lines.map(part))
    }
    return RunEnergy(
      mechanisms: lines.map(\.name),
      columns: [
        column("dissipation", "fJ", \.dissipation),
        column("dissipation_of_no_ion", "fJ", \.dissipationOfNoIon),
        column("atp_used", "amol", \.atpUsed), column("atp_made", "amol", \.atpMade),
        column("atp_share", "", share), column("released", "fJ", \.released),
        column("work", "fJ", \.work), column("efficiency", "") { $0.efficiency ?? 0 },
        column("heat", "fJ", \.heat), column("reactions", "fJ", \.reactions),
      ], totals: totals)
  }

  private var totals: [RunQuantity] {
    let energies: [(String, Double)] = [
      ("released", released), ("work", work), ("dissipation", dissipation),
      ("dissipation_of_no_ion", dissipationOfNoIon), ("stimuli", stimuli),
      ("reactions", reactions), ("axial", axial), ("water", water), ("exchange", exchange),
      ("heat", heat), ("stored.membrane", membrane), ("stored.inside", inside),
      ("stored.outside", outside), ("stored.bath", bath), ("stored.reservoirs", reservoirs),
      ("closure", closure),
    ]
    return [
      RunQuantity(name: "time", value: time, units: "ms"),
      RunQuantity(name: "atp_used", value: atpUsed, units: "amol"),
      RunQuantity(name: "atp_made", value: atpMade, units: "amol"),
      RunQuantity(name: "entropy", value: entropy, units: "fJ/K"),
      RunQuantity(name: "imbalance", value: imbalance),
    ] + energies.map { RunQuantity(name: $0, value: $1, units: "fJ") }
  }

  /// For the terminal: what ATP gave, who used it, and how well the books are balanced.
  var rows: [[String]] {
    let atp =
      "ATP \(Format.number(perSecond(atpUsed))) /s, \(Format.number(power(released))) pW"
      + "; pumps' work \(Format.number(power(work))) pW\(percent(work, of: released))"
    let heat =
      "heat \(Format.number(power(heat))) pW, entropy \(Format.number(power(entropy))) pW/K"
      + "; balanced to \(Format.number(imbalance, digits: 2))"
    let users = lines.filter { $0.atpUsed > 0 }
    let shares = users.map { "\($0.name)\(percent($0.atpUsed, of: atpUsed))" }
    return [["energy", atp]] + (users.count > 1 ? [["", shares.joined(separator: ", ")]] : [])
      + [["", heat]]
  }

  private func percent(_ part: Double, of whole: Double) -> String {
    whole > 0 ? " (\(Format.number(100 * part / whole, digits: 3)) %)" : ""
  }
}
