import MechanismCatalogue
import ModelDescription
import Quantities

/// Finds what a variable's name means in one kind of cell.
struct VariableLookup {
  let entry: Entry
  let cell: CellDescription
  let surroundings: ExtracellularDescription

  func variable(_ text: String) throws(ModelIOError) -> RecordedVariable {
    if text == "v" { return .membranePotential }
    if text == "i_electrode" { return .electrodeCurrent }
    if text == "volume" { return .volume }
    if text == "outside_volume" { return try ofOutside(.outsideVolume) }
    if let dot = text.firstIndex(of: ".") {
      return try mechanismVariable(
        String(text[..<dot]), quantity: String(text[dot...].dropFirst()))
    }
    if text.hasPrefix("[") { return try concentration(text) }
    if text.hasPrefix("n[") { return try amount(text) }
    if text.hasPrefix("i_") { return .ionCurrent(ion: try movedIon(String(text.dropFirst(2)))) }
    if text.hasPrefix("e_") { return try reversal(String(text.dropFirst(2))) }
    throw unknown(text)
  }

  private func unknown(_ text: String) -> ModelIOError {
    let ions = cell.ions.map(\.name)
    var known = ["v", "i_electrode", "volume"] + (surroundings.isFinite ? ["outside_volume"] : [])
    known += movedIons.map { "i_\($0)" } + ions.map { "e_\($0)" }
    known += ions.flatMap { ["[\($0)]i", "[\($0)]o"] }
    known += cell.ions.filter { $0.dynamics != .constant }.map { "n[\($0.name)]i" }
    known += cell.uses.flatMap { use in
      quantities(of: use).map { "\(use.name).\($0.name)" }
    }
    return entry.unknown(text, among: known, kind: "variables of cell '\(cell.name)'")
  }

  private func manifest(of use: MechanismUse) -> MechanismManifest? {
    entry.reading.manifest(of: use)
  }

  /// The ions that a use of a mechanism moves, by the cell's names.
  private func ionsMoved(by use: MechanismUse) -> [String] {
    (manifest(of: use)?.ions ?? []).filter(\.moves).compactMap { ion in
      guard ion.isConfigurable else { return ion.name }
      guard case .ion(let name) = use.ionBindings[ion.name] else { return nil }
      return name
    }
  }

  private var movedIons: [String] {
    Set(cell.uses.flatMap(ionsMoved(by:))).sorted()
  }

  private func movedIon(_ ion: String) throws(ModelIOError) -> String {
    guard movedIons.contains(ion) else { throw unknown("i_\(ion)") }
    return ion
  }

  private func reversal(_ ion: String) throws(ModelIOError) -> RecordedVariable {
    guard let declared = cell.ions.first(where: { $0.name == ion }) else {
      throw unknown("e_\(ion)")
    }
    guard !declared.isNeutral, declared.dynamics != .impermeant else {
      throw entry.error(
        .inconsistent,
        "\(entry.path): '\(ion)' is \(declared.isNeutral ? "neutral" : "impermeant")"
          + " and has no reversal potential",
        suggestion: "record its concentration, as in variable: \"[\(ion)]i\"")
    }
    guard declared.hasReversal else {
      throw notGiven("the reversal potential of '\(ion)'", example: "\(ion): {reversal: 0 mV}")
    }
    return .reversalPotential(ion: ion)
  }

  /// The ion and the side that `[na]i` or `[na]o` names, or nothing where it names none.
  private func species(_ text: Substring) -> (ion: IonDescription, isInside: Bool)? {
    let name = text.dropFirst().prefix { $0 != "]" }
    guard let ion = cell.ions.first(where: { $0.name == name }) else { return nil }
    return text == "[\(name)]i" ? (ion, true) : text == "[\(name)]o" ? (ion, false) : nil
  }

  private func concentration(_ text: String) throws(ModelIOError) -> RecordedVariable {
    guard let (ion, isInside) = species(text[...]) else { throw unknown(text) }
    try checkGiven(ion, isInside: isInside)
    let name = ion.name
    return isInside ? .insideConcentration(ion: name) : .outsideConcentration(ion: name)
  }

  /// The amount `n[na]i` or `n[na]o` of a pool or an impermeant species.
  private func amount(_ text: String) throws(ModelIOError) -> RecordedVariable {
    guard let (ion, isInside) = species(text.dropFirst()) else { throw unknown(text) }
    try checkGiven(ion, isInside: isInside)
    guard ion.dynamics != .constant else {
      throw entry.error(
        .inconsistent,
        "\(entry.path): '\(ion.name)' is constant, so that its amount is not followed",
        suggestion: "write dynamics: pool for '\(ion.name)', or record its concentration")
    }
    guard !isInside else { return .insideAmount(ion: ion.name) }
    return try outsideAmount(of: ion)
  }

