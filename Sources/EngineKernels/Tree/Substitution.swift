import Numerics

/// How a solved potential x becomes the next V: `x × ofSolution + V × ofPresent`.
///
/// Backward Euler takes x itself (1, 0); Crank–Nicolson solves for the midpoint and extrapolates,
/// V := 2 x − V (2, −1).
struct Extrapolation {
  var ofSolution: Double
  var ofPresent: Double
  static let none = Extrapolation(ofSolution: 1, ofPresent: 0)
  static let fromMidpoint = Extrapolation(ofSolution: 2, ofPresent: -1)
}

/// The forward sweep: x = y + b x_parent along every branch of a pack, from the root on.
///
/// Sets V and clears the sums for the next step. Junctions have no area, so that their potential is
/// x itself, never extrapolated. Returns the sum of the squares of V, in which every number that is
/// not finite leaves its mark.
///
/// A row costs four operations, three loads and three stores; from row to row waits one
/// multiplication and addition, 4 cycles for eight compartments, in which four stores could start.
@inline(__always)
func substitute<L: Lane>(
  _ pack: TreePack, _ nodes: NodeArrays, _ indices: UnsafePointer<Int32>,
  _ extrapolation: Extrapolation, _: L.Type
) -> L {
  let tables = indices + Int(pack.tables)
  let sources = tables + 2 &* L.width
  let parent =
    pack.hasConsecutiveParents
    ? L.load(nodes.voltage + Int(sources[0])) : gather(nodes.voltage, sources, L.self)
  if pack.hasEqualLengths && pack.echoCount == 0 {
    return substituteInOnePass(pack, nodes, parent: parent, extrapolation)
  }
  return substituteInTwoPasses(pack, nodes, tables, parent: parent, extrapolation)
}

@inline(__always)
private func substituteInOnePass<L: Lane>(
  _ pack: TreePack, _ nodes: NodeArrays, parent: L, _ extrapolation: Extrapolation
) -> L {
  let ofSolution = L(splat: extrapolation.ofSolution)
  let ofPresent = L(splat: extrapolation.ofPresent)
  let zero = L(splat: 0)
  var x = parent
  var squares = zero
  var slot = Int(pack.firstSlot)
  let end = slot + Int(pack.rowCount) * L.width
  while slot < end {
    x = L.load(nodes.conductance + slot).multiplied(by: x, adding: L.load(nodes.drive + slot))
    let next = L.load(nodes.voltage + slot).multiplied(by: ofPresent, adding: x * ofSolution)
    next.store(nodes.voltage + slot)
    zero.store(nodes.conductance + slot)
    zero.store(nodes.drive + slot)
    squares = next.multiplied(by: next, adding: squares)
    slot &+= L.width
  }
  if pack.firstJunction >= 0 { setJunctions(pack, nodes, far: x) }
  return squares
}

/// First the solutions, in the place of y, from which far ends and echoes are collected; then V.
@inline(__always)
private func substituteInTwoPasses<L: Lane>(
  _ pack: TreePack, _ nodes: NodeArrays, _ tables: UnsafePointer<Int32>, parent: L,
  _ extrapolation: Extrapolation
) -> L {
  var x = parent
  var slot = Int(pack.firstSlot)
  let end = slot + Int(pack.rowCount) * L.width
  while slot < end {
    x = L.load(nodes.conductance + slot).multiplied(by: x, adding: L.load(nodes.drive + slot))
    x.store(nodes.drive + slot)
    slot &+= L.width
  }
  if pack.firstJunction >= 0 { setJunctions(pack, nodes, far: gather(nodes.drive, tables, L.self)) }
  let echoes = tables + 3 &* L.width
  for echo in 0..<Int(pack.echoCount) {
    nodes.voltage[Int(echoes[2 &* echo &+ 1])] = nodes.drive[Int(echoes[2 &* echo])]
  }
  return advanceToSolution(pack, nodes, extrapolation)
}

@inline(__always)
private func advanceToSolution<L: Lane>(
  _ pack: TreePack, _ nodes: NodeArrays, _ extrapolation: Extrapolation
) -> L {
  let ofSolution = L(splat: extrapolation.ofSolution)
  let ofPresent = L(splat: extrapolation.ofPresent)
  let zero = L(splat: 0)
  var squares = zero
  var slot = Int(pack.firstSlot)
  let end = slot + Int(pack.rowCount) * L.width
  while slot < end {
    let x = L.load(nodes.drive + slot)
    let next = L.load(nodes.voltage + slot).multiplied(by: ofPresent, adding: x * ofSolution)
    next.store(nodes.voltage + slot)
    zero.store(nodes.conductance + slot)
    zero.store(nodes.drive + slot)
    squares = next.multiplied(by: next, adding: squares)
    slot &+= L.width
  }
  return squares
}

@inline(__always)
private func setJunctions<L: Lane>(_ pack: TreePack, _ nodes: NodeArrays, far: L) {
  let node = Int(pack.firstJunction)
  let ratio = L.load(nodes.conductance + node)
  ratio.multiplied(by: far, adding: L.load(nodes.drive + node)).store(nodes.voltage + node)
  L(splat: 0).store(nodes.conductance + node)
  L(splat: 0).store(nodes.drive + node)
}
