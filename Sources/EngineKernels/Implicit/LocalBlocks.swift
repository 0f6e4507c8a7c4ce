/// The part of the Newton matrix that is local to slots, condensed to the coupled unknowns.
///
/// With c the coupled and p the private unknowns of a slot, the rows of A = I − hγJ are
///     A_cc x_c + A_cp x_p = r_c      (and the exchange with neighbours, which `TreeBlocks` adds)
///     A_pc x_c + A_pp x_p = r_p
/// so that x_p = A_pp⁻¹ r_p − W x_c with W = A_pp⁻¹ A_pc, and what is left for the tree is
///     (A_cc − A_cp W) x_c = r_c − A_cp A_pp⁻¹ r_p.
/// A block is kept in the units of its unknowns' sizes, rounded to powers of two so that scaling
/// changes no digit: pivots are then chosen among comparable numbers.
final class LocalBlocks {
  let layout: ImplicitLayout
  /// ∂(local rates)/∂(unknowns), in plain units: `[(slot * b + column) * b + row]`.
  let jacobian: UnsafeMutablePointer<Double>
  /// The factorised blocks, laid out as `jacobian`: S, A_cp, W and the factors of A_pp.
  let factors: UnsafeMutablePointer<Double>
  /// Sizes of unknowns, powers of two: `[unknown * stride + node]`.
  let scale: UnsafeMutablePointer<Double>
  private let work: UnsafeMutablePointer<Double>
  private let pivots: UnsafeMutablePointer<Int32>
  let arena: DoubleArena
  let rows: ConservationTable

  init(_ layout: ImplicitLayout, _ conservation: [ConservationRow]) {
    self.layout = layout
    let blocks = layout.slotCount * layout.unknownCount * layout.unknownCount
    var cutter = ArenaCutter()
    let places = [
      cutter.reserve(blocks), cutter.reserve(blocks), cutter.reserve(layout.stateCount),
      cutter.reserve(layout.unknownCount),
    ]
    arena = DoubleArena(count: cutter.used)
    jacobian = arena.base + places[0]
    factors = arena.base + places[1]
    scale = arena.base + places[2]
    work = arena.base + places[3]
    scale.update(repeating: 1, count: layout.stateCount)
    let pivotCount = max(layout.slotCount * layout.privateCount, 1)
    pivots = .allocate(capacity: pivotCount)
    pivots.initialize(repeating: 0, count: pivotCount)
    rows = ConservationTable(layout, conservation)
  }

  deinit { pivots.deallocate() }

  /// Takes each unknown's size from a state; `typical` keeps it away from 0.
  func setScale(_ state: UnsafePointer<Double>, typical: [Double]) {
    let count = layout.nodeCount
    for unknown in 0..<layout.unknownCount {
      let offset = unknown * layout.stride
      let smallest = typical[unknown]
      for node in 0..<count {
        scale[offset + node] = max(abs(state[offset + node]), smallest).binade
      }
    }
  }

  /// Forms I − `factor` J of every slot and condenses it; false if a slot's block is singular.
  func factorize(factor: Double) -> Bool {
    let size = layout.unknownCount
    for slot in 0..<layout.slotCount {
      form(slot, factor)
      rows.replace(in: factors + slot * size * size, slot: slot, scale: scale)
      guard condense(slot) else { return false }
    }
    return true
  }

  private func form(_ slot: Int, _ factor: Double) {
    let size = layout.unknownCount
    let block = slot * size * size
    for unknown in 0..<size { work[unknown] = 1 / scale[unknown * layout.stride + slot] }
    for column in 0..<size {
      let columnScale = -factor * scale[column * layout.stride + slot]
      let source = jacobian + block + column * size
      let target = factors + block + column * size
      for row in 0..<size { target[row] = source[row] * (columnScale * work[row]) }
      target[column] += 1
    }
  }

  private func condense(_ slot: Int) -> Bool {
    let size = layout.unknownCount
    let coupled = layout.coupledCount
    let privates = layout.privateCount
    let block = factors + slot * size * size
    let inner = block + coupled * size + coupled
    let pivots = pivots + slot * privates
    guard DenseBlock.factorize(inner, size: privates, spacing: size, pivots: pivots)
    else { return false }
    for column in 0..<coupled {
      let own = block + column * size
      let w = own + coupled
      DenseBlock.solve(inner, size: privates, spacing: size, pivots: pivots, w)
      for entry in 0..<privates {
        let upper = block + (coupled + entry) * size
        DenseBlock.subtract(own, upper, times: w[entry], rows: 0, coupled)
      }
    }
    return true
  }

  /// Takes the right side of a slot, in plain units, to that of its coupled unknowns, scaled.
  ///
  /// `right` ends up with A_pp⁻¹ r_p in the private places.
  @inline(__always)
  func reduce(
    _ slot: Int, _ right: UnsafeMutablePointer<Double>, _ reduced: UnsafeMutablePointer<Double>
  ) {
    let size = layout.unknownCount
    let coupled = layout.coupledCount
    let privates = layout.privateCount
    let block = factors + slot * size * size
    for unknown in 0..<size {
      let place = unknown * layout.stride + slot
      work[unknown] = right[place] / scale[place]
    }
    rows.replaceRight(work, slot: slot, right)
    let inner = work + coupled
    DenseBlock.solve(
      block + coupled * size + coupled, size: privates, spacing: size,
      pivots: pivots + slot * privates, inner)
    for row in 0..<coupled { reduced[row] = work[row] }
    for entry in 0..<privates {
      let upper = block + (coupled + entry) * size
      DenseBlock.subtract(reduced, upper, times: inner[entry], rows: 0, coupled)
    }
    for entry in 0..<privates { right[(coupled + entry) * layout.stride + slot] = inner[entry] }
  }

  /// Writes a slot's solution in plain units, from that of its coupled unknowns, scaled.
  @inline(__always)
  func expand(
    _ slot: Int, _ solution: UnsafeMutablePointer<Double>, _ reduced: UnsafePointer<Double>
  ) {
    let size = layout.unknownCount
    let coupled = layout.coupledCount
    let block = factors + slot * size * size
    for unknown in coupled..<size {
      let place = unknown * layout.stride + slot
      var value = solution[place]
      for entry in 0..<coupled { value -= block[entry * size + unknown] * reduced[entry] }
      solution[place] = value * scale[place]
    }
    for unknown in 0..<coupled {
      let place = unknown * layout.stride + slot
      solution[place] = reduced[unknown] * scale[place]
    }
  }
}
