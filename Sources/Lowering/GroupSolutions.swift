import EngineKernels

/// The solutions of a group from those of its cells, which have the same species.
extension SolutionsPlan {
  /// The plan; nil where no cell has pools.
  init?(_ cells: [PaintedCell], _ layout: GroupLayout) {
    guard let first = cells.first?.solutions else { return nil }
    let columns = SolutionColumns(cells: cells, layout: layout)
    // Empty slots have sound numbers of their own: they are stepped like all others.
    self.init(
      species: first.species.indices.map { number in
        let species = first.species[number]
        return SolutionsPlan.Species(
          name: species.name, valence: species.valence, isImpermeant: species.isImpermeant,
          inside: columns.column(empty: 1) { solutions, _ in solutions.species[number].inside },
          outside: columns.column(empty: 1) { solutions, _ in solutions.species[number].outside })
      },
      isCompartment: columns.isCompartment,
      insideVolume: columns.column(empty: 1) { $0.insideVolume[$1] },
      outsideVolume: first.outsideVolume.map { _ in
        columns.column(empty: 1) { $0.outsideVolume?[$1] ?? 1 }
      },
      exchangeRate: first.exchangeRate,
      waterPermeability: first.waterPermeability.map { _ in
        columns.column(empty: 0) { $0.waterPermeability?[$1] ?? 0 }
      },
      thermalVoltage: columns.thermalVoltage)
  }
}

/// Numbers by compartment, put into slots.
private struct SolutionColumns {
  let cells: [PaintedCell]
  let layout: GroupLayout

  func column(empty: Double, _ value: (PaintedSolutions, Int) -> Double) -> [Double] {
    var column = [Double](repeating: empty, count: layout.slotCount)
    for (number, cell) in cells.enumerated() {
      guard let solutions = cell.solutions else { continue }
      for (compartment, slot) in layout.slots[number].enumerated() {
        column[slot] = value(solutions, compartment)
      }
    }
    return column
  }

  var isCompartment: [Bool] {
    var column = [Bool](repeating: false, count: layout.slotCount)
    for slot in layout.slots.joined() { column[slot] = true }
    return column
  }

  var thermalVoltage: [Double] {
    var column = [Double](repeating: 25, count: layout.slotCount)
    for (number, cell) in cells.enumerated() {
      for (compartment, slot) in layout.slots[number].enumerated() {
        column[slot] = cell.thermalVoltage[compartment]
      }
    }
    return column
  }
}
