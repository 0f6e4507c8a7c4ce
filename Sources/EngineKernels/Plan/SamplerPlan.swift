/// What one report samples in one group.
public struct SamplerPlan: Sendable {
  /// The quantity of one mechanism that a term takes.
  public enum Quantity: Sendable, Hashable {
    /// A state, by its number.
    case state(Int)
    /// A parameter, by its number.
    case parameter(Int)
    /// An observable, by its number.
    case observable(Int)
    /// The current of an ion, by its number, in mA/cm².
    case ionCurrent(Int)
    /// The membrane current, in mA/cm².
    case current
    /// The slope conductance dI/dV, in S/cm².
    case conductance
    /// The reversal potential of an ion, by its number, in mV.
    case reversal(Int)
  }

  /// The quantity of a species that a term takes.
  public enum SpeciesQuantity: Sendable, Hashable {
    /// The concentration inside, in mM.
    case inside
    /// The concentration outside, in mM.
    case outside
    /// The amount inside, in amol.
    case insideAmount
    /// The amount outside, in amol.
    case outsideAmount
    /// The Nernst potential, in mV.
    case reversal
  }

  /// A summand of an element.
  public enum Term: Sendable, Hashable {
    /// The potential of a slot, in mV.
    case voltage(slot: Int)
    /// A number that does not change.
    case constant(Double)
    /// A quantity of a mechanism, by its number in the group, at a slot that carries it.
    case mechanism(index: Int, slot: Int, quantity: Quantity)
    /// A quantity of a point mechanism: the kind, by its number in the group, and its lane.
    case point(index: Int, lane: Int, quantity: Quantity)
    /// A quantity of a species, by its number in the group's solutions, at a slot.
    case species(index: Int, slot: Int, SpeciesQuantity)
    /// A volume at a slot, in µm³.
    case volume(slot: Int, isInside: Bool)
    /// The current that a voltage clamp, by its number in the group, injects, in nA.
    case clampCurrent(index: Int)
  }

  /// The number of the report.
  public var report: Int
  /// The time of the first sample, in ms.
  public var start: Double
  /// The interval between samples, in ms.
  public var interval: Double
  /// How many samples a whole run takes.
  public var sampleCount: Int
  /// The elements, each the sum of its terms.
  public var elements: [[Term]]
  /// The column of each element in the whole report.
  public var columns: [Int]

  /// Samples `elements` at `start`, `start + interval`, ….
  public init(
    report: Int, start: Double, interval: Double, sampleCount: Int, elements: [[Term]],
    columns: [Int]
  ) {
    self.report = report
    self.start = start
    self.interval = interval
    self.sampleCount = sampleCount
    self.elements = elements
    self.columns = columns
  }
}
