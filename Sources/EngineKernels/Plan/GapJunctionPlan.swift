/// A conductance between two compartments of a group, which lies outside the trees.
public struct GapJunctionPlan: Sendable {
  /// The compartment from which current counts as positive.
  public var first: Int
  /// The other compartment.
  public var second: Int
  /// In µS, positive.
  public var conductance: Double
  /// The pools that carry the current.
  public var carriers: [CurrentClampPlan.Carrier]

  /// Joins two compartments.
  public init(
    first: Int, second: Int, conductance: Double, carriers: [CurrentClampPlan.Carrier] = []
  ) {
    self.first = first
    self.second = second
    self.conductance = conductance
    self.carriers = carriers
  }
}
