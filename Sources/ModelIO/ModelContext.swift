import ModelDescription

/// What stimuli, recordings and expectations can refer to.
struct ModelContext {
  let simulation: SimulationDescription
  let cells: [CellDescription]
  let populations: [PopulationDescription]

  /// The kinds of cells that a selection holds, in the order of the file.
  func cells(of selections: [CellSelection]) -> [CellDescription] {
    let selected = Set(selections.map(\.population))
    let names = Set(populations.filter { selected.contains($0.name) }.map(\.cell))
    return cells.filter { names.contains($0.name) }
  }
}
