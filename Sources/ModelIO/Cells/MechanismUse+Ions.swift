import MechanismCatalogue
import ModelDescription
import Quantities

extension MechanismUse {
  /// The word for a configurable ion that stands for no ion.
  private static let noIon = "none"

  /// What the model binds each configurable ion of a mechanism to; none unless it says.
  static func ionBindings(
    _ manifest: MechanismManifest, _ map: MapEntry, ions: [IonDescription]
  ) throws(ModelIOError) -> [String: IonBinding] {
    var bindings: [String: IonBinding] = [:]
    for ion in manifest.ions where ion.isConfigurable {
      let entry = map.optional(ion.name, default: noIon)
      let name = try entry.text(expected: "the name of an ion", example: "\(ion.name): k")
      bindings[ion.name] = name == noIon ? IonBinding.none : .ion(name)
      guard name != noIon else {
        try requireIon(ion, manifest, map)
        continue
      }
      try checkKnown(name, ions: ions, entry)
      try check(ion, isGivenBy: ions.first { $0.name == name }, name: name, manifest, entry)
    }
    return bindings
  }

  /// A current that follows from concentrations has to be some ion's.
  private static func requireIon(
    _ ion: MechanismManifest.Ion, _ manifest: MechanismManifest, _ map: MapEntry
  ) throws(ModelIOError) {
    guard ion.readsInside || ion.readsOutside, !ion.isOptional else { return }
    throw (map.optional(ion.name) ?? map.entry).error(
      .missingKey, "'\(manifest.name)' needs an ion, whose concentrations it reads",
      suggestion: "add for example \(ion.name): k")
  }

  private static func checkKnown(
    _ name: String, ions: [IonDescription], _ entry: Entry
  ) throws(ModelIOError) {
    let predefined = IonDescription.predefinedValences.keys.sorted()
    let known = ions.map(\.name) + predefined.filter { name in !ions.contains { $0.name == name } }
    guard known.contains(name) else {
      throw entry.unknown(name, among: known + [noIon], kind: "ions")
    }
  }

  /// The reversal potential of a current that belongs to no ion.
  static func reversal(
    _ manifest: MechanismManifest, _ map: MapEntry, bindings: [String: IonBinding]
  ) throws(ModelIOError) -> ParameterValue? {
    let unbound = manifest.ions.first {
      $0.isConfigurable && $0.readsReversal && bindings[$0.name] == IonBinding.none
    }
    guard let unbound else {
      guard let entry = map.optional("reversal"), !manifest.hasParameter("reversal") else {
        return nil
      }
      throw entry.error(
        .inconsistent, "\(map.path) has both an ion and a reversal potential",
        suggestion: "remove 'reversal', which follows from the ion, or the ion")
    }
    guard let entry = map.optional("reversal") else {
      throw map.entry.error(
        .missingKey, "\(map.path) has neither '\(unbound.name)' nor 'reversal'",
        suggestion: "add for example \(unbound.name): k, or reversal: -70 mV")
    }
    return try ParameterValue(entry, dimension: .voltage, example: "reversal: -70 mV")
  }

  /// Checks that the cell gives what a mechanism reads of its fixed ions.
  static func checkIons(
    _ manifest: MechanismManifest, _ map: MapEntry, ions: [IonDescription]
  ) throws(ModelIOError) {
    for ion in manifest.ions where !ion.isConfigurable {
      let declared = ions.first { $0.name == ion.name }
      if declared == nil, ion.isOptional { continue }
      guard declared != nil || IonDescription.predefinedValences[ion.name] != nil else {
        throw map.entry.error(
          .unknownName, "'\(manifest.name)' needs the ion '\(ion.name)', which is not declared",
          suggestion: "add for example ions: {\(ion.name): {\(example(of: ion))}}")
      }
      try check(ion, isGivenBy: declared, name: ion.name, manifest, map.entry)
    }
  }

  /// What a model could say of a species that it lacks; a mechanism of neutral ones never reads E.
  private static func example(of ion: MechanismManifest.Ion) -> String {
    if ion.readsReversal { return "valence: 1, reversal: 0 mV" }
    let sides = [
      ion.readsInside || ion.gainsInside ? "inside: 3 mM" : nil,
      ion.readsOutside || ion.gainsOutside ? "outside: 1 mM" : nil,
    ].compactMap { $0 }
    return (["valence: \(ion.moves ? 1 : 0)"] + sides + ["dynamics: pool"]).joined(separator: ", ")
  }

  private static func check(
    _ ion: MechanismManifest.Ion, isGivenBy declared: IonDescription?, name: String,
    _ manifest: MechanismManifest, _ entry: Entry
  ) throws(ModelIOError) {
    if let declared {
      try refuse(ion, of: declared, manifest, entry)
    }
    let needs: [(isRead: Bool, isGiven: Bool, what: String, example: String)] = [
      (ion.readsReversal, declared?.hasReversal ?? false, "reversal potential", "reversal: 0 mV"),
      (
        ion.readsInside, declared?.inside != nil, "inside concentration",
        "inside: \(name == "ca" ? "1e-4 mM" : "12 mM")"
      ),
      (
        ion.readsOutside, declared?.outside != nil, "outside concentration",
        "outside: \(name == "ca" ? "2 mM" : "145 mM")"
      ),
    ]
    for need in needs where need.isRead && !need.isGiven {
      throw entry.error(
        .missingKey, "'\(manifest.name)' needs the \(need.what) of '\(name)', which nothing gives",
        suggestion: "add to the model or the cell for example ions: {\(name): {\(need.example)}}")
    }
  }

  /// Refuses the Nernst potential of a neutral species, and what changes an impermeant one.
  private static func refuse(
    _ ion: MechanismManifest.Ion, of declared: IonDescription, _ manifest: MechanismManifest,
    _ entry: Entry
  ) throws(ModelIOError) {
    let name = declared.name
    if ion.readsReversal, declared.isNeutral {
      throw entry.error(
        .inconsistent,
        "'\(manifest.name)' needs the reversal potential of '\(name)', which has valence 0 and none",
        suggestion: "give '\(name)' its charge, or choose another mechanism")
    }
    guard declared.dynamics == .impermeant, ion.moves || ion.gainsInside || ion.gainsOutside
    else { return }
    throw entry.error(
      .inconsistent, "'\(manifest.name)' moves '\(name)', which is impermeant",
      suggestion: "write dynamics: pool or dynamics: constant for '\(name)'")
  }
}

extension MechanismManifest {
  /// Whether a parameter has this name.
  func hasParameter(_ name: String) -> Bool {
    parameters.contains { $0.name == name }
  }
}
