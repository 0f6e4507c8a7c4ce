import Engine
import EngineKernels
import ModelDescription
import Morphology
import Quantities

/// Puts synapses, connections and the places from which spikes leave into the groups.
///
/// The whole network is drawn, as its numbers and checks are the model's; kept is what ends in cells
/// that are built here.
struct NetworkLowering {
  let model: ModelDescription
  let placer: Placer
  /// Its room for connections becomes less with each entry.
  private(set) var wiring: Wiring
  /// Of fixed steps, in ms: the least delay between cells.
  let timeStep: Double
  private(set) var synapses: CellSynapses
  private(set) var emissions = Emissions()
  /// Those that end in cells that are built here.
  private(set) var connections: [Connection] = []
  /// What each entry made.
  private var summaries: [NetworkSummary.Connections] = []
  /// The shortest delay of a cell's spike, in ms.
  private var shortestDelay = Double.infinity

  /// A connection with its ends resolved.
  struct Connection {
    var source: Int32
    var cell: Int32
    var instance: Int32
    var weight: Double
    var delay: Double
  }

  init(
    _ model: ModelDescription, _ placer: Placer, _ wiring: Wiring, timeStep: Double
  ) throws(LoweringError) {
    self.model = model
    self.placer = placer
    self.wiring = wiring
    self.timeStep = timeStep
    synapses = try CellSynapses(model, placer)
  }

  /// Adds everything to the groups, and what the groups have in common to the plan.
  mutating func add(
    to builders: inout [GroupBuilder], _ lowered: inout LoweredModel
  ) throws(LoweringError) {
    for entry in model.connections { try connect(entry) }
    let groupSynapses = addSynapses(to: &builders)
    addEmitters(to: &builders, groupSynapses)
    addConnections(to: &builders, groupSynapses)
    lowered.plan.shortestDelay = shortestDelay
    lowered.plan.sources = try sourcePlans()
    lowered.network.connections = summaries
    lowered.network.synapses = synapses.counts
  }

  private mutating func connect(_ entry: ConnectionDescription) throws(LoweringError) {
    let synapseOfKind = placer.painted.map { cell in
      cell.synapses.firstIndex { $0.name == entry.synapse }
    }
    var expansion = try expansion(entry, synapseOfKind)
    let ownCount = expansion.mostConnections { placer.builder(ofCell: $0) != nil }
    connections.reserveCapacity(connections.count + ownCount)
    var summary = NetworkSummary.Connections(weightUnit: weightUnit(entry))
    var emission = EmissionLookup(entry)
    let hasResponders = isResponding(entry)
    var targets: Set<Int32> = []
    while let block = try expansion.next() {
      summary.add(block)
      try add(block, entry, synapseOfKind, &emission)
      if hasResponders { targets.formUnion(block.targets) }
    }
    wiring.mostConnections -= summary.count
    summaries.append(summary)
    try addResponders(targets, entry)
  }

  private func expansion(
    _ entry: ConnectionDescription, _ synapseOfKind: [Int?]
  ) throws(LoweringError) -> ConnectionExpansion {
    try wiring.connections(entry, weightUnit: weightUnit(entry)) {
      cell, _ throws(LoweringError) in
      let kind = placer.cells[cell].kind
      guard let number = synapseOfKind[kind] else {
        throw noSynapse(placer.painted[kind], entry)
      }
      return synapses.placeCount(ofKind: kind, synapse: number)
    }
  }

  /// Numbers what spikes, and keeps the connections whose targets are built here.
  private mutating func add(
    _ wired: WiredConnections, _ entry: ConnectionDescription, _ synapseOfKind: [Int?],
    _ emission: inout EmissionLookup
  ) throws(LoweringError) {
    for index in 0..<wired.count {
      let connection = wired[index]
      let isCell = connection.source < wiring.numbering.cellCount
      if isCell { try check(connection, entry) }
      let source = try emission.identifier(connection.source, isCell: isCell, &emissions, placer)
      let kind = placer.cells[connection.target].kind
      guard let synapse = synapseOfKind[kind],
        let instance = synapses.target(
          cell: connection.target, kind: kind, synapse: synapse, place: connection.site)
      else { continue }
      connections.append(
        Connection(
          source: source, cell: Int32(connection.target), instance: Int32(instance),
          weight: connection.weight, delay: connection.delay))
    }
  }

  /// A spike that arrived within a step of leaving would have to be known before it is there.
  private mutating func check(
    _ connection: WiredConnections.Connection, _ entry: ConnectionDescription
  ) throws(LoweringError) {
    shortestDelay = min(shortestDelay, connection.delay)
    guard connection.delay < timeStep * (1 - 1e-9) else { return }
    throw LoweringError(
      .range,
      "the delay from \(wiring.numbering.name(of: connection.source)) to "
        + "\(wiring.numbering.name(of: connection.target)) is \(connection.delay) ms, less than "
        + "the time step of \(timeStep) ms",
      suggestion: "make the delay as long as a step at least, or the steps shorter",
      at: entry.source)
  }

  private func noSynapse(
    _ cell: PaintedCell, _ entry: ConnectionDescription
  ) -> LoweringError {
    let known = cell.synapses.map(\.name)
    return LoweringError(
      .name, "cell '\(cell.name)' has no synapse '\(entry.synapse)'",
      suggestion: known.isEmpty
        ? "add it under 'synapses:' of the cell"
        : EditDistance.suggestion(
          for: entry.synapse, among: known, kind: "synapses of the cell"),
      at: entry.source)
  }

  private func manifest(_ entry: ConnectionDescription) -> PaintedMechanism? {
    for selection in entry.to {
      let population = model.populations.first { $0.name == selection.population }
      let painted = placer.painted.first { $0.name == population?.cell }
      if let synapse = painted?.synapses.first(where: { $0.name == entry.synapse }) {
        return synapse
      }
    }
    return nil
  }

  private func weightUnit(_ entry: ConnectionDescription) -> String {
    manifest(entry)?.manifest.eventUnit ?? "1"
  }

  private func isResponding(_ entry: ConnectionDescription) -> Bool {
    manifest(entry)?.functions.mindsSpikes ?? false
  }

  /// Cells with synapses that mind their spikes are watched, whether or not spikes leave them.
  private mutating func addResponders(
    _ targets: Set<Int32>, _ entry: ConnectionDescription
  ) throws(LoweringError) {
    var emission = EmissionLookup(entry)
    for cell in targets.sorted() where !emissions.hasCell(Int(cell)) {
      _ = try emission.identifier(Int(cell), isCell: true, &emissions, placer)
    }
  }
}
