import ModelDescription

/// What a space that cells share does not conserve, and what its ledger counts.
struct SharedSpaceNotes {
  private let grid: ExtracellularGrid
  private let pools: [String]

  /// - Parameters:
  ///   - grid: the space.
  ///   - pools: what a kind of cell has dissolved in it.
  init(_ grid: ExtracellularGrid, pools: [String]) {
    (self.grid, self.pools) = (grid, pools)
  }

  var sentences: [String] { pools.isEmpty ? [] : local + bath + decay + pipettes }

  private var local: [String] {
    guard grid.transport == .free else { return [] }
    return [
      "in the shared space (transport: free) each ion diffuses without the others: charge and moles "
        + "agree in the space as a whole, not in each voxel"
    ]
  }

  private var bath: [String] {
    let ways = [
      grid.boundary == .held ? "its walls" : nil, isPerfused ? "perfusion" : nil,
    ].compactMap { $0 }
    guard !ways.isEmpty else { return [] }
    return [
      "the shared space exchanges \(pools.joined(separator: ", ")) with an infinite bath through "
        + "\(ways.joined(separator: " and ")): the ledger counts it as 'to_bath'"
    ]
  }

  private var isPerfused: Bool {
    ([grid.perfusion] + grid.regions.map(\.perfusion)).contains { ($0?.value ?? 0) > 0 }
  }

  private var decay: [String] {
    let gone = grid.decay.filter { $0.rate.value > 0 && pools.contains($0.ion) }
    return gone.map {
      "'\($0.ion)' vanishes in the shared space at \($0.rate): the ledger counts it as 'gained'"
    }
  }

  private var pipettes: [String] {
    let given = names(grid.sources.map(\.ion).filter(pools.contains))
    guard !given.isEmpty else { return [] }
    return [
      "sources give \(given.joined(separator: ", ")) to the shared space: the ledger counts it as "
        + "'gained'"
    ]
  }
}
