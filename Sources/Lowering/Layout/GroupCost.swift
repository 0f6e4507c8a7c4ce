import EngineKernels
import ModelDescription

/// What a step of a group takes, in ns: a function of the model alone, known before the group is built.
///
/// It decides which rank runs which group, and no result depends on it: where it is wrong, ranks wait
/// for each other. So it says what is typical of one core, as `Benchmarks` measured it with fixed steps.
struct GroupCost {
  /// Of a group, however small.
  static let group = 500.0
  /// Of a slot's place in the tree.
  static let cable = 2.0
  /// Of a dissolved species in a slot.
  static let pool = 1.5
  /// Of what a slot takes from a shared space and gives to it.
  static let sharedSpace = 1.0
  /// Of a mechanism in a slot, without its states.
  static let mechanism = 1.0
  /// Of a state of a mechanism in a slot.
  static let state = 2.5
  /// Of a mechanism at a point.
  static let point = 15.0

  /// Of a kind of cell.
  private struct Kind {
    var compartmentCount: Int
    /// A slot without mechanisms.
    var slot: Double
    /// The mechanisms in the membranes of all compartments.
    var membrane: Double
  }

  private let kinds: [Kind]
  /// By population: how many mechanisms at points a cell has, on average.
  private let pointCounts: [Double]

  init(_ model: ModelDescription, _ painted: [PaintedCell]) {
    var isShared = false
    if case .grid = model.extracellular.space { isShared = true }
    kinds = painted.map { cell in
      let pools = cell.solutions.map {
        Self.pool * Double($0.species.count) + (isShared ? Self.sharedSpace : 0)
      }
      return Kind(
        compartmentCount: cell.morphology.compartments.count, slot: Self.cable + (pools ?? 0),
        membrane: cell.mechanisms.reduce(0) { $0 + Self.cost(of: $1) })
    }
    let cells = Dictionary(painted.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    pointCounts = model.populations.map { population in
      cells[population.cell].map { model.pointCount(of: $0, in: population) } ?? 0
    }
  }

  /// A mechanism in the membranes of one cell.
  private static func cost(of painted: PaintedMechanism) -> Double {
    Double(painted.isPresent.count { $0 })
      * (mechanism + state * Double(painted.functions.stateCount))
  }

  /// A step of some cells, which share so many slots.
  func step(_ cells: [LoweredModel.Cell], slotCount: Int) -> Double {
    let own = cells.map { kinds[$0.kind] }
    let compartments = own.reduce(0) { $0 + $1.compartmentCount }
    // Idle lanes are evaluated like all others.
    let idle = Double(slotCount) / Double(max(compartments, 1))
    let points = cells.reduce(0) { $0 + pointCounts[$1.population] }
    return Self.group + Double(slotCount) * (own.first?.slot ?? 0)
      + idle * own.reduce(0) { $0 + $1.membrane } + Self.point * points
  }
}

extension ModelDescription {
  /// How many mechanisms at points a cell of a population has, on average.
  fileprivate func pointCount(
    of cell: PaintedCell, in population: PopulationDescription
  ) -> Double {
    connections.reduce(Double(cell.synapsePlaceCount)) { sum, entry in
      let number = cell.synapses.firstIndex { $0.name == entry.synapse }
      guard let number, cell.synapses[number].manifest.isPerConnection else { return sum }
      let sites = entry.site == .each ? cell.placeCount(ofSynapse: number) : 1
      let targets = entry.to.filter { $0.population == population.name }.cellCount
      let share = Double(targets) / Double(max(population.count, 1))
      return sum + share * Double(sites) * entry.typicalInDegree
    }
  }
}

extension [CellSelection] {
  fileprivate var cellCount: Int { reduce(0) { $0 + $1.indices.count } }
}

extension ConnectionDescription {
  /// How many members of `from` a member of `to` is connected to, as far as this is known undrawn.
  fileprivate var typicalInDegree: Double {
    let sources = Double(from.cellCount)
    let targets = Double(Swift.max(to.cellCount, 1))
    switch rule {
    case .allToAll: return sources
    case .oneToOne, .ring: return 1
    case .inDegree(let count): return Double(count)
    case .outDegree(let count): return Double(count) * sources / targets
    case .probability(let probability): return probability * sources
    // Few of all cells are near.
    case .probabilityByDistance: return 0.1 * sources
    case .list(let pairs): return Double(pairs.count) / targets
    }
  }
}
