import CMechanismABI

/// Point mechanisms of one kind: their own rows, with V and concentrations collected from their
/// compartments before a call and currents handed to them after it.
///
/// Several may sit in one compartment. What they hand over is added in the order of their lanes.
final class PointRuntime {
  let mechanism: MechanismRuntime
  /// The compartment of each lane.
  let slots: [Int32]
  let laneCount: Int
  private let arena: DoubleArena
  private let nodes: NodeArrays
  private var fluxes: [Flux] = []
  /// The currents of all ions, lane by lane, where books on energy are kept.
  private(set) var metered: [(ion: Int, flux: FluxArrays)] = []
  private var species: [Collected] = []
  private let insideVolume, outsideVolume: UnsafeMutablePointer<Double>
  /// Events of the present step.
  var arrivals: PointArrivals
  /// The states at `begin` (ms), from which the present step set out, state by state; nil where
  /// nothing minds the spikes of its cell.
  let before: UnsafeMutablePointer<Double>?
  var begin = 0.0

  /// What an ion's own flux adds to: a pool's, or the books'.
  private struct Flux {
    let own, group: FluxArrays
  }

  /// A species whose concentrations change, and its columns here.
  private struct Collected {
    let pool: Int
    let reversal, inside, outside: UnsafeMutablePointer<Double>
  }

  init(
    _ plan: PointPlan, _ settings: StepSettings, _ columns: inout ColumnArena,
    changing: ChangingColumns
  ) {
    mechanism = MechanismRuntime(plan.mechanism, settings, changing: changing, &columns)
    slots = plan.slots
    let lanes = plan.slots.count
    laneCount = lanes
    let own = 5 + 3 * plan.mechanism.ions.count
    let functions = plan.mechanism.functions
    let kept = functions.mindsSpikes ? functions.stateCount : 0
    let arena = DoubleArena(count: (own + kept) * lanes)
    self.arena = arena
    let base = arena.base
    before = kept > 0 ? base + own * lanes : nil
    nodes = NodeArrays(
      voltage: base, conductance: base + lanes, drive: base + 2 * lanes, capacitanceRate: base,
      diagonal: base, axial: base)
    (insideVolume, outsideVolume) = (base + 3 * lanes, base + 4 * lanes)
    arrivals = PointArrivals(laneCount: lanes, stateCount: plan.mechanism.functions.stateCount)
  }

  /// Points the blocks to the own arrays, and finds where fluxes go.
  ///
  /// With `isMetered`, there is room for the currents of all ions, whoever needs them in a step.
  func connect(
    _ solutions: Solutions?, _ books: GroupBooks?, stateBase: [UnsafeMutablePointer<Double>],
    isMetered: Bool, slotCount: Int
  ) {
    mechanism.connect(
      nodes, nil, nil, stateBase: stateBase, isMetered: false, fuels: [], slotCount: laneCount)
    for ion in mechanism.species.indices {
      if let pool = mechanism.species[ion] { collect(pool, ion) }
      let group = target(ion, solutions, books, slotCount)
      guard group != nil || isMetered && mechanism.uses[ion].contains(.moves) else { continue }
      let own = mechanism.ownFlux(laneCount)
      for (tables, run) in zip(mechanism.runTables, mechanism.runs) {
        tables.ions[ion].current = mechanism.flux(own, run.firstRow * 8)
      }
      if let group { fluxes.append(Flux(own: own, group: group)) }
      if isMetered { metered.append((ion, own)) }
    }
    for (block, run) in zip(mechanism.blocks.indices, mechanism.runs) {
      let lane = run.firstRow * 8
      mechanism.blocks[block].inside_volume_um3 = column(insideVolume + lane)
      mechanism.blocks[block].outside_volume_um3 = column(outsideVolume + lane)
    }
    // Where concentrations are constant, no solution has a volume that matters.
    insideVolume.update(repeating: 1, count: laneCount)
    outsideVolume.update(repeating: 1, count: laneCount)
    mechanism.makeRow()
  }

