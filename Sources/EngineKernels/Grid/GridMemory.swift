/// Where the arrays of a grid are in its arena: the state first, then what follows from it.
///
/// Arrays have room for all voxels, but a rank writes to its own alone and to those beside them.
struct GridMemory {
  /// Sums that a species' ledger keeps.
  static let sumsPerSpecies = 4

  /// Amounts in amol, species by species, and what their sums have lost to rounding.
  let amount: [Int], amountLost: [Int]
  /// Water in µm³, and what its sums have lost.
  let water: Int, waterLost: Int
  /// Concentrations in the bath, in mM; `[species]`.
  let bath: Int
  /// The books, two numbers a sum.
  let books: Int
  /// How many doubles from the base on are the state.
  let stateCount: Int
  /// Its arrays over all voxels.
  let stateArrays: [Int]

  /// Concentrations, what comes from cells, and changes within a step; species by species.
  let concentration: [Int], arrival: [Int], change: [Int]
  let waterChange: Int
  /// κ / water, κ = α/λ², in 1/µm³; where not uniform.
  let spread: Int
  /// Of faces across x, y and z, one more along the axis than there are voxels; where not uniform.
  let faces: [Int]
  /// Factors of the solves along x, y and z; species by species, where uniform.
  let factors: [[Int]]
  /// What units of work leave behind for the books, and its sums; see `GridSlots`.
  let slots: Int, layerSums: Int
  /// What goes to other ranks and comes from them.
  let halos: GridHalos.Memory, columns: GridColumns.Memory
  /// Of the electric field, if there is one.
  let field: GridField.Memory?
  /// For each worker.
  let scratch: Int, scratchCount: Int
  /// How many arrays over all voxels or faces there are.
  let voxelArrayCount: Int
  /// How many doubles there are.
  let count: Int

  init(_ plan: GridPlan, _ shape: GridShape, _ slabs: GridSlabs, isUniform: Bool, workers: Int) {
    var cutter = ArenaCutter()
    let species = plan.species.count
    let voxels = shape.voxelCount
    func each(_ count: Int) -> [Int] { (0..<species).map { _ in cutter.reserve(count) } }
    amount = each(voxels)
    amountLost = each(voxels)
    water = cutter.reserve(voxels)
    waterLost = cutter.reserve(voxels)
    bath = cutter.reserve(species)
    books = cutter.reserve(2 * Self.sumsPerSpecies * species)
    var field =
      plan.isElectroneutral
      ? GridField.Memory(&cutter, shape, species: species) : nil
    stateCount = cutter.used
    stateArrays = amount + amountLost + [water, waterLost] + (field?.stateArrays ?? [])
    field?.reserveScratch(&cutter, shape)
    self.field = field
    concentration = each(voxels)
    arrival = each(voxels)
    change = each(voxels)
    waterChange = cutter.reserve(voxels)
    spread = isUniform ? 0 : cutter.reserve(voxels)
    let (x, y, z) = shape.counts
    let faceCounts = [(x + 1) * y * z, x * (y + 1) * z, x * y * (z + 1)]
    faces = faceCounts.map { isUniform ? 0 : cutter.reserve($0) }
    factors = (0..<species).map { _ in
      [x, y, z].map { isUniform ? cutter.reserve(2 * $0) : 0 }
    }
    slots = cutter.reserve(max(species, 1) * GridSlots.count(shape))
    layerSums = cutter.reserve(shape.layerCount * GridLayerSums.width(species: species))
    halos = GridHalos.Memory(&cutter, shape, slabs, arrays: species + 1)
    columns = GridColumns.Memory(&cutter, shape, slabs, species: species, isUniform: isUniform)
    scratchCount = GridScratch.count(shape)
    scratch = cutter.reserve(scratchCount * workers)
    voxelArrayCount = 5 * species + 3 + (isUniform ? 0 : 4) + (field?.voxelArrayCount ?? 0)
    // Whole vectors may be read up to seven numbers beyond the end of an array.
    count = cutter.used + 16
  }
}

/// What one worker needs to sweep along lines.
struct GridScratch {
  /// Eight lines side by side, as they are solved: `[8 × (longest + 1)]` each.
  let lines, water, faces, factors: UnsafeMutablePointer<Double>
  /// One row, and one of what is behind a wall.
  let row, wall: UnsafeMutablePointer<Double>
  /// A row of zeros.
  let zeros: UnsafeMutablePointer<Double>

  private static func lineCount(_ shape: GridShape) -> Int {
    8 * (max(shape.counts.x, shape.counts.y, shape.counts.z) + 9)
  }

  private static func rowCount(_ shape: GridShape) -> Int { (shape.counts.x + 23) / 8 * 8 }

  /// How many doubles it takes: a multiple of a cache line.
  static func count(_ shape: GridShape) -> Int {
    (4 * lineCount(shape) + 3 * rowCount(shape) + 31) / 16 * 16
  }

  init(_ base: UnsafeMutablePointer<Double>, _ shape: GridShape) {
    let line = Self.lineCount(shape)
    lines = base
    water = base + line
    faces = base + 2 * line
    factors = base + 3 * line
    row = base + 4 * line
    wall = row + Self.rowCount(shape)
    zeros = wall + Self.rowCount(shape)
  }
}
