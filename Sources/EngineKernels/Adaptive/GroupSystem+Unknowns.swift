/// What the implicit integrator must know of each unknown.
extension GroupRuntime {
  /// Name, size and tolerance: errors below a thousandth of the usual size's share never matter.
  func describe(_ unknown: GroupUnknown, _ relativeTolerance: Double) -> ImplicitUnknown {
    let typical = max(typicalMagnitude(unknown), 1e-9)
    var share = 1e-3
    var isPositive = false
    switch unknown {
    case .voltage, .bath, .gained, .injected: share = 1
    case .inside(let pool), .outside(let pool):
      isPositive = solutions?.pools[pool].hasReversal ?? false
    case .volume: isPositive = true
    case .state: share = 0.1
    }
    return ImplicitUnknown(
      name: name(unknown), absoluteTolerance: relativeTolerance * typical * share,
      typicalMagnitude: typical, isPositive: isPositive)
  }

  private func name(_ unknown: GroupUnknown) -> String {
    func species(_ pool: Int) -> String { solutions?.pools[pool].name ?? "" }
    switch unknown {
    case .voltage: return "the membrane potential"
    case .inside(let pool): return "\(species(pool)) inside"
    case .outside(let pool): return "\(species(pool)) outside"
    case .volume: return "the volume"
    case .bath(let pool): return "\(species(pool)) that went to the bath"
    case .gained(let pool): return "\(species(pool)) that was gained"
    case .injected(let pool): return "\(species(pool)) that was injected"
    case .state(let mechanism, let index):
      return "state \(index) of '\(mechanisms[mechanism].name)'"
    }
  }

  /// 10 mV, the largest concentration at the start, or the largest state.
  private func typicalMagnitude(_ unknown: GroupUnknown) -> Double {
    switch unknown {
    case .voltage: return 10
    case .volume: return 1
    case .inside(let pool), .bath(let pool), .gained(let pool), .injected(let pool):
      return largest(solutions?.pools[pool].inside.now)
    case .outside(let pool): return largest(solutions?.pools[pool].outside.now)
    case .state(let mechanism, let index):
      let runtime = mechanisms[mechanism]
      let values = runtime.states[index]
      let size = (0..<runtime.rowCount * 8).map { abs(values?[$0] ?? 0) }.max() ?? 0
      return min(max(size, 1e-2), 1e6)
    }
  }

  private func largest(_ values: UnsafeMutablePointer<Double>?) -> Double {
    guard let values, let solutions else { return 1 }
    let sizes = (0..<slotCount).map { solutions.isCompartment[$0] ? values[$0] : 0 }
    return max(sizes.max() ?? 0, 1e-6)
  }
}

extension ConservationRow {
  /// Moles of each species: inside + outside + bath − gained − injected never changes in a slot.
  static func moles(
    _ table: GroupUnknowns, _ solutions: Solutions?, _ constants: GroupConstants,
    injected: Set<Int>
  ) -> [ConservationRow] {
    guard let solutions else { return [] }
    let slots = solutions.slotCount
    return solutions.pools.indices.compactMap { number in
      let bath = table.index(of: .bath(number))
      let outside = table.index(of: .outside(number))
      // What has a row of its own takes up rounding: best the largest store.
      guard let inside = table.index(of: .inside(number)), let pivot = bath ?? outside,
        bath != nil || !solutions.reachesBath,
        !solutions.pools[number].hasGains || table.index(of: .gained(number)) != nil,
        !injected.contains(number) || table.index(of: .injected(number)) != nil
      else { return nil }
      var weights = [Double](repeating: 0, count: table.all.count * slots)
      func set(_ unknown: Int?, _ weight: (Int) -> Double) {
        guard let unknown else { return }
        for slot in 0..<slots { weights[unknown * slots + slot] = weight(slot) }
      }
      set(inside) { _ in 1 }
      set(outside) { constants.outsideVolume[$0] / constants.insideVolume[$0] }
      set(bath) { _ in 1 }
      set(table.index(of: .gained(number))) { _ in -1 }
      set(table.index(of: .injected(number))) { _ in -1 }
      return ConservationRow(
        name: "moles of \(solutions.pools[number].name)", pivot: pivot, weights: weights)
    }
  }
}

extension MechanismRuntime {
  /// Copies a state from a column over slots.
  func setState(_ index: Int, _ column: UnsafePointer<Double>) {
    guard let state = states[index] else { return }
    forEachRun { own, slot, count in (state + own).update(from: column + slot, count: count) }
  }

  /// Copies a state to a column over slots; slots without the mechanism keep what they have.
  func getState(_ index: Int, _ column: UnsafeMutablePointer<Double>) {
    guard let state = states[index] else { return }
    forEachRun { own, slot, count in (column + slot).update(from: state + own, count: count) }
  }

  /// Copies the rate of a state to a column over slots: 0 where the mechanism is not.
  func getRate(_ index: Int, _ column: UnsafeMutablePointer<Double>) {
    guard let rate = rates[index], let weight else { return }
    forEachRun { own, slot, count in
      for lane in 0..<count {
        column[slot + lane] = weight[own + lane] > 0 ? rate[own + lane] : 0
      }
    }
  }

  /// Own index, slot and count of each run.
  @inline(__always)
  private func forEachRun(_ body: (Int, Int, Int) -> Void) {
    var own = 0
    for run in runs {
      body(own, run.firstRow * 8, run.rowCount * 8)
      own += run.rowCount * 8
    }
  }
}
