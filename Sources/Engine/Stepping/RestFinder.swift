public import EngineKernels

/// Searches for the rests of a plan's groups.
public struct RestFinder {
  private let searches: [RestSearch]

  /// Checks a plan and prepares the search.
  ///
  /// - Parameters:
  ///   - plan: the cells; what electrodes and interventions do at the start counts throughout.
  ///   - isCompartment: for each group and slot whether it holds a compartment.
  /// - Throws: an `EngineError` where the plan contradicts itself.
  public init(_ plan: SimulationPlan, isCompartment: [[Bool]]) throws {
    try plan.validate()
    searches = zip(plan.groups, isCompartment).map {
      RestSearch($0, isCompartment: $1, path: plan.settings.path)
    }
  }

  /// What is found in a group from a start; nil where the group has no such start.
  public func find(inGroup group: Int, from start: RestStart) -> RestFinding? {
    searches.indices.contains(group) ? searches[group].find(from: start) : nil
  }

  /// How fast everything changes in the state that the model gives.
  public func changes(inGroup group: Int) -> RestChanges? {
    searches.indices.contains(group) ? searches[group].changes() : nil
  }
}
