/// A group as the search for its rest sees it: with the sums that its equations never change.
struct RestSystem: ImplicitSystem {
  let group: GroupSystem
  let conservationRows: [ConservationRow]

  var layout: ImplicitLayout { group.layout }
  var parents: [Int32] { group.parents }
  var unknowns: [ImplicitUnknown] { group.unknowns }

  /// Adds the rows that hold, as far as `group` lacks them.
  init(_ group: GroupSystem, _ sums: [SlotSum]) {
    self.group = group
    conservationRows = group.conservationRows + sums.compactMap(\.row)
  }

  func rates(
    _ time: Double, _ state: UnsafePointer<Double>, _ rates: UnsafeMutablePointer<Double>
  ) {
    group.rates(time, state, rates)
  }

  func localRates(
    _ time: Double, _ state: UnsafePointer<Double>, _ rates: UnsafeMutablePointer<Double>
  ) {
    group.localRates(time, state, rates)
  }

  func coupling(_ time: Double, _ state: UnsafePointer<Double>, _ coupling: TreeCoupling) {
    group.coupling(time, state, coupling)
  }
}

/// A sum over the unknowns of each slot: `weights[unknown * slotCount + slot]`.
struct SlotSum {
  var name: String
  /// The unknown whose equation it may replace; nil where it holds for whole cells alone.
  var pivot: Int?
  var weights: [Double]

  var row: ConservationRow? {
    pivot.map { ConservationRow(name: name, pivot: $0, weights: weights) }
  }
}

extension GroupSystem {
  /// The charge that no ion of the inside accounts for, C V − F Σ z n, in mM of each slot.
  ///
  /// It stays where all currents are carried by pools and no charge is made inside. Along a cell of
  /// several compartments charge flows without ions: then it stays in the whole cell alone.
  func chargeSum(_ isCompartment: [Bool]) -> SlotSum? {
    guard let solutions else { return nil }
    let slots = layout.slotCount
    var weights = [Double](repeating: 0, count: table.all.count * slots)
    var pivot: (unknown: Int, size: Double)?
    for slot in 0..<slots where isCompartment[slot] {
      weights[slot] =
        amountPerCharge / constants.inverseCapacitance[slot] / constants.insideVolume[slot]
    }
    for (number, unknown) in table.all.enumerated() {
      guard case .inside(let pool) = unknown, solutions.pools[pool].valence != 0 else { continue }
      let valence = solutions.pools[pool].valence
      for slot in 0..<slots where isCompartment[slot] { weights[number * slots + slot] = -valence }
      let size = abs(valence) * unknowns[number].typicalMagnitude
      // A row may take the place of a private unknown's alone.
      if number >= layout.coupledCount, size > pivot?.size ?? 0 { pivot = (number, size) }
    }
    guard let pivot else { return nil }
    let pivotIfAlone = edges.edges.isEmpty ? pivot.unknown : nil
    return SlotSum(name: "charge", pivot: pivotIfAlone, weights: weights)
  }

  /// Whether rates leave a sum alone, with V moved up and down, but for rounding.
  ///
  /// A sum that has no pivot is taken over all slots, by their volumes.
  func holds(_ sum: SlotSum, at state: [Double]) -> Bool {
    [7.0, -5].allSatisfy { shift in
      var moved = state
      for slot in 0..<layout.nodeCount { moved[slot] += shift }
      var rates = [Double](repeating: 0, count: layout.stateCount)
      // Where it holds for whole cells, edges take part.
      self.rates(0, &moved, &rates)
      return sum.pivot == nil
        ? isBalanced(sum, rates, Array(0..<layout.slotCount))
        : (0..<layout.slotCount).allSatisfy { isBalanced(sum, rates, [$0]) }
    }
  }

  private func isBalanced(_ sum: SlotSum, _ rates: [Double], _ slots: [Int]) -> Bool {
    var (total, size) = (0.0, 0.0)
    for slot in slots {
      let volume = slots.count == 1 ? 1 : constants.insideVolume[slot]
      for unknown in table.all.indices {
        let term =
          volume * sum.weights[unknown * layout.slotCount + slot]
          * rates[unknown * layout.stride + slot]
        total += term
        size += abs(term)
      }
    }
    return abs(total) <= 1e-9 * size
  }
}
