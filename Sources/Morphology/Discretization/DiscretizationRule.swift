/// How branches are cut into compartments of equal length.
///
/// A branch whose author fixed its number of compartments keeps it under every rule, and a sphere is
/// always one compartment.
public enum DiscretizationRule: Sendable, Hashable {
  /// At most this fraction of the length constant at a frequency in Hz; an odd number, as in NEURON.
  case dLambda(fraction: Double = 0.1, frequency: Double = 100)
  /// At most this length, in µm.
  case maximumLength(Double)
  /// The same number for every branch.
  case perBranch(Int)
  /// One compartment between each sample and the next; lengths differ.
  case everySample
  /// Only the numbers that the shape's author fixed.
  case explicit
}

/// The cable properties that d_lambda needs.
public struct CableProperties: Sendable, Hashable {
  /// The membrane's capacitance in µF/cm².
  public var capacitance: Double
  /// The cytoplasm's resistivity in Ω cm.
  public var axialResistivity: Double

  /// Makes cable properties from µF/cm² and Ω cm.
  public init(capacitance: Double = 1, axialResistivity: Double = 100) {
    self.capacitance = capacitance
    self.axialResistivity = axialResistivity
  }
}

extension DiscretizationRule {
  /// The most compartments that one cell may have.
  static let mostCompartments = 5_000_000

  /// Checks the rule's own numbers.
  func validate() throws(MorphologyError) {
    switch self {
    case .dLambda(let fraction, let frequency):
      try Self.requirePositive(fraction, "d_lambda is \(fraction)")
      try Self.requirePositive(frequency, "the frequency of d_lambda is \(frequency) Hz")
    case .maximumLength(let length):
      try Self.requirePositive(length, "max_length is \(length) um")
    case .perBranch(let count):
      try Self.requirePositive(Double(count), "per_branch is \(count)")
    case .everySample, .explicit: break
    }
  }

  private static func requirePositive(
    _ value: Double, _ complaint: String
  ) throws(MorphologyError) {
    guard value > 0, value.isFinite else {
      throw MorphologyError(
        .invalidDiscretization, complaint,
        suggestion: "give a positive number, such as d_lambda: 0.1")
    }
  }

  /// The number of compartments of a branch before refinement, or nil for `everySample`.
  func compartmentCount(
    of branch: Morphology.Branch, _ geometry: BranchGeometry, cable: () -> CableProperties
  ) throws(MorphologyError) -> Int? {
    if let fixed = branch.fixedCompartmentCount { return fixed }
    switch self {
    case .dLambda(let fraction, let frequency):
      let lambdas = geometry.electrotonicLength(frequency: frequency, cable: cable())
      return try Self.whole((lambdas / fraction + 0.9) / 2) * 2 + 1
    case .maximumLength(let length):
      // A length that fits but for round-off needs no further compartment.
      return max(1, try Self.whole((geometry.length / length * (1 - 1e-12)).rounded(.up)))
    case .perBranch(let count): return count
    case .everySample: return nil
    case .explicit:
      throw MorphologyError(
        .invalidDiscretization, "\(branch.label) has no number of compartments",
        suggestion: "give 'compartments', or choose another rule, such as d_lambda: 0.1")
    }
  }

  private static func whole(_ value: Double) throws(MorphologyError) -> Int {
    guard value < Double(mostCompartments), value > -1 else { throw tooMany }
    return Int(value)
  }

  static var tooMany: MorphologyError {
    MorphologyError(
      .invalidDiscretization, "a cell would have more than \(mostCompartments) compartments",
      suggestion: "choose longer compartments; check that lengths are in um")
  }
}

extension Morphology.Branch {
  /// What it is called in messages.
  var label: String { name.map { "section '\($0)'" } ?? "a branch of \(BranchKind.name(of: tag))" }
}
