import ModelDescription
import Morphology
import Quantities

extension DiscretizationRule {
  /// The words for rules that need no number.
  private enum Word: String, CaseIterable {
    case everySample = "every_sample"
    case explicit
  }

  private static let key = "discretization"
  private static let keys = ["d_lambda", "frequency", "max_length", "per_branch"]
  private static let example =
    "discretization: {d_lambda: 0.1}, {max_length: 20 um}, {per_branch: 5}, every_sample or explicit"

  /// Reads the key `discretization`: by default what the morphology gives, or else d_lambda.
  init(_ cell: MapEntry, shape: CellShape) throws(ModelIOError) {
    if let entry = cell.optional(Self.key) {
      self = try Self.rule(entry)
    } else if shape.hasGivenCompartments {
      _ = cell.optional(Self.key, default: Word.explicit.rawValue)
      self = .explicit
    } else {
      self = try Self.lengthConstants(cell.absent(Self.key, "a discretisation"))
    }
    try checkCounts(cell, shape: shape)
  }

  private static func rule(_ entry: Entry) throws(ModelIOError) -> DiscretizationRule {
    guard entry.isMap else {
      switch try entry.choice(Word.self, example: example) {
      case .everySample: return .everySample
      case .explicit: return .explicit
      }
    }
    let words = Word.allCases.map(\.rawValue)
    let map = try entry.map("a discretisation", keys: keys + words, example: example)
    let rules = ["d_lambda", "max_length", "per_branch"] + words
    let (rule, value) = try map.one(of: rules, example: example)
    if let frequency = map.optional("frequency"), rule != "d_lambda" {
      throw frequency.error(
        .inconsistent, "'frequency' means nothing beside '\(rule)'", suggestion: "remove it")
    }
    switch rule {
    case "d_lambda": return try lengthConstants(map)
    case "max_length":
      let length = try value.quantity(.length, .positive, example: "max_length: 20 um")
      return .maximumLength(length.inEngineUnit(.micrometer))
    case "per_branch":
      return .perBranch(
        try value.integer(1...SectionList.mostCompartments, example: "per_branch: 5"))
    default:
      guard try value.flag(example: "\(rule): true") else {
        throw value.error(
          .inconsistent, "\(value.path) is false, which leaves no rule",
          suggestion: "write \(example)")
      }
      return rule == Word.explicit.rawValue ? .explicit : .everySample
    }
  }

  /// Reads `d_lambda` and `frequency`, or their defaults, 0.1 and 100 Hz.
  private static func lengthConstants(_ map: MapEntry) throws(ModelIOError) -> DiscretizationRule {
    let fraction = try map.optional("d_lambda", default: "0.1")
      .number(.positive, example: "d_lambda: 0.1")
    let frequency = try map.optional("frequency", default: "100 Hz")
      .quantity(.frequency, .positive, in: .hertz, example: "frequency: 100 Hz")
    return .dLambda(fraction: fraction, frequency: frequency.siValue)
  }

  private func checkCounts(_ cell: MapEntry, shape: CellShape) throws(ModelIOError) {
    guard self == .explicit, !shape.hasGivenCompartments else { return }
    let entry = try cell.required(Self.key, example: Self.example)
    throw entry.error(
      .inconsistent, "\(entry.path) is explicit, but not every branch has 'compartments'",
      suggestion: "give them in the morphology, or choose another rule, such as {d_lambda: 0.1}")
  }
}
