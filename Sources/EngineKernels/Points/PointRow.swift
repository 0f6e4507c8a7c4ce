import CMechanismABI

/// A row of copies, on which one lane's states go their own way: from event to event.
///
/// The other lanes go along and are thrown away. An event costs two calls on eight lanes, about a
/// hundred nanoseconds, and every other point mechanism stays in the loops over whole rows.
final class PointRow {
  private let block: UnsafeMutablePointer<skou_block>
  private let states: UnsafeMutableBufferPointer<UnsafeMutablePointer<Double>?>
  private let parameters: UnsafeMutableBufferPointer<skou_column>
  private let ions: UnsafeMutableBufferPointer<skou_ion_block>
  private let arena: DoubleArena
  private let weights: UnsafeMutablePointer<Double>

  init(_ mechanism: MechanismRuntime) {
    let stateCount = mechanism.states.count
    arena = DoubleArena(count: 8 * (stateCount + 1))
    weights = arena.base
    states = .allocate(capacity: max(stateCount, 1))
    for i in 0..<stateCount { states[i] = arena.base + 8 * (i + 1) }
    parameters = .allocate(capacity: max(mechanism.parameters.count, 1))
    ions = .allocate(capacity: max(mechanism.ions.count, 1))
    block = .allocate(capacity: 1)
    block.initialize(to: skou_block())
  }

  deinit {
    block.deallocate()
    ions.deallocate()
    parameters.deallocate()
    states.deallocate()
  }

  /// Points the row to everything of a lane's row but its states.
  func place(_ mechanism: MechanismRuntime, lane: Int) {
    let tile = lane / (8 * tileRows)
    let rows = lane / 8 - mechanism.runs[tile].firstRow
    var row = mechanism.blocks[tile]
    let tables = mechanism.runTables[tile]
    row.row_count = 1
    row.voltage_mV += rows * 8
    row.weight += rows * 8
    row.conductance_uS += rows * 8
    row.drive_nA += rows * 8
    for i in 0..<mechanism.parameters.count { parameters[i] = moved(tables.parameters[i], rows) }
    for i in 0..<mechanism.ions.count {
      ions[i] = skou_ion_block(
        reversal_mV: moved(tables.ions[i].reversal_mV, rows),
        inside_mM: moved(tables.ions[i].inside_mM, rows),
        outside_mM: moved(tables.ions[i].outside_mM, rows),
        current: skou_flux(), inside_gain: skou_flux(), outside_gain: skou_flux())
    }
    row.states = UnsafePointer(states.baseAddress)
    row.parameters = UnsafePointer(parameters.baseAddress)
    row.ions = UnsafePointer(ions.baseAddress)
    row.temperature_factor = moved(row.temperature_factor, rows)
    row.celsius = moved(row.celsius, rows)
    row.thermal_voltage_mV = moved(row.thermal_voltage_mV, rows)
    row.inside_volume_um3 = moved(row.inside_volume_um3, rows)
    row.outside_volume_um3 = moved(row.outside_volume_um3, rows)
    row.identity = moved(row.identity, rows)
    row.event_weight = UnsafePointer(weights)
    block.pointee = row
  }

  private func moved(_ column: skou_column, _ rows: Int) -> skou_column {
    skou_column(values: column.values + rows * Int(column.stride), stride: column.stride)
  }

  /// Takes the states of a lane's row.
  func load(_ mechanism: MechanismRuntime, lane: Int) {
    let first = lane & ~7
    for (own, source) in zip(states, mechanism.states) {
      guard let own, let source else { continue }
      own.update(from: source + first, count: 8)
    }
  }

  /// A state of a lane.
  subscript(state: Int, lane: Int) -> Double {
    get { states[state]?[lane & 7] ?? 0 }
    set { states[state]?[lane & 7] = newValue }
  }

  func advance(_ mechanism: MechanismRuntime, by time: Double) {
    guard time > 0 else { return }
    block.pointee.time_step_ms = time
    mechanism.hooks.advance?(UnsafePointer(block))
  }

  /// An event of a weight arrives in a lane.
  func receive(_ mechanism: MechanismRuntime, lane: Int, weight: Double) {
    weights.update(repeating: 0, count: 8)
    weights[lane & 7] = weight
    mechanism.hooks.receive?(UnsafePointer(block))
  }

  /// The cell of a lane has spiked.
  func respond(_ mechanism: MechanismRuntime) { mechanism.hooks.respond?(UnsafePointer(block)) }
}
