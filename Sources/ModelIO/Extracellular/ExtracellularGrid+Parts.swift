import ModelDescription
import Quantities

extension ExtracellularGrid.Region {
  private static let values = ["volume_fraction", "tortuosity", "perfusion"]
  private static let example =
    "regions: [{within: {x: [0 um, 500 um]}, volume_fraction: 0.07, tortuosity: 1.8}]"

  /// Reads the key `regions`, in the order of the file.
  static func read(
    _ entry: Entry?, _ lattice: GridLattice
  ) throws(ModelIOError) -> [ExtracellularGrid.Region] {
    var regions: [ExtracellularGrid.Region] = []
    for item in try entry?.items(of: "regions", example: example) ?? [] {
      regions.append(try ExtracellularGrid.Region(item, lattice))
    }
    return regions
  }

  private init(_ entry: Entry, _ lattice: GridLattice) throws(ModelIOError) {
    let map = try entry.map("a region", keys: ["within"] + Self.values, example: Self.example)
    let within = try map.required("within", example: "within: {x: [0 um, 500 um]}")
    guard Self.values.contains(where: { map.optional($0) != nil }) else {
      throw entry.error(
        .missingKey, "\(entry.path) sets nothing", suggestion: "write for example \(Self.example)")
    }
    self.init(
      within: try lattice.part(within),
      volumeFraction: try map.optional("volume_fraction")?.extracellularFraction(),
      tortuosity: try map.optional("tortuosity")?.tortuosity(),
      perfusion: try map.optional("perfusion")?.rate(example: "perfusion: 0.1 /s"),
      source: entry.location)
  }
}

extension ExtracellularGrid.Start {
  private static let example = "initial: [{within: {x: [0 um, 250 um]}, k: 60 mM}]"

  /// Reads the key `initial`, in the order of the file.
  static func read(
    _ entry: Entry?, _ species: GridSpecies, _ lattice: GridLattice
  ) throws(ModelIOError) -> [ExtracellularGrid.Start] {
    var starts: [ExtracellularGrid.Start] = []
    for item in try entry?.items(of: "concentrations", example: example) ?? [] {
      starts.append(try ExtracellularGrid.Start(item, species, lattice))
    }
    return starts
  }

  private init(
    _ entry: Entry, _ species: GridSpecies, _ lattice: GridLattice
  ) throws(ModelIOError) {
    let named = try entry.namedEntries(of: "concentrations", example: Self.example)
    var concentrations: [(ion: String, value: Quantity)] = []
    for (name, item) in named where name != "within" {
      let ion = try species.pool(name, item)
      // Without any of a charged species, its Nernst potential would be infinite.
      let value = try item.quantity(
        .concentration, ion.isNeutral ? .notNegative : .positive, example: "\(name): 60 mM")
      concentrations.append((ion.name, try value.sensible(.concentration, item)))
    }
    guard !concentrations.isEmpty else {
      throw entry.error(
        .missingKey, "\(entry.path) sets nothing", suggestion: "write for example \(Self.example)")
    }
    self.init(
      within: try lattice.part(named.first { $0.name == "within" }?.entry),
      concentrations: concentrations, source: entry.location)
  }
}
