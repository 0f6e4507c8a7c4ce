import CMechanismABI
import Numerics

/// Keeps a group's books on energy: where it is released, where it ends as heat, where it is stored.
///
/// Powers are in nA mV = pW and energies in pW ms = fJ, which is also kJ/mol × amol. What stands in
/// the group's arrays is measured: the fluxes that mechanisms wrote and V, concentrations as the
/// mechanisms saw them. docs/numerics.md has the equations.
final class EnergyMeter {
  let slotCount: Int
  let plan: EnergyPlan
  let nodes: NodeArrays
  let mechanisms: [MechanismRuntime]
  /// Their lines follow those of `mechanisms`.
  let points: [PointRuntime]
  let solutions: Solutions?
  let axial: AxialRuntime?
  let edges: [MeteredEdge]
  let sums: EnergySums
  let start: EnergyStart
  /// 1/T in 1/K; `[slotCount]`.
  let inverseKelvin: UnsafeMutablePointer<Double>
  /// The V at which fluxes are taken, and how far it is from where they were linearised, in mV.
  let potential, shift: UnsafeMutablePointer<Double>
  /// Σ c on either side in mM, and the water that enters, in µm³/ms: 0 where none moves.
  let insideOsmolarity, outsideOsmolarity, enteringWater: UnsafeMutablePointer<Double>
  /// What electrodes add in this step: conductance × V − drive flows out.
  private let electrodeConductance, electrodeDrive: UnsafeMutablePointer<Double>
  private let before: UnsafeMutablePointer<Double>
  /// What the ions that electrodes bring in are worth, in pW.
  private var carriedPower = 0.0
  private let isInLanes: Bool
  private let arena: DoubleArena

  /// A piece of a cell between two nodes.
  struct MeteredEdge {
    let node, parent: Int
    /// In µS.
    let conductance: Double
    /// In 1/K.
    let inverseKelvin: Double
  }

  /// Begins with the group's present state; `capacitance` is in nF, `[nodeCount]`.
  init(_ plan: EnergyPlan, _ group: GroupRuntime, capacitance: [Double]) {
    self.plan = plan
    isInLanes = group.settings.path == .lanes
    slotCount = group.slotCount
    nodes = group.nodes
    mechanisms = group.mechanisms
    points = group.points
    solutions = group.solutions
    axial = group.axial
    edges = Self.edges(group.edges, plan.kelvin)
    sums = EnergySums(mechanismCount: group.mechanisms.count + group.points.count)
    let count = group.slotCount
    arena = DoubleArena(count: 9 * count)
    inverseKelvin = arena.base
    potential = arena.base + count
    shift = arena.base + 2 * count
    electrodeConductance = arena.base + 3 * count
    electrodeDrive = arena.base + 4 * count
    before = arena.base + 5 * count
    insideOsmolarity = arena.base + 6 * count
    outsideOsmolarity = arena.base + 7 * count
    enteringWater = arena.base + 8 * count
    for slot in 0..<count { inverseKelvin[slot] = 1 / plan.kelvin[slot] }
    start = EnergyStart(group, capacitance: capacitance)
  }

  private static func edges(_ edges: TreeEdges, _ kelvin: [Double]) -> [MeteredEdge] {
    edges.edges.map { edge in
      let slots = [edge.node, edge.parent].filter { $0 < kelvin.count }
      let temperature = slots.reduce(0) { $0 + kelvin[$1] } / Double(max(slots.count, 1))
      func node(_ number: Int) -> Int {
        number < kelvin.count ? number : edges.junctions[number - kelvin.count]
      }
      return MeteredEdge(
        node: node(edge.node), parent: node(edge.parent), conductance: edge.conductance,
        inverseKelvin: slots.isEmpty ? 1 / (kelvin.first ?? 300) : 1 / temperature)
    }
  }

  /// Notes what an electrode adds to the sums of a slot.
  func inject(_ slot: Int, _ mean: ClampMean) {
    electrodeConductance[slot] += mean.conductance
    electrodeDrive[slot] += mean.drive
  }

  /// Notes the ions that an electrode brings in: they arrive at the chemical potential inside.
  func carry(_ clamp: CurrentClampPlan, _ current: Double) {
    guard let solutions else { return }
    for carrier in clamp.carriers {
      let pool = solutions.pools[carrier.species]
      let height =
        solutions.thermalVoltage[clamp.slot] * logarithm(pool.inside.midpoint[clamp.slot])
      carriedPower += carrier.share * current / pool.valence * height
    }
  }

  /// Keeps the potentials about which fluxes are linearised.
  func remember() { before.update(from: nodes.voltage, count: slotCount) }

  /// Books a fixed step of `time` ms, whose fluxes acted at `share` of the way from V before to V
  /// now; volumes have moved on already.
  func accumulate(_ time: Double, share: Double) {
    for slot in 0..<slotCount {
      shift[slot] = (nodes.voltage[slot] - before[slot]) * share
      potential[slot] = before[slot] + shift[slot]
    }
    accumulate(time, volumeLag: time / 2)
  }

  /// Books `weight` ms of what stands in the group's arrays: V, concentrations, and the fluxes that
  /// the hook `current` wrote there.
  func accumulate(weight: Double) {
    potential.update(from: nodes.voltage, count: slotCount)
    shift.update(repeating: 0, count: slotCount)
    if let axial, let solutions { axial.evaluate(solutions, nodes) }
    accumulate(weight, volumeLag: 0)
  }

  private func accumulate(_ time: Double, volumeLag: Double) {
    if isInLanes {
      addMembranes(time, Lanes.self)
      addSurroundings(time, volumeLag, Lanes.self)
    } else {
      addMembranes(time, Double.self)
      addSurroundings(time, volumeLag, Double.self)
    }
    addPoints(time)
    addAxial(time)
    addStimuli(time)
  }

  private func addStimuli(_ time: Double) {
    var power = 0.0
    for slot in 0..<slotCount {
      let current = electrodeDrive[slot] - electrodeConductance[slot] * potential[slot]
      power += current * potential[slot]
    }
    sums.add((power + carriedPower) * time, to: .stimuli)
    carriedPower = 0
    electrodeConductance.update(repeating: 0, count: slotCount)
    electrodeDrive.update(repeating: 0, count: slotCount)
  }

  /// Bytes held.
  var doubleCount: Int { arena.count + start.doubleCount }
}
