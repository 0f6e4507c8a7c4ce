import ModelDescription

/// What a cell does not conserve, and why, in plain sentences.
///
/// Where there are pools, moles and charge are kept to rounding, apart from what is said here.
struct ConservationNotes {
  private let wiring: CellWiring
  private let stimuli: [StimulusDescription]
  private let gapJunctions: [GapJunctionDescription]

  /// Notes on one kind of cell of a model.
  init(_ wiring: CellWiring, _ description: ModelDescription) {
    self.wiring = wiring
    let populations = Set(
      description.populations.filter { $0.cell == wiring.cell.name }.map(\.name))
    stimuli = description.stimuli.filter { stimulus in
      stimulus.cells.contains { populations.contains($0.population) }
    }
    gapJunctions = description.gapJunctions.filter { junction in
      (junction.from + junction.to).contains { populations.contains($0.population) }
    }
  }

  /// The sentences; one at least.
  var sentences: [String] {
    guard wiring.hasPools else {
      return ["no species is a pool: concentrations are held, and nothing has to add up"]
    }
    let all =
      unownedCurrents + electrodes + junctions + axial + constants + SinkNotes(wiring).sentences
      + surroundings
    return all.isEmpty
      ? ["nothing: moles, charge and volume stay what they are, but for rounding"] : all
  }

  private var unownedCurrents: [String] {
    wiring.wires.filter { $0.name == nil && $0.ion.moves }.map { wire in
      let owner =
        wire.isSynapse
        ? "synapse '\(wire.use.name)'" : "'\(wire.use.name)' in '\(wire.use.region)'"
      return "the current of \(owner) belongs to no ion: it charges the membrane and moves no "
        + "moles; 'ion:' names its carrier"
    }
  }

  private var junctions: [String] {
    gapJunctions.filter(\.carriers.isEmpty).map { junction in
      "the gap junctions of line \(junction.source.line) pass charge that no ion carries; "
        + "'carries: {k: 1}' would name one"
    }
  }

  private var electrodes: [String] {
    stimuli.filter(\.carriers.isEmpty).map { stimulus in
      switch stimulus.electrode {
      case .currentClamp:
        "the current clamp of line \(stimulus.source.line) injects charge that no ion carries; "
          + "'carries: {k: 1}' would name one"
      case .voltageClamp:
        "the voltage clamp of line \(stimulus.source.line) injects charge that no ion carries"
      }
    }
  }

  private var axial: [String] {
    guard wiring.morphology.compartments.count > 1 else { return [] }
    switch wiring.cell.axial {
    case .ohmic:
      return [
        "between compartments (axial: ohmic) charge flows and ions do not: charge and moles agree "
          + "in the cell as a whole, not in each compartment"
      ]
    case .diffusive:
      return [
        "between compartments (axial: diffusive) ions diffuse without their charge, and charge "
          + "flows without ions: they agree in the cell as a whole, not in each compartment"
      ]
    case .electrodiffusive: return []
    }
  }

  /// Species that are moved and yet stay as they are, beside pools.
  private var constants: [String] {
    let moved = wiring.wires.filter { $0.changesAmount && $0.name != nil && !$0.touchesPool }
      .filter { $0.species != nil || !$0.ion.isOptional }
    return names(moved.map { $0.name ?? "" }).map { name in
      let uses = names(moved.filter { $0.name == name }.map(\.use.name))
      let verb = uses.count == 1 ? "does" : "do"
      return "'\(name)' is constant, whatever \(uses.quotedList) \(verb) to it: what it carries is "
        + "charge without moles"
    }
  }

  /// The infinite bath that cells or their shells exchange with.
  private var surroundings: [String] {
    let pools = wiring.cell.ions.filter { $0.dynamics == .pool && $0.outside != nil }.map(\.name)
    if case .grid(let grid) = wiring.extracellular.space {
      return SharedSpaceNotes(grid, pools: pools).sentences
    }
    guard let shell = wiring.shell else { return bath(pools) }
    guard let rate = shell.exchangeRate, rate.value > 0 else { return [] }
    return [
      "the shells exchange \(pools.joined(separator: ", ")) with an infinite bath at \(rate): the "
        + "ledger counts it as 'to_bath'"
    ]
  }

  private func bath(_ pools: [String]) -> [String] {
    guard !pools.isEmpty else { return [] }
    let water = wiring.cell.volume.waterPermeability == nil ? "" : " and water"
    return [
      "the bath is infinite: it takes and gives \(pools.joined(separator: ", "))\(water) and stays "
        + "as it is; the ledger counts ions as 'to_bath'"
    ]
  }
}

/// The same names once each, in their order.
func names(_ all: [String]) -> [String] {
  all.reduce(into: []) { list, name in if !list.contains(name) { list.append(name) } }
}

extension [String] {
  /// `'a', 'b' and 'c'`.
  var quotedList: String {
    let quoted = map { "'\($0)'" }
    guard let last = quoted.last, count > 1 else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " and " + last
  }
}
