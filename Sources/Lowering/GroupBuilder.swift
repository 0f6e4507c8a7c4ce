import EngineKernels
import Morphology

/// Builds the plan of one group from its painted cells.
struct GroupBuilder {
  /// The group's cells: painted, in the order of the layout.
  let cells: [PaintedCell]
  /// Their global numbers.
  let numbers: [Int]
  let layout: GroupLayout
  private(set) var plan = GroupPlan()
  /// For each mechanism of the plan: its name, and the compartments' columns it came from.
  private(set) var mechanisms: [GroupMechanism] = []
  /// The synapses of the group's cells.
  private(set) var synapses: GroupSynapses?

  /// - Parameters:
  ///   - cells: painted, in the order of the layout.
  ///   - numbers: their global numbers.
  ///   - seed: of everything random.
  ///   - path: the one that the layout is for.
  ///   - represents: how many cells of the tissue each stands for.
  init(
    _ cells: [PaintedCell], numbers: [Int], seed: UInt64, _ path: StepSettings.Path,
    represents: Double = 1
  ) {
    self.cells = cells
    self.numbers = numbers
    layout = .group(cells.map(\.shape), for: path)
    plan.represents = represents
    plan.slotCount = layout.slotCount
    plan.nodeCount = layout.nodeCount
    plan.packs = layout.packs
    plan.indices = layout.indices
    setNodes()
    for cell in cells.indices { connect(cell) }
    closeSpareNodes()
    mechanisms = GroupMechanism.all(cells)
    plan.mechanisms = mechanisms.map {
      $0.plan(cells, layout, numbers: numbers, seed: seed)
    }
    plan.solutions = SolutionsPlan(cells, layout)
  }

  mutating func shareArrays(with other: GroupBuilder) { plan.shareArrays(with: other.plan) }
  mutating func add(_ clamp: CurrentClampPlan) { plan.currentClamps.append(clamp) }
  mutating func add(_ emitter: EmitterPlan) { plan.emitters.append(emitter) }
  mutating func add(_ junction: GapJunctionPlan) { plan.gapJunctions.append(junction) }
  mutating func set(_ solutions: SolutionsPlan) { plan.solutions = solutions }
  mutating func set(_ connections: ConnectionsPlan) { plan.connections = connections }
  mutating func add(_ synapses: GroupSynapses) {
    self.synapses = synapses
    plan.points = synapses.plans
  }
  mutating func add(_ detector: DetectorPlan) { plan.detectors.append(detector) }
  mutating func add(_ event: EventPlan) { plan.events.append(event) }
  mutating func add(_ sampler: SamplerPlan) { plan.samplers.append(sampler) }
  mutating func add(_ intervention: InterventionPlan) { plan.interventions.append(intervention) }
  mutating func keepBooks(_ energy: EnergyLowering) { plan.energy = energy.plan(self) }
  /// Adds a clamp and returns its number in the group.
  mutating func add(_ clamp: VoltageClampPlan) { plan.voltageClamps.append(clamp) }

  /// Potentials and capacitances; empty slots hold a potential that does not change.
  ///
  /// All cells of a group have the same axial transport: `SolutionsKind`.
  private mutating func setNodes() {
    let rest = cells.first?.voltage.first ?? 0
    plan.voltage = Array(repeating: rest, count: layout.nodeCount)
    plan.capacitance = Array(repeating: 0, count: layout.nodeCount)
    plan.axialConductance = plan.capacitance
    plan.axialSum = plan.capacitance
    plan.axial = cells.first?.axial.map {
      AxialPlan(transport: $0.transport, edges: [], mobile: $0.mobile)
    }
    plan.parents = Array(repeating: -1, count: layout.nodeCount)
    for slot in 0..<layout.slotCount { plan.capacitance[slot] = 1 }
    for (cell, painted) in cells.enumerated() {
      plan.startsUneven = plan.startsUneven || Set(painted.voltage).count > 1
      for (index, compartment) in painted.morphology.compartments.enumerated() {
        let slot = layout.slots[cell][index]
        plan.voltage[slot] = painted.voltage[index]
        // µF/cm² × µm² × 1e-5 = nF
        plan.capacitance[slot] = painted.capacitance[index] * compartment.area * 1e-5
      }
    }
  }

  /// What leads along the trees, branch by branch.
  private mutating func connect(_ cell: Int) {
    let painted = cells[cell]
    for (index, branch) in painted.shape.branches.enumerated() {
      connectToParent(cell, branch)
      for compartment in branch.compartments.dropFirst() {
        join(
          layout.slots[cell][compartment], layout.slots[cell][compartment - 1],
          painted.distalPath(compartment - 1) + painted.proximalPath(compartment))
      }
      if let junction = layout.junctions[cell][index], let last = branch.compartments.last {
        join(junction, layout.slots[cell][last], painted.distalPath(last))
      }
    }
  }

  private mutating func connectToParent(_ cell: Int, _ branch: TreeShape.Branch) {
    guard let first = branch.compartments.first else { return }
    let parent: Int?
    switch branch.attachment {
    case .root: parent = layout.rootJunctions[cell]
    case .junction(let other): parent = layout.junctions[cell][other]
    case .compartment(let compartment): parent = layout.slots[cell][compartment]
    }
    guard let parent else { return }
    join(layout.slots[cell][first], parent, cells[cell].proximalPath(first))
  }

  private mutating func join(_ node: Int, _ parent: Int, _ path: AxialPath) {
    let conductance = 1 / path.resistance
    plan.axialConductance[node] = conductance
    plan.axialSum[node] += conductance
    plan.axialSum[parent] += conductance
    plan.parents[node] = Int32(parent)
    plan.axial?.edges.append(
      AxialPlan.Edge(node: Int32(node), parent: Int32(parent), weight: 1 / path.length))
  }

  /// A node that nothing is joined to would have a pivot of 0.
  private mutating func closeSpareNodes() {
    for node in layout.slotCount..<layout.nodeCount where plan.axialSum[node] == 0 {
      plan.axialSum[node] = 1
    }
  }
}
