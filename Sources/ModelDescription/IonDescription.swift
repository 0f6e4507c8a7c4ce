public import Quantities

/// An ion in one kind of cell: its valence, and its reversal potential or concentrations.
///
/// Concentrations are constant. The reversal potential is `reversal` where that is given, and
/// otherwise the Nernst potential RT/(zF) ln(outside/inside) at the local temperature.
public struct IonDescription: Sendable {
  /// The name used by mechanisms, such as `na`.
  public var name: String
  /// The charge in units of the elementary charge; not zero, and not necessarily whole.
  public var valence: Double
  /// The reversal potential, where the model fixes it.
  public var reversal: Quantity?
  /// The concentration inside the cell; positive where a Nernst potential follows from it.
  public var inside: Quantity?
  /// The concentration outside the cell; positive where a Nernst potential follows from it.
  public var outside: Quantity?
  /// Whether `reversal` is meant to win over the concentrations' Nernst potential.
  public var reversalOverridesConcentrations: Bool
  /// Where it was said.
  public var source: SourceLocation

  /// Makes an ion's description.
  public init(
    name: String, valence: Double, reversal: Quantity? = nil, inside: Quantity? = nil,
    outside: Quantity? = nil, reversalOverridesConcentrations: Bool = false,
    source: SourceLocation
  ) {
    self.name = name
    self.valence = valence
    self.reversal = reversal
    self.inside = inside
    self.outside = outside
    self.reversalOverridesConcentrations = reversalOverridesConcentrations
    self.source = source
  }

  /// The valences of the ions that a model need not declare.
  public static let predefinedValences: [String: Double] = [
    "na": 1, "k": 1, "cl": -1, "ca": 2, "mg": 2, "hco3": -1, "h": 1,
  ]

  /// Whether a reversal potential is given or follows from the concentrations.
  public var hasReversal: Bool {
    reversal != nil || (inside != nil && outside != nil)
  }
}
