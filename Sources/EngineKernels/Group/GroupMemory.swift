/// Where a group's arrays stand in its one arena: first what steps change, then the rest.
struct GroupMemory {
  let voltage: Int
  /// For each mechanism, for each of its states.
  let states: [[Int]]
  /// For each kind of point mechanism, for each of its states.
  let pointStates: [[Int]]
  /// The solutions, where there are any.
  let solutions: SolutionsMemory?
  /// What enters otherwise than by fluxes of species.
  let books: Int
  /// The currents through gap junctions.
  let gapCurrents: Int
  let changingCount: Int
  let conductance: Int
  let drive: Int
  let capacitanceRate: Int
  let diagonal: Int
  let axial: Int
  let count: Int

  init(_ plan: GroupPlan) {
    var cutter = ArenaCutter()
    voltage = cutter.reserve(plan.nodeCount)
    func reserveStates(_ mechanism: MechanismPlan) -> [Int] {
      (0..<mechanism.functions.stateCount).map { _ in cutter.reserve(mechanism.rowCount * 8) }
    }
    states = plan.mechanisms.map(reserveStates)
    pointStates = plan.points.map { reserveStates($0.mechanism) }
    if let solutions = plan.solutions {
      self.solutions = SolutionsMemory(solutions, plan.slotCount, &cutter)
    } else {
      solutions = nil
    }
    books = cutter.reserve(GroupBooks.doubleCount(plan))
    gapCurrents = cutter.reserve(plan.gapJunctions.count)
    changingCount = cutter.used
    conductance = cutter.reserve(plan.nodeCount)
    drive = cutter.reserve(plan.nodeCount)
    capacitanceRate = cutter.reserve(plan.nodeCount)
    diagonal = cutter.reserve(plan.nodeCount)
    axial = cutter.reserve(plan.nodeCount)
    count = cutter.used
  }

  /// Sets the arrays to the plan's numbers and returns them.
  func fill(_ arena: DoubleArena, _ plan: GroupPlan, _ settings: StepSettings) -> NodeArrays {
    let nodes = NodeArrays(
      voltage: arena.base + voltage, conductance: arena.base + conductance,
      drive: arena.base + drive, capacitanceRate: arena.base + capacitanceRate,
      diagonal: arena.base + diagonal, axial: arena.base + axial)
    for node in 0..<plan.nodeCount {
      let rate = plan.capacitance[node] / settings.solveTime
      nodes.voltage[node] = plan.voltage[node]
      nodes.capacitanceRate[node] = rate
      nodes.diagonal[node] = rate + plan.axialSum[node]
      nodes.axial[node] = plan.axialConductance[node]
    }
    return nodes
  }
}
