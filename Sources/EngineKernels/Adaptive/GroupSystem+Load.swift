import Numerics

/// Between the unknowns of the implicit system and the arrays of the group.
extension GroupSystem {
  /// Puts V, states and concentrations where mechanisms read them.
  func load(_ state: UnsafePointer<Double>) {
    nodes.voltage.update(from: state, count: layout.slotCount)
    for (number, unknown) in table.all.enumerated() {
      let column = state + number * layout.stride
      switch unknown {
      case .state(let mechanism, let index): mechanisms[mechanism].setState(index, column)
      case .volume: setVolumes(column)
      default: break
      }
    }
    setConcentrations(state)
  }

  /// Also puts amounts there, and junctions' potentials: everything that is ever read.
  func publish(_ state: UnsafePointer<Double>) {
    load(state)
    for (index, node) in edges.junctions.enumerated() {
      nodes.voltage[node] = state[layout.slotCount + index]
    }
    guard let solutions else { return }
    for (number, unknown) in table.all.enumerated() {
      let column = state + number * layout.stride
      if case .injected(let pool) = unknown { publishInjected(pool, column) }
      guard let sums = sums(unknown, solutions) else { continue }
      let volume = volumeAtStart(unknown)
      for slot in 0..<layout.slotCount {
        sums.value[slot] = column[slot] * volume[slot]
        sums.lost[slot] = 0
      }
    }
    for pool in solutions.pools {
      pool.inside.now.update(from: pool.inside.midpoint, count: layout.slotCount)
      pool.outside.now.update(from: pool.outside.midpoint, count: layout.slotCount)
    }
  }

  /// The books count what was injected by species; the system, since it was begun, by slot.
  private func publishInjected(_ pool: Int, _ column: UnsafePointer<Double>) {
    var total = injectedBefore[pool]
    for slot in 0..<layout.slotCount { total += column[slot] * constants.insideVolume[slot] }
    books?.injected[pool].set(total)
  }

  private func beginInjected(_ pool: Int, _ column: UnsafeMutablePointer<Double>) {
    injectedBefore[pool] = books?.injected[pool].total ?? 0
    column.update(repeating: 0, count: layout.slotCount)
  }

  /// Reads the unknowns from the group's arrays.
  func gather(_ state: UnsafeMutablePointer<Double>) {
    state.update(from: nodes.voltage, count: layout.slotCount)
    for (index, node) in edges.junctions.enumerated() {
      state[layout.slotCount + index] = nodes.voltage[node]
    }
    guessJunctions(state)
    for (number, unknown) in table.all.enumerated() {
      let column = state + number * layout.stride
      if case .state(let mechanism, let index) = unknown {
        mechanisms[mechanism].getState(index, column)
      }
      if case .injected(let pool) = unknown { beginInjected(pool, column) }
      guard let solutions, let sums = sums(unknown, solutions) else { continue }
      let volume = volumeAtStart(unknown)
      for slot in 0..<layout.slotCount {
        column[slot] = (sums.value[slot] - sums.lost[slot]) / volume[slot]
      }
    }
  }

  /// The group's own sums for an amount or a volume.
  private func sums(_ unknown: GroupUnknown, _ solutions: Solutions) -> CompensatedSums? {
    switch unknown {
    case .inside(let pool): solutions.pools[pool].inside.amount
    case .outside(let pool): solutions.pools[pool].outside.amount
    case .bath(let pool): solutions.pools[pool].bath
    case .gained(let pool): solutions.pools[pool].gained
    case .volume: solutions.insideVolume
    case .voltage, .state, .injected: nil
    }
  }

  private func volumeAtStart(_ unknown: GroupUnknown) -> UnsafeMutablePointer<Double> {
    if case .outside = unknown { return constants.outsideVolume }
    return constants.insideVolume
  }

  /// The box around a cell and its shell is rigid.
  private func setVolumes(_ relative: UnsafePointer<Double>) {
    guard let solutions else { return }
    for slot in 0..<layout.slotCount {
      let start = constants.insideVolume[slot]
      solutions.insideVolume.value[slot] = relative[slot] * start
      solutions.insideVolume.lost[slot] = 0
      guard solutions.hasShell else { continue }
      solutions.outsideVolume.value[slot] =
        constants.outsideVolume[slot] + (start - relative[slot] * start)
      solutions.outsideVolume.lost[slot] = 0
    }
  }

  private func setConcentrations(_ state: UnsafePointer<Double>) {
    guard let solutions else { return }
    for (number, unknown) in table.all.enumerated() {
      let column = state + number * layout.stride
      switch unknown {
      case .inside(let pool):
        let side = solutions.pools[pool].inside
        divide(column, constants.insideVolume, solutions.insideVolume, side.midpoint)
      case .outside(let pool):
        let side = solutions.pools[pool].outside
        divide(column, constants.outsideVolume, solutions.outsideVolume, side.midpoint)
      default: break
      }
    }
    for pool in solutions.pools {
      if pool.isImpermeant { followVolume(pool, solutions) }
      if pool.hasReversal { setReversal(pool, solutions) }
    }
  }

  /// c = n / W, with the amount n over the volume at the start.
  private func divide(
    _ amount: UnsafePointer<Double>, _ start: UnsafePointer<Double>, _ volume: CompensatedSums,
    _ concentration: UnsafeMutablePointer<Double>
  ) {
    for slot in 0..<layout.slotCount {
      concentration[slot] = amount[slot] * (start[slot] / volume.value[slot])
    }
  }

  private func followVolume(_ pool: Pool, _ solutions: Solutions) {
    for slot in 0..<layout.slotCount {
      pool.inside.midpoint[slot] =
        pool.inside.amount.value[slot] / solutions.insideVolume.value[slot]
      guard solutions.hasShell else { continue }
      pool.outside.midpoint[slot] =
        pool.outside.amount.value[slot] / solutions.outsideVolume.value[slot]
    }
  }

  private func setReversal(_ pool: Pool, _ solutions: Solutions) {
    if path == .lanes {
      solutions.setReversal(pool, Lanes.self)
    } else {
      solutions.setReversal(pool, Double.self)
    }
  }
}
