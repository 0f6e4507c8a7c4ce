/// A group as the search for its rest sees it: with the sums that its equations never change.
struct RestSystem: ImplicitSystem {
  let group: GroupSystem
  let conservationRows: [ConservationRow]

  var layout: ImplicitLayout { group.layout }
  var parents: [Int32] { group.parents }
  var unknowns: [ImplicitUnknown] { group.unknowns }

  /// The group with the sums that can take the place of an equation.
  init(_ group: GroupSystem, _ sums: [ConservedSum]) {
    self.group = group
    conservationRows = sums.compactMap(\.row)
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

/// A sum over unknowns that never changes: `weights[unknown * slotCount + slot]`.
struct ConservedSum {
  var name: String
  var weights: [Double]
  /// Whether it holds in each slot; if not, over all slots, by their volumes.
  var isLocal: Bool
  /// The unknown whose equation it may replace; nil for none.
  var pivot: Int?

  fileprivate var row: ConservationRow? {
    pivot.map { ConservationRow(name: name, pivot: $0, weights: weights) }
  }
}

extension GroupSystem {
  /// The sums of moles and charge that this group keeps; whether it does is tried out.
  func conservedSums(at state: [Double], _ isCompartment: [Bool]) -> [ConservedSum] {
    let moles = conservationRows.map {
      ConservedSum(name: $0.name, weights: $0.weights, isLocal: true, pivot: $0.pivot)
    }
    return (moles + [chargeSum(isCompartment)].compactMap { $0 }).compactMap { sum in
      if holds(sum, at: state) { return sum }
      var whole = sum
      whole.isLocal = false
      whole.pivot = nil
      return holds(whole, at: state) ? whole : nil
    }
  }

  /// The charge that no ion of the inside accounts for, C V − F Σ z n, in mM of each slot.
  ///
  /// It stays where all currents are carried by pools and no charge is made inside. Along a cell of
  /// several compartments charge may flow without ions: then it stays in the whole cell alone.
  private func chargeSum(_ isCompartment: [Bool]) -> ConservedSum? {
    guard let solutions else { return nil }
    let slots = layout.slotCount
    var weights = [Double](repeating: 0, count: table.all.count * slots)
    for slot in 0..<slots where isCompartment[slot] {
      weights[slot] =
        amountPerCharge / constants.inverseCapacitance[slot] / constants.insideVolume[slot]
    }
    var pivot: (unknown: Int, size: Double)?
    for (number, unknown) in table.all.enumerated() {
      guard case .inside(let pool) = unknown, solutions.pools[pool].valence != 0 else { continue }
      let valence = solutions.pools[pool].valence
      for slot in 0..<slots where isCompartment[slot] { weights[number * slots + slot] = -valence }
      let size = abs(valence) * unknowns[number].typicalMagnitude
      // A row may take the place of a private unknown's alone.
      if number >= layout.coupledCount, size > pivot?.size ?? 0 { pivot = (number, size) }
    }
    return ConservedSum(name: "charge", weights: weights, isLocal: true, pivot: pivot?.unknown)
  }

  /// Whether rates leave a sum alone, but for rounding, with V moved up and down.
  ///
  /// By other amounts in other nodes, so that currents flow along the cell.
  private func holds(_ sum: ConservedSum, at state: [Double]) -> Bool {
    [7.0, -5].allSatisfy { shift in
      var moved = state
      for node in 0..<layout.nodeCount { moved[node] += shift * (1 + 0.1 * Double(node % 7)) }
      var rates = [Double](repeating: 0, count: layout.stateCount)
      self.rates(0, &moved, &rates)
      let slots = Array(0..<layout.slotCount)
      return sum.isLocal
        ? slots.allSatisfy { isBalanced(sum, rates, [$0]) } : isBalanced(sum, rates, slots)
    }
  }

  private func isBalanced(_ sum: ConservedSum, _ rates: [Double], _ slots: [Int]) -> Bool {
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
