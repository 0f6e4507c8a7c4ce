import Numerics

/// F in nA per amol/ms.
let chargePerAmount = 1 / amountPerCharge

/// Ions on their way along the trees of a group, with fixed steps.
///
/// `prepare` finds, at the concentrations in the middle of the step, what flows along each edge as a
/// linear function of the potentials, J_k = F_k + M_k (φ_node − φ_parent). The currents of these
/// fluxes go into the equation of V; the fluxes at the V that was solved for move the amounts. Nothing
/// is kept from step to step.
final class AxialRuntime {
  /// A species that moves along the tree.
  struct Mobile {
    let species: Int
    let valence: Double
    /// D / λ², in µm²/ms.
    let diffusion: Double
    /// Inside, in mM, at nodes; `[nodeCount]`.
    let concentration: UnsafeMutablePointer<Double>
    /// F_k, in amol/ms; by edge.
    let drift: UnsafeMutablePointer<Double>
    /// M_k, in amol/ms/mV; by edge.
    let mobility: UnsafeMutablePointer<Double>
    /// From node to parent, in amol/ms; by edge.
    let flux: UnsafeMutablePointer<Double>
    /// What arrives, in amol/ms; `[nodeCount]`.
    let arriving: UnsafeMutablePointer<Double>
  }

  let transport: AxialPlan.Transport
  let slotCount: Int
  let nodeCount: Int
  let edges: AxialTables
  let mobile: [Mobile]
  let junctions: [AxialJunction]
  let ways: [AxialJunction.Way]
  /// F Σ z M, in µS; by edge.
  let conductance: UnsafeMutablePointer<Double>
  /// F Σ z F_k, in nA; by edge.
  let diffusionCurrent: UnsafeMutablePointer<Double>
  /// How a solve changes V, in mV; `[nodeCount]`.
  let increment: UnsafeMutablePointer<Double>
  /// What a node's diagonal has besides capacitance and edges, in µS; `[nodeCount]`.
  let idleDiagonal: UnsafeMutablePointer<Double>
  /// A logarithmic mean for each charged species and way of one junction.
  let means: UnsafeMutablePointer<Double>
  /// A number for each species.
  let guess: UnsafeMutablePointer<Double>
  private let arena: DoubleArena

  /// Bytes held, in doubles.
  var doubleCount: Int { arena.count + 3 * edges.count }

  init(_ plan: AxialPlan, _ group: GroupPlan) {
    transport = plan.transport
    slotCount = group.slotCount
    nodeCount = group.nodeCount
    // The last node is a spare one.
    let ordered = AxialTables.inRows(plan.edges, slotCount: group.slotCount)
    edges = AxialTables(
      ordered.edges, rowCount: ordered.rowCount, slotCount: group.slotCount,
      spare: group.nodeCount - 1)
    let met = AxialJunction.all(ordered.edges, slotCount: group.slotCount)
    (junctions, ways) = met
    let memory = AxialMemory(
      mobileCount: plan.mobile.count, nodeCount: group.nodeCount, edgeCount: edges.count,
      mostWays: met.junctions.map(\.ways.count).max() ?? 0)
    arena = DoubleArena(count: memory.count)
    let base = arena.base
    mobile = zip(plan.mobile, memory.mobile).map { Mobile($0, $1, base) }
    conductance = base + memory.conductance
    diffusionCurrent = base + memory.diffusionCurrent
    increment = base + memory.increment
    idleDiagonal = base + memory.idleDiagonal
    means = base + memory.means
    guess = base + memory.guess
    fill(plan, group)
  }

  private func fill(_ plan: AxialPlan, _ group: GroupPlan) {
    // Junctions that no edge leads to, and spare nodes, keep what the plan gives them.
    for node in 0..<nodeCount { idleDiagonal[node] = group.axialSum[node] }
    for edge in plan.edges {
      idleDiagonal[Int(edge.node)] = 0
      idleDiagonal[Int(edge.parent)] = 0
    }
    for species in mobile { species.concentration.update(repeating: 1, count: nodeCount) }
  }

  deinit { edges.deallocate() }
}

extension AxialRuntime.Mobile {
  fileprivate init(
    _ plan: AxialPlan.Mobile, _ memory: AxialMemory.Mobile, _ base: UnsafeMutablePointer<Double>
  ) {
    species = plan.species
    valence = plan.valence
    diffusion = plan.diffusion
    concentration = base + memory.concentration
    drift = base + memory.drift
    mobility = base + memory.mobility
    flux = base + memory.flux
    arriving = base + memory.arriving
  }
}

/// Where the arrays of `AxialRuntime` stand in its arena.
private struct AxialMemory {
  struct Mobile {
    let concentration, drift, mobility, flux, arriving: Int
  }

  let mobile: [Mobile]
  let conductance, diffusionCurrent, increment, idleDiagonal, means, guess: Int
  let count: Int

  init(mobileCount: Int, nodeCount: Int, edgeCount: Int, mostWays: Int) {
    var cutter = ArenaCutter()
    mobile = (0..<mobileCount).map { _ in
      Mobile(
        concentration: cutter.reserve(nodeCount), drift: cutter.reserve(edgeCount),
        mobility: cutter.reserve(edgeCount), flux: cutter.reserve(edgeCount),
        arriving: cutter.reserve(nodeCount))
    }
    conductance = cutter.reserve(edgeCount)
    diffusionCurrent = cutter.reserve(edgeCount)
    increment = cutter.reserve(nodeCount)
    idleDiagonal = cutter.reserve(nodeCount)
    means = cutter.reserve(mobileCount * mostWays)
    guess = cutter.reserve(mobileCount)
    count = cutter.used
  }
}
