import ModelDescription

extension Box {
  /// Reads the key `within` of something that is done to these cells, which must have positions.
  init(
    within entry: Entry?, of cells: [CellSelection], _ context: ModelContext
  ) throws(ModelIOError) {
    try self.init(within: entry)
    guard let entry else { return }
    let names = cells.map(\.population)
    let lost = context.populations.first { names.contains($0.name) && $0.positions == .unstated }
    guard let lost else { return }
    throw entry.error(
      .inconsistent, "\(entry.path): nothing says where the cells of '\(lost.name)' are",
      suggestion: "give the population its 'positions', or choose among its cells by 'cells'")
  }
}

extension ExtracellularDescription {
  /// Refuses changes of a bath that no cell could feel, or that some cells alone should feel.
  ///
  /// - Parameters:
  ///   - changes: what an intervention changes.
  ///   - map: the intervention.
  ///   - ofAll: whether it selects every cell.
  /// - Throws: `ModelIOError` where the cells share a space that the bath does not reach.
  func checkBath(
    _ changes: [InterventionDescription.Change], _ map: MapEntry, ofAll: Bool
  ) throws(ModelIOError) {
    guard grid != nil, let change = changes.first(where: \.isOfBath) else { return }
    guard feelsBath else {
      throw ModelIOError(
        .inconsistent, at: change.source,
        "'\(change.target)': no bath reaches a space with sealed walls and without perfusion",
        suggestion: "write boundary: held or perfusion: 0.1 /s in 'extracellular'")
    }
    for (key, isHarmless) in [("cells", ofAll), ("within", false)] {
      guard let entry = map.optional(key), !isHarmless else { continue }
      throw entry.error(
        .inconsistent, "\(entry.path) means nothing for the bath of a space that all cells share",
        suggestion: "remove it, or change the parameters in an intervention of their own")
    }
  }
}

extension InterventionDescription.Change {
  fileprivate var isOfBath: Bool {
    if case .bath = target { return true }
    return false
  }
}
