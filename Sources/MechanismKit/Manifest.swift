/// What a mechanism says of itself.
///
/// Which columns there are, and their defaults, comes from the structs; the manifest adds units,
/// ranges and words, and must name every column, in any order. A property `tauMax` may be named
/// `tau_max`, as names are written in model files.
public struct Manifest {
  /// A parameter, state or observable.
  public struct Item {
    let name: String
    let unit: String
    let range: ClosedRange<Double>
    let summary: String

    /// A column `name` in `unit` (`1` for a pure number), allowed in `range`.
    public static func column(
      _ name: String, _ unit: String, in range: ClosedRange<Double> = -1e30...1e30,
      _ summary: String
    ) -> Item {
      Item(name: name, unit: unit, range: range, summary: summary)
    }
  }

  /// What a mechanism does with an ion.
  public struct IonUse: OptionSet, Sendable {
    /// The flags of `skou_ion_info`.
    public let rawValue: UInt32

    /// Uses by their flags.
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    /// It reads the reversal potential.
    public static let reversal = IonUse(rawValue: 1)
    /// It reads the concentration inside.
    public static let inside = IonUse(rawValue: 2)
    /// It reads the concentration outside.
    public static let outside = IonUse(rawValue: 4)
    /// It moves the ion.
    public static let moves = IonUse(rawValue: 8)
    /// The model chooses the species, or none.
    public static let configurable = IonUse(rawValue: 16)
    /// It adds to what is inside, or uses it up.
    public static let gainsInside = IonUse(rawValue: 32)
    /// It adds to what is outside, or takes it away.
    public static let gainsOutside = IonUse(rawValue: 64)
    /// The model need not have it: then there are 1e30 mM of it on both sides, and it reverses at
    /// 1e30 mV.
    public static let optional = IonUse(rawValue: 128)
  }

  let name: String
  let variant: String
  let summary: String
  let citation: String
  let q10: Double
  let referenceCelsius: Double
  let isRandom: Bool
  let eventUnit: String
  let isPerConnection: Bool
  let parameters: [Item]
  let states: [Item]
  let observables: [Item]
  let ions: [(name: String, use: IonUse)]

  /// Makes a manifest.
  ///
  /// - Parameters:
  ///   - name: the name in model files, in snake case.
  ///   - variant: the value of the key `model:` where a mechanism has several.
  ///   - summary: one line that says what it is.
  ///   - citation: where the equations come from.
  ///   - q10: the default factor per 10 K.
  ///   - referenceCelsius: the temperature at which the parameters hold, in °C.
  ///   - isRandom: whether states draw random numbers, which only fixed steps can.
  ///   - eventUnit: the unit of the weight of events, such as `uS`; empty where none are taken.
  ///   - isPerConnection: whether each connection needs a point mechanism of its own, as states are
  ///     no sum over events.
  ///   - parameters: units, ranges and words for every parameter.
  ///   - states: the same for every state.
  ///   - observables: the same for every observable.
  ///   - ions: what is done with each ion, in the order of the struct.
  public init(
    name: String, variant: String = "", summary: String, citation: String, q10: Double = 1,
    referenceCelsius: Double = 6.3, isRandom: Bool = false, eventUnit: String = "",
    isPerConnection: Bool = false, parameters: [Item] = [], states: [Item] = [],
    observables: [Item] = [], ions: [(name: String, use: IonUse)] = []
  ) {
    self.name = name
    self.variant = variant
    self.summary = summary
    self.citation = citation
    self.q10 = q10
    self.referenceCelsius = referenceCelsius
    self.isRandom = isRandom
    self.eventUnit = eventUnit
    self.isPerConnection = isPerConnection
    self.parameters = parameters
    self.states = states
    self.observables = observables
    self.ions = ions
  }
}
