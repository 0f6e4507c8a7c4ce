import CMechanismABI

/// A mechanism of a group with its blocks, one for each tile of rows, ready to be called.
///
/// `connect` points the blocks to the group's arrays; only then may hooks be called.
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
  var fluxes: [IonFluxes] = []
  var ownFluxes: [DoubleArena] = []
  var spareFluxes: [FluxArrays] = []
  /// Whether the books follow a current of it that belongs to no ion.
  var isBooked = false
  var runTables: [RunTables] = []
  /// Derivatives of the states in time, like `states`; there once `makeRates` was called.
  var rates: [UnsafeMutablePointer<Double>?] = []
  var rateTables: [UnsafeMutablePointer<UnsafeMutablePointer<Double>?>] = []
  var rateArena: DoubleArena?
  /// For point mechanisms: on it one of them takes its events.
  private(set) var row: PointRow?
  /// `[rowCount × 8]`; 0 where the mechanism is not.
  let weight: UnsafePointer<Double>?

  /// The pointer tables of one run: as those of the mechanism, moved to the run's first row.
  struct RunTables {
    let states: UnsafeMutablePointer<UnsafeMutablePointer<Double>?>
    let parameters: UnsafeMutablePointer<skou_column>
    let ions: UnsafeMutablePointer<skou_ion_block>
  }

  /// Where the fluxes of an ion are written; nil where nobody asks for them.
  struct IonFluxes {
    var current, insideGain, outsideGain: FluxArrays?
  }

  /// What interventions change: it has columns of its own.
  let changing: ChangingColumns
  /// The whole mechanism's columns; blocks hold their runs' parts.
  let temperatureFactor, celsius, thermalVoltage: skou_column

  /// Blocks end at `borders` and where tiles do, rows in order.
  init(
    _ plan: MechanismPlan, _ settings: StepSettings, changing: ChangingColumns,
    _ columns: inout ColumnArena, tileRows: Int = tileRows, borders: [Int] = []
  ) {
    self.changing = changing
    name = plan.name
    functions = plan.functions
    hooks = settings.path == .lanes ? plan.functions.lanes : plan.functions.scalar
    runs = plan.runs.flatMap { $0.tiles(of: tileRows, cutAt: borders) }
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

  func makeRow() { row = PointRow(self) }

  @inline(__always)
  func call(_ hook: skou_hook?) {
    guard let hook, let base = blocks.baseAddress else { return }
    for i in 0..<blocks.count { hook(base + i) }
  }
}
