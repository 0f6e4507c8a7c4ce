import CMechanismABI

/// Rows that all mechanisms are evaluated on before the next rows' turn comes: with their dozen
/// arrays they stay in the first-level cache, and a call of 32 rows costs nothing in itself.
private let tileRows = 32

extension MechanismPlan.Run {
  /// The run, cut where tiles end.
  fileprivate var tiles: [Self] {
    var tiles: [Self] = []
    var row = firstRow
    let end = firstRow + rowCount
    while row < end {
      let next = min(end, (row / tileRows + 1) * tileRows)
      tiles.append(Self(firstRow: row, rowCount: next - row))
      row = next
    }
    return tiles
  }

  /// The number of the tile that holds the first row.
  fileprivate var tile: Int { firstRow / tileRows }
}

/// One call of a step: a block of a mechanism, and the hooks that may be called with it.
struct MechanismCall {
  let block: UnsafeMutablePointer<skou_block>
  let step: skou_hook?
  let advance: skou_hook?
  let current: skou_hook?

  /// Every block of some mechanisms, tile by tile, in a tile in the order of the mechanisms.
  static func all(_ mechanisms: [MechanismRuntime]) -> [MechanismCall] {
    var calls: [(tile: Int, call: MechanismCall)] = []
    for mechanism in mechanisms {
      guard let base = mechanism.blocks.baseAddress else { continue }
      for (i, run) in mechanism.runs.enumerated() {
        let call = MechanismCall(
          block: base + i, step: mechanism.hooks.step, advance: mechanism.hooks.advance,
          current: mechanism.hooks.current)
        calls.append((run.tile, call))
      }
    }
    let order = calls.indices.sorted { (calls[$0].tile, $0) < (calls[$1].tile, $1) }
    return order.map { calls[$0].call }
  }
}

/// A mechanism of a group with its blocks, one for each tile of rows, ready to be called.
final class MechanismRuntime {
  let name: String
  let functions: MechanismFunctions
  let hooks: skou_hooks
  let runs: [MechanismPlan.Run]
  let rowCount: Int
  /// Whether states draw random numbers.
  let isRandom: Bool
  /// One a run.
  let blocks: UnsafeMutableBufferPointer<skou_block>
  /// The first row's pointers; `[stateCount]`, `[parameterCount]`, `[ionCount]`.
  let states: UnsafeMutableBufferPointer<UnsafeMutablePointer<Double>?>
  let parameters: UnsafeMutableBufferPointer<skou_column>
  let ions: UnsafeMutableBufferPointer<skou_ion_block>
  /// For each ion its species in the group's solutions; nil where it is constant.
  let species: [Int?]
  let uses: [MechanismPlan.Ion.Uses]
  private var fluxes: [IonFluxes] = []
  private var ownFluxes: [DoubleArena] = []
  private var spareFluxes: [FluxArrays] = []
  /// Whether the books follow a current of it that belongs to no ion.
  private(set) var isBooked = false
  private var runTables: [RunTables] = []
  /// Derivatives of the states in time, like `states`; there once `makeRates` was called.
  private(set) var rates: [UnsafeMutablePointer<Double>?] = []
  private var rateTables: [UnsafeMutablePointer<UnsafeMutablePointer<Double>?>] = []
  private var rateArena: DoubleArena?
  /// `[rowCount × 8]`; 0 where the mechanism is not.
  let weight: UnsafePointer<Double>?

  /// The pointer tables of one run: as those of the mechanism, moved to the run's first row.
  private struct RunTables {
    let states: UnsafeMutablePointer<UnsafeMutablePointer<Double>?>
    let parameters: UnsafeMutablePointer<skou_column>
    let ions: UnsafeMutablePointer<skou_ion_block>
  }

  /// What interventions change: it has columns of its own.
  let changing: ChangingColumns
  /// The whole mechanism's columns; blocks hold their runs' parts.
  let temperatureFactor, celsius, thermalVoltage: skou_column

