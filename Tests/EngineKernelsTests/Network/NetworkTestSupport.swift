import ModelDescription
import Morphology
import Quantities

@testable import Lowering

/// Where all descriptions of these tests were said.
let modelLine = SourceLocation(file: "model.yaml", line: 7, column: 3)

extension PopulationDescription {
  /// A population of a kind of cell that does not matter.
  init(
    _ name: String, _ count: Int, _ positions: CellPositions = .unstated,
    _ orientation: CellOrientation = .asDrawn
  ) {
    self.init(
      name: name, cell: "cell", count: count, positions: positions, orientation: orientation,
      source: modelLine)
  }
}

extension CellSelection {
  /// The first cells of a population.
  static func first(_ count: Int, of population: String) -> CellSelection {
    CellSelection(population: population, indices: 0..<count)
  }
}

extension ConnectionDescription {
  /// Connections of weight 1 and a delay of 2 ms.
  init(
    _ from: [CellSelection], _ to: [CellSelection], _ rule: ConnectionRule,
    allowsSelf: Bool = false, site: Site = .random,
    weight: NetworkValue = .constant(Quantity(1, .one)),
    delay: NetworkValue = .constant(Quantity(2, .millisecond)), stream: UInt64 = 0
  ) throws {
    self.init(
      from: from, to: to, rule: rule, allowsSelf: allowsSelf, synapse: "excitatory", site: site,
      weight: weight, delay: delay, threshold: Quantity(0, .millivolt),
      place: try PointSet(parsing: "soma"), stream: stream, source: modelLine)
  }
}

extension GapJunctionDescription {
  /// Gap junctions between somata.
  init(
    _ from: [CellSelection], _ to: [CellSelection], _ rule: ConnectionRule,
    conductance: NetworkValue = .constant(Quantity(2, .nanosiemens)), stream: UInt64 = 0
  ) throws {
    self.init(
      from: from, to: to, rule: rule, fromPlace: try PointSet(parsing: "soma"),
      toPlace: try PointSet(parsing: "soma"), conductance: conductance, stream: stream,
      source: modelLine)
  }
}

extension Wiring {
  /// The network of some populations and one source of ten that is called `noise`.
  init(_ populations: [PopulationDescription], seed: UInt64 = 1) throws {
    let source = SpikeSourceDescription(
      name: "noise", count: 10, pattern: .times([]), source: modelLine)
    try self.init(
      populations, [source], placement: try CellPlacement(populations, seed: seed), seed: seed)
  }

  /// The connections of an entry to cells that have so many places of its synapse each.
  func wire(
    _ entry: ConnectionDescription, sites: Int = 1, unit: String = ""
  ) throws(LoweringError) -> WiredConnections {
    var expansion = try connections(entry, weightUnit: unit) { _, _ in sites }
    var all = WiredConnections()
    while let block = try expansion.next() { all += block }
    return all
  }
}

extension WiredConnections {
  fileprivate static func += (all: inout WiredConnections, block: WiredConnections) {
    all.sources += block.sources
    all.targets += block.targets
    all.sites += block.sites
    all.weights += block.weights
    all.delays += block.delays
  }

  /// All of them, one by one.
  var all: [Connection] { (0..<count).map { self[$0] } }
  /// Who is connected to whom, as source and target.
  var pairs: [SIMD2<Int>] { all.map { SIMD2($0.source, $0.target) } }
}

/// A function of `distance`.
func formula(_ text: String) throws -> Expression {
  try Expression(parsing: text, variables: ["distance": .quantity(.length)])
}

/// The mean and the standard deviation of numbers.
func moments(_ numbers: [Double]) -> (mean: Double, deviation: Double) {
  let mean = numbers.reduce(0, +) / Double(numbers.count)
  let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (mean, (squares / Double(numbers.count)).squareRoot())
}

/// What an error says, or nothing if there is none.
func complaint(_ work: () throws(LoweringError) -> Void) -> String {
  do throws(LoweringError) { try work() } catch { return error.description }
  return ""
}
