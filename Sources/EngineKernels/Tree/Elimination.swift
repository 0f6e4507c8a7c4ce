import Numerics

/// The backward sweep: eliminates every compartment of a pack into its proximal neighbour.
///
/// The system is (D − G) x = R in µS, mV and nA: D = C/Δ + Σ axial + Σ membrane conductances,
/// R = C/Δ V + drive, G the symmetric axial conductances. For each node, from the far end:
///     b = g / D,  y = R / D;  parent: D −= g b,  R += g y;  later  x = y + b x_parent.
/// Pivots stay in registers along a branch. `b` and `y` replace the sums in `conductance` and
/// `drive`. A row costs one division, six multiplications or additions, six loads, two stores. What
/// counts is the way from one pivot to the next: divide 13, multiply 4, multiply and subtract 4, some 21
/// cycles for eight compartments (31 on Intel's cores, which divide in 23), of which other packs fill
/// some. Whether a pivot is positive is looked at beside that way: what is not shows in y.
@inline(__always)
func eliminate<L: Lane>(
  _ pack: TreePack, _ nodes: NodeArrays, _ indices: UnsafePointer<Int32>, _: L.Type
) {
  let tables = indices + Int(pack.tables)
  if pack.firstJunction >= 0 {
    eliminateJunctions(pack, nodes, farSlots: tables, L.self)
  }
  guard pack.rowCount > 0 else { return }
  let first = Int(pack.firstSlot)
  var slot = first + (Int(pack.rowCount) - 1) * L.width
  var pivot = pivot(nodes, slot, L.self)
  var right = right(nodes, slot, L.self)
  while true {
    let inverse = L(splat: 1) / pivot
    let g = L.load(nodes.axial + slot)
    let ratio = g * inverse
    let value = right * sound(inverse, pivot)
    ratio.store(nodes.conductance + slot)
    value.store(nodes.drive + slot)
    if slot == first {
      contribute(-(g * ratio), g * value, pack, nodes, parents: tables + L.width)
      return
    }
    slot &-= L.width
    pivot = (-g).multiplied(by: ratio, adding: EngineKernels.pivot(nodes, slot, L.self))
    right = g.multiplied(by: value, adding: EngineKernels.right(nodes, slot, L.self))
  }
}

@inline(__always)
private func pivot<L: Lane>(_ nodes: NodeArrays, _ slot: Int, _: L.Type) -> L {
  L.load(nodes.diagonal + slot) + L.load(nodes.conductance + slot)
}

/// Not a number where a pivot is not positive.
///
/// Then some mode of V grows by more than the step can follow (its rate times the step is above 2,
/// or above 1 for backward Euler), and what the equations give has nothing to do with it: a channel
/// that opens at once, for instance, on the flank of a spike.
@inline(__always)
private func sound<L: Lane>(_ inverse: L, _ pivot: L) -> L {
  pivot.selectedWhereLess(than: L(splat: .leastNonzeroMagnitude), L(splat: .nan), else: inverse)
}

@inline(__always)
private func right<L: Lane>(_ nodes: NodeArrays, _ slot: Int, _: L.Type) -> L {
  L.load(nodes.capacitanceRate + slot)
    .multiplied(by: L.load(nodes.voltage + slot), adding: L.load(nodes.drive + slot))
}

/// Eliminates the junctions that a pack's branches own into the branches' last compartments.
@inline(__always)
private func eliminateJunctions<L: Lane>(
  _ pack: TreePack, _ nodes: NodeArrays, farSlots: UnsafePointer<Int32>, _: L.Type
) {
  let node = Int(pack.firstJunction)
  let inverse = L(splat: 1) / pivot(nodes, node, L.self)
  let g = L.load(nodes.axial + node)
  let ratio = g * inverse
  let value = L.load(nodes.drive + node) * inverse
  ratio.store(nodes.conductance + node)
  value.store(nodes.drive + node)
  guard pack.rowCount > 0 else { return }
  let conductance = -(g * ratio)
  let drive = g * value
  if pack.hasEqualLengths {
    add(conductance, nodes.conductance + Int(farSlots[0]))
    add(drive, nodes.drive + Int(farSlots[0]))
  } else {
    scatter(conductance, into: nodes.conductance, farSlots)
    scatter(drive, into: nodes.drive, farSlots)
  }
}

/// Adds what the first compartments of a pack pass on to their parents.
@inline(__always)
private func contribute<L: Lane>(
  _ conductance: L, _ drive: L, _ pack: TreePack, _ nodes: NodeArrays,
  parents: UnsafePointer<Int32>
) {
  if pack.hasConsecutiveParents {
    add(conductance, nodes.conductance + Int(parents[0]))
    add(drive, nodes.drive + Int(parents[0]))
  } else {
    scatter(conductance, into: nodes.conductance, parents)
    scatter(drive, into: nodes.drive, parents)
  }
}

@inline(__always)
private func add<L: Lane>(_ value: L, _ pointer: UnsafeMutablePointer<Double>) {
  (L.load(pointer) + value).store(pointer)
}

/// Adds lane by lane, in order: two lanes may have the same target.
@inline(__always)
func scatter<L: Lane>(
  _ value: L, into array: UnsafeMutablePointer<Double>, _ targets: UnsafePointer<Int32>
) {
  withUnsafeTemporaryAllocation(of: Double.self, capacity: 8) { buffer in
    guard let lanes = buffer.baseAddress else { return }
    value.store(lanes)
    for lane in 0..<L.width { array[Int(targets[lane])] += lanes[lane] }
  }
}

/// Collects a number for each lane.
@inline(__always)
func gather<L: Lane>(
  _ array: UnsafeMutablePointer<Double>, _ sources: UnsafePointer<Int32>, _: L.Type
) -> L {
  withUnsafeTemporaryAllocation(of: Double.self, capacity: 8) { buffer in
    guard let lanes = buffer.baseAddress else { return L(splat: 0) }
    for lane in 0..<L.width { lanes[lane] = array[Int(sources[lane])] }
    return L.load(lanes)
  }
}
