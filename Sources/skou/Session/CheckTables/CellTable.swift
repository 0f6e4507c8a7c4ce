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
      ]
    }
  }
}
