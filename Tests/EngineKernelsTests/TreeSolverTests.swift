import Engine
import EngineKernels
import Lowering
import Testing

/// A tree with numbers of its own, and a dense solver that knows nothing of trees.
private struct RandomTree {
  let shape: TreeShape
  /// To the proximal neighbour or, for a branch's first compartment, to its parent's node; in µS.
  let conductance: [Double]
  /// From each branch's last compartment to the junction at its far end, in µS.
  let junctionConductance: [Double]
  let capacitance: [Double]
  let voltage: [Double]

  init(_ random: inout SplitMix, rootBranches: Int) {
    var branches: [TreeShape.Branch] = []
    var next = 0
    for index in 0..<(rootBranches + random.integer(0...14)) {
      let length = random.integer(1...9)
      var attachment = TreeShape.Attachment.root
      if index >= rootBranches {
        let parent = random.integer(0...index - 1)
        attachment =
          random.integer(0...3) == 0
          ? .compartment(branches[parent].compartments.randomElement(using: &random) ?? 0)
          : .junction(ofBranch: parent)
      }
      branches.append(TreeShape.Branch(attachment: attachment, compartments: next..<next + length))
      next += length
    }
    shape = TreeShape(branches: branches)
    conductance = (0..<next).map { _ in random.uniform(0.01...2) }
    junctionConductance = branches.map { _ in random.uniform(0.01...2) }
    capacitance = (0..<next).map { _ in random.uniform(0.001...0.1) }
    voltage = (0..<next).map { _ in random.uniform(-80...40) }
  }
}

private struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
  mutating func integer(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
  mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    Double.random(in: range, using: &self)
  }
}

/// V after one step of backward Euler, by Gaussian elimination of the full matrix.
private func denseStep(_ tree: RandomTree, timeStep: Double) -> [Double] {
  let count = tree.shape.compartmentCount
  let junctions = tree.shape.branches.count
  let root = count + junctions
  var matrix = [[Double]](
    repeating: [Double](repeating: 0, count: root + 1), count: root + 1)
  var right = [Double](repeating: 0, count: root + 1)
  func join(_ a: Int, _ b: Int, _ g: Double) {
    matrix[a][a] += g
    matrix[b][b] += g
    matrix[a][b] -= g
    matrix[b][a] -= g
  }
  for i in 0..<count {
    matrix[i][i] += tree.capacitance[i] / timeStep
    right[i] = tree.capacitance[i] / timeStep * tree.voltage[i]
  }
  for (index, branch) in tree.shape.branches.enumerated() {
    for i in branch.compartments.dropFirst() { join(i, i - 1, tree.conductance[i]) }
    let first = branch.compartments.lowerBound
    switch branch.attachment {
    case .root: join(first, root, tree.conductance[first])
    case .junction(let parent): join(first, count + parent, tree.conductance[first])
    case .compartment(let other): join(first, other, tree.conductance[first])
    }
    join(count + index, branch.compartments.upperBound - 1, tree.junctionConductance[index])
  }
  return Array(solve(matrix, right).prefix(count))
}

private func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
  var a = matrix
  var b = right
  let n = b.count
  for column in 0..<n {
    let pivot = (column..<n).max { abs(a[$0][column]) < abs(a[$1][column]) } ?? column
    a.swapAt(column, pivot)
    b.swapAt(column, pivot)
    for row in column + 1..<n where a[row][column] != 0 {
      let factor = a[row][column] / a[column][column]
      for k in column..<n { a[row][k] -= factor * a[column][k] }
      b[row] -= factor * b[column]
    }
  }
  for row in stride(from: n - 1, through: 0, by: -1) {
    for k in row + 1..<n { b[row] -= a[row][k] * b[k] }
    b[row] /= a[row][row]
  }
  return b
}

