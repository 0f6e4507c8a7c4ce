import EngineKernels
import ModelDescription
import Morphology

/// The synapses of all cells: of cells that are built here each instance, of others only their number.
struct CellSynapses {
  /// By kind of cell, as its first cell has them before anything is connected; nil without cells.
  private var kinds: [SynapseInstances?]
  /// By cell; nil where another rank builds it.
  ///
  /// Cells of a kind share theirs in memory as long as they are the same.
  private var own: [SynapseInstances?]
  /// How many point mechanisms there are in the whole model, by kind of cell and by synapse.
  private(set) var counts: [[Int]]

  /// - Parameters:
  ///   - model: says where synapses are.
  ///   - placer: finds these places, and knows which cells are built here.
  /// - Throws: a `LoweringError` where a place is not on its cell, wherever that is built.
  init(_ model: ModelDescription, _ placer: Placer) throws(LoweringError) {
    counts = model.cells.map { [Int](repeating: 0, count: $0.synapses.count) }
    kinds = Array(repeating: nil, count: model.cells.count)
    own = Array(repeating: nil, count: placer.cells.count)
    let isDrawn = model.cells.map { $0.synapses.contains { $0.places.isDrawn } }
    for (cell, kind) in placer.cells.map(\.kind).enumerated() {
      var shared = kinds[kind]
      if shared == nil {
        shared = try Self.instances(ofCell: cell, model, placer)
        kinds[kind] = shared
      }
      for instance in shared?.instances ?? [] { counts[kind][instance.synapse] += 1 }
      guard placer.builder(ofCell: cell) != nil else { continue }
      own[cell] = isDrawn[kind] ? try Self.instances(ofCell: cell, model, placer) : shared
    }
  }

  private static func instances(
    ofCell cell: Int, _ model: ModelDescription, _ placer: Placer
  ) throws(LoweringError) -> SynapseInstances {
    let kind = placer.cells[cell].kind
    var places: [[Int]] = []
    for synapse in model.cells[kind].synapses {
      places.append(try placer.compartments(ofCell: cell, synapse.places, synapse.source))
    }
    return SynapseInstances(placer.painted[kind], places: places)
  }

  /// How many places a synapse has on each cell of a kind: as many, wherever they are drawn.
  func placeCount(ofKind kind: Int, synapse: Int) -> Int {
    kinds[kind]?.places[synapse].count ?? 0
  }

  /// The instance at which a connection ends; nil where another rank builds the cell.
  mutating func target(cell: Int, kind: Int, synapse: Int, place: Int) -> Int? {
    if kinds[kind]?.isPerConnection(synapse) == true { counts[kind][synapse] += 1 }
    return own[cell]?.target(synapse: synapse, place: place)
  }

  /// The instances of some cells, all of which are built here.
  func instances(of cells: [Int]) -> [SynapseInstances] { cells.compactMap { own[$0] } }
}

extension PointSet {
  /// Whether each cell has its own places.
  fileprivate var isDrawn: Bool {
    places.contains { if case .random = $0 { true } else { false } }
  }
}
