import ModelDescription
import Quantities

extension InterventionDescription.Change {
  private static let example = "set: {na_k_atpase.block: 1}"

  /// Reads the key `set` of an intervention on these kinds of cells.
  static func read(
    _ map: MapEntry, cells: [CellDescription]
  ) throws(ModelIOError) -> [InterventionDescription.Change] {
    let entry = try map.required("set", example: example)
    guard case .map(let pairs) = entry.node.content, !pairs.isEmpty else {
      throw entry.wrongKind(expected: "a map of targets and values", example: example)
    }
    var changes: [InterventionDescription.Change] = []
    for pair in pairs {
      let value = Entry(
        node: pair.value, path: entry.path.appending(pair.key), reading: entry.reading)
      let lookup = TargetLookup(value: value, key: pair.keyLocation, cells: cells)
      changes.append(try lookup.change(pair.key))
    }
    return changes
  }
}

/// Finds what an intervention's target is in the cells that it acts on, and reads its value.
struct TargetLookup {
  typealias Change = InterventionDescription.Change

  private static let temperature = "temperature"
  private static let bath = "bath"

  let value: Entry
  /// Where the target's name stands.
  let key: SourceLocation
  let cells: [CellDescription]

  func change(_ target: String) throws(ModelIOError) -> Change {
    if target == Self.temperature {
      return Change(
        target: .temperature, value: try value.temperature(example: "temperature: 37 degC"),
        source: key)
    }
    let parts = target.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let owner = parts.first, let name = parts.last else {
      throw unknown(target, among: allTargets, kind: "things that can be set")
    }
    return try owner == Self.bath
      ? bathChange(ion: name) : parameterChange(mechanism: owner, parameter: name)
  }

  private var allTargets: [String] {
    let parameters = cells.flatMap(\.mechanisms).flatMap { use in
      (value.reading.manifest(of: use)?.parameters ?? []).map { "\(use.name).\($0.name)" }
    }
    return distinct(parameters + bathIons.map { "\(Self.bath).\($0.name)" } + [Self.temperature])
  }

  func unknown(_ name: String, among known: [String], kind: String) -> ModelIOError {
    var error = value.unknown(name, among: known, kind: kind)
    error.location = key
    return error
  }

  func distinct(_ names: [String]) -> [String] {
    names.enumerated().filter { !names[..<$0.offset].contains($0.element) }.map(\.element)
  }

  // MARK: The bath

  /// The pools that a bath holds, in one of the cells at least.
  private var bathIons: [IonDescription] {
    cells.flatMap(\.ions).filter { $0.dynamics == .pool && $0.outside != nil }
  }

  private func bathChange(ion name: String) throws(ModelIOError) -> Change {
    let ions = bathIons.filter { $0.name == name }
    guard !ions.isEmpty else {
      guard let ion = cells.flatMap(\.ions).first(where: { $0.name == name }) else {
        throw unknown(name, among: distinct(bathIons.map(\.name)), kind: "pools in the bath")
      }
      throw ModelIOError(
        .inconsistent, at: key,
        "\(value.path): '\(name)' is no pool with a concentration outside",
        suggestion: ion.dynamics == .pool
          ? "add for example outside: 4 mM to it"
          : "write dynamics: pool, inside and outside for it")
    }
    // Of something neutral, such as oxygen, a bath may hold nothing.
    let bound = ions.allSatisfy(\.isNeutral) ? Bound.notNegative : .positive
    return Change(
      target: .bath(ion: name),
      value: try value.quantity(.concentration, bound, example: "bath.\(name): 8 mM")
        .sensible(.concentration, value),
      source: key)
  }
}