/// A plan of the trees' numbers in a layout.
private func plan(_ trees: [RandomTree], _ layout: GroupLayout) -> GroupPlan {
  var plan = GroupPlan()
  plan.slotCount = layout.slotCount
  plan.nodeCount = layout.nodeCount
  plan.packs = layout.packs
  plan.indices = layout.indices
  plan.voltage = Array(repeating: -65, count: layout.nodeCount)
  plan.axialConductance = Array(repeating: 0, count: layout.nodeCount)
  plan.axialSum = plan.axialConductance
  plan.parents = Array(repeating: -1, count: layout.nodeCount)
  plan.capacitance = plan.axialConductance
  for slot in 0..<layout.slotCount { plan.capacitance[slot] = 1 }
  func join(_ node: Int, _ parent: Int?, _ g: Double) {
    guard let parent else { return }
    plan.parents[node] = Int32(parent)
    plan.axialConductance[node] = g
    plan.axialSum[node] += g
    plan.axialSum[parent] += g
  }
  for (cell, tree) in trees.enumerated() {
    let slots = layout.slots[cell]
    for (i, slot) in slots.enumerated() {
      plan.voltage[slot] = tree.voltage[i]
      plan.capacitance[slot] = tree.capacitance[i]
    }
    for (index, branch) in tree.shape.branches.enumerated() {
      for i in branch.compartments.dropFirst() { join(slots[i], slots[i - 1], tree.conductance[i]) }
      let first = branch.compartments.lowerBound
      let parent: Int? =
        switch branch.attachment {
        case .root: layout.rootJunctions[cell]
        case .junction(let other): layout.junctions[cell][other]
        case .compartment(let compartment): slots[compartment]
        }
      join(slots[first], parent, tree.conductance[first])
      if let junction = layout.junctions[cell][index] {
        join(junction, slots[branch.compartments.upperBound - 1], tree.junctionConductance[index])
      }
    }
  }
  for node in layout.slotCount..<layout.nodeCount where plan.axialSum[node] == 0 {
    plan.axialSum[node] = 1
  }
  return plan
}

@Suite("Tree solver")
struct TreeSolverTests {
  @Test(
    "a step of any mix of trees agrees with a dense solver to round-off",
    arguments: [1, 2, 3, 6, 8, 11], [1, 3])
  func agreesWithDenseSolver(cells: Int, rootBranches: Int) throws {
    for seed in 0..<12 {
      var random = SplitMix(state: UInt64(seed) &* 7919 &+ UInt64(cells * 31 + rootBranches))
      let isOneShape = seed % 3 == 0
      var trees = (0..<cells).map { _ in RandomTree(&random, rootBranches: rootBranches) }
      if isOneShape { trees = trees.map { _ in trees[0] } }
      try check(trees, GroupLayout.lanes(trees.map(\.shape)), .lanes)
      try check(trees, GroupLayout.serial(trees.map(\.shape)), .scalar)
    }
  }

  private func check(
    _ trees: [RandomTree], _ layout: GroupLayout, _ path: StepSettings.Path
  ) throws {
    let settings = StepSettings(scheme: .backwardEuler, timeStep: 0.025, path: path)
    let whole = SimulationPlan(
      groups: [plan(trees, layout)], settings: settings, stepCount: 2, reports: [])
    try whole.validate()
    let group = GroupRuntime(
      whole.groups[0], settings,
      EpochSchedule(steps: 2, stepsPerEpoch: 2, timeStep: settings.timeStep))
    #expect(group.run(to: .init(step: 1, time: settings.timeStep)) == nil)
    for (cell, tree) in trees.enumerated() {
      for (i, expected) in denseStep(tree, timeStep: 0.025).enumerated() {
        // Potentials within 1e2 mV and a well-conditioned matrix: round-off is about 1e-12.
        #expect(abs(group.voltage(slot: layout.slots[cell][i]) - expected) < 1e-10)
      }
    }
  }

  @Test("every compartment has a slot of its own")
  func slotsAreDistinct() {
    var random = SplitMix(state: 5)
    for cells in [1, 5, 8] {
      let trees = (0..<cells).map { _ in RandomTree(&random, rootBranches: 1) }
      let layout = GroupLayout.lanes(trees.map(\.shape))
      let slots = layout.slots.flatMap { $0 }
      #expect(Set(slots).count == slots.count)
      #expect(slots.allSatisfy { $0 >= 0 && $0 < layout.slotCount })
    }
  }
}
