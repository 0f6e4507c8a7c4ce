/// A group of cells as a system of differential equations, for adaptive steps and for rest.
///
/// It evaluates the same mechanisms on the same arrays as fixed steps do: `load` puts the unknowns
/// there, the hooks `current` and `rates` are called, and what they wrote is collected.
final class GroupSystem: ImplicitSystem {
  let layout: ImplicitLayout
  let unknowns: [ImplicitUnknown]
  let conservationRows: [ConservationRow]
  let table: GroupUnknowns
  let edges: TreeEdges
  let inputs: GroupInputs
  let nodes: NodeArrays
  let mechanisms: [MechanismRuntime]
  let solutions: Solutions?
  let books: GroupBooks?
  /// For each species what had been injected when the unknowns were read last, in amol.
  var injectedBefore: [Double]
  let constants: GroupConstants
  /// For each species where its unknowns begin in a state.
  let poolPlaces: [PoolPlaces]
  let path: StepSettings.Path
  /// Ions that move along the tree; nil where the axial current belongs to none.
  let axial: SystemAxial?

  var parents: [Int32] { edges.parents }

  /// - Parameters:
  ///   - group: whose arrays are used: one user at a time.
  ///   - hasLedger: whether exchange with the bath is followed, which never comes to rest.
  ///   - relativeTolerance: what absolute tolerances follow.
  init(_ group: GroupRuntime, hasLedger: Bool, relativeTolerance: Double) {
    nodes = group.nodes
    mechanisms = group.mechanisms
    solutions = group.solutions
    let edges = group.edges
    self.edges = edges
    inputs = GroupInputs(group.currentClamps, group.voltageClamps, group.interventions)
    for mechanism in mechanisms { mechanism.makeRates() }
    books = group.books
    injectedBefore = [Double](repeating: 0, count: group.solutions?.pools.count ?? 0)
    let table = GroupUnknowns(
      group.mechanisms, group.solutions, mobile: group.axial?.mobile.map(\.species) ?? [],
      injected: inputs.injectedSpecies, hasLedger: hasLedger)
    self.table = table
    let layout = ImplicitLayout(
      slotCount: group.slotCount, nodeCount: group.slotCount + edges.junctions.count,
      unknownCount: table.all.count, coupledCount: table.coupledCount)
    self.layout = layout
    constants = GroupConstants(group)
    poolPlaces = table.poolPlaces(group.solutions?.pools.count ?? 0, stride: layout.stride)
    path = group.settings.path
    axial = group.axial.map { SystemAxial($0, edges, layout) }
    unknowns = table.all.map { group.describe($0, relativeTolerance) }
    conservationRows = ConservationRow.moles(
      table, group.solutions, constants, injected: inputs.injectedSpecies)
  }

  func rates(
    _ time: Double, _ state: UnsafePointer<Double>, _ rates: UnsafeMutablePointer<Double>
  ) {
    localRates(time, state, rates)
    for unknown in 0..<layout.coupledCount {
      for node in layout.slotCount..<layout.nodeCount { rates[unknown * layout.stride + node] = 0 }
    }
    addAxial(state, rates)
    guard axial?.replacesOhmic != true else { return }
    for edge in edges.edges {
      let current = edge.conductance * (state[edge.parent] - state[edge.node])
      rates[edge.node] += current * storage(edge.node)
      rates[edge.parent] -= current * storage(edge.parent)
    }
  }

  func localRates(
    _ time: Double, _ state: UnsafePointer<Double>, _ rates: UnsafeMutablePointer<Double>
  ) {
    load(state)
    inputs.setRamps(time, solutions)
    evaluate(time)
    collect(rates)
  }

  func coupling(_ time: Double, _ state: UnsafePointer<Double>, _ coupling: TreeCoupling) {
    if axial != nil { load(state) }
    addAxialCoupling(state, coupling)
    guard axial?.replacesOhmic != true else { return }
    for edge in edges.edges {
      coupling.addEdge(
        node: edge.node, parent: edge.parent,
        childRate: edge.conductance * storage(edge.node),
        parentRate: edge.conductance * storage(edge.parent))
    }
  }

  /// 1/C in 1/nF; for a junction, whose equation is a sum of currents, 1.
  @inline(__always)
  func storage(_ node: Int) -> Double {
    node < layout.slotCount ? constants.inverseCapacitance[node] : 1
  }

  /// Calls the hooks for what `load` has put into place; sums are cleared first.
  private func evaluate(_ time: Double) {
    nodes.conductance.update(repeating: 0, count: layout.slotCount)
    nodes.drive.update(repeating: 0, count: layout.slotCount)
    for mechanism in mechanisms {
      mechanism.call(mechanism.hooks.current)
      if !mechanism.states.isEmpty { mechanism.call(mechanism.hooks.rates) }
    }
    inputs.inject(time, nodes)
  }

  /// Leaves the sums as fixed steps expect them.
  func clearSums() {
    nodes.conductance.update(repeating: 0, count: layout.slotCount)
    nodes.drive.update(repeating: 0, count: layout.slotCount)
  }
}

/// Numbers of a group that do not change, each `[slotCount]`.
final class GroupConstants {
  let inverseCapacitance: UnsafeMutablePointer<Double>
  /// Volumes at the start, in µm³; where there are no solutions, 1.
  let insideVolume, outsideVolume: UnsafeMutablePointer<Double>
  private let arena: DoubleArena

  init(_ group: GroupRuntime) {
    let count = group.slotCount
    arena = DoubleArena(count: 3 * count)
    inverseCapacitance = arena.base
    insideVolume = arena.base + count
    outsideVolume = arena.base + 2 * count
    for slot in 0..<count {
      let capacitance = group.nodes.capacitanceRate[slot] * group.settings.solveTime
      inverseCapacitance[slot] = 1 / capacitance
      insideVolume[slot] = group.solutions?.insideVolume.value[slot] ?? 1
      outsideVolume[slot] = group.solutions?.outsideVolume.value[slot] ?? 1
    }
  }
}
