import MechanismCatalogue
import ModelDescription
import Quantities

extension Reading {
  /// The manifest of the mechanism that is used.
  func manifest(of use: MechanismUse) -> MechanismManifest? {
    manifests.first { $0.name == use.mechanism && $0.variant == use.variant }
  }
}

extension TargetLookup {
  /// The change of a parameter: its value must suit every use of the name in every cell.
  func parameterChange(
    mechanism: String, parameter: String
  ) throws(ModelIOError) -> Change {
    let uses = cells.flatMap(\.mechanisms).filter { $0.name == mechanism }
    guard !uses.isEmpty else {
      try refuseSynapse(mechanism)
      let names = cells.flatMap(\.mechanisms).map(\.name) + ["bath", "temperature"]
      throw unknown(mechanism, among: distinct(names), kind: "mechanisms of these cells")
    }
    var change: Change?
    for use in uses {
      guard let manifest = value.reading.manifest(of: use) else { continue }
      let next = try self.change(manifest, name: mechanism, parameter: parameter)
      if let change, change.target != next.target {
        throw value.error(
          .inconsistent, "\(value.path): the parameter differs in unit from cell to cell",
          suggestion: "write an intervention for each population")
      }
      change = next
    }
    guard let change else {
      throw unknown(mechanism, among: [], kind: "mechanisms of these cells")
    }
    return change
  }

  /// A synapse is there in the cells, but its parameters stay as they are.
  private func refuseSynapse(_ name: String) throws(ModelIOError) {
    guard cells.flatMap(\.synapses).contains(where: { $0.use.name == name }) else { return }
    throw ModelIOError(
      .inconsistent, at: key,
      "\(value.path): '\(name)' is a synapse, whose parameters cannot change during a run yet",
      suggestion: "set a mechanism's parameter, the bath or the temperature")
  }

  private func change(
    _ manifest: MechanismManifest, name: String, parameter wanted: String
  ) throws(ModelIOError) -> Change {
    guard let parameter = manifest.parameters.first(where: { $0.name == wanted }) else {
      throw unknown(wanted, among: manifest.parameters.map(\.name), kind: "parameters of '\(name)'")
    }
    let unit = try value.unit(parameter.unit, of: parameter.name, manifest)
    let example = "\(name).\(wanted): \(Quantity(parameter.defaultValue, unit))"
    let quantity = try value.quantity(unit.dimension, in: unit, example: example)
    let text = try value.text(expected: "\(unit.dimension)", example: example)
    try parameter.check(
      (try? quantity.value(in: unit)) ?? .nan, unit: unit, text: text, value)
    return Change(
      target: .parameter(mechanism: name, parameter: wanted, unit: parameter.unit),
      value: quantity, source: key)
  }
}
