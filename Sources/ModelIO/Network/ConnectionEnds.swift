import ModelDescription

/// The cells or sources on both sides of connections.
struct ConnectionEnds {
  /// The keys of both sides.
  static let keys = ["from", "to"]
  private static let example = "from: excitatory, from: excitatory 0 to 9, or from: [a, b]"

  let from: [CellSelection]
  let to: [CellSelection]
  /// Whether sources of spikes are among those of `from`.
  let hasSources: Bool
  /// Whether cells are among those of `from`.
  let hasCells: Bool
  /// The first population of either side that has no positions; or sources, which never have.
  let withoutPositions: String?

  /// How many there are on each side.
  var fromCount: Int { from.reduce(0) { $0 + $1.indices.count } }
  var toCount: Int { to.reduce(0) { $0 + $1.indices.count } }

  /// Whether some cell is on both sides.
  var overlap: Bool {
    from.contains { one in
      to.contains { $0.population == one.population && $0.indices.overlaps(one.indices) }
    }
  }

  /// Reads `from` and `to`; of sources too where `context` allows them.
  init(
    _ map: MapEntry, context: ModelContext, sources: [SpikeSourceDescription]
  ) throws(ModelIOError) {
    let cells = context.populations.map(Selectable.init)
    from = try CellSelection.read(
      map.required("from", example: "from: excitatory"),
      among: cells + sources.map(Selectable.init), example: Self.example)
    to = try CellSelection.read(
      map.required("to", example: "to: excitatory"), among: cells, example: Self.example)
    let names = Set(sources.map(\.name))
    hasSources = from.contains { names.contains($0.population) }
    hasCells = from.contains { !names.contains($0.population) }
    withoutPositions = (from + to).map(\.population).first { name in
      guard let population = context.populations.first(where: { $0.name == name }) else {
        return true
      }
      if case .unstated = population.positions { return true }
      return false
    }
  }

  /// The number of a cell or source of one side, as its population and number there.
  func member(_ number: Int, of selections: [CellSelection]) -> (population: String, index: Int)? {
    var rest = number
    for selection in selections {
      guard rest >= selection.indices.count else {
        return (selection.population, selection.indices.lowerBound + rest)
      }
      rest -= selection.indices.count
    }
    return nil
  }

  /// Whether a pair is one cell and itself.
  func isSelf(_ from: Int, _ to: Int) -> Bool {
    guard let left = member(from, of: self.from), let right = member(to, of: self.to) else {
      return false
    }
    return left == right
  }

  /// What functions of distance need.
  var positions: PositionCheck { PositionCheck(lacking: withoutPositions) }
}

/// Whether distances between cells are known.
struct PositionCheck {
  /// The population or sources that have no positions.
  let lacking: String?

  /// Refuses a function of distance where there are no positions.
  func require(_ entry: Entry) throws(ModelIOError) {
    guard let lacking else { return }
    throw entry.error(
      .inconsistent, "\(entry.path) depends on the distance, but '\(lacking)' has no positions",
      suggestion: "add 'positions:' to the population, or write a constant")
  }
}
