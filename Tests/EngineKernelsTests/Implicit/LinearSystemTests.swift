import Testing

@testable import EngineKernels

/// Blocks on a random forest with junctions.
private struct RandomSystem: ImplicitSystem {
  let layout: ImplicitLayout
  let parents: [Int32]
  let unknowns: [ImplicitUnknown]
  /// ∂(local rates)/∂(unknowns), a matrix for each slot, row by row.
  let local: [[Double]]
  /// For each node three blocks: from the parent, to the parent, own.
  let edges: [[[Double]]]

  init(_ random: inout Lottery, slots: Int, junctions: Int, unknowns: Int, coupled: Int) {
    layout = ImplicitLayout(
      slotCount: slots, nodeCount: slots + junctions, unknownCount: unknowns, coupledCount: coupled)
    let nodes = slots + junctions
    // Numbers of nodes say nothing about their places in the tree.
    let places = (0..<nodes).shuffled(using: &random)
    var parents = Array(repeating: Int32(-1), count: nodes)
    for place in 1..<max(nodes, 1) where random.uniform(0...1) < 0.9 {
      parents[places[place]] = Int32(places[random.integer(0...place - 1)])
    }
    self.parents = parents
    // Sizes that differ by a million, as volts, amounts and gates do.
    self.unknowns = (0..<unknowns).map { unknown("\($0)", power(10, Double($0 % 4) * 2 - 3)) }
    let sizes = self.unknowns.map(\.typicalMagnitude)
    func block(_ count: Int, _ diagonal: Double) -> [Double] {
      (0..<count * count).map { entry in
        let (row, column) = entry.quotientAndRemainder(dividingBy: count)
        let number = random.uniform(-1...1) + (row == column ? diagonal : 0)
        return number * sizes[row] / sizes[column]
      }
    }
    local = (0..<slots).map { _ in block(unknowns, -2) }
    edges = (0..<nodes).map { _ in [block(coupled, 0), block(coupled, 0), block(coupled, -20)] }
  }

  func localRates(_ time: Double, _ state: Input, _ rates: Output) {
    for slot in 0..<layout.slotCount {
      for row in 0..<layout.unknownCount {
        rates[row * layout.stride + slot] = (0..<layout.unknownCount).reduce(0) { sum, column in
          sum + local[slot][row * layout.unknownCount + column]
            * state[column * layout.stride + slot]
        }
      }
    }
  }

  func rates(_ time: Double, _ state: Input, _ rates: Output) {
    localRates(time, state, rates)
    for node in layout.slotCount..<layout.nodeCount {
      for row in 0..<layout.coupledCount { rates[row * layout.stride + node] = 0 }
    }
    let m = layout.coupledCount
    for node in 0..<layout.nodeCount {
      for entry in 0..<m * m {
        let (row, column) = entry.quotientAndRemainder(dividingBy: m)
        let own = row * layout.stride + node
        rates[own] += edges[node][2][entry] * state[column * layout.stride + node]
        guard parents[node] >= 0 else { continue }
        let parent = Int(parents[node])
        rates[own] += edges[node][0][entry] * state[column * layout.stride + parent]
        rates[row * layout.stride + parent] +=
          edges[node][1][entry] * state[column * layout.stride + node]
      }
    }
  }

  func coupling(_ time: Double, _ state: Input, _ coupling: TreeCoupling) {
    for node in 0..<layout.nodeCount {
      for entry in 0..<layout.coupledCount * layout.coupledCount {
        let place = entry * layout.stride + node
        coupling.diagonal[place] = edges[node][2][entry]
        guard parents[node] >= 0 else { continue }
        coupling.fromParent[place] = edges[node][0][entry]
        coupling.toParent[place] = edges[node][1][entry]
      }
    }
  }
}

@Suite("Linear algebra of the implicit integrator")
struct LinearSystemTests {
  @Test("elimination solves random forests with junctions", arguments: [1, 2, 4])
  func randomForests(coupled: Int) {
    var random = Lottery(seed: UInt64(coupled))
    for trial in 0..<40 {
      let system = RandomSystem(
        &random, slots: random.integer(1...12), junctions: random.integer(0...6),
        unknowns: coupled + trial % 5, coupled: coupled)
      check(system, factor: power(10, random.uniform(-3...3)), &random)
    }
  }

