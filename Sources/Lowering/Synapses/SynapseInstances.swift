import EngineKernels
import Morphology

/// Which point mechanisms a cell has, in the order in which they stand in its group.
///
/// One for each place of a synapse; of a synapse that changes with use, one for each connection.
struct SynapseInstances {
  /// A point mechanism of a cell.
  struct Instance {
    /// The synapse's number in the cell.
    var synapse: Int
    var compartment: Int
  }

  /// The compartments of each synapse's places, by synapse.
  let places: [[Int]]
  private(set) var instances: [Instance] = []
  /// For synapses that are there once for each place, the number of the first instance.
  private var first: [Int?] = []

  init(_ cell: PaintedCell, places: [[Int]]) {
    self.places = places
    for (synapse, mechanism) in cell.synapses.enumerated() {
      guard !mechanism.manifest.isPerConnection else {
        first.append(nil)
        continue
      }
      first.append(instances.count)
      instances += places[synapse].map { Instance(synapse: synapse, compartment: $0) }
    }
  }

  /// Whether a synapse is there once for each connection.
  func isPerConnection(_ synapse: Int) -> Bool { first[synapse] == nil }

  /// The instance at which a connection ends: the place's, or a new one.
  mutating func target(synapse: Int, place: Int) -> Int {
    if let first = first[synapse] { return first + place }
    instances.append(Instance(synapse: synapse, compartment: places[synapse][place]))
    return instances.count - 1
  }
}

/// The synapses of a group: which lane of which kind each instance of a cell has.
struct GroupSynapses {
  /// A lane of a kind of point mechanism.
  struct Lane {
    var point: Int
    var lane: Int
  }

  /// The kinds, in the order of the group's plan.
  private(set) var kinds: [GroupMechanism] = []
  /// By cell of the group, by instance.
  private(set) var lanes: [[Lane]]
  private(set) var plans: [PointPlan] = []

  /// - Parameters:
  ///   - cells: of the group.
  ///   - instances: theirs.
  ///   - layout: where compartments are.
  ///   - numbers: the cells' global numbers.
  ///   - seed: of what is random.
  init(
    _ cells: [PaintedCell], _ instances: [SynapseInstances], _ layout: GroupLayout,
    numbers: [Int], seed: UInt64
  ) {
    lanes = instances.map { $0.instances.map { _ in Lane(point: -1, lane: -1) } }
    for kind in GroupMechanism.all(cells, in: \.synapses) {
      let places = place(kind, instances)
      // A synapse that is there once for each connection, to which nothing is connected.
      guard !places.isEmpty else { continue }
      append(kind, places, cells, layout, numbers: numbers, seed: seed)
    }
  }

  /// Gives each instance of a kind its lane.
  private mutating func place(
    _ kind: GroupMechanism, _ instances: [SynapseInstances]
  ) -> [MechanismLanes.Place] {
    var places: [MechanismLanes.Place] = []
    for (cell, synapse) in kind.inCell.enumerated() {
      guard let synapse else { continue }
      for (number, instance) in instances[cell].instances.enumerated()
      where instance.synapse == synapse {
        lanes[cell][number] = Lane(point: plans.count, lane: places.count)
        places.append(
          MechanismLanes.Place(
            cell: cell, compartment: instance.compartment, identity: number))
      }
    }
    return places
  }

  /// The lanes of a kind that sit in a compartment.
  func lanes(of kind: Int, at slot: Int) -> [Int] {
    let plan = plans[kind]
    return plan.slots.indices.filter {
      plan.slots[$0] == Int32(slot) && plan.mechanism.weight[$0] > 0
    }
  }

  /// The point mechanisms of a cell that mind its spikes.
  func responders(ofCell cell: Int) -> [EmitterPlan.Responder] {
    lanes[cell].filter { kinds[$0.point].functions.mindsSpikes }.map {
      EmitterPlan.Responder(point: Int32($0.point), lane: Int32($0.lane))
    }
  }

  private mutating func append(
    _ kind: GroupMechanism, _ places: [MechanismLanes.Place], _ cells: [PaintedCell],
    _ layout: GroupLayout, numbers: [Int], seed: UInt64
  ) {
    let rowCount = max((places.count + 7) / 8, 1)
    var lanes = MechanismLanes(rowCount: rowCount)
    var slots = [Int32](repeating: 0, count: rowCount * 8)
    for (lane, place) in places.enumerated() {
      lanes.place(place, at: lane)
      slots[lane] = Int32(layout.slots[place.cell][place.compartment])
    }
    let plan = kind.plan(cells, lanes, numbers: numbers, seed: seed) { _ in 1 }
    kinds.append(kind)
    plans.append(PointPlan(mechanism: plan, slots: slots))
  }
}
