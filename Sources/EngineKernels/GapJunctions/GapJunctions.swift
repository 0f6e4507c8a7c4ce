/// The gap junctions of a group, solved together with its trees.
///
/// Let A be the trees' matrix, b their right side and U the incidence of the junctions. The currents
/// I through the junctions and the potentials x fulfil A x = b − U I and I = G Uᵀ x, which is
///     (G⁻¹ + Uᵀ A⁻¹ U) I = Uᵀ A⁻¹ b,
/// a symmetric positive system as small as there are junctions. It is solved by conjugate gradients,
/// each product at the price of a solve of the trees, from the currents of the last step on. Then the
/// trees are solved once more with the currents injected: whatever is left of the system's residual,
/// the current that one cell loses is the one that the other gains, in V and in ions.
final class GapJunctions {
  let plans: [GapJunctionPlan]
  /// Through each junction, from first to second, in nA, at the potentials last solved for.
  let current: UnsafeMutablePointer<Double>
  private let nodeCount: Int
  private let arena: DoubleArena
  private let residual, preconditioned, direction, product: UnsafeMutablePointer<Double>
  private let conductance, drive: UnsafeMutablePointer<Double>
  private let scratch: NodeArrays

  /// In mV: what rounding leaves of potentials of 100 mV in a large tree.
  private static let tolerance = 1e-11

  /// Junctions whose currents stand at `current` in the group's arena.
  init(
    _ plans: [GapJunctionPlan], current: UnsafeMutablePointer<Double>, _ nodes: NodeArrays,
    _ nodeCount: Int
  ) {
    self.plans = plans
    self.current = current
    self.nodeCount = nodeCount
    let junctions = (plans.count + 15) / 16 * 16
    let length = (nodeCount + 15) / 16 * 16
    let arena = DoubleArena(count: 4 * junctions + 5 * length)
    self.arena = arena
    residual = arena.base
    preconditioned = residual + junctions
    direction = preconditioned + junctions
    product = direction + junctions
    conductance = product + junctions
    drive = conductance + length
    scratch = NodeArrays(
      voltage: drive + length, conductance: drive + 2 * length, drive: drive + 3 * length,
      capacitanceRate: nodes.capacitanceRate, diagonal: nodes.diagonal, axial: nodes.axial)
  }

  var doubleCount: Int { arena.count }

  /// Finds the currents at the potentials that the next solve of `nodes` will find, and injects them.
  ///
  /// `solve` solves the trees of the given arrays, without extrapolation. Returns false where that
  /// failed.
  func inject(into nodes: NodeArrays, solve: (NodeArrays) -> Bool) -> Bool {
    conductance.update(from: nodes.conductance, count: nodeCount)
    drive.update(from: nodes.drive, count: nodeCount)
    let isSound = findCurrents(nodes, solve)
    for (i, plan) in plans.enumerated() {
      nodes.drive[plan.first] -= current[i]
      nodes.drive[plan.second] += current[i]
    }
    return isSound
  }

  private func findCurrents(_ nodes: NodeArrays, _ solve: (NodeArrays) -> Bool) -> Bool {
    scratch.voltage.update(from: nodes.voltage, count: nodeCount)
    guard solveTrees(drive, injecting: current, solve) else { return false }
    for (i, plan) in plans.enumerated() {
      residual[i] = drop(plan) - current[i] / plan.conductance
    }
    var slope = precondition(nodes)
    direction.update(from: preconditioned, count: plans.count)
    for _ in 0..<(4 * plans.count + 50) {
      guard largestResidual > Self.tolerance else { break }
      guard multiply(solve) else { return false }
      let step = slope / dot(direction, product)
      for i in plans.indices {
        current[i] += step * direction[i]
        residual[i] -= step * product[i]
      }
      let next = precondition(nodes)
      let share = next / slope
      slope = next
      for i in plans.indices { direction[i] = preconditioned[i] + share * direction[i] }
    }
    return true
  }

  /// `product` := (G⁻¹ + Uᵀ A⁻¹ U) `direction`.
  private func multiply(_ solve: (NodeArrays) -> Bool) -> Bool {
    scratch.voltage.update(repeating: 0, count: nodeCount)
    guard solveTrees(nil, injecting: direction, solve) else { return false }
    for (i, plan) in plans.enumerated() {
      // Injected with the sign of a current that leaves the first: the drop is negative.
      product[i] = direction[i] / plan.conductance - drop(plan)
    }
    return true
  }

  /// Solves for `scratch.voltage`, whose value before is the potential that capacitances hold.
  private func solveTrees(
    _ drive: UnsafeMutablePointer<Double>?, injecting currents: UnsafeMutablePointer<Double>,
    _ solve: (NodeArrays) -> Bool
  ) -> Bool {
    scratch.conductance.update(from: conductance, count: nodeCount)
    if let drive {
      scratch.drive.update(from: drive, count: nodeCount)
    } else {
      scratch.drive.update(repeating: 0, count: nodeCount)
    }
    for (i, plan) in plans.enumerated() {
      scratch.drive[plan.first] -= currents[i]
      scratch.drive[plan.second] += currents[i]
    }
    return solve(scratch)
  }

  private func drop(_ plan: GapJunctionPlan) -> Double {
    scratch.voltage[plan.first] - scratch.voltage[plan.second]
  }

  /// The inverse of the system's diagonal, with compartments as if they stood alone; returns the
  /// product with the residual.
  private func precondition(_ nodes: NodeArrays) -> Double {
    for (i, plan) in plans.enumerated() {
      let (first, second) = (plan.first, plan.second)
      let resistance =
        1 / plan.conductance + 1 / (nodes.diagonal[first] + conductance[first])
        + 1 / (nodes.diagonal[second] + conductance[second])
      preconditioned[i] = residual[i] / resistance
    }
    return dot(residual, preconditioned)
  }

  private var largestResidual: Double {
    plans.indices.reduce(0) { max($0, abs(residual[$1])) }
  }

  private func dot(_ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>) -> Double {
    var sum = 0.0
    for i in plans.indices { sum += a[i] * b[i] }
    return sum
  }
}

extension GroupRuntime {
  /// Adds the currents through gap junctions to the nodes' sums, before these are solved.
  @inline(__always)
  func injectGapCurrents() -> Bool {
    guard let gapJunctions else { return true }
    return gapJunctions.inject(into: nodes) { self.solve(.none, $0) }
  }

  /// Moves the ions that carry the junctions' currents over `time` ms; false where an amount would
  /// not stay positive.
  @inline(never)
  func moveThroughGapJunctions(_ time: Double) -> Bool {
    guard let gapJunctions, let solutions else { return true }
    var isSound = true
    for (i, plan) in gapJunctions.plans.enumerated() {
      for carrier in plan.carriers {
        let pool = solutions.pools[carrier.species]
        let charge = gapJunctions.current[i] * time
        let amount = carrier.share * charge * amountPerCharge / pool.valence
        let (first, second) = (
          BookedSum(pool.inside.amount, plan.first), BookedSum(pool.inside.amount, plan.second)
        )
        first.add(-amount)
        second.add(amount)
        let least = min(first.total, second.total)
        isSound = isSound && least >= pool.leastAmount
      }
    }
    return isSound
  }
}
