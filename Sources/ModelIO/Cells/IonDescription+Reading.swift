import ModelDescription
import Quantities

extension IonDescription {
  private static let keys = [
    "valence", "reversal", "inside", "outside", "dynamics", "diffusion", "override",
  ]
  static let example = "na: {reversal: 50 mV}"

  /// Reads the key `ions` of the model or of a cell, in the order of the file.
  ///
  /// A cell's entry replaces the model's entry, which is `inherited`, as a whole, except that the
  /// valence stays.
  static func read(
    _ entry: Entry?, inherited: [IonDescription] = []
  ) throws(ModelIOError) -> [IonDescription] {
    var ions = inherited
    guard let entry else { return ions }
    for (name, ion) in try entry.namedEntries(of: "ions", example: example) {
      let index = ions.firstIndex { $0.name == name }
      let valence = index.map { ions[$0].valence }
      let read = try IonDescription(ion, name: name, inheritedValence: valence)
      if let index { ions[index] = read } else { ions.append(read) }
    }
    return ions
  }

  private init(_ entry: Entry, name: String, inheritedValence: Double?) throws(ModelIOError) {
    let map = try entry.map("an ion", keys: Self.keys, example: Self.example)
    let valence = try Self.valence(map, name: name, inherited: inheritedValence)
    let dynamics = try map.optional("dynamics", default: Dynamics.constant.rawValue)
      .choice(Dynamics.self, example: "dynamics: pool")
    // Of a charged species that can cross the membrane there must be some, or E is infinite.
    let bound = valence == 0 || dynamics == .impermeant ? Bound.notNegative : .positive
    self.init(
      name: name, valence: valence,
      reversal: try map.optional("reversal")?.quantity(.voltage, example: "reversal: 50 mV"),
      inside: try Self.concentration("inside", bound, map),
      outside: try Self.concentration("outside", bound, map),
      reversalOverridesConcentrations: try map.optional("override", default: "false")
        .flag(example: "override: true"),
      dynamics: dynamics,
      diffusion: try map.optional("diffusion")?
        .quantity(.diffusivity, .notNegative, example: "diffusion: 1.96 um2/ms"),
      source: entry.location)
    try checkConsistency(map)
  }

  private static func concentration(
    _ key: String, _ bound: Bound, _ map: MapEntry
  ) throws(ModelIOError) -> Quantity? {
    guard let entry = map.optional(key) else { return nil }
    return try entry.quantity(.concentration, bound, example: "\(key): 12 mM")
      .sensible(.concentration, entry)
  }

  private static func valence(
    _ map: MapEntry, name: String, inherited: Double?
  ) throws(ModelIOError) -> Double {
    let known = inherited ?? predefinedValences[name]
    guard let entry = map.optional("valence") else {
      guard let known else {
        throw map.entry.error(
          .missingKey, "\(map.path) has no 'valence', and '\(name)' is not a predefined ion",
          suggestion: "add for example valence: 1, or 0 for a neutral species; predefined are "
            + predefinedValences.keys.sorted().joined(separator: ", "))
      }
      return known
    }
    let valence = try entry.number(example: "valence: 2")
    guard abs(valence) <= 100 else {
      throw entry.error(
        .outOfRange,
        "\(entry.path) is \(Quantity(valence, .one)) but must be a charge from -100 to 100",
        suggestion: "write for example valence: 2, or 0 for a neutral species")
    }
    guard valence == known ?? valence else {
      throw entry.error(
        .inconsistent,
        "\(entry.path) is \(Quantity(valence, .one)), but that of '\(name)' is \(Quantity(known ?? 0, .one))",
        suggestion: "choose another name for an ion of another charge")
    }
    return valence
  }
}
