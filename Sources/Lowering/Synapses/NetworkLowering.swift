import Engine
import EngineKernels
import ModelDescription
import Morphology
import Quantities

/// Puts synapses, connections and the places from which spikes leave into the groups.
struct NetworkLowering {
  let model: ModelDescription
  let placer: Placer
  /// Its room for connections becomes less with each entry.
  private var wiring: Wiring
  /// Of fixed steps, in ms: the least delay between cells.
  let timeStep: Double
  private var instances: [SynapseInstances] = []
  private var emissions = Emissions()
  private var connections: [Connection] = []
  /// What each entry made.
  private var summaries: [NetworkSummary.Connections] = []
  /// The shortest delay of a cell's spike, in ms.
  private var shortestDelay = Double.infinity

  /// A connection with its ends resolved.
  private struct Connection {
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
    for cell in placer.cells.indices { instances.append(try instances(of: cell)) }
  }

  private func instances(of cell: Int) throws(LoweringError) -> SynapseInstances {
    let kind = placer.cells[cell].kind
    let painted = placer.painted[kind]
    var places: [[Int]] = []
    for synapse in model.cells[kind].synapses {
      places.append(try placer.compartments(ofCell: cell, synapse.places, synapse.source))
    }
    return SynapseInstances(painted, places: places)
  }

  /// Adds everything to the groups, and what the groups have in common to the plan.
  mutating func add(
    to builders: inout [GroupBuilder], _ lowered: inout LoweredModel
  ) throws(LoweringError) {
    for entry in model.connections { try connect(entry) }
    let synapses = addSynapses(&builders)
    try addEmitters(&builders, synapses)
    addConnections(&builders, synapses)
    lowered.plan.shortestDelay = shortestDelay
    lowered.plan.sources = try sourcePlans()
    lowered.network.connections = summaries
    lowered.network.synapses = synapseCounts
  }

  /// By kind of cell, by synapse.
  private var synapseCounts: [[Int]] {
    var counts = model.cells.map { [Int](repeating: 0, count: $0.synapses.count) }
    for (cell, own) in zip(placer.cells, instances) {
      for instance in own.instances { counts[cell.kind][instance.synapse] += 1 }
    }
    return counts
  }

