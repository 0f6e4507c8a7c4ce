import MechanismCatalogue
import ModelDescription
import Quantities

extension RecordedVariable {
  private static let example = "variable: v, variable: nav_hh.m or variable: \"[k]o\""

  /// Reads the key `variable`, which must exist in every cell that is recorded.
  init(
    _ entry: Entry, recordedIn selections: [CellSelection], context: ModelContext
  ) throws(ModelIOError) {
    let text = try entry.text(expected: "a variable", example: Self.example)
    var variable: RecordedVariable?
    for cell in context.cells(of: selections) {
      let found = try VariableLookup(entry: entry, cell: cell).variable(text)
      if let variable, variable != found {
        throw entry.error(
          .inconsistent, "\(entry.path): '\(text.abbreviated)' differs in kind from cell to cell",
          suggestion: "record each population under a name of its own")
      }
      variable = found
    }
    guard let variable else {
      throw entry.error(
        .inconsistent, "\(entry.path): no cell is recorded", suggestion: "write \(Self.example)")
    }
    self = variable
  }
}

/// Finds what a variable's name means in one kind of cell.
struct VariableLookup {
  let entry: Entry
  let cell: CellDescription

  func variable(_ text: String) throws(ModelIOError) -> RecordedVariable {
    if text == "v" { return .membranePotential }
    if text == "i_electrode" { return .electrodeCurrent }
    if let dot = text.firstIndex(of: ".") {
      return try mechanismVariable(
        String(text[..<dot]), quantity: String(text[dot...].dropFirst()))
    }
    if text.hasPrefix("[") { return try concentration(text) }
    if text.hasPrefix("i_") { return .ionCurrent(ion: try movedIon(String(text.dropFirst(2)))) }
    if text.hasPrefix("e_") { return try reversal(String(text.dropFirst(2))) }
    throw unknown(text)
  }

  private func unknown(_ text: String) -> ModelIOError {
    let ions = cell.ions.map(\.name)
    var known = ["v", "i_electrode"] + movedIons.map { "i_\($0)" } + ions.map { "e_\($0)" }
    known += ions.flatMap { ["[\($0)]i", "[\($0)]o"] }
    known += cell.mechanisms.flatMap { use in
      quantities(of: use).map { "\(use.name).\($0.name)" }
    }
    return entry.unknown(text, among: known, kind: "variables of cell '\(cell.name)'")
  }

  private func manifest(of use: MechanismUse) -> MechanismManifest? {
    entry.reading.manifests.first { $0.name == use.mechanism && $0.variant == use.variant }
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
    Set(cell.mechanisms.flatMap(ionsMoved(by:))).sorted()
  }

  private func movedIon(_ ion: String) throws(ModelIOError) -> String {
    guard movedIons.contains(ion) else { throw unknown("i_\(ion)") }
    return ion
  }

  private func reversal(_ ion: String) throws(ModelIOError) -> RecordedVariable {
    guard let declared = cell.ions.first(where: { $0.name == ion }) else {
      throw unknown("e_\(ion)")
    }
    guard declared.hasReversal else {
      throw notGiven("the reversal potential of '\(ion)'", example: "\(ion): {reversal: 0 mV}")
    }
    return .reversalPotential(ion: ion)
  }

  private func concentration(_ text: String) throws(ModelIOError) -> RecordedVariable {
    let ion = String(text.dropFirst().prefix { $0 != "]" })
    let isInside = text == "[\(ion)]i"
    guard let declared = cell.ions.first(where: { $0.name == ion }),
      isInside || text == "[\(ion)]o"
    else { throw unknown(text) }
    guard (isInside ? declared.inside : declared.outside) != nil else {
      let side = isInside ? "inside" : "outside"
      throw notGiven("the concentration of '\(ion)' \(side)", example: "\(ion): {\(side): 4 mM}")
    }
    return isInside ? .insideConcentration(ion: ion) : .outsideConcentration(ion: ion)
  }

  private func notGiven(_ what: String, example: String) -> ModelIOError {
    entry.error(
      .unknownName, "\(entry.path): nothing gives \(what) in cell '\(cell.name)'",
      suggestion: "add for example ions: {\(example)}")
  }

  private func mechanismVariable(
    _ name: String, quantity: String
  ) throws(ModelIOError) -> RecordedVariable {
    guard let use = cell.mechanisms.first(where: { $0.name == name }) else {
      throw entry.unknown(
        name, among: cell.mechanisms.map(\.name), kind: "mechanisms of cell '\(cell.name)'")
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
    let name = use.name
    let ions = ionsMoved(by: use)
    let membrane: [(String, RecordedVariable)] = [
      ("i", .mechanismCurrent(mechanism: name)), ("g", .mechanismConductance(mechanism: name)),
    ]
    return membrane + ions.map { ("i_\($0)", .mechanismIonCurrent(mechanism: name, ion: $0)) }
      + (manifest(of: use)?.ownQuantities(of: name) ?? [])
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
