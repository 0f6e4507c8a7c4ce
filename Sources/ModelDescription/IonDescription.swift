public import Quantities

/// A species in one kind of cell: its valence, and its reversal potential or concentrations.
///
/// The reversal potential is `reversal` where that is given, and otherwise the Nernst potential
/// RT/(zF) ln(outside/inside) at the local temperature. What the concentrations do in a run is
/// said by `dynamics`.
public struct IonDescription: Sendable {
  /// What a species' concentrations do in a run.
  public enum Dynamics: String, Sendable, Hashable, CaseIterable {
    /// They stay as they are: something that is not simulated supplies what is moved.
    case constant
    /// The amount is state: it changes by what is moved, and concentrations follow from it.
    case pool
    /// The amounts inside and outside are fixed, so that concentrations follow the volumes.
    case impermeant
  }

  /// The name used by mechanisms, such as `na`.
  public var name: String
  /// The charge in units of the elementary charge, not necessarily whole; 0 for a neutral species.
  public var valence: Double
  /// The reversal potential, where the model fixes it; never that of a pool or a neutral species.
  public var reversal: Quantity?
  /// The concentration inside the cell at the start.
  ///
  /// It is positive, except that an impermeant or neutral species may have none of it.
  public var inside: Quantity?
  /// The concentration outside the cell at the start, and in the bath for the whole run.
  ///
  /// It is positive, except that an impermeant or neutral species may have none of it. A neutral
  /// pool without it is not exchanged with the outside.
  public var outside: Quantity?
  /// Whether `reversal` is meant to win over the concentrations' Nernst potential.
  public var reversalOverridesConcentrations: Bool
  /// What the concentrations do in a run.
  public var dynamics: Dynamics
  /// The diffusion coefficient in free solution, where the model gives one; not negative.
  public var diffusion: Quantity?
  /// Where it was said.
  public var source: SourceLocation

  /// Makes an ion's description.
  public init(
    name: String, valence: Double, reversal: Quantity? = nil, inside: Quantity? = nil,
    outside: Quantity? = nil, reversalOverridesConcentrations: Bool = false,
    dynamics: Dynamics = .constant, diffusion: Quantity? = nil, source: SourceLocation
  ) {
    self.name = name
    self.valence = valence
    self.reversal = reversal
    self.inside = inside
    self.outside = outside
    self.reversalOverridesConcentrations = reversalOverridesConcentrations
    self.dynamics = dynamics
    self.diffusion = diffusion
    self.source = source
  }

  /// The valences of the ions that a model need not declare.
  public static let predefinedValences: [String: Double] = [
    "na": 1, "k": 1, "cl": -1, "ca": 2, "mg": 2, "hco3": -1, "h": 1,
  ]

  /// Whether it carries no charge, and so has no Nernst potential.
  public var isNeutral: Bool { valence == 0 }

  /// Whether a reversal potential is given or follows from the concentrations.
  public var hasReversal: Bool {
    guard !isNeutral, dynamics != .impermeant else { return false }
    return reversal != nil || (inside != nil && outside != nil)
  }
}
