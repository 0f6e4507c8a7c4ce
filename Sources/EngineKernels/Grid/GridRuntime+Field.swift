import Numerics

/// A part of a step with an electric field: before diffusion, and after it.
extension GridRuntime {
  /// The potential of each voxel in the middle of the last part, in mV; nil without a field.
  ///
  /// `[voxelCount]`, of own voxels. Against the bath where walls hold it; else up to a constant.
  public var potentials: UnsafePointer<Double>? { field.map { UnsafePointer($0.potential) } }

  /// Drift in the extrapolated potential, for the right sides of a part of `time` ms.
  func driftBefore(
    _ time: Double, _ crew: GridCrew, _ scratch: GridScratch, _ synchronize: () -> Void
  ) {
    guard let field else { return }
    let units = crew.share(of: shape.units(slabs.own))
    for unit in units {
      for row in shape.rows(ofUnit: unit) { extrapolate(row, field, time: time) }
    }
    meet(crew, synchronize) {
      exchangeHalos(plan.species.count + 1) { $0 == 0 ? field.potential : field.middle[$0 - 1] }
    }
    for unit in units {
      for species in 0..<plan.species.count {
        var outward = 0.0
        for row in shape.rows(ofUnit: unit) {
          outward += drift(row, species, in: field.potential, field, time: time, scratch)
        }
        slots.unit(species, unit, .drifted).pointee = outward
      }
    }
    synchronize()
  }

  /// Corrects the potential so that no net charge has moved, and lets ions drift accordingly.
  func driftAfter(
    _ time: Double, _ share: Double, _ crew: GridCrew, _ scratch: GridScratch,
    _ synchronize: () -> Void
  ) {
    guard let field else { return }
    let units = crew.share(of: shape.units(slabs.own))
    for unit in units {
      for row in shape.rows(ofUnit: unit) { takeConcentrations(row, field) }
    }
    meet(crew, synchronize) { exchangeHalos(plan.species.count) { field.middle[$0] } }
    for unit in units {
      for row in shape.rows(ofUnit: unit) { refreshConductances(row, field, time: time, scratch) }
    }
    for row in crew.share(of: slabs.rowsAbove) {
      refreshConductances(below: row, field, time: time, scratch)
    }
    synchronize()
    for unit in units { startCorrection(unit, field, share: share) }
    solveCorrection(field, crew, scratch, synchronize)
    for unit in units {
      for row in shape.rows(ofUnit: unit) { settle(row, field) }
      for species in 0..<plan.species.count {
        correct(unit, species, field, time: time, scratch)
      }
    }
    synchronize()
  }

  /// The correction, being small, takes the concentrations after diffusion: wherever charge has
  /// moved to, something conducts then.
  private func takeConcentrations(_ row: Int, _ field: GridField) {
    let first = row * shape.counts.x
    for species in 0..<plan.species.count {
      for voxel in first..<first + shape.counts.x {
        field.middle[species][voxel] = max(concentrations(species)[voxel], 0)
      }
    }
  }

  /// The potential takes up its correction.
  private func settle(_ row: Int, _ field: GridField) {
    let known = field.history[1]
    let first = row * shape.counts.x
    for voxel in first..<first + shape.counts.x {
      field.potential[voxel] += field.correction[voxel]
      // φ* had the last changes already: ψ is what they have to change by. The first parts have
      // nothing to compare with.
      field.potentialChange[voxel] += known > 0 ? field.correction[voxel] : 0
      field.potentialBend[voxel] += known > 1 ? field.correction[voxel] : 0
    }
  }

  private func correct(
    _ unit: Int, _ species: Int, _ field: GridField, time: Double, _ scratch: GridScratch
  ) {
    var outward = 0.0
    var isGood = true
    let valence = plan.species[species].valence
    for row in shape.rows(ofUnit: unit) {
      outward += drift(row, species, in: field.correction, field, time: time, scratch)
      let first = row * shape.counts.x
      for voxel in first..<first + shape.counts.x {
        let drifted = field.drift[species][voxel]
        field.excess[voxel] += valence * drifted
        change(species)[voxel] += drifted
        add(drifted, amount(species) + voxel, amountLost(species) + voxel)
        let amount = amount(species)[voxel]
        concentration(species)[voxel] = amount / water[voxel]
        isGood = isGood && amount >= 0 && amount < .infinity
      }
    }
    slots.unit(species, unit, .drifted).pointee += outward
    slots.unit(species, unit, .isBad).pointee = isGood ? 0 : 1
  }

  /// Takes back the charge that a part has moved, before its changes are taken back.
  func takeBackCharge(_ voxels: Range<Int>, share: Double) {
    guard let field else { return }
    for (species, ion) in plan.species.enumerated() where ion.valence != 0 {
      for voxel in voxels {
        let arrived = arrivals(species)[voxel] * share
        field.excess[voxel] -= ion.valence * (change(species)[voxel] - arrived)
      }
    }
  }
}
