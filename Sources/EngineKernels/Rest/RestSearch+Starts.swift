/// The states from which a search begins.
extension RestSearch {
  /// A state, with the sums of the given one; nil where it would be the given state again.
  func startingState(_ start: RestStart) -> [Double]? {
    switch start {
    case .given: return given
    case .depolarized: return moved(to: -20)
    case .hyperpolarized: return moved(to: -100)
    case .runDown: return runDown()
    }
  }

  /// The given state at another potential, with gates that are steady there.
  private func moved(to voltage: Double) -> [Double] {
    var state = given
    for node in 0..<system.layout.nodeCount
    where node >= system.layout.slotCount || isCompartment[node] { state[node] = voltage }
    keepCharge(&state)
    setGates(&state)
    return state
  }

  /// Exchanges four fifths of what can be exchanged: the cation that abounds inside for the one
  /// that abounds outside, one charge for one charge.
  private func runDown() -> [Double]? {
    guard let solutions = system.solutions else { return nil }
    let cations = solutions.pools.indices.filter {
      solutions.pools[$0].valence == 1 && system.table.index(of: .inside($0)) != nil
    }
    let (first, last) = cations.extremes { number in
      let pool = solutions.pools[number]
      let slot = isCompartment.firstIndex(of: true) ?? 0
      return pool.inside.now[slot] - pool.outside.now[slot]
    }
    guard let leaves = first, let enters = last, leaves != enters else { return nil }
    var state = moved(to: -20)
    for slot in isCompartment.indices where isCompartment[slot] {
      exchange(leaves, enters, slot, solutions, &state)
    }
    setGates(&state)
    return state
  }

  private func exchange(
    _ leaves: Int, _ enters: Int, _ slot: Int, _ solutions: Solutions, _ state: inout [Double]
  ) {
    func place(_ unknown: GroupUnknown) -> Int? {
      system.table.index(of: unknown).map { $0 * system.layout.stride + slot }
    }
    guard let from = place(.inside(leaves)), let to = place(.inside(enters)) else { return }
    // In mM of the volume inside at the start, as all unknowns are.
    let ratio = system.constants.outsideVolume[slot] / system.constants.insideVolume[slot]
    var amount = 0.8 * state[from]
    if let source = place(.outside(enters)), let target = place(.outside(leaves)) {
      amount = min(amount, 0.8 * state[source] * ratio)
      state[source] -= amount / ratio
      state[target] += amount / ratio
    }
    state[from] -= amount
    state[to] += amount
  }

  /// Lets the amount inside that is largest take up what V moved: charge stays what it was.
  private func keepCharge(_ state: inout [Double]) {
    guard let charge = sums.first(where: { $0.name == "charge" }),
      let pivot = charge.largest(system)
    else { return }
    let slots = system.layout.slotCount
    for slot in 0..<slots where isCompartment[slot] {
      let missing = charge.weights[slot] * (given[slot] - state[slot])
      let weight = charge.weights[pivot * slots + slot]
      let inside = pivot * system.layout.stride + slot
      state[inside] += missing / weight
      guard case .inside(let pool) = system.table.all[pivot],
        let outside = system.table.index(of: .outside(pool))
      else { continue }
      let ratio = system.constants.outsideVolume[slot] / system.constants.insideVolume[slot]
      state[outside * system.layout.stride + slot] -= missing / weight / ratio
    }
  }

  /// Steady gates for V and concentrations of a state.
  private func setGates(_ state: inout [Double]) {
    system.load(state)
    for mechanism in system.mechanisms { mechanism.call(mechanism.hooks.initialize) }
    for (number, unknown) in system.table.all.enumerated() {
      guard case .state(let mechanism, let index) = unknown else { continue }
      var column = [Double](repeating: 0, count: system.layout.slotCount)
      system.mechanisms[mechanism].getState(index, &column)
      for (slot, value) in column.enumerated() {
        state[number * system.layout.stride + slot] = value
      }
    }
  }
}

extension ConservedSum {
  /// The unknown with the largest share in the sum, beside V.
  func largest(_ system: GroupSystem) -> Int? {
    let slots = system.layout.slotCount
    return (1..<max(system.table.all.count, 1)).max { a, b in
      func size(_ unknown: Int) -> Double {
        let weights = weights[unknown * slots..<(unknown + 1) * slots]
        return (weights.map(abs).max() ?? 0) * system.unknowns[unknown].typicalMagnitude
      }
      return size(a) < size(b)
    }
  }
}

extension [Int] {
  /// The members for which a number is largest and smallest.
  fileprivate func extremes(_ number: (Int) -> Double) -> (largest: Int?, smallest: Int?) {
    (self.max { number($0) < number($1) }, self.min { number($0) < number($1) })
  }
}
