import EngineKernels

/// Checks before anything unchecked runs: every index that a kernel will follow, every length.
extension SimulationPlan {
  /// Throws an `invalidPlan` error that names the first contradiction.
  public func validate() throws {
    try require(
      settings.timeStep > 0 && settings.timeStep.isFinite, "the time step is not positive")
    try require(stepCount >= 0 && stepCount < 1 << 52, "there are \(stepCount) steps")
    try require(duration >= 0 && duration.isFinite, "the run takes \(duration) ms")
    try validateGrid()
    let dealing = dealing
    try require(
      dealing.own.map { dealing.slotCounts[$0] } == groups.map(\.slotCount),
      "the groups are not those of rank \(dealing.rank)")
    for (number, group) in zip(dealing.own, groups) {
      do {
        try group.validate(reports: reports, grid: grid)
      } catch let error as EngineError {
        throw EngineError(
          code: error.code, message: "group \(number): \(error.message)",
          suggestion: error.suggestion)
      }
    }
  }
}

func require(_ condition: Bool, _ message: @autoclosure () -> String) throws {
  guard condition else {
    throw EngineError(
      code: .invalidPlan, message: "The plan contradicts itself: \(message()).",
      suggestion: "This is a fault in Skou, not in the model: please report it.")
  }
}

extension GroupPlan {
  func validate(reports: [SimulationPlan.Report], grid: GridPlan?) throws {
    try require(slotCount >= 0 && slotCount % 8 == 0, "\(slotCount) slots")
    try require(nodeCount >= slotCount + 8 && nodeCount < Int(Int32.max), "\(nodeCount) nodes")
    for (name, array) in [
      ("voltage", voltage), ("capacitance", capacitance), ("axialConductance", axialConductance),
      ("axialSum", axialSum),
    ] {
      try require(array.count == nodeCount, "\(name) has \(array.count) of \(nodeCount) numbers")
      try require(array.allSatisfy(\.isFinite), "\(name) is not finite everywhere")
    }
    try require(
      parents.count == nodeCount
        && parents.allSatisfy { $0 >= -1 && Int($0) < nodeCount }, "parents outside the nodes")
    try validateAxial()
    for pack in packs { try validate(pack) }
    for mechanism in mechanisms { try validate(mechanism, rowsWithin: slotCount) }
    if let solutions { try validate(solutions, in: grid) }
    try require(represents > 0 && represents.isFinite, "cells that stand for \(represents)")
    try validateEnergy()
    for clamp in currentClamps { try validate(clamp) }
    for clamp in voltageClamps { try require(isSlot(clamp.slot), "clamp at \(clamp.slot)") }
    for detector in detectors { try require(isSlot(detector.slot), "detector at \(detector.slot)") }
    for intervention in interventions { try validate(intervention) }
    for sampler in samplers { try validate(sampler, reports) }
    try validateEvents(validate)
    try validateNetwork()
  }

  private func validate(_ clamp: CurrentClampPlan) throws {
    try require(isSlot(clamp.slot) && clamp.uncarriedShare.isFinite, "clamp at \(clamp.slot)")
    for carrier in clamp.carriers {
      try require(
        solutions?.species.indices.contains(carrier.species) == true
          && solutions?.species[carrier.species].valence != 0 && carrier.share.isFinite,
        "a current that species \(carrier.species) carries")
    }
  }

  func isSlot(_ slot: Int) -> Bool { slot >= 0 && slot < slotCount }

  private func validate(_ pack: TreePack) throws {
    let width = Int(pack.width)
    let first = Int(pack.firstSlot)
    let start = Int(pack.tables)
    try require(width == 8 || width == 1, "a pack of width \(width)")
    try require(
      pack.rowCount >= 0 && first >= 0 && first + Int(pack.rowCount) * width <= slotCount,
      "a pack at slot \(first) with \(pack.rowCount) rows")
    try require(
      pack.firstJunction < 0
        || Int(pack.firstJunction) >= slotCount && Int(pack.firstJunction) + width <= nodeCount,
      "a junction at node \(pack.firstJunction)")
    let tableCount = 3 * width + 2 * Int(pack.echoCount)
    try require(
      start >= 0 && pack.echoCount >= 0 && start + tableCount <= indices.count,
      "tables at \(start) of \(indices.count)")
    let table = indices[start..<start + tableCount]
    try require(table.allSatisfy { $0 >= 0 && Int($0) < nodeCount }, "an index outside the nodes")
    guard pack.hasConsecutiveParents else { return }
    for part in [start + width, start + 2 * width] {
      for lane in 0..<width {
        try require(
          Int(indices[part + lane]) == Int(indices[part]) + lane, "parents that do not follow")
      }
    }
  }

