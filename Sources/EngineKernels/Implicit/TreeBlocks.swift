/// The linear system of the coupled unknowns over a forest, in m × m blocks.
///
/// For a node n with parent p the rows read
///     D_n x_n + B_n x_p + Σ (children k) C_k x_k = r_n.
/// Elimination from the tips to the roots creates no new blocks (Hines 1984, Int J Biomed Comput
/// 15:69, with blocks for numbers): G = D_n⁻¹ B_n, D_p −= C_n G, r_p −= C_n D_n⁻¹ r_n, and from the
/// roots on x_n = D_n⁻¹ r_n − G x_p.
final class TreeBlocks {
  let layout: ImplicitLayout
  /// Derivatives of the exchange along edges, as the system writes them.
  let coupling: TreeCoupling
  private let parents: [Int32]
  private let order: [Int32]
  private let diagonal: UnsafeMutablePointer<Double>
  private let toParent: UnsafeMutablePointer<Double>
  private let ratio: UnsafeMutablePointer<Double>
  private let pivots: UnsafeMutablePointer<Int32>
  let arena: DoubleArena
  private let couplingCount: Int

  init(_ layout: ImplicitLayout, parents: [Int32]) {
    self.layout = layout
    self.parents = parents
    order = TreeOrder.eliminationOrder(parents: parents)
    let size = layout.coupledCount
    let blocks = layout.nodeCount * size * size
    couplingCount = size * size * layout.stride
    var cutter = ArenaCutter()
    let own = (0..<3).map { _ in cutter.reserve(blocks) }
    let given = cutter.reserve(3 * size * size * layout.stride)
    arena = DoubleArena(count: cutter.used)
    diagonal = arena.base + own[0]
    toParent = arena.base + own[1]
    ratio = arena.base + own[2]
    let first = arena.base + given
    coupling = TreeCoupling(
      fromParent: first, toParent: first + couplingCount, diagonal: first + 2 * couplingCount,
      stride: layout.stride, coupledCount: size)
    pivots = .allocate(capacity: max(layout.nodeCount * size, 1))
    pivots.initialize(repeating: 0, count: max(layout.nodeCount * size, 1))
  }

  deinit { pivots.deallocate() }

  /// Sets all of `coupling` to 0, for the system to fill.
  func clearCoupling() { coupling.fromParent.update(repeating: 0, count: 3 * couplingCount) }

  /// Factorises; false if a node's block is singular.
  ///
  /// Rows of slots are those of I − `factor` J, with S from `local`; rows of junctions those of −J.
  func factorize(factor: Double, local: LocalBlocks) -> Bool {
    for node in 0..<layout.nodeCount { form(node, factor, local) }
    let size = layout.coupledCount
    for entry in order {
      let node = Int(entry)
      let place = node * size * size
      let pivots = pivots + node * size
      guard DenseBlock.factorize(diagonal + place, size: size, spacing: size, pivots: pivots)
      else { return false }
      guard parents[node] >= 0 else { continue }
      for column in 0..<size {
        DenseBlock.solve(
          diagonal + place, size: size, spacing: size, pivots: pivots,
          ratio + place + column * size)
      }
      subtractProduct(toParent + place, ratio + place, diagonal + Int(parents[node]) * size * size)
    }
    return true
  }

  private func form(_ node: Int, _ factor: Double, _ local: LocalBlocks) {
    let size = layout.coupledCount
    let parent = Int(parents[node])
    let isSlot = node < layout.slotCount
    let block = local.factors + node * layout.unknownCount * layout.unknownCount
    let own = isSlot ? -factor : -1
    let ofParent = parent < layout.slotCount ? -factor : -1
    for row in 0..<size {
      let rowScale = 1 / local.scale[row * layout.stride + node]
      let parentRowScale = parent < 0 ? 0 : 1 / local.scale[row * layout.stride + parent]
      for column in 0..<size {
        let place = (node * size + column) * size + row
        let given = (row * size + column) * layout.stride + node
        let columnScale = local.scale[column * layout.stride + node]
        let condensed = isSlot ? block[column * layout.unknownCount + row] : 0
        diagonal[place] = condensed + own * coupling.diagonal[given] * (rowScale * columnScale)
        guard parent >= 0 else { continue }
        let parentScale = local.scale[column * layout.stride + parent]
        ratio[place] = own * coupling.fromParent[given] * (rowScale * parentScale)
        toParent[place] = ofParent * coupling.toParent[given] * (parentRowScale * columnScale)
      }
    }
  }

  @inline(__always)
  private func subtractProduct(
    _ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>,
    _ target: UnsafeMutablePointer<Double>
  ) {
    let size = layout.coupledCount
    for column in 0..<size {
      subtract(left, right + column * size, target + column * size)
    }
  }

  /// Solves in place; `x[node * m + row]`, scaled.
  func solve(_ x: UnsafeMutablePointer<Double>) {
    let size = layout.coupledCount
    for entry in order {
      let node = Int(entry)
      let own = x + node * size
      DenseBlock.solve(
        diagonal + node * size * size, size: size, spacing: size, pivots: pivots + node * size,
        own)
      let parent = Int(parents[node])
      guard parent >= 0 else { continue }
      subtract(toParent + node * size * size, own, x + parent * size)
    }
    for entry in order.reversed() {
      let node = Int(entry)
      let parent = Int(parents[node])
      guard parent >= 0 else { continue }
      subtract(ratio + node * size * size, x + parent * size, x + node * size)
    }
  }

  @inline(__always)
  private func subtract(
    _ block: UnsafePointer<Double>, _ vector: UnsafePointer<Double>,
    _ target: UnsafeMutablePointer<Double>
  ) {
    let size = layout.coupledCount
    for column in 0..<size {
      DenseBlock.subtract(
        target, block + column * size, times: vector[column], rows: 0, size)
    }
  }
}