  init(
    _ plan: MechanismPlan, _ settings: StepSettings, changing: ChangingColumns,
    _ columns: inout ColumnArena
  ) {
    self.changing = changing
    name = plan.name
    functions = plan.functions
    hooks = settings.path == .lanes ? plan.functions.lanes : plan.functions.scalar
    runs = plan.runs.flatMap { $0.tiles }
    isRandom = plan.randomKey != nil
    species = plan.ions.map(\.species)
    uses = plan.ions.map(\.uses)
    rowCount = plan.rowCount
    blocks = .allocate(capacity: runs.count)
    states = .allocate(capacity: plan.functions.stateCount)
    parameters = .allocate(capacity: plan.functions.parameterCount)
    ions = .allocate(capacity: plan.functions.ionCount)
    for (i, column) in plan.parameters.enumerated() {
      parameters[i] = columns.column(
        column, ownCount: changing.parameters.contains(i) ? plan.rowCount * 8 : nil)
    }
    let ownCount = changing.temperature == nil ? nil : plan.rowCount * 8
    temperatureFactor = columns.column(plan.temperatureFactor, ownCount: ownCount)
    celsius = columns.column(plan.celsius, ownCount: ownCount)
    thermalVoltage = columns.column(plan.thermalVoltage, ownCount: ownCount)
    for (i, ion) in plan.ions.enumerated() {
      ions[i] = skou_ion_block(
        reversal_mV: columns.column(ion.reversal, ownCount: ownCount),
        inside_mM: columns.column(ion.inside),
        outside_mM: columns.column(ion.outside), current: skou_flux(),
        inside_gain: skou_flux(), outside_gain: skou_flux())
    }
    var whole = skou_block()
    whole.relaxation_correction = settings.relaxationCorrection
    whole.size = UInt32(MemoryLayout<skou_block>.size)
    weight = columns.column(.perLane(plan.weight)).values
    whole.weight = weight
    whole.temperature_factor = temperatureFactor
    whole.celsius = celsius
    whole.thermal_voltage_mV = thermalVoltage
    // Where concentrations are constant, no solution has a volume that matters.
    whole.inside_volume_um3 = columns.column(.uniform(1))
    whole.outside_volume_um3 = columns.column(.uniform(1))
    whole.identity = columns.column(plan.identity)
    whole.random_key = plan.randomKey ?? 0
    blocks.initialize(repeating: whole)
  }

  deinit {
    for tables in runTables {
      tables.states.deallocate()
      tables.parameters.deallocate()
      tables.ions.deallocate()
    }
    for table in rateTables { table.deallocate() }
    ions.deallocate()
    parameters.deallocate()
    states.deallocate()
    blocks.deallocate()
  }

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

  /// Where the fluxes of an ion are written; nil where nobody asks for them.
  private struct IonFluxes {
    var current, insideGain, outsideGain: FluxArrays?
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

  /// Room for a current that moves no pool, where somebody wants it; nil where nobody does.
  private func strayCurrent(
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
  private func ownFlux(_ slotCount: Int) -> FluxArrays {
    let arena = DoubleArena(count: 2 * slotCount)
    ownFluxes.append(arena)
    return FluxArrays(value: arena.base, slope: arena.base + slotCount)
  }

  private func rows(_ values: UnsafeMutablePointer<Double>, _ slot: Int) -> skou_column {
    skou_column(values: UnsafePointer(values + slot), stride: 8)
  }

  private func flux(_ arrays: FluxArrays?, _ slot: Int) -> skou_flux {
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

  /// Where a slot stands among the mechanism's own rows; nil where it is not carried.
  func ownIndex(ofSlot slot: Int) -> Int? {
    var ownRow = 0
    for run in runs {
      let row = slot / 8 - run.firstRow
      if row >= 0, row < run.rowCount { return (ownRow + row) * 8 + slot % 8 }
      ownRow += run.rowCount
    }
    return nil
  }

  /// The slot of one of the mechanism's own lanes.
  func slot(ofOwnIndex index: Int) -> Int {
    var row = index / 8
    for run in runs {
      if row < run.rowCount { return (run.firstRow + row) * 8 + index % 8 }
      row -= run.rowCount
    }
    return 0
  }

  func setStepIndex(_ step: Int) {
    for i in blocks.indices { blocks[i].step_index = UInt64(step) }
  }

  func setTimeStep(_ timeStep: Double) {
    for i in blocks.indices { blocks[i].time_step_ms = timeStep }
  }

  @inline(__always)
  func call(_ hook: skou_hook?) {
    guard let hook, let base = blocks.baseAddress else { return }
    for i in 0..<blocks.count { hook(base + i) }
  }
}

/// Columns that do not change during a run, kept once where several are equal.
struct ColumnArena {
  private(set) var arenas: [DoubleArena] = []
  private var known: [ColumnPlan: skou_column] = [:]

  mutating func column(_ plan: ColumnPlan) -> skou_column {
    if let column = known[plan] { return column }
    let values: [Double]
    let stride: Int64
    switch plan {
    case .uniform(let value):
      values = [Double](repeating: value, count: 8)
      stride = 0
    case .perLane(let lanes):
      values = lanes
      stride = 8
    }
    let arena = DoubleArena(count: values.count)
    for (i, value) in values.enumerated() { arena.base[i] = value }
    arenas.append(arena)
    let column = skou_column(values: UnsafePointer(arena.base), stride: stride)
    known[plan] = column
    return column
  }

  /// A column; one of `ownCount` lanes that nothing else shares where it may change.
  mutating func column(_ plan: ColumnPlan, ownCount: Int?) -> skou_column {
    guard let ownCount else { return column(plan) }
    return ownColumn(plan, count: ownCount)
  }

  /// A column for each lane that nothing else shares, so that it may change.
  private mutating func ownColumn(_ plan: ColumnPlan, count: Int) -> skou_column {
    let arena = DoubleArena(count: count)
    for i in 0..<count {
      switch plan {
      case .uniform(let value): arena.base[i] = value
      case .perLane(let lanes): arena.base[i] = lanes[i]
      }
    }
    arenas.append(arena)
    return skou_column(values: UnsafePointer(arena.base), stride: 8)
  }

  /// Forgets which columns are equal, which only building needs.
  mutating func finish() { known = [:] }
}