  /// Solves for f of random numbers, and puts the solution into the equations: f is linear.
  ///
  /// The equations are evaluated by `rates`, which knows nothing of elimination.
  private func check(_ system: RandomSystem, factor: Double, _ random: inout Lottery) {
    let layout = system.layout
    let count = layout.stateCount
    let matrix = newtonMatrix(system)
    let state = DoubleArena(count: count)
    matrix.evaluate(system, time: 0, state: state.base)
    #expect(matrix.factorize(factor: factor))
    let wanted = DoubleArena(count: count)
    let sizes = system.unknowns.map(\.typicalMagnitude)
    for unknown in 0..<layout.unknownCount {
      for node in 0..<layout.nodeCount
      where node < layout.slotCount || unknown < layout.coupledCount {
        wanted.base[unknown * layout.stride + node] = sizes[unknown] * random.uniform(-1...1)
      }
    }
    let rates = DoubleArena(count: count)
    system.rates(0, wanted.base, rates.base)
    let right = DoubleArena(count: count)
    VectorKernels.forEachSlotPlace(layout) {
      right.base[$0] = wanted.base[$0] - factor * rates.base[$0]
    }
    VectorKernels.forEachJunctionPlace(layout) { right.base[$0] = -rates.base[$0] }
    matrix.solve(right.base)
    for unknown in 0..<layout.unknownCount {
      for node in 0..<layout.nodeCount
      where node < layout.slotCount || unknown < layout.coupledCount {
        let place = unknown * layout.stride + node
        // Finite differences of a linear f are good to about 1e-8.
        #expect(abs(right.base[place] - wanted.base[place]) < 3e-6 * sizes[unknown])
      }
    }
  }

  private func newtonMatrix<System: ImplicitSystem>(_ system: System) -> NewtonMatrix {
    NewtonMatrix(
      system.layout, parents: system.parents, unknowns: system.unknowns,
      rows: system.conservationRows)
  }

  @Test("an elimination order has children before parents and leaves cycles out")
  func order() {
    let parents: [Int32] = [2, 0, -1, 2, 3, 6, 5]
    let order = TreeOrder.eliminationOrder(parents: parents)
    #expect(order.sorted() == [0, 1, 2, 3, 4])
    for node in order where parents[Int(node)] >= 0 {
      let own = order.firstIndex(of: node) ?? -1
      let parent = order.firstIndex(of: parents[Int(node)]) ?? -1
      #expect(own < parent)
    }
  }

  @Test("a matrix without an inverse is reported")
  func singular() {
    let system = LocalSystem(unknowns: [unknown("V", 1), unknown("a", 1), unknown("b", 1)]) {
      _, y, f, stride in
      f[0] = 0
      f[stride] = y[stride] + y[2 * stride]
      f[2 * stride] = y[stride] + y[2 * stride]
    }
    let matrix = newtonMatrix(system)
    let state = DoubleArena(count: system.layout.stateCount)
    matrix.evaluate(system, time: 0, state: state.base)
    #expect(!matrix.factorize(factor: 0.5))
    #expect(matrix.factorize(factor: 0.25))
  }

  @Test("the dense Jacobian of a linear system is its matrix")
  func dense() {
    var random = Lottery(seed: 7)
    let system = RandomSystem(&random, slots: 3, junctions: 0, unknowns: 3, coupled: 2)
    let state = DoubleArena(count: system.layout.stateCount)
    let jacobian = DenseJacobian(of: system, at: state.base)
    #expect(jacobian.size == 9)
    let rates = DoubleArena(count: system.layout.stateCount)
    let sizes = system.unknowns.map(\.typicalMagnitude)
    for column in 0..<9 {
      let place = column % 3 * system.layout.stride + column / 3
      state.base[place] = 1
      system.rates(0, state.base, rates.base)
      state.base[place] = 0
      for row in 0..<9 {
        let exact = rates.base[row % 3 * system.layout.stride + row / 3]
        let scale = sizes[row % 3] / sizes[column % 3]
        #expect(abs(jacobian.entries[row * 9 + column] - exact) < 1e-6 * scale)
      }
    }
  }
}
