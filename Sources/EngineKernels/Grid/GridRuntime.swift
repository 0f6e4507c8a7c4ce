public import Communication

/// A shared extracellular space that takes up what cells release and lets it diffuse.
///
/// The state is the amount of each species in each voxel, in amol, and the voxel's water, in µm³;
/// concentrations (mM) are amount over water. One step is a Strang splitting of
///
/// - water: half of what the cells give, before and after all else;
/// - exchange with the bath and decay: exact exponentials, half a step before and after diffusion;
/// - diffusion with what arrives: Crank–Nicolson, its matrix replaced by the product of one
///   tridiagonal matrix for each axis (Douglas 1962, Numer Math 4:41, in increments: the steady
///   state is free of splitting errors, sources included).
///
/// Each is of second order in time, and diffusion of second order in space. What leaves a voxel
/// through a face enters its neighbour.
public final class GridRuntime: @unchecked Sendable {
  // Workers write disjoint units of the arena between two calls of `synchronize`; `control` is
  // written by worker 0 alone and read by the others after the next one.

  /// A voxel in which a step failed.
  public struct Failure: Sendable, Equatable {
    /// The species whose amount is negative or not finite; nil where it is the water.
    public var species: Int?
    /// Where.
    public var voxel: Int
  }

  /// How many times a step is halved before it is given up.
  static let maximumHalvings = 10

  /// What the grid was made from.
  public let plan: GridPlan
  /// Whether `waterChanges` are followed.
  public let followsWater: Bool
  /// How many workers may step at once.
  public let workerLimit: Int

  let shape: GridShape
  /// Whether all voxels have the same water and tortuosity for good: factors of the solves are kept.
  let isUniform: Bool
  let arena: DoubleArena
  let memory: GridMemory
  let slots: GridSlots
  /// The electric field, if one is followed.
  let field: GridField?
  /// The water of every voxel where uniform, in µm³.
  let uniformWater: Double
  /// κ / water, κ = α/λ², in 1/µm³; `[voxelCount]`, one number where uniform.
  let spread: [Double]
  let control = GridControl()
  /// Which species are exchanged with the bath or vanish anywhere.
  let reacting: [Bool]
  /// D τ (sum of two faces) / (2 × water) per ms, the largest: see `partCount`.
  let stiffness: Double

  /// Lays out a grid for up to `workers` workers, at the plan's start.
  ///
  /// The plan must be valid: counts and arrays agree, water is positive and λ at least 1.
  public init(
    _ plan: GridPlan, followsWater: Bool = false, workers: Int = 1, ranks: any Ranks = OneRank()
  ) {
    self.plan = plan
    self.followsWater = followsWater
    workerLimit = max(workers, 1)
    shape = GridShape(plan)
    let volume = plan.voxelVolume
    isUniform =
      !followsWater && !plan.isElectroneutral
      && plan.volumeFraction.allSatisfy { $0 == plan.volumeFraction[0] }
      && plan.tortuosity.allSatisfy { $0 == plan.tortuosity[0] }
    uniformWater = (plan.volumeFraction.first ?? 1) * volume
    let spread = plan.tortuosity.map { 1 / (volume * $0 * $0) }
    self.spread = isUniform ? Array(spread.prefix(1)) : spread
    let species = plan.species.count
    memory = GridMemory(
      plan, shape, isUniform: isUniform, slotCount: max(species, 1) * GridSlots.count(shape),
      workers: workerLimit)
    arena = DoubleArena(count: memory.count)
    slots = GridSlots(shape, species: species, base: arena.base + memory.slots)
    let base = arena.base
    field = memory.field.map { GridField($0, base) }
    stiffness = Self.stiffness(plan, shape, spread)
    let isPerfused = plan.perfusion.contains { $0 != 0 }
    reacting = plan.species.map { isPerfused || $0.decay != 0 }
    start()
  }

  /// Sets amounts, water and bath to the plan's.
  private func start() {
    let voxels = shape.voxelCount
    for voxel in 0..<voxels { water[voxel] = plan.volumeFraction[voxel] * plan.voxelVolume }
    for (number, species) in plan.species.enumerated() {
      bath[number] = species.bath
      let amount = amount(number)
      for voxel in 0..<voxels { amount[voxel] = species.concentration[voxel] * water[voxel] }
    }
    stateHasChanged()
  }

  /// Derives what follows from the state, after something else has written it.
  public func stateHasChanged() {
    control.factorTime = 0
    control.failure = nil
    for species in 0..<plan.species.count {
      refreshConcentrations(species, 0..<shape.voxelCount)
    }
    if !isUniform { refreshFaces(0..<shape.rowCount) }
  }
}

/// What worker 0 decides for all.
final class GridControl {
  /// Whether the last part left an amount that is not one.
  var isRejected = false
  /// How many parts have been taken back.
  var rejectionCount = 0
  /// For which time the factors of the solves are; 0 where there are none.
  var factorTime = 0.0
  /// The first voxel at fault.
  var failure: GridRuntime.Failure?
}
