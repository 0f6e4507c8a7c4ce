import Lowering
import ModelDescription

/// What `skou check` says of each population.
enum CellTable {
  static func rows(_ description: ModelDescription, _ lowered: LoweredModel) -> [[String]] {
    description.populations.map { population in
      guard let cell = lowered.painted.first(where: { $0.name == population.cell }) else {
        return [population.name]
      }
      let compartments = cell.morphology.compartments
      let area = compartments.reduce(0) { $0 + $1.area }
      return [
        population.name, "\(Format.count(population.count)) x \(cell.name)",
        Format.counted(compartments.count, "compartment"),
        Format.counted(cell.morphology.branches.count, "branch", plural: "branches"),
        "\(Format.number(area)) um2",
      ] + population.remarks
    }
  }
}

extension PopulationDescription {
  /// Where its cells are and how many each stands for, as far as the model says so.
  fileprivate var remarks: [String] {
    let represented = represents == 1 ? nil : "each stands for \(Format.number(represents))"
    return [positions.words, represented].compactMap { $0 }
  }
}

extension CellPositions {
  /// Where cells are, in words; nil where nobody said.
  fileprivate var words: String? {
    switch self {
    case .unstated: nil
    case .points(let points): points.count == 1 ? "at a point" : "at points"
    case .line: "on a line"
    case .lattice(_, _, let counts):
      "on a lattice of " + counts.map { Format.count($0) }.joined(separator: " x ")
    case .box(_, let distance):
      distance > 0 ? "in a box, \(Format.number(distance)) um apart at least" : "in a box"
    }
  }
}