  private mutating func connect(_ entry: ConnectionDescription) throws(LoweringError) {
    let counts = instances
    let unit = weightUnit(entry)
    let wired = try wiring.connections(entry, weightUnit: unit) {
      cell, synapse throws(LoweringError) in
      counts[cell].places[try number(of: synapse, onCell: cell, entry)].count
    }
    wiring.mostConnections -= wired.count
    summaries.append(NetworkSummary.Connections(wired, weightUnit: unit))
    var emission = EmissionLookup(entry)
    connections.reserveCapacity(connections.count + wired.count)
    for index in 0..<wired.count {
      let connection = wired[index]
      let isCell = connection.source < wiring.numbering.cellCount
      if isCell { try check(connection, entry) }
      let source = try emission.identifier(connection.source, isCell: isCell, &emissions, placer)
      let synapse = try number(of: entry.synapse, onCell: connection.target, entry)
      let instance = instances[connection.target].target(
        synapse: synapse, place: connection.site)
      connections.append(
        Connection(
          source: source, cell: Int32(connection.target), instance: Int32(instance),
          weight: connection.weight, delay: connection.delay))
    }
    if isResponding(entry) { try addResponders(wired, entry) }
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

  private func number(
    of synapse: String, onCell cell: Int, _ entry: ConnectionDescription
  ) throws(LoweringError) -> Int {
    let painted = placer.painted[placer.cells[cell].kind]
    if let number = painted.synapses.firstIndex(where: { $0.name == synapse }) { return number }
    let known = painted.synapses.map(\.name)
    throw LoweringError(
      .name, "cell '\(painted.name)' has no synapse '\(synapse)'",
      suggestion: known.isEmpty
        ? "add it under 'synapses:' of the cell"
        : EditDistance.suggestion(for: synapse, among: known, kind: "synapses of the cell"),
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
    _ wired: WiredConnections, _ entry: ConnectionDescription
  ) throws(LoweringError) {
    var emission = EmissionLookup(entry)
    for cell in Set(wired.targets).sorted() where !emissions.hasCell(Int(cell)) {
      _ = try emission.identifier(Int(cell), isCell: true, &emissions, placer)
    }
  }
}

/// What goes into the groups.
extension NetworkLowering {
  /// By group.
  private func addSynapses(_ builders: inout [GroupBuilder]) -> [GroupSynapses] {
    builders.indices.map { group in
      let numbers = builders[group].numbers
      let synapses = GroupSynapses(
        builders[group].cells, numbers.map { instances[$0] }, builders[group].layout,
        numbers: numbers, seed: model.simulation.seed)
      builders[group].add(synapses)
      return synapses
    }
  }

  private func addEmitters(
    _ builders: inout [GroupBuilder], _ synapses: [GroupSynapses]
  ) throws(LoweringError) {
    var answered: Set<Int> = []
    for (identifier, emission) in emissions.all.enumerated() {
      guard let compartment = emission.compartment else { continue }
      let element = LoweredModel.Element(cell: emission.number, compartment: compartment)
      let (group, slot) = placer.location(element, builders)
      let detector = DetectorPlan(
        slot: slot, threshold: emission.threshold, identifier: identifier)
      // The first place of a cell from which spikes leave is the one that its synapses mind.
      let isFirst = answered.insert(emission.number).inserted
      let place = placer.cells[emission.number].place
      builders[group].add(
        EmitterPlan(
          detector: detector,
          responders: isFirst ? synapses[group].responders(ofCell: place) : []))
    }
  }

  private func addConnections(
    _ builders: inout [GroupBuilder], _ synapses: [GroupSynapses]
  ) {
    var lists = [[(source: Int32, target: ConnectionsPlan.Target)]](
      repeating: [], count: builders.count)
    for connection in connections {
      let cell = placer.cells[Int(connection.cell)]
      let lane = synapses[cell.group].lanes[cell.place][Int(connection.instance)]
      let target = ConnectionsPlan.Target(
        point: Int32(lane.point), lane: Int32(lane.lane), weight: connection.weight,
        delay: connection.delay)
      lists[cell.group].append((connection.source, target))
    }
    for group in builders.indices { builders[group].set(ConnectionsPlan(lists[group])) }
  }

  private func sourcePlans() throws(LoweringError) -> [SpikeSourcePlan] {
    var plans: [SpikeSourcePlan] = []
    for (identifier, emission) in emissions.all.enumerated() where emission.compartment == nil {
      let block = wiring.numbering.blocks.first { $0.numbers.contains(emission.number) }
      guard let block, let source = model.sources.first(where: { $0.name == block.name }) else {
        continue
      }
      let number = emission.number - block.numbers.lowerBound
      plans.append(
        SpikeSourcePlan(identifier: identifier, pattern: try source.pattern(ofSource: number)))
    }
    return plans
  }
}

extension SpikeSourceDescription {
  /// When one of the sources spikes, in ms.
  fileprivate func pattern(ofSource number: Int) throws(LoweringError) -> SpikeSourcePlan.Pattern {
    func milliseconds(_ quantity: Quantity) throws(LoweringError) -> Double {
      try value(quantity, .millisecond, source)
    }
    switch pattern {
    case .regular(let start, let interval, let count):
      let step = try interval.map { (q) throws(LoweringError) in try milliseconds(q) }
      return .regular(
        start: try milliseconds(start), interval: step ?? 1,
        count: step == nil ? 1 : count ?? .max)
    case .poisson(let rate, let window):
      return .poisson(
        rate: try value(rate, .perMillisecond, source), start: try milliseconds(window.start),
        stop: try window.stop.map { (q) throws(LoweringError) in try milliseconds(q) } ?? .infinity,
        seed: UInt64(
          RandomKey(seed: seed, purpose: "sources").child(RandomKey.hash(name)).below(.max, at: 0)),
        stream: UInt64(number))
    case .times(let times): return .times(times.indices.contains(number) ? times[number] : [])
    }
  }
}
