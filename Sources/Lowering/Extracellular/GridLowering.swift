import EngineKernels
import ModelDescription
import Morphology
import Quantities

/// A shared extracellular space: its voxels, what is dissolved in them, and where cells lie.
struct GridLowering {
  let plan: GridPlan
  private let lattice: VoxelLattice
  /// By cell; none of those that other ranks build.
  private let shares: [[VoxelShare]]
  private let source: SourceLocation
  /// By voxel: the volume of all cells in it that the tissue has, in µm³.
  private let cellVolume: [Double]

  /// - Throws: where a cell lies outside of the space, numbers do not fit together, or memory does
  ///   not suffice.
  init(
    _ grid: ExtracellularGrid, _ model: ModelDescription, _ lowered: LoweredModel,
    _ placement: CellPlacement, thermalVoltage: Double, memory: MemoryCheck
  ) throws(LoweringError) {
    source = model.extracellular.source
    let tissue = try TissueGeometry(model, lowered, placement)
    let lattice = try grid.lattice(around: tissue, source)
    self.lattice = lattice
    let species = Set(model.cells.flatMap(\.ions).filter { $0.dynamics != .constant }.map(\.name))
    try memory.check(voxels: lattice.voxelCount, species: species.count, source)
    let mapping = VoxelMapping(lattice: lattice, source: source)
    let dealing = lowered.plan.dealing
    var shares: [[VoxelShare]] = []
    var volumes = [Double](repeating: 0, count: lattice.voxelCount)
    for (number, cell) in lowered.cells.enumerated() {
      let all = try tissue.shares(ofCell: number, mapping)
      Self.add(all, of: cell, model, lowered, to: &volumes)
      shares.append(dealing.isOwn(cell.group) ? all : [])
    }
    self.shares = shares
    cellVolume = volumes
    plan = try grid.plan(model, lattice, thermalVoltage: thermalVoltage)
  }

  /// Adds what a cell takes of each voxel, and the cells that it stands for.
  private static func add(
    _ shares: [VoxelShare], of cell: LoweredModel.Cell, _ model: ModelDescription,
    _ lowered: LoweredModel, to volumes: inout [Double]
  ) {
    guard let inside = lowered.painted[cell.kind].solutions?.insideVolume else { return }
    let represents = model.populations[cell.population].represents
    for share in shares {
      volumes[share.voxel] += represents * inside[share.compartment] * share.share
    }
  }

  /// Tells a group where its compartments lie, and what is there at the start.
  func share(with builder: inout GroupBuilder) {
    guard var solutions = builder.plan.solutions else { return }
    var bySlot = [[VoxelShare]](repeating: [], count: builder.layout.slotCount)
    for (place, cell) in builder.numbers.enumerated() {
      for share in shares[cell] {
        bySlot[builder.layout.slots[place][share.compartment]].append(share)
      }
    }
    let species = solutions.species.map { own in
      plan.species.firstIndex { $0.name == own.name }
    }
    solutions.shared = SharedSpacePlan(
      species: species, firstShare: firstShares(bySlot),
      voxels: bySlot.joined().map { Int32($0.voxel) }, shares: bySlot.joined().map(\.share))
    for (number, species) in species.enumerated() {
      guard let species else { continue }
      let concentration = plan.species[species].concentration
      for (slot, shares) in bySlot.enumerated() where !shares.isEmpty {
        solutions.species[number].outside[slot] = shares.reduce(0) {
          $0 + $1.share * concentration[$1.voxel]
        }
      }
    }
    solutions.outsideVolume = outsideVolumes(bySlot, inside: solutions.insideVolume)
    builder.set(solutions)
  }

  private func firstShares(_ bySlot: [[VoxelShare]]) -> [Int32] {
    var first: [Int32] = [0]
    first.reserveCapacity(bySlot.count + 1)
    for shares in bySlot { first.append((first.last ?? 0) + Int32(shares.count)) }
    return first
  }

  /// Each compartment's part of the water in its voxels, as its part of all cells there.
  private func outsideVolumes(_ bySlot: [[VoxelShare]], inside: [Double]) -> [Double] {
    bySlot.indices.map { slot in
      guard !bySlot[slot].isEmpty else { return 1 }
      return bySlot[slot].reduce(0) { sum, share in
        let water = plan.volumeFraction[share.voxel] * plan.voxelVolume
        return sum + water * share.share * inside[slot] / cellVolume[share.voxel]
      }
    }
  }

  /// A voxel by the place of its middle, and words for it.
  func center(ofVoxel voxel: Int) -> Morphology.Point { lattice.center(ofVoxel: voxel) }
}

/// All cells in their places.
struct TissueGeometry {
  private let paths: [[[Morphology.Point]]]
  private let lowered: LoweredModel
  private let placement: CellPlacement
  /// Around everything that cells have.
  let bounds: SpaceBounds?

  init(
    _ model: ModelDescription, _ lowered: LoweredModel, _ placement: CellPlacement
  ) throws(LoweringError) {
    self.lowered = lowered
    self.placement = placement
    let paths = zip(model.cells, lowered.painted).map { description, painted in
      description.morphology.compartmentPaths(of: painted.morphology)
    }
    self.paths = paths
    var bounds: SpaceBounds?
    for (number, cell) in lowered.cells.enumerated() {
      let pose = placement.pose(ofCell: number)
      for point in paths[cell.kind].joined() {
        let point = pose.point(point)
        if bounds == nil { bounds = SpaceBounds(point) } else { bounds?.add(point) }
      }
    }
    self.bounds = bounds
  }

  func shares(
    ofCell number: Int, _ mapping: VoxelMapping
  ) throws(LoweringError) -> [VoxelShare] {
    let cell = lowered.cells[number]
    return try mapping.shares(
      paths[cell.kind], placement.pose(ofCell: number),
      name: "cell \(cell.index) of '\(lowered.populations[cell.population])'")
  }
}
