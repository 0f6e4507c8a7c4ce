import ModelDescription
import Morphology

extension CellDescription {
  /// The uses of mechanisms in the membrane, and those at points behind them.
  var uses: [MechanismUse] { mechanisms + synapses.map(\.use) }
}

extension SynapseDescription {
  /// Reads the key `synapses` of a cell, in the order of the file.
  static func read(
    _ entry: Entry?, beside mechanisms: [MechanismUse], ions: [IonDescription], sections: [String]
  ) throws(ModelIOError) -> [SynapseDescription] {
    guard let entry else { return [] }
    let example = "[\(MechanismSetting.points.example)]"
    var synapses: [SynapseDescription] = []
    for item in try entry.items(of: "synapses", example: example) {
      let synapse = try SynapseDescription(item, ions: ions, sections: sections)
      try synapse.checkName(against: mechanisms + synapses.map(\.use), item)
      synapses.append(synapse)
    }
    return synapses
  }

  private init(
    _ entry: Entry, ions: [IonDescription], sections: [String]
  ) throws(ModelIOError) {
    let (manifest, map) = try MechanismUse.opened(entry, in: .points)
    let places = try PointSet(
      map.required("at", example: "at: random 20 on apical"), sections: sections)
    let everywhere = try entry.building(.malformedValue) { () throws(MorphologyError) in
      try Region(parsing: "all")
    }
    self.init(
      use: try MechanismUse(map, manifest, region: everywhere, ions: ions), places: places,
      source: entry.location)
  }

  /// Refuses a name that something else in the cell has: connections and recordings go by it.
  private func checkName(
    against others: [MechanismUse], _ entry: Entry
  ) throws(ModelIOError) {
    guard let other = others.first(where: { $0.name == use.name }) else { return }
    throw entry.error(
      .inconsistent, "\(entry.path) is called '\(use.name)', as is '\(other.mechanism)' before it",
      suggestion: "give it another name, such as name: \(use.name)_2")
  }
}
