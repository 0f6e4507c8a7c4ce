import Numerics

/// 1 / F in amol per nA and ms.
let amountPerCharge = 1 / 0.09648533212331001

/// The solutions of a group: amounts and volumes, which fluxes advance beside V.
///
/// Amounts and V are state; concentrations and reversal potentials follow. A step evaluates fluxes
/// at concentrations extrapolated to its middle, solves for V there, and advances V and amounts by
/// *the same* linearised fluxes at that V: charge and voltage agree to round-off, and the step is
/// of second order (docs/numerics.md).
final class Solutions {
  let slotCount: Int
  private(set) var pools: [Pool]
  /// Where the outside is shared by all cells; nil where it is not.
  let shared: SharedSpacePlan?
  private(set) var sharedArena: DoubleArena?
  /// Volumes inside at the last exchange, and parts of the voxels' water at the start, in µm³.
  private(set) var sharedWater, sharedWaterAtStart: UnsafeMutablePointer<Double>
  /// From V to the middle of the next step, in ms.
  let sharedAhead: Double
  /// How long ago the last exchange with it was, at the time of V, in ms.
  var sharedAge = 0.0
  let insideVolume: CompensatedSums
  let outsideVolume: CompensatedSums
  let voltageBefore: UnsafeMutablePointer<Double>
  /// For each slot whether it holds a compartment.
  let isCompartment: [Bool]
  let hasShell: Bool
  let exchangeRate: Double
  /// One over the volumes, in 1/µm³: products are quicker than quotients, on each step and species.
  let inverseInsideVolume: UnsafeMutablePointer<Double>
  let inverseOutsideVolume: UnsafeMutablePointer<Double>
  /// nil where volumes are fixed.
  let waterPermeability: UnsafeMutablePointer<Double>?
  let thermalVoltage: UnsafeMutablePointer<Double>
  /// Whether mechanisms see concentrations at the middle of a step, or at its start.
  let extrapolates: Bool
  private let constants: DoubleArena
  private var fluxes: [DoubleArena] = []
  /// Whether there is room for sums of currents.
  private var sumsCurrents = false
  /// Whether the sums hold in place of the currents that they are made of, for the next advance.
  var areCurrentsSummed = false
  /// Whether steps are taken as a whole, where nothing else changes amounts.
  var takesWholeSteps = false
  /// Whether whole steps write the concentrations at the time of V, because somebody looks at them.
  var keepsConcentrations = false
  /// Whether concentrations at the time of V stand in their arrays; where not, they follow from
  /// amounts and volumes.
  var areConcentrationsNoted = true
  /// Whether `voltageBefore` is V already.
  var isVoltageRemembered = false
  /// The numbers of the pools whose amounts change.
  let permeantPools: [Int]
  /// 1 in slots that hold compartments, 0 in others.
  let presence: UnsafeMutablePointer<Double>
  /// For each block of rows whether all slots hold compartments.
  let fullBlocks: [Bool]
  /// Two numbers for each slot of a block.
  let logarithmScratch: UnsafeMutablePointer<Double>

  init(
    _ plan: SolutionsPlan, _ memory: SolutionsMemory, _ arena: DoubleArena, slotCount: Int,
    _ settings: StepSettings
  ) {
    self.slotCount = slotCount
    isCompartment = plan.isCompartment
    permeantPools = plan.species.indices.filter { !plan.species[$0].isImpermeant }
    shared = plan.shared
    hasShell = plan.outsideVolume != nil && plan.shared == nil
    exchangeRate = plan.exchangeRate
    extrapolates = settings.scheme == .secondOrder
    sharedAhead = settings.scheme == .secondOrder ? settings.timeStep / 2 : 0
    let base = arena.base
    insideVolume = CompensatedSums(base, memory.insideVolume)
    outsideVolume = CompensatedSums(base, memory.outsideVolume)
    voltageBefore = base + memory.voltageBefore
    let columnCount = 5 + plan.species.count
    let block = poolBlockSlots
    let constants = DoubleArena(count: columnCount * slotCount + 2 * block)
    logarithmScratch = constants.base + columnCount * slotCount
    fullBlocks = stride(from: 0, to: slotCount, by: block).map { first in
      plan.isCompartment[first..<min(first + block, slotCount)].allSatisfy { $0 }
    }
    self.constants = constants
    func column(_ index: Int, _ values: [Double]) -> UnsafeMutablePointer<Double> {
      let start = constants.base + index * slotCount
      for (slot, value) in values.enumerated() { start[slot] = value }
      return start
    }
    thermalVoltage = column(0, plan.thermalVoltage)
    waterPermeability = plan.waterPermeability.map { column(1, $0) }
    presence = column(4, plan.isCompartment.map { $0 ? 1 : 0 })
    inverseInsideVolume = constants.base + 2 * slotCount
    (sharedWater, sharedWaterAtStart) = (constants.base, constants.base)
    inverseOutsideVolume = constants.base + 3 * slotCount
    pools = plan.species.enumerated().map { number, species in
      let places = memory.species[number]
      return Pool(
        name: species.name, valence: species.valence, isImpermeant: species.isImpermeant,
        inside: PoolSide(base, places.inside), outside: PoolSide(base, places.outside),
        bath: CompensatedSums(base, places.bath),
        bathLanes: CompensatedSums(base, places.bathLanes),
        gained: CompensatedSums(base, places.gained),
        bathConcentration: column(5 + number, species.outside),
        reversal: base + places.reversal)
    }
    fill(plan)
    if let shared = plan.shared { share(shared) }
  }

