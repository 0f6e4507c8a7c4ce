import MechanismCatalogue
import ModelDescription
import Morphology
import Quantities

extension MechanismUse {
  private static let commonKeys = ["use", "model", "name", "q10", "reference_temperature"]

  /// Reads the key `mechanisms` of a cell, in the order of the file.
  static func read(
    _ entry: Entry?, ions: [IonDescription], sections: [String]
  ) throws(ModelIOError) -> [MechanismUse] {
    guard let entry else { return [] }
    var uses: [MechanismUse] = []
    for item in try entry.items(of: "mechanisms", example: "[\(MechanismSetting.membrane.example)]")
    {
      let use = try MechanismUse(item, ions: ions, sections: sections)
      try use.checkName(against: uses, item)
      uses.append(use)
    }
    return uses
  }

  private init(
    _ entry: Entry, ions: [IonDescription], sections: [String]
  ) throws(ModelIOError) {
    let (manifest, map) = try Self.opened(entry, in: .membrane)
    let region = try Region(map.optional("where", default: "all"), sections: sections)
    try self.init(map, manifest, region: region, ions: ions)
  }

  /// The mechanism that an item of a list names, and the item's map.
  static func opened(
    _ entry: Entry, in setting: MechanismSetting
  ) throws(ModelIOError) -> (MechanismManifest, MapEntry) {
    let manifest = try manifest(entry)
    try setting.check(manifest, entry)
    let map = try entry.map(
      "a use of '\(manifest.name)'",
      keys: commonKeys + [setting.placeKey] + manifest.modelKeys, example: setting.example)
    return (manifest, map)
  }

  /// Reads all but the place of a use of a mechanism.
  init(
    _ map: MapEntry, _ manifest: MechanismManifest, region: Region, ions: [IonDescription]
  ) throws(ModelIOError) {
    let bindings = try Self.ionBindings(manifest, map, ions: ions)
    try Self.checkIons(manifest, map, ions: ions)
    self.init(
      mechanism: manifest.name, variant: manifest.variant,
      name: try Self.instanceName(map, mechanism: manifest.name),
      region: region,
      parameters: try ParameterValue.read(map, manifest),
      reversal: try Self.reversal(manifest, map, bindings: bindings),
      ionBindings: bindings,
      q10: try map.optional("q10", default: "\(manifest.q10)").number(.positive, example: "q10: 3"),
      referenceTemperature: try map.optional(
        "reference_temperature", default: "\(manifest.referenceTemperatureCelsius) degC"
      ).temperature(example: "reference_temperature: 6.3 degC"),
      source: map.location)
    try checkConsistency(manifest, map, ions: ions)
  }

  /// The manifest that `use` and `model` name, before the other keys can be checked.
  private static func manifest(_ entry: Entry) throws(ModelIOError) -> MechanismManifest {
    guard case .map(let pairs) = entry.node.content else {
      throw entry.wrongKind(expected: "a use of a mechanism", example: "{use: leak, …}")
    }
    let map = MapEntry(entry: entry, pairs: pairs, what: "a use of a mechanism")
    let use = try map.required("use", example: "use: leak")
    let name = try use.text(expected: "the name of a mechanism", example: "use: leak")
    let variants = entry.reading.manifests.filter { $0.name == name }
    guard let only = variants.first else {
      throw use.unknown(
        name, among: Set(entry.reading.manifests.map(\.name)).sorted(), kind: "mechanisms")
    }
    guard let model = map.optional("model") else {
      guard variants.count == 1 else {
        throw entry.error(
          .missingKey, "'\(name)' has several models: \(variants.map(\.variant).quotedList)",
          suggestion: "add for example model: \(only.variant)")
      }
      return only
    }
    let variant = try model.text(expected: "the name of a model", example: "model: hill")
    guard let match = variants.first(where: { $0.variant == variant }) else {
      throw model.unknown(
        variant, among: variants.map(\.variant).filter { !$0.isEmpty }, kind: "models of '\(name)'")
    }
    return match
  }

  private static func instanceName(
    _ map: MapEntry, mechanism: String
  ) throws(ModelIOError) -> String {
    let entry = map.optional("name", default: mechanism)
    let name = try entry.text(expected: "a name", example: "name: slow_leak")
    try Entry.checkName(name, of: "mechanisms", at: entry.location)
    guard name != "bath" else {
      throw entry.error(
        .inconsistent,
        "\(map.path): a mechanism cannot be called 'bath', as interventions call the bath",
        suggestion: "give it another name, such as name: bath_leak")
    }
    return name
  }

  /// Refuses a name that two different mechanisms of a cell claim.
  private func checkName(against uses: [MechanismUse], _ entry: Entry) throws(ModelIOError) {
    let other = uses.first {
      $0.name == name && ($0.mechanism != mechanism || $0.variant != variant)
    }
    guard let other else { return }
    throw entry.error(
      .inconsistent, "\(entry.path) is called '\(name)', as is '\(other.mechanism)' before it",
      suggestion: "give it another name, such as name: \(name)_2")
  }
}

extension MechanismManifest {
  /// The keys that a model may use beside those that every mechanism has.
  var modelKeys: [String] {
    let configurable = ions.filter(\.isConfigurable)
    let reversal = configurable.contains(where: \.readsReversal) ? ["reversal"] : []
    return parameters.map(\.name) + configurable.map(\.name) + reversal
  }
}
