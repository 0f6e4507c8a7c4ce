import CMechanismABI

/// Room for what hooks write beside the sums of a slot.
extension MechanismRuntime {
  /// Gives the hook `rates` room to write to.
  func makeRates() {
    guard rates.isEmpty, !states.isEmpty else { return }
    let count = rowCount * 8
    let arena = DoubleArena(count: states.count * count)
    rateArena = arena
    rates = states.indices.map { arena.base + $0 * count }
    var ownRow = 0
    for (i, run) in runs.enumerated() {
      let table = UnsafeMutablePointer<UnsafeMutablePointer<Double>?>.allocate(
        capacity: states.count)
      for index in states.indices { table[index] = rates[index].map { $0 + ownRow * 8 } }
      rateTables.append(table)
      blocks[i].rates = UnsafePointer(table)
      ownRow += run.rowCount
    }
  }

  /// Calls `current`, and has the currents of all ions written down that the mechanism moves.
  ///
  /// - Returns: where they are, also those that no pool needs in a step.
  func currentsOfAllIons(slotCount: Int) -> [FluxArrays] {
    let idle = species.indices.filter { uses[$0].contains(.moves) && fluxes[$0].current == nil }
    while spareFluxes.count < idle.count { spareFluxes.append(ownFlux(slotCount)) }
    for (ion, spare) in zip(idle, spareFluxes) { setCurrent(spare, of: ion) }
    call(hooks.current)
    for ion in idle { setCurrent(nil, of: ion) }
    return fluxes.compactMap(\.current) + spareFluxes
  }

  private func setCurrent(_ arrays: FluxArrays?, of ion: Int) {
    for (tables, run) in zip(runTables, runs) {
      tables.ions[ion].current = flux(arrays, run.firstRow * 8)
    }
  }

  /// Room for a current that moves no pool, where somebody wants it; nil where nobody does.
  func strayCurrent(
    _ ion: Int, _ books: GroupBooks?, isAskedFor: Bool, _ slotCount: Int
  ) -> FluxArrays? {
    guard uses[ion].contains(.moves) else { return nil }
    let isBooked = books != nil && uses[ion].contains(.ofNoIon)
    guard isAskedFor || isBooked else { return nil }
    let flux = ownFlux(slotCount)
    if isBooked {
      books?.addStray(name, flux)
      self.isBooked = true
    }
    return flux
  }

  /// Room for a flux that no solution needs.
  func ownFlux(_ slotCount: Int) -> FluxArrays {
    let arena = DoubleArena(count: 2 * slotCount)
    ownFluxes.append(arena)
    return FluxArrays(value: arena.base, slope: arena.base + slotCount)
  }
}