  /// Room for the straight lines that outside concentrations follow between exchanges.
  private func share(_ shared: SharedSpacePlan) {
    let arena = DoubleArena(count: (2 * pools.count + 2) * slotCount)
    sharedArena = arena
    sharedWater = arena.base + 2 * pools.count * slotCount
    sharedWaterAtStart = sharedWater + slotCount
    sharedWater.update(from: insideVolume.value, count: slotCount)
    sharedWaterAtStart.update(from: outsideVolume.value, count: slotCount)
    for (number, species) in shared.species.enumerated() where species != nil {
      let base = arena.base + 2 * number * slotCount
      pools[number].shared = SharedColumns(base: base, rate: base + slotCount)
      base.update(from: pools[number].outside.now, count: slotCount)
    }
  }

  private func fill(_ plan: SolutionsPlan) {
    for slot in 0..<slotCount {
      insideVolume.value[slot] = plan.insideVolume[slot]
      outsideVolume.value[slot] = plan.outsideVolume?[slot] ?? 1
    }
    for (pool, species) in zip(pools, plan.species) {
      for slot in 0..<slotCount {
        let inside = species.inside[slot]
        let outside = species.outside[slot]
        pool.inside.amount.value[slot] = inside * insideVolume.value[slot]
        pool.outside.amount.value[slot] = outside * outsideVolume.value[slot]
        (pool.inside.now[slot], pool.inside.midpoint[slot]) = (inside, inside)
        (pool.outside.now[slot], pool.outside.midpoint[slot]) = (outside, outside)
      }
    }
    invertVolumes(Double.self)
    for pool in pools where pool.hasReversal { setReversal(pool, Double.self) }
  }

  /// Room for what a mechanism says of a species.
  private func makeFlux() -> FluxArrays {
    let arena = DoubleArena(count: 2 * slotCount)
    fluxes.append(arena)
    return FluxArrays(value: arena.base, slope: arena.base + slotCount)
  }

  /// Room for the current of a mechanism in the membrane.
  func addCurrent(_ pool: Int) -> FluxArrays {
    let flux = makeFlux()
    pools[pool].currents.append(flux)
    pools[pool].membraneCurrentCount += 1
    return flux
  }

  /// Room for the current of points, when all mechanisms in the membrane have theirs.
  func addPointCurrent(_ pool: Int) -> FluxArrays {
    let flux = makeFlux()
    pools[pool].currents.append(flux)
    if sumsCurrents { pools[pool].summedCurrents.append(flux) }
    return flux
  }

  /// Where the sum of the currents of mechanisms in the membrane stands.
  func sumOfCurrents(_ pool: Int) -> FluxArrays {
    if !sumsCurrents {
      for number in pools.indices { pools[number].summedCurrents = [makeFlux()] }
      sumsCurrents = true
    }
    return pools[pool].summedCurrents[0]
  }

  func addInsideGain(_ pool: Int) -> FluxArrays {
    let flux = makeFlux()
    pools[pool].insideGains.append(flux)
    return flux
  }

  func addOutsideGain(_ pool: Int) -> FluxArrays {
    let flux = makeFlux()
    pools[pool].outsideGains.append(flux)
    return flux
  }

  /// Bytes held besides the group's arena.
  var doubleCount: Int {
    (sharedArena?.count ?? 0) + constants.count + fluxes.reduce(0) { $0 + $1.count }
  }
}

extension Pool {
  /// Whether there is a Nernst potential.
  var hasReversal: Bool { valence != 0 && !isImpermeant }
  /// In amol: neutral species may be used up entirely, others must leave a Nernst potential.
  var leastAmount: Double { hasReversal ? .leastNonzeroMagnitude : 0 }
}

extension Solutions {
  /// The first species, and where, whose amount a step would have made too small.
  func exhausted() -> (species: String, slot: Int)? {
    for pool in pools where !pool.isImpermeant {
      if let slot = exhausted(pool) { return (pool.name, slot) }
    }
    return nil
  }

  /// The first slot where an amount is too small.
  func exhausted(_ pool: Pool) -> Int? {
    (0..<slotCount).first { slot in
      let inside = pool.inside.amount.value[slot]
      let outside = hasShell ? pool.outside.amount.value[slot] : 1
      return min(inside, outside) < pool.leastAmount
    }
  }
}
