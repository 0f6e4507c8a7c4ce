import ModelDescription
import Quantities

extension EnergyDescription {
  private static let example = "energy: {atp_free_energy: -57 kJ/mol}"
  private static let value = "atp_free_energy: -57 kJ/mol"
  /// In J/mol: living cells have -70 to -30 kJ/mol, and ten times as much is a slip of units.
  private static let range = -500e3..<0

  /// Reads the key `energy` of a model; without it, no books are kept on energy.
  static func read(_ entry: Entry?) throws(ModelIOError) -> EnergyDescription? {
    guard let entry else { return nil }
    let map = try entry.map("an energy ledger", keys: ["atp_free_energy"], example: example)
    let item = try map.required("atp_free_energy", example: value)
    let energy = try item.quantity(.molarEnergy, example: value)
    guard range.contains(energy.siValue) else {
      throw item.error(
        .outOfRange, "\(item.path) is \(energy) but must be negative and above -500 kJ/mol",
        suggestion: "hydrolysis of ATP releases energy: write for example \(value)")
    }
    return EnergyDescription(atpFreeEnergy: energy, source: entry.location)
  }
}
