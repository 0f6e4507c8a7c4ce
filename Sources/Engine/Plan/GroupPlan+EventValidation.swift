import EngineKernels

extension GroupPlan {
  /// Checks conditions: every value and place they speak of, every formula's stack.
  func validateEvents(_ check: (SamplerPlan.Term) throws -> Void) throws {
    for event in events {
      let times = [event.holdTime, event.interval]
      try require(
        times.allSatisfy { $0 >= 0 && $0.isFinite }, "times of event \(event.identifier)")
      for term in event.values.joined() { try check(term) }
      try require(!event.comparisons.isEmpty, "event \(event.identifier) compares nothing")
      for comparison in event.comparisons {
        try require(
          comparison.stackDepth(valueCount: event.values.count) != nil,
          "a formula of event \(event.identifier)")
      }
    }
  }
}
