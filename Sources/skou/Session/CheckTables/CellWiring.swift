import Lowering
import MechanismCatalogue
import ModelDescription
import Morphology

/// One kind of cell as `skou check` tells of it: which mechanism touches which species, and where.
struct CellWiring {
  /// One ion of one use of a mechanism.
  struct Wire {
    /// The use.
    let use: MechanismUse
    /// Whether it is a synapse's.
    let isSynapse: Bool
    /// What the mechanism does with the ion.
    let ion: MechanismManifest.Ion
    /// The species' name; nil where the current belongs to no ion.
    let name: String?
    /// The species as the cell has it; nil where it is not declared.
    let species: IonDescription?

    /// Whether it changes how much of the species there is in a solution.
    var changesAmount: Bool { ion.moves || adds }
    /// Whether it adds to a solution, or takes from it, other than through the membrane.
    var adds: Bool { ion.gainsInside || ion.gainsOutside }
    /// Whether the species is a pool.
    var touchesPool: Bool { species?.dynamics == .pool }
  }

  let cell: CellDescription
  let morphology: DiscretizedMorphology
  /// RT/F at the cell's root, in mV.
  let thermalVoltage: Double
  let extracellular: ExtracellularDescription
  let wires: [Wire]
  /// How many point mechanisms each of the cell's synapses is, in all cells together.
  let synapseCounts: [Int]

  /// Every kind of cell of a model.
  static func all(
    _ description: ModelDescription, _ lowered: LoweredModel, _ catalogue: MechanismCatalogue
  ) -> [CellWiring] {
    zip(description.cells, lowered.network.synapses).compactMap { cell, counts in
      guard let painted = lowered.painted.first(where: { $0.name == cell.name }) else { return nil }
      return CellWiring(
        cell: cell, morphology: painted.morphology,
        thermalVoltage: painted.thermalVoltage.first ?? 0,
        extracellular: description.extracellular,
        wires: cell.mechanisms.flatMap { wires(of: $0, cell, catalogue) }
          + cell.synapses.flatMap { wires(of: $0.use, cell, catalogue, isSynapse: true) },
        synapseCounts: counts)
    }
  }

  /// Whether any concentration changes in a run.
  var hasPools: Bool { cell.ions.contains { $0.dynamics == .pool } }

  /// The shell around each compartment; nil in a bath.
  var shell: PrivateShell? {
    if case .shell(let shell) = extracellular.space { shell } else { nil }
  }

  /// Whether all cells share the outside.
  var isShared: Bool {
    if case .grid = extracellular.space { true } else { false }
  }

  /// The ions of a use.
  func wires(of use: MechanismUse) -> [Wire] {
    wires.filter { $0.use.name == use.name && $0.use.source == use.source }
  }

  /// Where a use is, in words: its region and how many compartments that is.
  func place(of use: MechanismUse) -> String {
    let count = (try? use.region.compartments(in: morphology))?.count ?? 0
    let number = "\(Format.count(count)) of \(Format.count(morphology.compartments.count))"
    return "\(use.region) (\(number))"
  }

  private static func wires(
    of use: MechanismUse, _ cell: CellDescription, _ catalogue: MechanismCatalogue,
    isSynapse: Bool = false
  ) -> [Wire] {
    let manifests = catalogue.manifests.filter { $0.name == use.mechanism }
    let manifest = manifests.first { $0.variant == use.variant } ?? manifests.first
    return (manifest?.ions ?? []).map { ion in
      let name = species(ion, use)
      return Wire(
        use: use, isSynapse: isSynapse, ion: ion, name: name,
        species: cell.ions.first { $0.name == name })
    }
  }

  /// The species that an ion of a use stands for; nil for none.
  private static func species(_ ion: MechanismManifest.Ion, _ use: MechanismUse) -> String? {
    guard ion.isConfigurable else { return ion.name }
    guard case .ion(let species)? = use.ionBindings[ion.name] else { return nil }
    return species
  }
}

extension MechanismUse {
  /// Its name, and the model of it where there are several: `na_k_atpase (hill)`.
  var title: String { variant.isEmpty ? name : "\(name) (\(variant))" }
}
