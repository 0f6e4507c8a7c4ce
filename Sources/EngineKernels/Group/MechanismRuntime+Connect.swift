import CMechanismABI

/// Blocks and the arrays of the group.
extension MechanismRuntime {
  /// Points the blocks to the group's nodes and solutions, and to the mechanism's own states.
  ///
  /// - Parameters:
  ///   - nodes: whose V is read, and to whose sums is added.
  ///   - solutions: where concentrations stand; nil where all are constant.
  ///   - books: of what belongs to no ion.
  ///   - stateBase: where each state begins.
  ///   - isMetered: whether all ions' currents are asked for.
  ///   - fuels: the ions whose consumption is asked for, whatever the solutions need.
  ///   - slotCount: of the group.
  func connect(
    _ nodes: NodeArrays, _ solutions: Solutions?, _ books: GroupBooks?,
    stateBase: [UnsafeMutablePointer<Double>], isMetered: Bool, fuels: [Int], slotCount: Int
  ) {
    for (i, base) in stateBase.enumerated() { states[i] = base }
    fluxes = species.indices.map { ion in
      guard let solutions, let number = species[ion] else {
        return IonFluxes(
          current: strayCurrent(ion, books, isAskedFor: isMetered, slotCount),
          insideGain: fuels.contains(ion) ? ownFlux(slotCount) : nil)
      }
      return IonFluxes(
        current: uses[ion].contains(.moves) ? solutions.addCurrent(number) : nil,
        insideGain: uses[ion].contains(.gainsInside) ? solutions.addInsideGain(number) : nil,
        outsideGain: uses[ion].contains(.gainsOutside) ? solutions.addOutsideGain(number) : nil)
    }
    var ownRow = 0
    for (i, run) in runs.enumerated() {
      let slot = run.firstRow * 8
      let tables = makeTables(ownRow: ownRow, solutions, slot: slot)
      blocks[i].row_count = Int64(run.rowCount)
      blocks[i].voltage_mV = UnsafePointer(nodes.voltage + slot)
      blocks[i].conductance_uS = nodes.conductance + slot
      blocks[i].drive_nA = nodes.drive + slot
      blocks[i].weight += ownRow * 8
      blocks[i].states = UnsafePointer(tables.states)
      blocks[i].parameters = UnsafePointer(tables.parameters)
      blocks[i].ions = UnsafePointer(tables.ions)
      blocks[i].temperature_factor = moved(blocks[i].temperature_factor, ownRow)
      blocks[i].celsius = moved(blocks[i].celsius, ownRow)
      blocks[i].thermal_voltage_mV = moved(blocks[i].thermal_voltage_mV, ownRow)
      blocks[i].identity = moved(blocks[i].identity, ownRow)
      if let solutions {
        blocks[i].inside_volume_um3 = rows(solutions.insideVolume.value, slot)
        blocks[i].outside_volume_um3 = rows(solutions.outsideVolume.value, slot)
      }
      ownRow += run.rowCount
    }
  }

  private func rows(_ values: UnsafeMutablePointer<Double>, _ slot: Int) -> skou_column {
    skou_column(values: UnsafePointer(values + slot), stride: 8)
  }

  func flux(_ arrays: FluxArrays?, _ slot: Int) -> skou_flux {
    arrays.map { skou_flux(value_nA: $0.value + slot, slope_uS: $0.slope + slot) } ?? skou_flux()
  }

  private func makeTables(ownRow: Int, _ solutions: Solutions?, slot: Int) -> RunTables {
    let tables = RunTables(
      states: .allocate(capacity: max(states.count, 1)),
      parameters: .allocate(capacity: max(parameters.count, 1)),
      ions: .allocate(capacity: max(ions.count, 1)))
    for i in states.indices { tables.states[i] = states[i].map { $0 + ownRow * 8 } }
    for i in parameters.indices { tables.parameters[i] = moved(parameters[i], ownRow) }
    for i in ions.indices {
      tables.ions[i] = ions[i]
      tables.ions[i].reversal_mV = moved(ions[i].reversal_mV, ownRow)
      tables.ions[i].inside_mM = moved(ions[i].inside_mM, ownRow)
      tables.ions[i].outside_mM = moved(ions[i].outside_mM, ownRow)
      tables.ions[i].current = flux(fluxes[i].current, slot)
      tables.ions[i].inside_gain = flux(fluxes[i].insideGain, slot)
      tables.ions[i].outside_gain = flux(fluxes[i].outsideGain, slot)
      guard let solutions, let number = species[i] else { continue }
      let pool = solutions.pools[number]
      tables.ions[i].reversal_mV = rows(pool.reversal, slot)
      tables.ions[i].inside_mM = rows(pool.inside.midpoint, slot)
      tables.ions[i].outside_mM = rows(pool.outside.midpoint, slot)
    }
    runTables.append(tables)
    return tables
  }

  private func moved(_ column: skou_column, _ rows: Int) -> skou_column {
    skou_column(values: column.values + rows * Int(column.stride), stride: column.stride)
  }
}
