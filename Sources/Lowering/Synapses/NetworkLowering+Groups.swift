import EngineKernels

/// What goes into the groups.
extension NetworkLowering {
  /// By builder.
  func addSynapses(to builders: inout [GroupBuilder]) -> [GroupSynapses] {
    builders.indices.map { number in
      let numbers = builders[number].numbers
      let own = GroupSynapses(
        builders[number].cells, synapses.instances(of: numbers), builders[number].layout,
        numbers: numbers, seed: model.simulation.seed)
      builders[number].add(own)
      return own
    }
  }

  func addEmitters(
    to builders: inout [GroupBuilder], _ synapses: [GroupSynapses]
  ) {
    var answered: Set<Int> = []
    for (identifier, emission) in emissions.all.enumerated() {
      guard let compartment = emission.compartment else { continue }
      let element = LoweredModel.Element(cell: emission.number, compartment: compartment)
      guard let (builder, slot) = placer.location(element, builders) else { continue }
      let detector = DetectorPlan(
        slot: slot, threshold: emission.threshold, identifier: identifier)
      // The first place of a cell from which spikes leave is the one that its synapses mind.
      let isFirst = answered.insert(emission.number).inserted
      let place = placer.cells[emission.number].place
      builders[builder].add(
        EmitterPlan(
          detector: detector,
          responders: isFirst ? synapses[builder].responders(ofCell: place) : []))
    }
  }

  func addConnections(
    to builders: inout [GroupBuilder], _ synapses: [GroupSynapses]
  ) {
    var lists = [[(source: Int32, target: ConnectionsPlan.Target)]](
      repeating: [], count: builders.count)
    for connection in connections {
      let cell = placer.cells[Int(connection.cell)]
      guard let builder = placer.builder(ofCell: Int(connection.cell)) else { continue }
      let lane = synapses[builder].lanes[cell.place][Int(connection.instance)]
      let target = ConnectionsPlan.Target(
        point: Int32(lane.point), lane: Int32(lane.lane), weight: connection.weight,
        delay: connection.delay)
      lists[builder].append((connection.source, target))
    }
    for number in builders.indices { builders[number].set(ConnectionsPlan(lists[number])) }
  }
}
