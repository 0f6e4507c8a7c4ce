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
    let junctions = (layout.nodeCount - layout.slotCount) * layout.coupledCount
    var table = DenseTable(size: slotRows + junctions)
    func row(_ node: Int, _ unknown: Int) -> Int {
      node < layout.slotCount
        ? node * layout.unknownCount + unknown
        : slotRows + (node - layout.slotCount) * layout.coupledCount + unknown
    }
    let block = layout.unknownCount * layout.unknownCount
    for slot in 0..<layout.slotCount {
      for entry in 0..<block {
        let (i, j) = entry.quotientAndRemainder(dividingBy: layout.unknownCount)
        table[row(slot, i), row(slot, j)] = matrix.local.jacobian[slot * block + entry]
      }
    }
    let coupling = matrix.tree.coupling
    for node in 0..<layout.nodeCount {
      let parent = Int(parents[node])
      for entry in 0..<(layout.coupledCount * layout.coupledCount) {
        let (i, j) = entry.quotientAndRemainder(dividingBy: layout.coupledCount)
        let place = entry * layout.stride + node
        table[row(node, i), row(node, j)] += coupling.diagonal[place]
        guard parent >= 0 else { continue }
        table[row(node, i), row(parent, j)] += coupling.fromParent[place]
        table[row(parent, i), row(node, j)] += coupling.toParent[place]
      }
    }
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
