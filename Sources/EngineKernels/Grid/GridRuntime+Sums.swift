/// What units of work have left behind in a part is added up, and ranks share it.
extension GridRuntime {
  /// Adds up what the units of own layers have left; all ranks have all sums then.
  func collectPart() {
    for species in 0..<plan.species.count {
      for layer in slabs.own { collectRows(layer, species) }
      if !isDistributed, shape.dimension > 1 { collectColumns(species) }
    }
    shareLayerSums()
  }

  /// Of rows, and of columns within the layer.
  private func collectRows(_ layer: Int, _ species: Int) {
    var sums = (arrived: 0.0, through: 0.0, drifted: 0.0, bad: 0.0)
    for unit in shape.units(layer..<layer + 1) {
      sums.arrived += slots.unit(species, unit, .arrived).pointee
      sums.through += slots.unit(species, unit, .throughWalls).pointee
      sums.drifted += slots.unit(species, unit, .drifted).pointee
      sums.bad += slots.unit(species, unit, .isBad).pointee
    }
    for strip in shape.strips(layer..<layer + 1) {
      sums.through += slots.strip(species, strip).pointee
    }
    layerSums.layer(layer, species, .arrived).pointee = sums.arrived
    layerSums.layer(layer, species, .throughWalls).pointee = sums.through
    layerSums.layer(layer, species, .drifted).pointee = sums.drifted
    if rowsAreLast { layerSums.layer(layer, species, .isBad).pointee = sums.bad }
  }

  /// Whether amounts are complete after a pass over rows: those of a single axis, or with a field,
  /// after the correction alone.
  private var rowsAreLast: Bool { shape.dimension <= 1 || field != nil }

  /// Of columns along the last axis, which one rank has solved alone.
  private func collectColumns(_ species: Int) {
    var sums = (first: 0.0, last: 0.0, bad: 0.0)
    for column in 0..<shape.columnCount {
      let left = slots.column(species, column)
      sums.first += left[0]
      sums.last += left[1]
      sums.bad += left[2]
    }
    layerSums.layer(0, species, .throughFirst).pointee = sums.first
    layerSums.layer(shape.layerCount - 1, species, .throughLast).pointee = sums.last
    if !rowsAreLast { layerSums.layer(0, species, .isBad).pointee = sums.bad }
  }
}
