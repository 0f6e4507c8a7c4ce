import ModelDescription
import Quantities

extension VolumeDescription {
  private static let rules = ["surface_to_volume", "value"]
  private static let example = "volume: {water_permeability: 1e-3 cm/s}"

  /// Reads the key `volume` of a cell with these ions.
  init(_ entry: Entry, ions: [IonDescription]) throws(ModelIOError) {
    let map = try entry.map(
      "a volume", keys: Self.rules + ["water_permeability"], example: Self.example)
    guard !map.pairs.isEmpty else {
      throw entry.error(
        .missingKey, "\(entry.path) sets nothing", suggestion: "write for example \(Self.example)")
    }
    self.init(
      rule: try Self.rule(map), waterPermeability: try Self.waterPermeability(map, ions: ions),
      source: entry.location)
  }

  private static func rule(_ map: MapEntry) throws(ModelIOError) -> Rule {
    guard rules.contains(where: { map.optional($0) != nil }) else { return .geometry }
    let (rule, value) = try map.one(of: rules, example: "surface_to_volume: 2e4 /cm")
    guard rule == "value" else {
      return .surfaceToVolume(
        try value.quantity(
          .inverseLength, .positive, in: Unit.parsed("/cm"), example: "surface_to_volume: 2e4 /cm"
        ).sensible(.surfaceToVolume, value))
    }
    return .value(
      try value.quantity(.volume, .positive, in: Unit.parsed("pL"), example: "value: 8.4 pL")
        .sensible(.volume, value))
  }

  private static func waterPermeability(
    _ map: MapEntry, ions: [IonDescription]
  ) throws(ModelIOError) -> Quantity? {
    guard let entry = map.optional("water_permeability") else { return nil }
    let permeability = try entry.quantity(
      .speed, .positive, example: "water_permeability: 1e-3 cm/s"
    ).sensible(.waterPermeability, entry)
    guard ions.contains(where: { $0.dynamics != .constant }) else {
      throw entry.error(
        .inconsistent,
        "\(entry.path): water follows amounts, but every ion of the cell is constant",
        suggestion: "write for example ions: {k: {inside: 140 mM, outside: 4 mM, dynamics: pool}}")
    }
    return permeability
  }
}

extension Unit {
  /// The unit of a symbol that this program writes itself.
  static func parsed(_ symbol: String) -> Unit? { try? Unit(parsing: symbol) }
}
