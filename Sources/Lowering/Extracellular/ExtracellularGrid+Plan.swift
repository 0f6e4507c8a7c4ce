import EngineKernels
import ModelDescription
import Morphology
import Quantities

extension ExtracellularGrid {
  /// The voxels: those of the box, or around all cells.
  func lattice(
    around tissue: TissueGeometry, _ source: SourceLocation
  ) throws(LoweringError) -> VoxelLattice {
    if let box { return try VoxelLattice(spacing: spacing, filling: box, source) }
    guard let bounds = tissue.bounds else {
      throw LoweringError(
        .place, "there is no cell around which the extracellular space could be laid",
        suggestion: "give it a box, such as box: {from: [0 um, 0 um, 0 um], to: […]}", at: source)
    }
    return try VoxelLattice(spacing: spacing, around: bounds, source)
  }

  /// The plan of the grid.
  func plan(
    _ model: ModelDescription, _ lattice: VoxelLattice, thermalVoltage: Double
  ) throws(LoweringError) -> GridPlan {
    let source = model.extracellular.source
    let voxels = GridVoxels(lattice)
    for region in regions {
      try voxels.require(region.within, "the region", lattice, region.source)
    }
    for start in starts {
      try voxels.require(start.within, "the part with concentrations", lattice, start.source)
    }
    let species = try species(model, voxels)
    return GridPlan(
      counts: lattice.counts, spacing: lattice.spacing, origin: lattice.origin,
      volumeFraction: voxels.column(volumeFraction, regions) { $0.volumeFraction },
      tortuosity: voxels.column(tortuosity, regions) { $0.tortuosity },
      perfusion: try perfusions(voxels, source), isHeld: boundary == .held,
      isElectroneutral: transport == .electroneutral, thermalVoltage: thermalVoltage,
      species: species, sources: try sources(species, lattice))
  }

  private func perfusions(
    _ voxels: GridVoxels, _ source: SourceLocation
  ) throws(LoweringError) -> [Double] {
    func rate(_ quantity: Quantity?) throws(LoweringError) -> Double? {
      guard let quantity else { return nil }
      return try value(quantity, .perMillisecond, source)
    }
    var rates = voxels.column(try rate(perfusion) ?? 0, [ExtracellularGrid.Region]()) { _ in nil }
    for region in regions {
      guard let own = try rate(region.perfusion) else { continue }
      for voxel in rates.indices where region.within.contains(voxels.centers[voxel]) {
        rates[voxel] = own
      }
    }
    return rates
  }

  /// Every species that some cell follows, in the order in which cells name them.
  private func species(
    _ model: ModelDescription, _ voxels: GridVoxels
  ) throws(LoweringError) -> [GridPlan.Species] {
    var ions: [IonDescription] = []
    for ion in model.cells.flatMap(\.ions) where ion.dynamics != .constant {
      if !ions.contains(where: { $0.name == ion.name }) { ions.append(ion) }
    }
    var species: [GridPlan.Species] = []
    for ion in ions { species.append(try self.species(ion, voxels)) }
    return species
  }

  private func species(
    _ ion: IonDescription, _ voxels: GridVoxels
  ) throws(LoweringError) -> GridPlan.Species {
    func millimolar(_ quantity: Quantity?) throws(LoweringError) -> Double {
      guard let quantity else { return 0 }
      return try value(quantity, .millimolar, ion.source)
    }
    let bath = try millimolar(ion.outside)
    var concentration = [Double](repeating: bath, count: voxels.centers.count)
    for start in starts {
      guard let given = start.concentrations.first(where: { $0.ion == ion.name }) else { continue }
      let own = try value(given.value, .millimolar, start.source)
      for voxel in concentration.indices where start.within.contains(voxels.centers[voxel]) {
        concentration[voxel] = own
      }
    }
    let rate = decay.first { $0.ion == ion.name }?.rate
    return GridPlan.Species(
      name: ion.name, valence: ion.valence,
      diffusion: ion.dynamics == .impermeant
        ? 0
        : try ion.diffusion.map { (q) throws(LoweringError) in
          try value(q, .squareMicrometerPerMillisecond, ion.source)
        } ?? 0,
      decay: try rate.map { (q) throws(LoweringError) in
        try value(q, .perMillisecond, ion.source)
      } ?? 0,
      concentration: concentration, bath: bath)
  }

  private func sources(
    _ species: [GridPlan.Species], _ lattice: VoxelLattice
  ) throws(LoweringError) -> [GridPlan.Source] {
    var plans: [GridPlan.Source] = []
    for pipette in sources {
      guard let number = species.firstIndex(where: { $0.name == pipette.ion }),
        let voxel = lattice.voxel(at: pipette.at)
      else {
        throw LoweringError(
          .place, "the source of '\(pipette.ion)' lies outside of the extracellular space",
          suggestion: "the space is \(lattice)", at: pipette.source)
      }
      plans.append(
        GridPlan.Source(
          species: number, voxel: voxel,
          rate: try rate(pipette, valence: species[number].valence),
          start: try value(pipette.window.start, .millisecond, pipette.source),
          stop: try pipette.window.stop.map { (q) throws(LoweringError) in
            try value(q, .millisecond, pipette.source)
          } ?? .infinity))
    }
    return plans
  }

  /// In amol/ms: a current by its ions' charge, I/(z F).
  private func rate(_ pipette: Source, valence: Double) throws(LoweringError) -> Double {
    guard pipette.rate.dimension == .current else {
      return try value(pipette.rate, .femtomolePerSecond, pipette.source)
    }
    return try value(pipette.rate, .nanoampere, pipette.source)
      / (valence * 0.09648533212331001)
  }
}

/// The middles of voxels, by which these belong to regions.
struct GridVoxels {
  let centers: [Morphology.Point]

  init(_ lattice: VoxelLattice) {
    centers = (0..<lattice.voxelCount).map { lattice.center(ofVoxel: $0) }
  }

  /// Refuses a part of the space that holds no voxel, and would be without effect.
  func require(
    _ part: Box, _ what: String, _ lattice: VoxelLattice, _ source: SourceLocation
  ) throws(LoweringError) {
    guard !centers.contains(where: part.contains) else { return }
    throw LoweringError(
      .place, "\(what) holds the centre of no voxel",
      suggestion: "widen 'within:'; the space is \(lattice), in voxels of "
        + lattice.spacing.map { "\($0)" }.joined(separator: " x ") + " um", at: source)
  }

  /// A number for each voxel: that of the last region which gives one, or the grid's.
  func column(
    _ common: Double, _ regions: [ExtracellularGrid.Region],
    _ own: (ExtracellularGrid.Region) -> Double?
  ) -> [Double] {
    var column = [Double](repeating: common, count: centers.count)
    for region in regions {
      guard let value = own(region) else { continue }
      for voxel in column.indices where region.within.contains(centers[voxel]) {
        column[voxel] = value
      }
    }
    return column
  }
}
