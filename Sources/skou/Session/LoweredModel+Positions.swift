import Lowering
import ResultsIO

extension LoweredModel {
  /// Where the cells are, of each population whose positions the model states.
  var cellPositions: [PopulationPlacement] {
    guard let placement else { return [] }
    var placements = populations.map { PopulationPlacement(population: $0) }
    let isStated = populations.indices.map { placement.hasPositions($0) }
    for (number, cell) in cells.enumerated() where isStated[cell.population] {
      let position = placement.position(ofCell: number)
      placements[cell.population].x.append(position.x)
      placements[cell.population].y.append(position.y)
      placements[cell.population].z.append(position.z)
    }
    return zip(placements, isStated).filter(\.1).map(\.0).sorted { $0.population < $1.population }
  }
}
