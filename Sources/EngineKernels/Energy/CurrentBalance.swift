import CMechanismABI

/// A mechanism's membrane current that its ions do not add up to, at one compartment.
public struct CurrentImbalance: Sendable, Hashable, Codable {
  /// What the mechanism's ions carry together, in nA.
  public let ions: Double
  /// What the membrane gets, in nA.
  public let membrane: Double
}

/// No charge moves without a carrier: the current that a mechanism adds to the membrane is the sum
/// over the ions that it declares to move.
///
/// MechanismKit computes it so. A mechanism that moves an ion without declaring it, or one in C that
/// adds what it likes, would let amounts and V drift apart; both are found here and named.
extension GroupRuntime {
  /// Compares at the start and where epochs end, once in a thousand steps: then it costs nothing.
  func checkBalance() -> GroupFailure? {
    guard totalStepCount >= nextBalanceCheck else { return nil }
    nextBalanceCheck = totalStepCount + 1000
    return unbalancedMechanism()
  }

  /// Calls one mechanism after the other at the present state and compares; nil where all is well.
  ///
  /// Where no amounts are followed there is nothing that could part from V.
  private func unbalancedMechanism() -> GroupFailure? {
    guard solutions != nil else { return nil }
    for mechanism in mechanisms {
      let currents = mechanism.currentsOfAllIons(slotCount: slotCount)
      let found = imbalance(of: mechanism, currents)
      clearSums()
      guard let found else { continue }
      var failure = GroupFailure(
        time: switching.isFixed ? time(stepCount) : driver?.processed ?? 0, slot: found.slot,
        mechanism: mechanism.name,
        voltage: nodes.voltage[found.slot])
      failure.imbalance = found.currents
      return failure
    }
    return nil
  }

  private func imbalance(
    of mechanism: MechanismRuntime, _ currents: [FluxArrays]
  ) -> (slot: Int, currents: CurrentImbalance)? {
    for block in mechanism.blocks {
      guard let voltage = block.voltage_mV, let weight = block.weight else { continue }
      let first = voltage - UnsafePointer(nodes.voltage)
      for index in 0..<Int(block.row_count) * 8 where weight[index] > 0 {
        let slot = first + index
        if let found = compare(currents, at: slot) { return (slot, found) }
      }
    }
    return nil
  }

  private func compare(_ currents: [FluxArrays], at slot: Int) -> CurrentImbalance? {
    let potential = nodes.voltage[slot]
    let linear = nodes.conductance[slot] * potential
    var value = BalancedSum(total: linear - nodes.drive[slot])
    // What is subtracted from each other leaves the rounding of both.
    value.size += abs(linear) + abs(nodes.drive[slot])
    var slope = BalancedSum(total: nodes.conductance[slot])
    for flux in currents {
      value.add(flux.value[slot])
      slope.add(flux.slope[slot])
    }
    guard value.isBalanced, slope.isBalanced else {
      return CurrentImbalance(ions: value.sum, membrane: value.total)
    }
    return nil
  }
}

/// A sum of parts beside what it should be.
private struct BalancedSum {
  let total: Double
  var size: Double
  private(set) var sum = 0.0

  init(total: Double) {
    self.total = total
    size = abs(total)
  }

  mutating func add(_ part: Double) {
    sum += part
    size += abs(part)
  }

  /// Some ten operations round by 1.1e-16 each: 1e-12 leaves room for any order of them.
  var isBalanced: Bool { abs(sum - total) <= 1e-12 * size }
}
