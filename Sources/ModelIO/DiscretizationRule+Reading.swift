import Morphology
import Quantities

extension DiscretizationRule {
  private static let words = ["every_sample", "explicit"]
  private static let keys = ["d_lambda", "frequency", "max_length", "per_branch"] + words
  private static let example =
    "discretization: {d_lambda: 0.1}, {max_length: 20 um}, {per_branch: 5}, every_sample or explicit"

  /// Reads the key `discretization`: by default what the morphology gives, or else d_lambda.
  init(_ cell: MapEntry, shape: CellShape) throws(ModelIOError) {
    let entry = cell.optional("discretization")
    if entry == nil, shape.hasGivenCompartments {
      _ = cell.optional("discretization", default: "explicit")
      self = .explicit
    } else if let entry {
      self = try Self.rule(entry, shape: shape)
    } else {
      self = .dLambda(
        fraction: Self.defaultFraction,
        frequency: try Self.frequency(cell, key: "discretization"))
    }
  }

  private static let defaultFraction = 0.1
}
