import CMechanismABI

/// Evaluates one mechanism at a few places of its own, beside the simulation.
///
/// Between steps gates lag behind V (StepSettings.lag). A probe copies V and states, advances the
/// copy by the lag, and evaluates currents there: what it reads belongs to the time of V, to second
/// order, and nothing that steps is touched.
final class MechanismProbe {
  private let functions: MechanismFunctions
  private let hooks: skou_hooks
  private let slots: [Int]
  private let ownIndices: [Int]
  private let sources: [UnsafeMutablePointer<Double>]
  private let arena: DoubleArena
  private let block: UnsafeMutablePointer<skou_block>
  private let states: UnsafeMutableBufferPointer<UnsafeMutablePointer<Double>?>
  private let observables: UnsafeMutableBufferPointer<UnsafeMutablePointer<Double>?>
  private let parameters: UnsafeMutableBufferPointer<skou_column>
  private let ions: UnsafeMutableBufferPointer<skou_ion_block>
  private let solutions: Solutions?
  private let mechanism: MechanismRuntime
  /// The ions whose concentrations change.
  private var dissolved: [DissolvedIon] = []
  private let voltage: UnsafeMutablePointer<Double>
  private let insideVolume, outsideVolume: UnsafeMutablePointer<Double>
  private let conductance: UnsafeMutablePointer<Double>
  private let drive: UnsafeMutablePointer<Double>
  private let laneCount: Int

  /// An ion's own columns, which follow the solutions.
  private struct DissolvedIon {
    let species: Int
    let reversal, inside, outside: UnsafeMutablePointer<Double>
  }

  /// A probe of `mechanism` at `slots`, which it must carry; of point mechanisms, whose rows are no
  /// rows of slots, at `lanes`.
  init(
    _ mechanism: MechanismRuntime, _ solutions: Solutions?, slots: [Int], lanes: [Int]? = nil
  ) {
    self.solutions = solutions
    self.mechanism = mechanism
    functions = mechanism.functions
    hooks = mechanism.hooks
    self.slots = slots
    ownIndices = lanes ?? slots.map { mechanism.ownIndex(ofSlot: $0) ?? 0 }
    sources = mechanism.states.compactMap { $0 }
    let laneCount = (slots.count + 7) / 8 * 8
    self.laneCount = laneCount
    let f = mechanism.functions
    let columnCount = 10 + f.stateCount + f.observableCount + f.parameterCount + 5 * f.ionCount
    let memory = DoubleArena(count: columnCount * laneCount)
    arena = memory
    var next = 0
    func take() -> UnsafeMutablePointer<Double> {
      defer { next += laneCount }
      return memory.base + next
    }
    // Empty lanes of the last row repeat its first place: any sound values do.
    let places = (0..<laneCount).map { $0 < slots.count ? $0 : 0 }
    let own = ownIndices
    func copy(_ column: skou_column) -> skou_column {
      let values = take()
      for (lane, place) in places.enumerated() {
        values[lane] = column.values[own[place] / 8 * Int(column.stride) + own[place] % 8]
      }
      return skou_column(values: UnsafePointer(values), stride: 8)
    }
    voltage = take()
    conductance = take()
    drive = take()
    let weight = take()
    weight.update(repeating: 1, count: laneCount)
    states = .allocate(capacity: f.stateCount)
    observables = .allocate(capacity: f.observableCount)
    parameters = .allocate(capacity: f.parameterCount)
    ions = .allocate(capacity: f.ionCount)
    for i in states.indices { states[i] = take() }
    for i in observables.indices { observables[i] = take() }
    for i in parameters.indices { parameters[i] = copy(mechanism.parameters[i]) }
    for i in ions.indices {
      let source = mechanism.ions[i]
      ions[i] = skou_ion_block(
        reversal_mV: copy(source.reversal_mV), inside_mM: copy(source.inside_mM),
        outside_mM: copy(source.outside_mM),
        current: skou_flux(value_nA: take(), slope_uS: take()), inside_gain: skou_flux(),
        outside_gain: skou_flux())
      guard let species = mechanism.species[i] else { continue }
      dissolved.append(
        DissolvedIon(
          species: species, reversal: UnsafeMutablePointer(mutating: ions[i].reversal_mV.values),
          inside: UnsafeMutablePointer(mutating: ions[i].inside_mM.values),
          outside: UnsafeMutablePointer(mutating: ions[i].outside_mM.values)))
    }
    var whole = skou_block()
    whole.size = UInt32(MemoryLayout<skou_block>.size)
    whole.row_count = Int64(laneCount / 8)
    whole.voltage_mV = UnsafePointer(voltage)
    whole.weight = UnsafePointer(weight)
    whole.conductance_uS = conductance
    whole.drive_nA = drive
    whole.states = UnsafePointer(states.baseAddress)
    whole.parameters = UnsafePointer(parameters.baseAddress)
    whole.ions = UnsafePointer(ions.baseAddress)
    whole.observables = UnsafePointer(observables.baseAddress)
    // The whole mechanism's columns: those of its first run, which starts at its first row.
    let first = mechanism.blocks[0]
    whole.relaxation_correction = first.relaxation_correction
    whole.temperature_factor = copy(first.temperature_factor)
    whole.celsius = copy(first.celsius)
    whole.thermal_voltage_mV = copy(first.thermal_voltage_mV)
    (insideVolume, outsideVolume) = (take(), take())
    insideVolume.update(repeating: 1, count: laneCount)
    outsideVolume.update(repeating: 1, count: laneCount)
    whole.inside_volume_um3 = skou_column(values: UnsafePointer(insideVolume), stride: 8)
    whole.outside_volume_um3 = skou_column(values: UnsafePointer(outsideVolume), stride: 8)
    whole.identity = copy(first.identity)
    whole.random_key = first.random_key
    block = .allocate(capacity: 1)
    block.initialize(to: whole)
  }

