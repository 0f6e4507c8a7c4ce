import ModelDescription
import Quantities

/// The synapse of the target cells, and the unit of its weights.
struct TargetSynapse {
  let name: String
  /// The unit of the weight of its events.
  let unit: Unit

  /// What a list may say of each connection.
  var columns: [NumberTable.Column] {
    [
      NumberTable.Column(name: "site", unit: nil, isRequired: false),
      NumberTable.Column(name: "weight", unit: unit, isRequired: false),
      NumberTable.Column(name: "delay", unit: .millisecond, isRequired: false),
    ]
  }

  /// Reads the key `synapse`, which every target cell must have.
  init(_ map: MapEntry, cells: [CellDescription]) throws(ModelIOError) {
    let entry = try map.required("synapse", example: "synapse: excitatory")
    name = try entry.text(expected: "the name of a synapse", example: "synapse: excitatory")
    var common: Unit?
    for cell in cells {
      let unit = try Self.unit(ofEventsAt: name, on: cell, entry)
      if let common, common != unit {
        throw entry.error(
          .inconsistent, "\(entry.path): the weights of '\(name)' differ in unit from cell to cell",
          suggestion: "write connections for each population")
      }
      common = unit
    }
    unit = common ?? .one
  }

  private static func unit(
    ofEventsAt name: String, on cell: CellDescription, _ entry: Entry
  ) throws(ModelIOError) -> Unit {
    guard let synapse = cell.synapses.first(where: { $0.use.name == name }) else {
      guard !cell.synapses.isEmpty else {
        throw entry.error(
          .unknownName, "\(entry.path): cell '\(cell.name)' has no synapses",
          suggestion: "add to it for example synapses: [\(MechanismSetting.points.example)]")
      }
      throw entry.unknown(
        name, among: cell.synapses.map(\.use.name), kind: "synapses of cell '\(cell.name)'")
    }
    guard let manifest = entry.reading.manifest(of: synapse.use), !manifest.eventUnit.isEmpty else {
      throw entry.error(
        .inconsistent, "\(entry.path): '\(synapse.use.mechanism)' takes no events",
        suggestion: "connect to a synapse that does, such as exp_syn")
    }
    return try entry.unit(manifest.eventUnit, of: "the weight of events", manifest)
  }

  /// Reads the key `weight`, unless a list has it for each connection.
  func weight(
    _ map: MapEntry, _ rule: ConnectionRule, _ ends: ConnectionEnds
  ) throws(ModelIOError) -> NetworkValue {
    guard !rule.gives(\.weight) else {
      try map.refuseListed("weight")
      return .constant(Quantity(0, unit))
    }
    let example = "weight: \(Quantity(0.1, unit))"
    return try NetworkValue(
      map.required("weight", example: example),
      NetworkNumber(unit: unit, bound: .any, positions: ends.positions, example: example))
  }
}