  private func target(
    _ ion: Int, _ solutions: Solutions?, _ books: GroupBooks?, _ slotCount: Int
  ) -> FluxArrays? {
    guard mechanism.uses[ion].contains(.moves) else { return nil }
    if let solutions, let pool = mechanism.species[ion] { return solutions.addPointCurrent(pool) }
    guard let books, mechanism.uses[ion].contains(.ofNoIon) else { return nil }
    let flux = mechanism.ownFlux(slotCount)
    books.addStray(mechanism.name, flux)
    return flux
  }

  /// Gives an ion of changing concentrations columns of its own.
  private func collect(_ pool: Int, _ ion: Int) {
    let first = arena.base + (5 + 3 * ion) * laneCount
    let own = Collected(
      pool: pool, reversal: first, inside: first + laneCount, outside: first + 2 * laneCount)
    species.append(own)
    for (tables, run) in zip(mechanism.runTables, mechanism.runs) {
      let lane = run.firstRow * 8
      tables.ions[ion].reversal_mV = column(own.reversal + lane)
      tables.ions[ion].inside_mM = column(own.inside + lane)
      tables.ions[ion].outside_mM = column(own.outside + lane)
    }
  }

  private func column(_ values: UnsafeMutablePointer<Double>) -> skou_column {
    skou_column(values: UnsafePointer(values), stride: 8)
  }

  /// Collects V.
  func collectVoltage(_ nodes: NodeArrays) { collect(nodes.voltage, into: self.nodes.voltage) }

  /// Collects concentrations, reversal potentials and volumes, where they can change.
  func collectSolutions(_ solutions: Solutions?) {
    guard let solutions else { return }
    collect(solutions.insideVolume.value, into: insideVolume)
    collect(solutions.outsideVolume.value, into: outsideVolume)
    for own in species {
      let pool = solutions.pools[own.pool]
      collect(pool.reversal, into: own.reversal)
      collect(pool.inside.midpoint, into: own.inside)
      collect(pool.outside.midpoint, into: own.outside)
    }
  }

  @inline(__always)
  private func collect(
    _ source: UnsafeMutablePointer<Double>, into own: UnsafeMutablePointer<Double>
  ) {
    slots.withUnsafeBufferPointer { slots in
      for lane in 0..<laneCount { own[lane] = source[Int(slots[lane])] }
    }
  }

  /// Evaluates the currents at the present states and adds them to the compartments' sums.
  func addCurrents(to group: NodeArrays) {
    nodes.conductance.update(repeating: 0, count: laneCount)
    nodes.drive.update(repeating: 0, count: laneCount)
    mechanism.call(mechanism.hooks.current)
    slots.withUnsafeBufferPointer { slots in
      for lane in 0..<laneCount {
        let slot = Int(slots[lane])
        group.conductance[slot] += nodes.conductance[lane]
        group.drive[slot] += nodes.drive[lane]
      }
      for flux in fluxes { add(flux, slots) }
    }
  }

  /// Several lanes may share a compartment: first all are cleared, then each adds its part.
  @inline(__always)
  private func add(_ flux: Flux, _ slots: UnsafeBufferPointer<Int32>) {
    for slot in slots {
      flux.group.value[Int(slot)] = 0
      flux.group.slope[Int(slot)] = 0
    }
    for lane in 0..<laneCount {
      flux.group.value[Int(slots[lane])] += flux.own.value[lane]
      flux.group.slope[Int(slots[lane])] += flux.own.slope[lane]
    }
  }

  /// The first lane whose current or states are not finite.
  func faultySlot() -> Int? {
    for lane in 0..<laneCount {
      let states = mechanism.states.reduce(0.0) { $0 + ($1.map { $0[lane] } ?? 0) }
      if !(nodes.conductance[lane] + nodes.drive[lane] + states).isFinite {
        return Int(slots[lane])
      }
    }
    return nil
  }

  /// How many doubles it holds beside its states and columns.
  var doubleCount: Int {
    arena.count + arrivals.doubleCount + mechanism.ownFluxes.reduce(0) { $0 + $1.count }
  }
}
