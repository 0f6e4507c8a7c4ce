import Lowering
import MechanismCatalogue
import ModelDescription

/// What `skou check` says of each population.
enum CellTable {
  static func rows(_ description: ModelDescription, _ lowered: LoweredModel) -> [[String]] {
    description.populations.map { population in
      guard let cell = lowered.painted.first(where: { $0.name == population.cell }) else {
        return [population.name]
      }
      let compartments = cell.morphology.compartments
      let area = compartments.reduce(0) { $0 + $1.area }
      return [
        population.name, "\(Format.count(population.count)) x \(cell.name)",
        Format.counted(compartments.count, "compartment"),
        Format.counted(cell.morphology.branches.count, "branch", plural: "branches"),
        "\(Format.number(area)) um2",
      ]
    }
  }
}

/// Which mechanism reads and moves which ion, and what belongs to none.
enum IonWiring {
  static func rows(
    _ description: ModelDescription, _ catalogue: MechanismCatalogue
  ) -> [[String]] {
    var rows: [[String]] = []
    for cell in description.cells {
      for ion in cell.ions { rows.append([cell.name, ion.name, state(ion)]) }
      for use in cell.mechanisms { rows += wires(use, cell, catalogue) }
    }
    return rows.isEmpty ? [["no mechanism touches an ion"]] : rows
  }

  private static func state(_ ion: IonDescription) -> String {
    if let reversal = ion.reversal { return "constant, reversal \(reversal)" }
    let inside = ion.inside.map { "\($0)" } ?? "not given"
    let outside = ion.outside.map { "\($0)" } ?? "not given"
    return "constant, inside \(inside), outside \(outside)"
  }

  private static func wires(
    _ use: MechanismUse, _ cell: CellDescription, _ catalogue: MechanismCatalogue
  ) -> [[String]] {
    let manifests = catalogue.manifests.filter { $0.name == use.mechanism }
    guard
      let manifest = manifests.first(where: { $0.variant == use.variant }) ?? manifests.first
    else { return [] }
    return manifest.ions.map { ion in
      let place = "\(use.name) in '\(use.region)'"
      guard let species = species(ion, use) else {
        return [cell.name, "(no ion)", "\(place) moves charge that belongs to no ion"]
      }
      return [cell.name, species, "\(place) \(verbs(ion))"]
    }
  }

  /// The ion that a use is bound to; nil for none.
  private static func species(_ ion: MechanismManifest.Ion, _ use: MechanismUse) -> String? {
    guard ion.isConfigurable else { return ion.name }
    guard case .ion(let species)? = use.ionBindings[ion.name] else { return nil }
    return species
  }

  private static func verbs(_ ion: MechanismManifest.Ion) -> String {
    let reads = [
      ion.readsReversal ? "reversal" : nil, ion.readsInside ? "inside" : nil,
      ion.readsOutside ? "outside" : nil,
    ].compactMap { $0 }
    let read = reads.isEmpty ? [] : ["reads \(reads.joined(separator: ", "))"]
    return (read + (ion.moves ? ["moves it"] : [])).joined(separator: " and ")
  }
}
