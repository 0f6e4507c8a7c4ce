/// What a mechanism says of itself: its name, parameters, states and the ions it reads and moves.
///
/// A manifest is a value, read once from a loaded library. Model files are checked against it and
/// `skou mechanisms` prints it.
public struct MechanismManifest: Sendable, Hashable {
  /// A number that a model may set for each place, with its unit and allowed range.
  public struct Parameter: Sendable, Hashable {
    /// The name used in model files, such as `gbar`.
    public var name: String
    /// The unit in which the mechanism receives it, such as `S/cm2`; `1` for a pure number.
    public var unit: String
    /// The value used where a model sets none, in `unit`.
    public var defaultValue: Double
    /// The smallest and largest allowed value, in `unit`.
    public var range: ClosedRange<Double>
    /// One line that says what it is.
    public var summary: String

    /// Makes a parameter's description.
    public init(
      name: String, unit: String, defaultValue: Double, range: ClosedRange<Double>, summary: String
    ) {
      self.name = name
      self.unit = unit
      self.defaultValue = defaultValue
      self.range = range
      self.summary = summary
    }
  }

  /// A quantity that the mechanism carries from step to step, such as a gate.
  public struct State: Sendable, Hashable {
    /// The name under which it is recorded, such as `m`.
    public var name: String
    /// Its unit; `1` for a gate.
    public var unit: String
    /// One line that says what it is.
    public var summary: String

    /// Makes a state's description.
    public init(name: String, unit: String, summary: String) {
      self.name = name
      self.unit = unit
      self.summary = summary
    }
  }

  /// An ion whose concentrations or reversal potential the mechanism reads, or which it moves.
  public struct Ion: Sendable, Hashable {
    /// The species, such as `na`; for a configurable ion, the key that names it (`ion`).
    public var name: String
    /// Whether the model chooses the species, or none, with the key `ion:`.
    ///
    /// A configurable ion that is bound to none takes the key `reversal:` instead.
    public var isConfigurable: Bool
    /// Whether the mechanism reads the reversal potential.
    public var readsReversal: Bool
    /// Whether the mechanism reads the inside concentration.
    public var readsInside: Bool
    /// Whether the mechanism reads the outside concentration.
    public var readsOutside: Bool
    /// Whether the mechanism moves the ion across the membrane.
    public var moves: Bool
    /// Whether the mechanism adds to what is inside, or uses it up, other than across the membrane.
    public var gainsInside: Bool
    /// Whether the mechanism adds to what is outside, or takes it away, likewise.
    public var gainsOutside: Bool
    /// Whether a model may do without the ion: then there are 1e30 mM of it on both sides.
    public var isOptional: Bool

    /// Makes an ion's description.
    public init(
      name: String, isConfigurable: Bool, readsReversal: Bool, readsInside: Bool,
      readsOutside: Bool, moves: Bool, gainsInside: Bool = false, gainsOutside: Bool = false,
      isOptional: Bool = false
    ) {
      self.name = name
      self.isConfigurable = isConfigurable
      self.readsReversal = readsReversal
      self.readsInside = readsInside
      self.readsOutside = readsOutside
      self.moves = moves
      self.gainsInside = gainsInside
      self.gainsOutside = gainsOutside
      self.isOptional = isOptional
    }
  }

  /// The name used in model files (`use: nav_hh`).
  public var name: String
  /// The variant (`model: hill`), or an empty string where the mechanism has only one.
  public var variant: String
  /// One line that says what it is.
  public var summary: String
  /// Where the equations come from.
  public var citation: String
  /// What a model may set, in the order of the table.
  public var parameters: [Parameter]
  /// What is carried from step to step, in the order of the table.
  public var states: [State]
  /// The ions read or moved, in the order of the table.
  public var ions: [Ion]
  /// What can be recorded besides states, currents and parameters, in the order of the table.
  public var observables: [State]
  /// The factor per 10 K by which rates (or, without gates, magnitudes) grow.
  ///
  /// A model may set another with the key `q10`.
  public var q10: Double
  /// The temperature at which the parameters hold, in degrees Celsius.
  public var referenceTemperatureCelsius: Double
  /// Whether states draw random numbers: such a mechanism runs with fixed steps alone.
  public var isRandom: Bool
  /// Whether it is at a point of a cell, such as a synapse, in µS and nA, rather than in the
  /// membrane, per area.
  public var isPoint: Bool
  /// The unit of the weight of the events that it takes, such as `uS`; empty where it takes none.
  public var eventUnit: String
  /// Whether each connection needs a mechanism of its own, since states are no sum over events.
  public var isPerConnection: Bool

  /// Makes a manifest.
  ///
  /// It is one of a mechanism in the membrane without chance, unless said otherwise.
  public init(
    name: String, variant: String, summary: String, citation: String, parameters: [Parameter],
    states: [State], ions: [Ion], observables: [State] = [], q10: Double,
    referenceTemperatureCelsius: Double, isRandom: Bool = false,
    isPoint: Bool = false, eventUnit: String = "", isPerConnection: Bool = false
  ) {
    self.name = name
    self.variant = variant
    self.summary = summary
    self.citation = citation
    self.parameters = parameters
    self.states = states
    self.ions = ions
    self.observables = observables
    self.q10 = q10
    self.referenceTemperatureCelsius = referenceTemperatureCelsius
    self.isRandom = isRandom
    self.isPoint = isPoint
    self.eventUnit = eventUnit
    self.isPerConnection = isPerConnection
  }
}
