import CMechanismABI
import Foundation
import Testing

/// A block of membrane with one mechanism, as the engine would lay it out: hooks run on it.
///
/// Memory is owned here and freed with the block; one test uses a block at a time.
final class MembraneBlock {
  let table: skou_mechanism_table
  let rowCount: Int
  var timeStep = 0.025
  /// Whether parameters and temperatures are handed over as one row, which stands for all.
  var sharesConditions = false
  /// What random numbers depend on, besides the place.
  var (randomKey, stepIndex): (UInt64, UInt64) = (0, 0)
  private(set) var voltage, weight, conductance, drive: UnsafeMutablePointer<Double>
  private(set) var parameters, states, rates, observables: [UnsafeMutablePointer<Double>]
  private(set) var ions: [IonColumns] = []
  /// The weights of the events that `receive` takes.
  let eventWeight: UnsafeMutablePointer<Double>
  let temperatureFactor: UnsafeMutablePointer<Double>
  let thermalVoltage: UnsafeMutablePointer<Double>
  private let identity: UnsafeMutablePointer<Double>
  /// The volumes inside and outside, in µm³.
  let insideVolume, outsideVolume: UnsafeMutablePointer<Double>
  private var owned: [UnsafeMutablePointer<Double>] = []

  /// What a block holds of one ion.
  struct IonColumns {
    var reversal, inside, outside, current, conductance: UnsafeMutablePointer<Double>
    var insideGain, insideSlope, outsideGain, outsideSlope: UnsafeMutablePointer<Double>
  }

  var count: Int { rowCount * Int(SKOU_LANES) }

  /// A block of `rows` rows with default parameters, 1 cm² of weight a lane, and no current.
  init(_ table: skou_mechanism_table, rows: Int) {
    self.table = table
    rowCount = rows
    let count = rows * Int(SKOU_LANES)
    var arrays: [UnsafeMutablePointer<Double>] = []
    func array(_ value: Double) -> UnsafeMutablePointer<Double> {
      let pointer = UnsafeMutablePointer<Double>.allocate(capacity: count)
      pointer.initialize(repeating: value, count: count)
      arrays.append(pointer)
      return pointer
    }
    (voltage, weight, conductance, drive) = (array(-65), array(1), array(0), array(0))
    (temperatureFactor, thermalVoltage) = (array(1), array(25.7))
    (insideVolume, outsideVolume, identity) = (array(500), array(100), array(0))
    eventWeight = array(0)
    for index in 0..<count {
      identity[index] = Double(index)
      eventWeight[index] = 1e-3 * Double(index % 7)
    }
    parameters = (0..<Int(table.parameter_count)).map { array(table.parameters[$0].default_value) }
    states = (0..<Int(table.state_count)).map { _ in array(0) }
    rates = states.map { _ in array(0) }
    observables = (0..<Int(table.observable_count)).map { _ in array(0) }
    for index in 0..<Int(table.ion_count) {
      let species = Self.species(table.ions[index])
      ions.append(
        IonColumns(
          reversal: array(species.reversal), inside: array(species.inside),
          outside: array(species.outside), current: array(0), conductance: array(0),
          insideGain: array(0), insideSlope: array(0), outsideGain: array(0),
          outsideSlope: array(0)))
    }
    owned = arrays
  }

  /// Ordinary concentrations (mM) and reversal potentials (mV); what a model may lack, it lacks.
  private static func species(
    _ ion: skou_ion_info
  ) -> (reversal: Double, inside: Double, outside: Double) {
    if Int(ion.flags) & SKOU_ION_OPTIONAL != 0 { return (1e30, 1e30, 1e30) }
    return switch String(cString: ion.name) {
    case "na": (50, 12, 145)
    case "cl": (-64, 10, 110)
    case "ca": (130, 1e-4, 2)
    case "atp": (0, 2.9, 0)
    case "pcr": (0, 5, 0)
    case "o2": (0, 0, 0.8)
    case "glu": (0, 0, 0.1)
    default: (-90, 140, 4)
    }
  }

  deinit { for pointer in owned { pointer.deallocate() } }

  /// Runs a hook on the whole block, with the ions' own accumulators or without.
  func run(_ hook: skou_hook?, ownCurrents: Bool = true) {
    let ionBlocks = ions.map { ion in
      skou_ion_block(
        reversal_mV: column(ion.reversal), inside_mM: column(ion.inside),
        outside_mM: column(ion.outside), current: flux(ion.current, ion.conductance, ownCurrents),
        inside_gain: flux(ion.insideGain, ion.insideSlope, ownCurrents),
        outside_gain: flux(ion.outsideGain, ion.outsideSlope, ownCurrents))
    }
    let parameterColumns = parameters.map(condition)
    let pointers = (states + rates + observables).map(Optional.init)
    pointers.withUnsafeBufferPointer { pointers in
      parameterColumns.withUnsafeBufferPointer { parameters in
        ionBlocks.withUnsafeBufferPointer { ions in
          var block = emptyBlock()
          block.states = pointers.baseAddress
          block.rates = pointers.baseAddress.map { $0 + states.count }
          block.observables = pointers.baseAddress.map { $0 + 2 * states.count }
          block.parameters = parameters.baseAddress
          block.ions = ions.baseAddress
          hook?(&block)
        }
      }
    }
  }

