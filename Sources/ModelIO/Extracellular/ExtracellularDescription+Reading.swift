import ModelDescription
import Quantities

extension ExtracellularDescription {
  /// The words for kinds of surroundings.
  private enum Word: String, CaseIterable {
    case bath
    case shell = "private"
    case grid

    /// What can be said of surroundings of this kind.
    var keys: [String] {
      switch self {
      case .bath: []
      case .shell: PrivateShell.keys
      case .grid: ExtracellularGrid.keys
      }
    }

    /// Why other keys mean nothing.
    var nature: String {
      switch self {
      case .bath: "in a bath, which is infinite and constant"
      case .shell: "in private spaces, which cells do not share"
      case .grid: "in a grid"
      }
    }
  }

  private static let keys =
    ["space"] + PrivateShell.keys
    + ExtracellularGrid.keys.filter { !PrivateShell.keys.contains($0) }
  private static let example =
    "extracellular: {space: private, volume_fraction: 0.15, exchange_rate: 2 /s}"

  /// Reads the key `extracellular` of a model; without it, the cells lie in a bath.
  init(
    _ model: MapEntry, simulation: SimulationDescription, cells: [CellDescription],
    populations: [PopulationDescription]
  ) throws(ModelIOError) {
    let map =
      try model.optional("extracellular")?
      .map("an extracellular space", keys: Self.keys, example: Self.example)
      ?? model.absent("extracellular", "an extracellular space")
    let entry = map.optional("space", default: Word.bath.rawValue)
    let word = try entry.choice(Word.self, example: "space: bath")
    try Self.refuseOtherKeys(map, of: word)
    switch word {
    case .bath: self.init(source: map.location)
    case .shell: self.init(space: .shell(try PrivateShell(map)), source: map.location)
    case .grid:
      try simulation.requireFixedSteps(for: entry)
      for population in populations { try population.requirePositions(for: entry) }
      let grid = try ExtracellularGrid(
        map, species: GridSpecies(cells, entry), timeStep: simulation.timeStep)
      self.init(space: .grid(grid), source: map.location)
    }
  }

  private static func refuseOtherKeys(_ map: MapEntry, of word: Word) throws(ModelIOError) {
    for pair in map.pairs where pair.key != "space" && !word.keys.contains(pair.key) {
      guard let entry = map.optional(pair.key) else { continue }
      throw entry.error(
        .inconsistent, "\(entry.path) means nothing \(word.nature)",
        suggestion: suggestion(for: pair.key, in: word))
    }
  }

  private static func suggestion(for key: String, in word: Word) -> String {
    switch (word, key) {
    case (.grid, "exchange_rate"): return "write perfusion: 2 /s"
    case (.shell, "perfusion"): return "write exchange_rate: 2 /s"
    default:
      let home = Word.allCases.first { $0.keys.contains(key) } ?? .bath
      return "remove it, or write space: \(home.rawValue)"
    }
  }
}

extension ExtracellularDescription {
  /// The space that cells share, where they do.
  var grid: ExtracellularGrid? {
    if case .grid(let grid) = space { return grid }
    return nil
  }

  /// Whether compartments have a volume outside.
  var isFinite: Bool {
    if case .bath = space { return false }
    return true
  }

  /// Whether concentrations in the bath reach the cells.
  var feelsBath: Bool { grid?.feelsBath ?? true }
}

extension SimulationDescription {
  /// Refuses methods with steps of their own in a space that cells share; `space` says so.
  fileprivate func requireFixedSteps(for space: Entry) throws(ModelIOError) {
    guard method.hasTolerance else { return }
    throw space.error(
      .inconsistent,
      "\(space.path): a grid needs fixed steps, which 'method: \(method.rawValue)' does not have",
      suggestion: "choose method: second_order")
  }
}

extension PopulationDescription {
  /// Refuses cells that would all be in one place; `space` is what needs to know their places.
  fileprivate func requirePositions(for space: Entry) throws(ModelIOError) {
    guard positions == .unstated, count > 1 else { return }
    throw ModelIOError(
      .missingKey, at: source,
      "nothing says where the \(count) cells of '\(name)' are, which '\(space.path): grid' needs",
      suggestion: "add for example positions: "
        + "{line: {from: [25 um, 0 um, 0 um], step: [50 um, 0 um, 0 um]}}")
  }
}
