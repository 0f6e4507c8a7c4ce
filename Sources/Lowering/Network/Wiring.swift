import ModelDescription
import Morphology
import Quantities

/// Connections to one synapse of cells, as columns of the same length.
struct WiredConnections: Sendable, Hashable {
  /// One connection.
  struct Connection: Sendable, Hashable {
    /// The cell or source that spikes, by its number.
    var source: Int
    /// The cell with the synapse, by its global number.
    var target: Int
    /// Which of the synapse's places on it.
    var site: Int
    /// In the unit of the synapse's weights.
    var weight: Double
    /// In ms.
    var delay: Double
  }

  /// The cells or sources that spike, by number: cells by global number, and then sources.
  var sources: [Int32] = []
  /// The cells with the synapses, by global number.
  var targets: [Int32] = []
  /// Which of the synapse's places on the target.
  var sites: [Int32] = []
  /// In the unit of the synapse's weights.
  var weights: [Double] = []
  /// In ms; positive where a cell spikes, not negative where a source does.
  var delays: [Double] = []

  /// How many there are.
  var count: Int { sources.count }

  /// One of them.
  subscript(index: Int) -> Connection {
    Connection(
      source: Int(sources[index]), target: Int(targets[index]), site: Int(sites[index]),
      weight: weights[index], delay: delays[index])
  }
}

/// Expands descriptions of connections into single ones.
///
/// The network depends on the model and its seed alone. What is drawn for a connection is keyed by
/// the entry and the two cells, each known by its population's name and its number there.
struct Wiring: Sendable {
  /// What connects: cells and sources by number.
  let numbering: NetworkNumbering
  /// Where the cells are.
  let placement: CellPlacement
  /// What is drawn from.
  let seed: UInt64
  /// The most connections that an entry may make.
  var mostConnections = Int(Int32.max)

  /// Prepares the network of a model.
  ///
  /// - Throws: a `LoweringError` where there are too many cells.
  init(
    _ populations: [PopulationDescription], _ sources: [SpikeSourceDescription],
    placement: CellPlacement, seed: UInt64
  ) throws(LoweringError) {
    numbering = try NetworkNumbering(populations, sources)
    self.placement = placement
    self.seed = seed
  }

  /// Draws who is connected in an entry: target by target.
  ///
  /// Pairs of a list come in its order, those of an out-degree source by source.
  ///
  /// - Parameters:
  ///   - entry: the description.
  ///   - weightUnit: the unit of the synapse's weights; empty for pure numbers.
  ///   - siteCount: how many places of a synapse a cell has, by its global number.
  /// - Returns: what hands out the connections, of which there is at least one.
  /// - Throws: a `LoweringError` that names the entry's line; also where it connects nothing.
  func connections(
    _ entry: ConnectionDescription, weightUnit: String,
    siteCount: (_ cell: Int, _ synapse: String) throws(LoweringError) -> Int
  ) throws(LoweringError) -> ConnectionExpansion {
    let sides = try NetworkSides(
      entry.from, entry.to, self, needDistances: entry.needsDistances, entry.source)
    try requireCells(sides.to, "a synapse", entry.source)
    let key = RandomKey(seed: seed, purpose: "connections").child(entry.stream)
    let pairs = try CellPairs(
      wiring: self, sides: sides, filter: PairFilter(allowsSelf: entry.allowsSelf),
      key: key.child(0), source: entry.source
    ).pairs(entry.rule)
    return try ConnectionExpansion(
      self, entry, sides, pairs, key: key.child(1), weightUnit: try unit(weightUnit, entry),
      siteCount: siteCount)
  }

  /// Refuses sources where cells are due.
  func requireCells(
    _ side: NetworkSide, _ what: String, _ source: SourceLocation
  ) throws(LoweringError) {
    for block in side.blocks.sorted() where numbering.blocks[block].isSource {
      throw LoweringError(
        .name, "'\(numbering.blocks[block].name)' is a source of spikes and cannot have \(what)",
        suggestion: "name a population", at: source)
    }
  }

  private func unit(
    _ symbol: String, _ entry: ConnectionDescription
  ) throws(LoweringError) -> Unit {
    guard !symbol.isEmpty else { return .one }
    do throws(QuantitiesError) { return try Unit(parsing: symbol) } catch {
      throw LoweringError(
        .name, "synapse '\(entry.synapse)' states the unit '\(symbol)', which cannot be read",
        suggestion: "mend the mechanism's manifest", at: entry.source)
    }
  }
}

extension ConnectionDescription {
  /// Whether the positions of cells matter to it.
  fileprivate var needsDistances: Bool {
    rule.needsDistances || weight.needsDistances || delay.needsDistances
  }
}

extension ConnectionRule {
  /// Whether the positions of cells matter to it.
  var needsDistances: Bool {
    if case .probabilityByDistance(let expression) = self { !expression.isConstant } else { false }
  }
}

extension NetworkValue {
  /// Whether the positions of cells matter to it.
  var needsDistances: Bool {
    if case .byDistance(let expression) = self { !expression.isConstant } else { false }
  }
}
