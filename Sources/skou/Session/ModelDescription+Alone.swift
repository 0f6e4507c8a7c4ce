import MechanismCatalogue
import ModelDescription

/// What is left of a model when one cell is looked at alone.
extension ModelDescription {
  /// Puts a bath in the place of a space that all cells share.
  ///
  /// Where walls or perfusion hold the bath's concentrations, cells at rest give nothing to the
  /// space, and it is as the bath: the rest of the tissue is that of one cell in the bath.
  mutating func leaveSharedSpace(_ space: QuietModel.SharedSpace) throws {
    guard case .grid(let grid) = extracellular.space else { return }
    let isPerfused = ([grid.perfusion] + grid.regions.map(\.perfusion)).contains {
      ($0?.value ?? 0) > 0
    }
    guard space == .given || grid.boundary == .held || isPerfused else {
      throw UserError.wrongInput(
        "\(extracellular.source): a sealed space keeps what cells leave in it: they come to rest "
          + "together, and one cell alone does not tell where",
        advice: "give the cell its part of the space, as in --set 'extracellular={space: private, "
          + "volume_fraction: \(Format.number(grid.volumeFraction))}', or hold the walls with "
          + "--set extracellular.boundary=held")
    }
    extracellular.space = .bath
  }

  /// Leaves out synapses, which are silent without events, and gap junctions between equal places.
  mutating func leaveNetwork(_ cell: CellDescription, _ catalogue: MechanismCatalogue) throws {
    for synapse in cell.synapses where !synapse.use.takesEvents(catalogue) {
      throw UserError.wrongInput(
        "\(synapse.source): '\(synapse.use.name)' takes no events, and may act at rest: what a cell "
          + "alone does is not the rest of the network",
        advice: "remove it, or run the network until it is steady")
    }
    for junction in gapJunctions where concerns(junction, cell) {
      try refuseUnevenJunction(junction, cell)
    }
    for number in cells.indices { cells[number].synapses = [] }
    (connections, sources, gapJunctions) = ([], [], [])
  }

  private func kinds(_ selections: [CellSelection]) -> Set<String> {
    let names = Set(selections.map(\.population))
    return Set(populations.filter { names.contains($0.name) }.map(\.cell))
  }

  private func concerns(_ junction: GapJunctionDescription, _ cell: CellDescription) -> Bool {
    kinds(junction.from + junction.to).contains(cell.name)
  }

  /// Equal places of equal cells have the same V, and no current flows between them.
  private func refuseUnevenJunction(
    _ junction: GapJunctionDescription, _ cell: CellDescription
  ) throws {
    let isEven =
      kinds(junction.from + junction.to).count == 1 && junction.fromPlace == junction.toPlace
    guard !isEven else { return }
    throw UserError.wrongInput(
      "\(junction.source): gap junctions join '\(cell.name)' to other cells or other places, and "
        + "their rests are not independent",
      advice: "remove these gap junctions, or run the network until it is steady")
  }
}

extension MechanismUse {
  /// Whether it acts on events alone.
  fileprivate func takesEvents(_ catalogue: MechanismCatalogue) -> Bool {
    catalogue.manifests.first { $0.name == mechanism && $0.variant == variant }?
      .eventUnit.isEmpty == false
  }
}
