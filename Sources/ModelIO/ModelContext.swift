import ModelDescription

/// What stimuli, recordings and expectations can refer to.
struct ModelContext {
  let simulation: SimulationDescription
  let extracellular: ExtracellularDescription
  let cells: [CellDescription]
  let populations: [PopulationDescription]
  let sources: [SpikeSourceDescription]

  /// The kinds of cells that a selection holds, in the order of the file.
  func cells(of selections: [CellSelection]) -> [CellDescription] {
    let selected = Set(selections.map(\.population))
    let names = Set(populations.filter { selected.contains($0.name) }.map(\.cell))
    return cells.filter { names.contains($0.name) }
  }

  /// Whether a selection holds every cell.
  func isEverything(_ selections: [CellSelection]) -> Bool {
    selections.reduce(0) { $0 + $1.indices.count } == populations.reduce(0) { $0 + $1.count }
  }

  /// Refuses mechanisms that draw random numbers where steps follow a tolerance.
  func refuseRandomness(_ reading: Reading) throws(ModelIOError) {
    let method = simulation.method
    guard method.hasTolerance else { return }
    for use in cells.flatMap(\.uses) where reading.manifest(of: use)?.isRandom == true {
      throw ModelIOError(
        .inconsistent, at: use.source,
        "'\(use.mechanism)' draws random numbers, for which 'method: \(method.rawValue)' has no "
          + "fixed steps",
        suggestion: "write method: second_order, or choose a mechanism without noise")
    }
  }
}