  private func flux(
    _ value: UnsafeMutablePointer<Double>, _ slope: UnsafeMutablePointer<Double>, _ isAsked: Bool
  ) -> skou_flux {
    skou_flux(value_nA: isAsked ? value : nil, slope_uS: isAsked ? slope : nil)
  }

  private func emptyBlock() -> skou_block {
    var block = skou_block()
    block.size = UInt32(MemoryLayout<skou_block>.size)
    block.row_count = Int64(rowCount)
    block.voltage_mV = UnsafePointer(voltage)
    block.weight = UnsafePointer(weight)
    block.conductance_uS = conductance
    block.drive_nA = drive
    block.temperature_factor = condition(temperatureFactor)
    block.celsius = condition(thermalVoltage)
    block.thermal_voltage_mV = condition(thermalVoltage)
    block.inside_volume_um3 = column(insideVolume)
    block.outside_volume_um3 = column(outsideVolume)
    block.identity = column(identity)
    block.time_step_ms = timeStep
    block.random_key = randomKey
    block.step_index = stepIndex
    block.event_weight = UnsafePointer(eventWeight)
    return block
  }

  private func column(_ values: UnsafeMutablePointer<Double>) -> skou_column {
    skou_column(values: values, stride: Int64(SKOU_LANES))
  }

  private func condition(_ values: UnsafeMutablePointer<Double>) -> skou_column {
    skou_column(values: values, stride: sharesConditions ? 0 : Int64(SKOU_LANES))
  }
}

extension MembraneBlock {
  /// Gives every place its potential; the last one repeats.
  func setVoltage(_ values: [Double]) {
    for index in 0..<count { voltage[index] = values[min(index, values.count - 1)] }
  }

  /// The states at the start; those of a point a step after an event and a spike of its cell.
  func start(_ hooks: skou_hooks) {
    run(hooks.initialize)
    guard hooks.receive != nil else { return }
    run(hooks.receive)
    run(hooks.respond)
    run(hooks.advance)
  }

  /// The number of the parameter called `name`, or nil.
  func parameter(_ name: String) -> UnsafeMutablePointer<Double>? {
    (0..<parameters.count).first { String(cString: table.parameters[$0].name) == name }
      .map { parameters[$0] }
  }

  /// The numbers of the state called `name`, or nil.
  func state(_ name: String) -> UnsafeMutablePointer<Double>? {
    (0..<states.count).first { String(cString: table.states[$0].name) == name }
      .map { states[$0] }
  }

  /// The columns of the ion called `name`, or nil.
  func ion(_ name: String) -> IonColumns? {
    (0..<ions.count).first { String(cString: table.ions[$0].name) == name }.map { ions[$0] }
  }

  /// The current of an ion at a place, in nA; safe on a block that nobody holds.
  func current(of ion: Int, at index: Int = 0) -> Double { ions[ion].current[index] }

  /// The current at a place, in nA: slope × V − drive.
  func current(at index: Int) -> Double {
    conductance[index] * voltage[index] - drive[index]
  }

  /// Everything that hooks write, in a fixed order.
  var written: [Double] {
    let own = ions.flatMap { ion in
      [
        ion.current, ion.conductance, ion.insideGain, ion.insideSlope, ion.outsideGain,
        ion.outsideSlope,
      ]
    }
    return ([conductance, drive] + states + observables + own).flatMap { pointer in
      (0..<count).map { pointer[$0] }
    }
  }

  /// Gives species by name their concentrations inside and outside, in mM.
  func fill(_ concentrations: [String: (inside: Double, outside: Double)]) {
    for (name, value) in concentrations {
      ion(name)?.inside.update(repeating: value.inside, count: count)
      ion(name)?.outside.update(repeating: value.outside, count: count)
    }
  }

  /// Sets parameters by name.
  func set(_ values: [String: Double]) throws {
    for (name, value) in values {
      try #require(parameter(name), "no parameter '\(name)'").update(repeating: value, count: count)
    }
  }
}

/// RT/F at 310.15 K, in mV.
let bodyThermalVoltage = 1000 * 8.31446261815324 * 310.15 / 96485.33212331001

/// The reversal potential at 310.15 K, in mV.
func nernst(_ c: (inside: Double, outside: Double), valence: Double) -> Double {
  bodyThermalVoltage / valence * log(c.outside / c.inside)
}
