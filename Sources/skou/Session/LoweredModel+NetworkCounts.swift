import Lowering

extension LoweredModel {
  /// How many cells of the tissue all cells stand for.
  var representedCount: Double {
    cells.reduce(0) { $0 + represented[$1.population] }
  }

  /// How many there are of what couples cells: only of what the model has.
  var networkCounts: [(name: String, count: Int)] {
    [
      (name: "synapses", count: network.synapseCount),
      (name: "connections", count: network.connectionCount),
      (name: "gap junctions", count: network.gapJunctionCount),
      (name: "voxels", count: plan.grid?.voxelCount ?? 0),
    ].filter { $0.count > 0 }
  }
}
