/// I − hγJ of a whole system: evaluated, factorised and solved in O(n (b³ + m³)).
///
/// The local part of J comes from finite differences, one unknown of every slot at a time; the
/// exchange along edges comes from the system. Rows of junctions are those of −J.
final class NewtonMatrix {
  let layout: ImplicitLayout
  let local: LocalBlocks
  let tree: TreeBlocks
  private let typical: [Double]
  private let arena: DoubleArena
  private let reduced: UnsafeMutablePointer<Double>
  private let moved: UnsafeMutablePointer<Double>
  private let base: UnsafeMutablePointer<Double>
  private let changed: UnsafeMutablePointer<Double>

  init(
    _ layout: ImplicitLayout, parents: [Int32], unknowns: [ImplicitUnknown],
    rows: [ConservationRow]
  ) {
    self.layout = layout
    local = LocalBlocks(layout, rows)
    tree = TreeBlocks(layout, parents: parents)
    typical = unknowns.map(\.typicalMagnitude)
    var cutter = ArenaCutter()
    let small = cutter.reserve(layout.nodeCount * layout.coupledCount)
    let large = (0..<3).map { _ in cutter.reserve(layout.stateCount) }
    arena = DoubleArena(count: cutter.used)
    reduced = arena.base + small
    moved = arena.base + large[0]
    base = arena.base + large[1]
    changed = arena.base + large[2]
  }

  /// Evaluates J: `unknownCount` + 1 evaluations of the local rates, and the exchange.
  func evaluate<System: ImplicitSystem>(
    _ system: System, time: Double, state: UnsafePointer<Double>
  ) {
    local.setScale(state, typical: typical)
    moved.update(from: state, count: layout.stateCount)
    system.localRates(time, moved, base)
    for unknown in 0..<layout.unknownCount {
      let offset = unknown * layout.stride
      shift(unknown, state)
      system.localRates(time, moved, changed)
      setColumn(unknown, state)
      (moved + offset).update(from: state + offset, count: layout.stride)
    }
    tree.clearCoupling()
    system.coupling(time, state, tree.coupling)
  }

  /// Moves one unknown of every slot up by the root of the round-off of its size.
  private func shift(_ unknown: Int, _ state: UnsafePointer<Double>) {
    let offset = unknown * layout.stride
    for slot in 0..<layout.slotCount {
      moved[offset + slot] = state[offset + slot] + 0x1p-26 * local.scale[offset + slot]
    }
  }

  private func setColumn(_ unknown: Int, _ state: UnsafePointer<Double>) {
    let size = layout.unknownCount
    let offset = unknown * layout.stride
    for slot in 0..<layout.slotCount {
      let inverse = 1 / (moved[offset + slot] - state[offset + slot])
      let column = local.jacobian + (slot * size + unknown) * size
      for row in 0..<size {
        let place = row * layout.stride + slot
        column[row] = (changed[place] - base[place]) * inverse
      }
    }
  }

  /// Factorises I − `factor` J; false if it is singular.
  func factorize(factor: Double) -> Bool {
    local.factorize(factor: factor) && tree.factorize(factor: factor, local: local)
  }

  /// Solves in place, in plain units, laid out as a state.
  func solve(_ x: UnsafeMutablePointer<Double>) {
    let coupled = layout.coupledCount
    for slot in 0..<layout.slotCount { local.reduce(slot, x, reduced + slot * coupled) }
    for node in layout.slotCount..<layout.nodeCount {
      for row in 0..<coupled {
        let place = row * layout.stride + node
        reduced[node * coupled + row] = x[place] / local.scale[place]
      }
    }
    tree.solve(reduced)
    for slot in 0..<layout.slotCount { local.expand(slot, x, reduced + slot * coupled) }
    for node in layout.slotCount..<layout.nodeCount {
      for row in 0..<coupled {
        let place = row * layout.stride + node
        x[place] = reduced[node * coupled + row] * local.scale[place]
      }
    }
  }
}
