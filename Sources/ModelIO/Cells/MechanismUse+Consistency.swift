import MechanismCatalogue
import ModelDescription
import Quantities

extension MechanismUse {
  /// Checks that what a use of a mechanism says of its ions goes together.
  func checkConsistency(
    _ manifest: MechanismManifest, _ map: MapEntry, ions: [IonDescription]
  ) throws(ModelIOError) {
    try checkValence(manifest, map, ions: ions)
    try checkPartners(manifest, map, ions: ions)
    try checkEffect(manifest, map, ions: ions)
  }

  /// A mechanism that is told its ion's valence must be told the right one.
  private func checkValence(
    _ manifest: MechanismManifest, _ map: MapEntry, ions: [IonDescription]
  ) throws(ModelIOError) {
    guard manifest.hasParameter("valence"),
      let configurable = manifest.ions.first(where: \.isConfigurable),
      case .ion(let name)? = ionBindings[configurable.name],
      let valence = ions.first(where: { $0.name == name })?.valence
        ?? IonDescription.predefinedValences[name]
    else { return }
    let entry = map.optional("valence") ?? map.optional(configurable.name) ?? map.entry
    guard valence != 0 else {
      throw entry.error(
        .inconsistent, "'\(manifest.name)' moves charged ions, and '\(name)' has valence 0",
        suggestion: "give '\(name)' its charge, or choose another ion")
    }
    guard case .constant(let given)? = parameters["valence"]?.form, given.siValue == valence else {
      throw entry.error(
        .inconsistent,
        "\(map.path).valence is \(parameters["valence"]?.text ?? "not given"), but '\(name)' has "
          + "the valence \(Quantity(valence, .one))",
        suggestion: "write valence: \(Quantity(valence, .one))")
    }
  }

  /// An ion that goes along with another one must be there.
  private func checkPartners(
    _ manifest: MechanismManifest, _ map: MapEntry, ions: [IonDescription]
  ) throws(ModelIOError) {
    for ion in manifest.ions
    where ion.isOptional && (ion.moves || ion.gainsInside || ion.gainsOutside) {
      let key = "\(ion.name)_share"
      guard let share = parameters[key], !ions.contains(where: { $0.name == ion.name }) else {
        continue
      }
      if case .constant(let part) = share.form, part.siValue == 0 { continue }
      // What crosses the membrane beside other ions is left to them, unless the model asks for it.
      if ion.moves, map.optional(key) == nil {
        let none = DocumentNode(text: "0", at: map.location)
        map.entry.reading.correct(none, at: map.path.appending(key))
        continue
      }
      throw (map.optional(key) ?? map.entry).error(
        .inconsistent,
        "'\(manifest.name)' moves '\(ion.name)' as a partner (\(key): \(share.text)), and it is "
          + "not declared",
        suggestion: "declare '\(ion.name)' under 'ions:', or write \(key): 0")
    }
  }

  /// A mechanism that acts on solutions alone needs one that can change.
  private func checkEffect(
    _ manifest: MechanismManifest, _ map: MapEntry, ions: [IonDescription]
  ) throws(ModelIOError) {
    guard !manifest.ions.contains(where: \.moves) else { return }
    let acted = manifest.ions.filter { $0.gainsInside || $0.gainsOutside }
      .compactMap { ion in ions.first { $0.name == ion.name } }
    guard let first = acted.first, acted.allSatisfy({ $0.dynamics == .constant }) else { return }
    throw map.entry.error(
      .inconsistent,
      "'\(manifest.name)' does nothing: it only changes how much \(acted.map(\.name).quotedList) "
        + "there is, and that is constant",
      suggestion: "write dynamics: pool for '\(first.name)'")
  }
}
