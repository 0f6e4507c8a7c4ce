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
///
/// Where several ranks step one grid, each owns a slab of layers along the last axis: all arrays are
/// numbered as if it had the whole grid, but what it holds of them is valid for its own voxels alone.
/// All ranks take the same steps, call what is collective together, and keep the same books.
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

  /// Concentrations below which one worker steps the grid alone, and each rank all of it.
  ///
  /// At 4 ns each they take 65 µs. A dozen barriers, of 0.4 µs on cores of their own and far more on
  /// shared ones, would be lost on them, and half a dozen exchanges of ranks even more.
  public static let smallGrid = 16_384

  /// How many times a step is halved before it is given up.
  static let maximumHalvings = 10

  /// What the grid was made from.
  public let plan: GridPlan
  /// Whether `waterChanges` are followed.
  public let followsWater: Bool
  /// How many workers may step at once.
  public let workerLimit: Int

  let shape: GridShape
  /// Who the voxels are dealt to: this rank alone where each has all of them.
  let ranks: any Ranks
  let slabs: GridSlabs
  /// Whether all voxels have the same water and tortuosity for good: factors of the solves are kept.
  let isUniform: Bool
  let arena: ZeroedArena
  let memory: GridMemory
  let slots: GridSlots
  let layerSums: GridLayerSums
  let layerSumBlocks: RankBlocks
  let halos: GridHalos
  let columns: GridColumns
  /// The electric field, if one is followed.
  let field: GridField?
  /// The water of every voxel where uniform, in µm³, and κ / water.
  let uniformWater: Double, uniformSpread: Double
  let control = GridControl()
  /// Which species are exchanged with the bath or vanish anywhere.
  let reacting: [Bool]
  /// D τ (sum of two faces) / (2 × water) per ms, the largest: see `partCount`.
  let stiffness: Double

  /// Lays out a grid for up to `workers` workers of each rank, at the plan's start.
  ///
  /// The plan must be valid: counts and arrays agree, water is positive and λ at least 1.
  public convenience init(
    _ plan: GridPlan, followsWater: Bool = false, workers: Int = 1, ranks: any Ranks = OneRank()
  ) {
    self.init(
      plan, followsWater: followsWater, workers: workers, ranks: ranks, smallGrid: Self.smallGrid)
  }

  /// Deals grids of at least `smallGrid` concentrations to ranks.
  init(
    _ plan: GridPlan, followsWater: Bool, workers: Int, ranks: any Ranks, smallGrid: Int
  ) {
    self.plan = plan
    self.followsWater = followsWater
    workerLimit = max(workers, 1)
    shape = GridShape(plan)
    let isDealt = shape.dimension > 1 && plan.valueCount >= smallGrid
    self.ranks = isDealt ? ranks : OneRank()
    slabs = GridSlabs(shape, rank: self.ranks.rank, rankCount: self.ranks.count)
    isUniform = !followsWater && plan.isUniform
    uniformWater = (plan.volumeFraction.first ?? 1) * plan.voxelVolume
    uniformSpread = plan.spread(0)
    memory = GridMemory(plan, shape, slabs, isUniform: isUniform, workers: workerLimit)
    arena = ZeroedArena(count: memory.count)
    let base = arena.base
    let species = plan.species.count
    slots = GridSlots(shape, base: base + memory.slots)
    layerSums = GridLayerSums(
      base: base + memory.layerSums, species: species, layerCount: shape.layerCount)
    layerSumBlocks = slabs.blocks(width: GridLayerSums.width(species: species))
    halos = GridHalos(
      memory.halos, base, shape, slabs, rank: self.ranks.rank, arrays: species + 1)
    columns = GridColumns(memory.columns, base, shape, slabs, species: species)
    field = memory.field.map { GridField($0, base) }
    stiffness = Self.stiffness(plan, shape)
    let isPerfused = plan.perfusion.contains { $0 != 0 }
    reacting = plan.species.map { isPerfused || $0.decay != 0 }
    start()
  }

  /// Sets amounts, water and bath to the plan's.
  private func start() {
    for voxel in slabs.voxels { water[voxel] = plan.volumeFraction[voxel] * plan.voxelVolume }
    for (number, species) in plan.species.enumerated() {
      bath[number] = species.bath
      let amount = amount(number)
      for voxel in slabs.voxels { amount[voxel] = species.concentration[voxel] * water[voxel] }
    }
    if !isUniform { startSpread() }
    stateHasChanged()
  }
}

extension GridPlan {
  /// Whether all voxels have the same water and tortuosity, and no field tells them apart.
  fileprivate var isUniform: Bool {
    !isElectroneutral && volumeFraction.allSatisfy { $0 == volumeFraction[0] }
      && tortuosity.allSatisfy { $0 == tortuosity[0] }
  }

  /// κ / water of a voxel, κ = α/λ², in 1/µm³.
  func spread(_ voxel: Int) -> Double { 1 / (voxelVolume * tortuosity[voxel] * tortuosity[voxel]) }
}

/// What worker 0 decides for all.
final class GridControl {
  /// Whether the last part left an amount that is not one.
  var isRejected = false
  /// How many parts have been taken back.
  var rejectionCount = 0
  /// For which time the factors of the solves are; 0 where there are none.
  var factorTime = 0.0
  /// Whether faces have to follow from water that something else has written.
  var facesAreStale = true
  /// The first voxel at fault.
  var failure: GridRuntime.Failure?
}
