/// Which columns of a mechanism interventions change.
struct ChangingColumns: Sendable {
  /// How a mechanism depends on temperature, for each of its own lanes.
  struct Temperature: Sendable {
    private let q10s: ColumnPlan
    private let nernst: [ColumnPlan]

    init(_ plan: MechanismPlan) {
      q10s = plan.q10
      nernst = plan.ions.map(\.isNernst)
    }

    /// The factor per 10 K at one of the mechanism's lanes.
    func q10(_ lane: Int) -> Double { q10s[lane] }
    /// Whether an ion's constant reversal potential is a Nernst potential there.
    func isNernst(ion: Int, _ lane: Int) -> Bool { nernst[ion][lane] != 0 }
  }

  /// Parameters, by number.
  let parameters: Set<Int>
  /// nil where the temperature stays.
  let temperature: Temperature?

  /// What the interventions of a group change of the mechanism with a number; nil where it has none
  /// and no intervention changes its parameters.
  init(_ plan: MechanismPlan, number: Int?, _ interventions: [InterventionPlan]) {
    parameters = Set(
      interventions.compactMap { intervention in
        guard case .parameter(let mechanism, let parameter) = intervention.target,
          mechanism == number
        else { return nil }
        return parameter
      })
    let isWarmed = interventions.contains {
      if case .temperature = $0.target { return true }
      return false
    }
    temperature = isWarmed ? Temperature(plan) : nil
  }
}

extension ColumnPlan {
  /// The number of a lane.
  fileprivate subscript(lane: Int) -> Double {
    switch self {
    case .uniform(let number): number
    case .perLane(let numbers): numbers[lane]
    }
  }
}