  func validate(_ mechanism: MechanismPlan, rowsWithin slotCount: Int) throws {
    let name = mechanism.name
    let f = mechanism.functions
    for run in mechanism.runs {
      try require(
        run.firstRow >= 0 && run.rowCount > 0
          && (run.firstRow + run.rowCount) * 8 <= slotCount, "\(name) at row \(run.firstRow)")
    }
    try require(!mechanism.runs.isEmpty, "\(name) is nowhere")
    let lanes = mechanism.rowCount * 8
    try require(mechanism.weight.count == lanes, "\(name) has \(mechanism.weight.count) weights")
    try require(mechanism.parameters.count == f.parameterCount, "\(name)'s parameters")
    try require(mechanism.ions.count == f.ionCount, "\(name)'s ions")
    for case let species? in mechanism.ions.map(\.species) {
      try require(
        solutions?.species.indices.contains(species) == true, "\(name)'s species \(species)")
    }
    let columns =
      mechanism.parameters + mechanism.ions.flatMap { [$0.reversal, $0.inside, $0.outside] }
      + [
        mechanism.identity, mechanism.temperatureFactor, mechanism.celsius,
        mechanism.thermalVoltage, mechanism.q10,
      ] + mechanism.ions.map(\.isNernst)
    for case .perLane(let values) in columns {
      try require(values.count == lanes, "\(name) has \(values.count) of \(lanes) numbers")
    }
  }

  private func validate(_ intervention: InterventionPlan) throws {
    try require(intervention.slots.allSatisfy(isSlot), "an intervention outside the slots")
    switch intervention.target {
    case .parameter(let mechanism, let parameter):
      try require(
        mechanisms.indices.contains(mechanism)
          && mechanisms[mechanism].parameters.indices.contains(parameter),
        "an intervention on mechanism \(mechanism)")
    case .bath(let species):
      try require(
        solutions?.species.indices.contains(species) == true,
        "an intervention on species \(species)")
    case .temperature:
      try require(
        intervention.celsius.count == intervention.slots.count
          && intervention.celsius.allSatisfy { $0.isFinite && $0 > -273.15 },
        "an intervention on temperatures that are not known")
    }
  }

  private func validate(_ solutions: SolutionsPlan, in grid: GridPlan?) throws {
    try solutions.shared?.validate(
      in: grid, speciesCount: solutions.species.count, slotCount: slotCount)
    let optional = [solutions.outsideVolume, solutions.waterPermeability].compactMap { $0 }
    for array in optional + [solutions.insideVolume, solutions.thermalVoltage] {
      try require(
        array.count == slotCount && array.allSatisfy(\.isFinite), "the solutions' arrays")
    }
    try require(solutions.isCompartment.count == slotCount, "the solutions' compartments")
    try require(
      (solutions.insideVolume + (solutions.outsideVolume ?? [])).allSatisfy { $0 > 0 },
      "a volume that is not positive")
    try require(
      solutions.exchangeRate >= 0 && solutions.exchangeRate.isFinite, "the exchange rate")
    for species in solutions.species {
      try require(species.valence.isFinite, "\(species.name)'s valence")
      for array in [species.inside, species.outside] {
        try require(
          array.count == slotCount && array.allSatisfy { $0 >= 0 && $0.isFinite },
          "\(species.name)'s concentrations")
      }
    }
  }

  private func validate(_ sampler: SamplerPlan, _ reports: [SimulationPlan.Report]) throws {
    try require(reports.indices.contains(sampler.report), "report \(sampler.report)")
    let report = reports[sampler.report]
    try require(
      sampler.interval > 0 && sampler.interval.isFinite && sampler.start.isFinite,
      "report \(report.name)'s interval")
    try require(sampler.sampleCount == report.sampleCount, "report \(report.name)'s samples")
    try require(
      sampler.columns.count == sampler.elements.count
        && sampler.columns.allSatisfy { (0..<report.elementCount).contains($0) },
      "report \(report.name)'s columns")
    for term in sampler.elements.joined() { try validate(term) }
  }

  private func validate(_ term: SamplerPlan.Term) throws {
    switch term {
    case .constant: return
    case .voltage(let slot): try require(isSlot(slot), "a sample at slot \(slot)")
    case .species(let index, let slot, _):
      try require(
        isSlot(slot) && solutions?.species.indices.contains(index) == true, "species \(index)")
    case .volume(let slot, _):
      try require(isSlot(slot) && solutions != nil, "a volume at slot \(slot)")
    case .clampCurrent(let index):
      try require(voltageClamps.indices.contains(index), "clamp \(index)")
    case .point(let index, let lane, let quantity):
      try require(
        points.indices.contains(index) && points[index].slots.indices.contains(lane),
        "point mechanism \(index)")
      try require(
        points[index].mechanism.functions.has(quantity),
        "\(points[index].mechanism.name) has no \(quantity)")
    case .mechanism(let index, let slot, let quantity):
      try require(isSlot(slot) && mechanisms.indices.contains(index), "mechanism \(index)")
      let mechanism = mechanisms[index]
      try require(
        mechanism.runs.contains { ($0.firstRow..<$0.firstRow + $0.rowCount).contains(slot / 8) },
        "\(mechanism.name) sampled where it is not")
      try require(mechanism.functions.has(quantity), "\(mechanism.name) has no \(quantity)")
    }
  }
}

extension MechanismFunctions {
  fileprivate func has(_ quantity: SamplerPlan.Quantity) -> Bool {
    switch quantity {
    case .state(let i): (0..<stateCount).contains(i)
    case .parameter(let i): (0..<parameterCount).contains(i)
    case .observable(let i): (0..<observableCount).contains(i)
    case .ionCurrent(let i), .reversal(let i): (0..<ionCount).contains(i)
    case .current, .conductance: true
    }
  }
}
