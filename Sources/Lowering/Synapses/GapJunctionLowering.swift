import EngineKernels
import ModelDescription
import Morphology

/// The gap junctions of a model: which cells they join, before these are put into groups.
struct GapJunctionLowering {
  /// A junction between two compartments.
  private struct Junction {
    var first: LoweredModel.Element
    var second: LoweredModel.Element
    var conductance: Double
    var carriers: [StimulusDescription.Carrier]
  }

  private var junctions: [Junction] = []
  /// The cells that are joined, directly or over others; increasing, by their first.
  private(set) var clusters: [[Int]] = []
  /// What each entry made.
  private(set) var summaries: [NetworkSummary.Junctions] = []

  init(
    _ model: ModelDescription, _ placer: Placer, _ wiring: Wiring
  ) throws(LoweringError) {
    for entry in model.gapJunctions {
      let all = try wiring.junctions(entry)
      summaries.append(NetworkSummary.Junctions(all))
      for wired in all {
        try check(wired, placer, entry)
        try checkNumbers(wired, placer, model, entry)
        junctions.append(
          Junction(
            first: try element(wired.from, entry.fromPlace, placer, entry),
            second: try element(wired.to, entry.toPlace, placer, entry),
            conductance: wired.conductance, carriers: entry.carriers))
      }
    }
    clusters = clusters(cellCount: placer.cells.count)
  }

  private func element(
    _ cell: Int, _ place: PointSet, _ placer: Placer, _ entry: GapJunctionDescription
  ) throws(LoweringError) -> LoweredModel.Element {
    LoweredModel.Element(
      cell: cell, compartment: try placer.compartment(ofCell: cell, place, entry.source))
  }

  /// Cells that are solved together must have the same species, and ions that stay in place.
  private func check(
    _ wired: WiredJunction, _ placer: Placer, _ entry: GapJunctionDescription
  ) throws(LoweringError) {
    let cells = [wired.from, wired.to].map { placer.painted[placer.cells[$0].kind] }
    if let cell = cells.first(where: { $0.axial != nil }) {
      throw LoweringError(
        .name,
        "cell '\(cell.name)' has gap junctions, and ions that move along it, which do not go "
          + "together",
        suggestion: "remove 'axial:' from the cell, or the gap junctions", at: entry.source)
    }
    guard SolutionsKind(cells[0]) != SolutionsKind(cells[1]) else { return }
    throw LoweringError(
      .name,
      "cells '\(cells[0].name)' and '\(cells[1].name)' are joined by gap junctions and must have "
        + "the same species with 'dynamics: pool' or 'impermeant', and water in both or in none",
      suggestion: "declare the species under 'ions:' of the model", at: entry.source)
  }

  /// What one cell gives the other takes: they must stand for as many cells of the tissue.
  private func checkNumbers(
    _ wired: WiredJunction, _ placer: Placer, _ model: ModelDescription,
    _ entry: GapJunctionDescription
  ) throws(LoweringError) {
    let populations = [wired.from, wired.to].map { model.populations[placer.cells[$0].population] }
    guard populations[0].represents != populations[1].represents else { return }
    throw LoweringError(
      .range,
      "a cell of '\(populations[0].name)' represents \(populations[0].represents) cells and one of "
        + "'\(populations[1].name)' \(populations[1].represents): gap junctions between them would "
        + "make ions out of nothing",
      suggestion: "give both populations the same 'represents:'", at: entry.source)
  }

  private func clusters(cellCount: Int) -> [[Int]] {
    var parent = Array(0..<cellCount)
    func root(_ cell: Int) -> Int {
      var cell = cell
      while parent[cell] != cell {
        parent[cell] = parent[parent[cell]]
        cell = parent[cell]
      }
      return cell
    }
    for junction in junctions {
      let (a, b) = (root(junction.first.cell), root(junction.second.cell))
      // The smaller number becomes the root, so that clusters do not depend on the order.
      parent[max(a, b)] = min(a, b)
    }
    let coupled = Set(junctions.flatMap { [$0.first.cell, $0.second.cell] })
    return Dictionary(grouping: coupled.sorted(), by: root).values
      .map { $0.sorted() }.sorted { $0[0] < $1[0] }
  }

  /// Puts the junctions into the groups of their cells, where these are built.
  func add(to builders: inout [GroupBuilder], _ placer: Placer) {
    for junction in junctions {
      // Cells that are joined share a group.
      guard let (builder, first) = placer.location(junction.first, builders),
        let (_, second) = placer.location(junction.second, builders)
      else { continue }
      let solutions = placer.cell(junction.first).solutions
      let carriers = junction.carriers.compactMap { carrier in
        solutions?.index(of: carrier.ion).map {
          CurrentClampPlan.Carrier(species: $0, share: carrier.fraction)
        }
      }
      builders[builder].add(
        GapJunctionPlan(
          first: first, second: second, conductance: junction.conductance, carriers: carriers))
    }
  }
}
