/// The derivative of a whole system as a dense matrix, for eigenvalues of small systems.
public struct DenseJacobian: Sendable, Equatable {
  /// Rows and columns: unknowns of slots.
  public let size: Int
  /// Row by row; row and column of an unknown of a slot are `slot * unknownCount + unknown`.
  public let entries: [Double]
}

extension DenseJacobian {
  /// ∂f/∂y of the slots at a state, with the junctions eliminated: y' = f follows it nearby.
  public init<System: ImplicitSystem>(
    of system: System, at state: UnsafePointer<Double>, time: Double = 0
  ) {
    let matrix = NewtonMatrix(
      system.layout, parents: system.parents, unknowns: system.unknowns, rows: [])
    matrix.evaluate(system, time: time, state: state)
    self.init(matrix, parents: system.parents)
  }

  init(_ matrix: NewtonMatrix, parents: [Int32]) {
    let layout = matrix.layout
    let slotRows = layout.slotCount * layout.unknownCount
    var table = DenseTable(
      size: slotRows + (layout.nodeCount - layout.slotCount) * layout.coupledCount)
    table.addLocal(matrix.local)
    table.addEdges(matrix.tree.coupling, layout, parents)
    table.eliminate(from: slotRows)
    size = slotRows
    entries = table.corner(slotRows)
  }
}

/// A square table of numbers.
private struct DenseTable {
  let size: Int
  private var entries: [Double]

  init(size: Int) {
    self.size = size
    entries = Array(repeating: 0, count: size * size)
  }

  subscript(row: Int, column: Int) -> Double {
    get { entries[row * size + column] }
    set { entries[row * size + column] = newValue }
  }

  /// Where an unknown of a node stands: slots first, then junctions.
  private func place(_ node: Int, _ unknown: Int, _ layout: ImplicitLayout) -> Int {
    guard node >= layout.slotCount else { return node * layout.unknownCount + unknown }
    let junction = node - layout.slotCount
    return layout.slotCount * layout.unknownCount + junction * layout.coupledCount + unknown
  }

  mutating func addLocal(_ local: LocalBlocks) {
    let count = local.layout.unknownCount
    for slot in 0..<local.layout.slotCount {
      for column in 0..<count {
        for row in 0..<count {
          self[place(slot, row, local.layout), place(slot, column, local.layout)] =
            local.jacobian[(slot * count + column) * count + row]
        }
      }
    }
  }

  mutating func addEdges(_ coupling: TreeCoupling, _ layout: ImplicitLayout, _ parents: [Int32]) {
    let count = layout.coupledCount
    for node in 0..<layout.nodeCount {
      let parent = Int(parents[node])
      for entry in 0..<count * count {
        let (row, column) = entry.quotientAndRemainder(dividingBy: count)
        let given = entry * layout.stride + node
        let (ownRow, ownColumn) = (place(node, row, layout), place(node, column, layout))
        self[ownRow, ownColumn] += coupling.diagonal[given]
        guard parent >= 0 else { continue }
        self[ownRow, place(parent, column, layout)] += coupling.fromParent[given]
        self[place(parent, row, layout), ownColumn] += coupling.toParent[given]
      }
    }
  }

  /// Eliminates the unknowns from `first` on, whose rows are equations = 0; the last one first.
  ///
  /// Junctions' conductances make these rows diagonally dominant: no pivoting.
  mutating func eliminate(from first: Int) {
    for pivot in stride(from: size - 1, through: first, by: -1) where self[pivot, pivot] != 0 {
      for row in 0..<pivot where self[row, pivot] != 0 {
        let factor = self[row, pivot] / self[pivot, pivot]
        for column in 0..<pivot { self[row, column] -= factor * self[pivot, column] }
      }
    }
  }

  func corner(_ count: Int) -> [Double] {
    (0..<count).flatMap { row in (0..<count).map { self[row, $0] } }
  }
}