  deinit {
    block.deallocate()
    ions.deallocate()
    parameters.deallocate()
    observables.deallocate()
    states.deallocate()
  }

  /// Evaluates everything at the present V, with gates advanced by `lag` ms.
  func evaluate(_ nodes: NodeArrays, lag: Double) {
    for lane in 0..<laneCount {
      let place = lane < slots.count ? lane : 0
      voltage[lane] = nodes.voltage[slots[place]]
      for i in states.indices { states[i]?[lane] = sources[i][ownIndices[place]] }
    }
    readSolutions()
    readChangingColumns()
    block.pointee.time_step_ms = lag
    if lag > 0 { hooks.advance?(block) }
    conductance.update(repeating: 0, count: laneCount)
    drive.update(repeating: 0, count: laneCount)
    hooks.current?(block)
    if functions.observableCount > 0 { hooks.observe?(block) }
  }

  /// What interventions have changed since the probe was made.
  private func readChangingColumns() {
    for i in mechanism.changing.parameters { read(mechanism.parameters[i], into: parameters[i]) }
    guard mechanism.changing.temperature != nil else { return }
    read(mechanism.temperatureFactor, into: block.pointee.temperature_factor)
    read(mechanism.celsius, into: block.pointee.celsius)
    read(mechanism.thermalVoltage, into: block.pointee.thermal_voltage_mV)
    for i in ions.indices where mechanism.species[i] == nil {
      read(mechanism.ions[i].reversal_mV, into: ions[i].reversal_mV)
    }
  }

  /// Copies a column that has a number for each lane to the probe's places.
  private func read(_ source: skou_column, into copy: skou_column) {
    guard let own = UnsafeMutablePointer(mutating: copy.values) else { return }
    for lane in 0..<laneCount {
      own[lane] = source.values[ownIndices[lane < slots.count ? lane : 0]]
    }
  }

  private func readSolutions() {
    guard let solutions else { return }
    for lane in 0..<laneCount {
      let slot = slots[lane < slots.count ? lane : 0]
      insideVolume[lane] = solutions.volume(slot, isInside: true)
      outsideVolume[lane] = solutions.volume(slot, isInside: false)
      for ion in dissolved {
        ion.reversal[lane] = solutions.value(ion.species, slot, .reversal)
        ion.inside[lane] = solutions.value(ion.species, slot, .inside)
        ion.outside[lane] = solutions.value(ion.species, slot, .outside)
      }
    }
  }

  /// A quantity at a place, as of the last `evaluate`.
  func value(_ quantity: SamplerPlan.Quantity, place: Int) -> Double {
    switch quantity {
    case .state(let i): return states[i]?[place] ?? .nan
    case .parameter(let i): return parameters[i].values[place]
    case .observable(let i): return observables[i]?[place] ?? .nan
    case .ionCurrent(let i): return ions[i].current.value_nA?[place] ?? .nan
    case .current: return conductance[place] * voltage[place] - drive[place]
    case .conductance: return conductance[place]
    case .reversal(let i): return ions[i].reversal_mV.values[place]
    }
  }
}
