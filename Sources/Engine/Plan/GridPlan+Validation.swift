import EngineKernels

extension SimulationPlan {
  /// Checks the space that all cells share, what is sampled of it, and where the cells lie in it.
  func validateGrid() throws {
    try require(gridStep > 0, "exchanges with a grid every \(gridStep) ms")
    try grid?.validate()
    for sampler in gridSamplers { try validate(sampler) }
  }

  private func validate(_ sampler: GridSamplerPlan) throws {
    try require(
      reports.indices.contains(sampler.report), "report \(sampler.report) of the grid")
    let report = reports[sampler.report]
    try require(
      grid?.species.indices.contains(sampler.species) == true,
      "report \(report.name)'s species \(sampler.species)")
    try require(
      sampler.interval > 0 && sampler.interval.isFinite && sampler.start.isFinite,
      "report \(report.name)'s interval")
    try require(sampler.sampleCount == report.sampleCount, "report \(report.name)'s samples")
    try require(
      sampler.voxels.count == report.elementCount, "report \(report.name)'s columns")
    for voxel in sampler.voxels {
      try require(grid?.isVoxel(Int(voxel)) == true, "report \(report.name)'s voxel \(voxel)")
    }
  }
}

extension GridPlan {
  /// Whether there is a voxel of this number.
  func isVoxel(_ number: Int) -> Bool { number >= 0 && number < voxelCount }

  func validate() throws {
    try validateShape()
    for species in species { try validate(species) }
    for source in sources { try validate(source) }
    try require(thermalVoltage > 0 && thermalVoltage.isFinite, "the grid's RT/F")
    for change in bathChanges {
      try require(
        species.indices.contains(change.species), "a bath of species \(change.species)")
    }
    let changed = bathChanges.map(\.species)
    try require(Set(changed).count == changed.count, "two changes of one bath")
  }

  private func validateShape() throws {
    try require(
      counts.count == 3 && spacing.count == 3 && origin.count == 3, "a grid without three axes")
    // As doubles: what three large numbers make together fits them.
    let total = counts.reduce(1.0) { $0 * Double($1) }
    try require(
      counts.allSatisfy { $0 > 0 } && total <= Double(Int32.max),
      "a grid of \(counts) voxels")
    try require(
      spacing.allSatisfy { $0 > 0 && $0.isFinite } && origin.allSatisfy(\.isFinite)
        && voxelVolume > 0 && voxelVolume.isFinite, "a grid's spacing \(spacing)")
    for (name, column) in [
      ("volume fractions", volumeFraction), ("tortuosities", tortuosity),
      ("perfusion", perfusion),
    ] {
      try require(
        column.count == voxelCount, "\(column.count) \(name) for \(voxelCount) voxels")
    }
    try require(
      volumeFraction.allSatisfy { $0 > 0 && $0 <= 1 }, "a volume fraction outside of (0, 1]")
    try require(tortuosity.allSatisfy { $0 >= 1 && $0.isFinite }, "a tortuosity below 1")
    try require(perfusion.allSatisfy { $0 >= 0 && $0.isFinite }, "a negative perfusion")
  }

  private func validate(_ species: Species) throws {
    let rates = [species.diffusion, species.decay, species.bath]
    try require(
      species.valence.isFinite && rates.allSatisfy { $0 >= 0 && $0.isFinite },
      "\(species.name)'s diffusion, decay or bath")
    try require(
      species.concentration.count == voxelCount
        && species.concentration.allSatisfy { $0 >= 0 && $0.isFinite },
      "\(species.name)'s concentrations in the grid")
  }

  private func validate(_ source: Source) throws {
    try require(
      species.indices.contains(source.species), "a source of species \(source.species)")
    try require(isVoxel(source.voxel), "a source in voxel \(source.voxel)")
    try require(
      source.rate.isFinite && source.start.isFinite && !source.stop.isNaN, "a source's rate")
  }
}

extension SharedSpacePlan {
  /// Checks how compartments lie in a grid.
  ///
  /// - Parameters:
  ///   - grid: the space.
  ///   - speciesCount: how many species the group's solutions have.
  ///   - slotCount: how many slots the group has.
  /// - Throws: an `EngineError` that names the first contradiction.
  func validate(in grid: GridPlan?, speciesCount: Int, slotCount: Int) throws {
    try require(species.count == speciesCount, "\(species.count) species in the shared space")
    for case let number? in species {
      try require(
        grid?.species.indices.contains(number) == true, "species \(number) of the shared space")
    }
    let named = species.compactMap { $0 }
    try require(Set(named).count == named.count, "two species that are one in the shared space")
    try require(
      voxels.count == shares.count && voxels.count <= Int(Int32.max),
      "\(shares.count) shares of \(voxels.count) voxels")
    try require(
      firstShare.count == slotCount + 1 && firstShare.first == 0
        && firstShare.last == Int32(voxels.count)
        && zip(firstShare, firstShare.dropFirst()).allSatisfy { $0 <= $1 },
      "shares that are not in the order of slots")
    for voxel in voxels {
      try require(grid?.isVoxel(Int(voxel)) == true, "a compartment in voxel \(voxel)")
    }
    try require(
      shares.allSatisfy { $0 >= 0 && $0 <= 1 + 1e-9 }, "a share that is no part of a compartment")
  }
}