  private func checkGiven(_ ion: IonDescription, isInside: Bool) throws(ModelIOError) {
    guard (isInside ? ion.inside : ion.outside) == nil else { return }
    let side = isInside ? "inside" : "outside"
    throw notGiven(
      "the concentration of '\(ion.name)' \(side)", example: "\(ion.name): {\(side): 4 mM}")
  }

  /// A variable of the space around a compartment.
  private func ofOutside(_ variable: RecordedVariable) throws(ModelIOError) -> RecordedVariable {
    guard !surroundings.isFinite else { return variable }
    throw entry.error(
      .inconsistent, "\(entry.path): '\(variable)' needs a private space, but a bath is infinite",
      suggestion: "add for example extracellular: {space: private, volume_fraction: 0.15}")
  }

  /// The amount in a private shell; in a shared space no amount belongs to one compartment.
  private func outsideAmount(of ion: IonDescription) throws(ModelIOError) -> RecordedVariable {
    let variable = RecordedVariable.outsideAmount(ion: ion.name)
    guard surroundings.grid != nil else { return try ofOutside(variable) }
    throw entry.error(
      .inconsistent, "\(entry.path): '\(variable)' belongs to no compartment in a shared space",
      suggestion: "record variable: \"[\(ion.name)]o\", or outside_volume")
  }

  private func notGiven(_ what: String, example: String) -> ModelIOError {
    entry.error(
      .unknownName, "\(entry.path): nothing gives \(what) in cell '\(cell.name)'",
      suggestion: "add for example ions: {\(example)}")
  }

  private func mechanismVariable(
    _ name: String, quantity: String
  ) throws(ModelIOError) -> RecordedVariable {
    guard let use = cell.uses.first(where: { $0.name == name }) else {
      throw entry.unknown(
        name, among: cell.uses.map(\.name), kind: "mechanisms and synapses of cell '\(cell.name)'")
    }
    let known = quantities(of: use)
    guard let match = known.first(where: { $0.name == quantity }) else {
      throw entry.unknown(quantity, among: known.map(\.name), kind: "quantities of '\(name)'")
    }
    return match.variable
  }

  /// What can be recorded of a mechanism; where two share a name, the first is meant.
  private func quantities(
    of use: MechanismUse
  ) -> [(name: String, variable: RecordedVariable)] {
    guard let manifest = manifest(of: use) else { return [] }
    let ions = ionsMoved(by: use)
    let membrane = manifest.isPoint ? synapse(use.name, ions) : mechanism(use.name, ions)
    // A state of such a name, such as the conductance of a synapse, is the same thing.
    let own = manifest.ownQuantities(of: use.name)
    return membrane + own.filter { one in !membrane.contains { $0.name == one.name } }
  }

  private func mechanism(
    _ name: String, _ ions: [String]
  ) -> [(name: String, variable: RecordedVariable)] {
    [("i", .mechanismCurrent(mechanism: name)), ("g", .mechanismConductance(mechanism: name))]
      + ions.map { ("i_\($0)", .mechanismIonCurrent(mechanism: name, ion: $0)) }
  }

  private func synapse(
    _ name: String, _ ions: [String]
  ) -> [(name: String, variable: RecordedVariable)] {
    [("i", .synapseCurrent(synapse: name)), ("g", .synapseConductance(synapse: name))]
      + ions.map { ("i_\($0)", .synapseIonCurrent(synapse: name, ion: $0)) }
  }
}

extension MechanismManifest {
  /// The states, observables and parameters, as variables of a mechanism of the given name.
  fileprivate func ownQuantities(
    of mechanism: String
  ) -> [(name: String, variable: RecordedVariable)] {
    var result: [(name: String, variable: RecordedVariable)] = []
    for (name, unit) in states.map({ ($0.name, $0.unit) }) {
      result.append((name, .mechanismState(mechanism: mechanism, state: name, unit: unit)))
    }
    for (name, unit) in observables.map({ ($0.name, $0.unit) }) {
      result.append(
        (name, .mechanismObservable(mechanism: mechanism, observable: name, unit: unit)))
    }
    for (name, unit) in parameters.map({ ($0.name, $0.unit) }) {
      result.append((name, .mechanismParameter(mechanism: mechanism, parameter: name, unit: unit)))
    }
    return result
  }
}
