import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Observed orders of convergence on a branched, active cell that fires.
@Suite("Orders of convergence")
struct OrderTests {
  /// The tree with a current that starts and stops off the grid, for one spike.
  private func text(start: String = "1.0137 ms", stop: String = "5.0071 ms") -> String {
    ReferenceModels.tree
      .replacing("99.975 ms", with: "8 ms")
      .replacing("start: 1 ms", with: "start: \(start), stop: \(stop)")
      .replacing("every: 0.025 ms", with: "every: 0.16 ms")
  }

  private func error(_ a: ModelRun, _ b: ModelRun) -> Double {
    let pairs = zip(a.traces["v"] ?? [], b.traces["v"] ?? [])
    return pairs.map { relativeRMS($0, $1, rest: -65) }.max() ?? .nan
  }

  @Test("time: the default is of second order, with jumps off the grid")
  func secondOrderInTime() throws { try expectOrder(2, text(), "second_order") }

  @Test("time: backward Euler is of first order")
  func firstOrderInTime() throws {
    // It moves jumps to the grid, as other simulators do: here they stand on it.
    try expectOrder(1, text(start: "1.024 ms", stop: "5.024 ms"), "backward_euler")
  }

  private func expectOrder(_ order: Double, _ text: String, _ method: String) throws {
    let runs = try [0.008, 0.004, 0.002, 0.001, 0.0005].map { timeStep in
      try ModelRun(
        text, overrides: ["simulation.dt=\(timeStep) ms", "simulation.method=\(method)"])
    }
    // Differences of successive runs fall as the errors do, without a reference of their own.
    let differences = zip(runs, runs.dropFirst()).map(error)
    for (coarse, fine) in zip(differences, differences.dropFirst()) {
      #expect(abs(log2(coarse / fine) - order) <= 0.2, "\(differences)")
    }
  }

  @Test("space: second order")
  func space() throws {
    let runs = try [1, 3, 9, 27].map {
      try ModelRun(text(), overrides: ["simulation.dt=0.002 ms"], refinement: $0)
    }
    let differences = zip(runs, runs.dropFirst()).map(error)
    for (coarse, fine) in zip(differences, differences.dropFirst()) {
      #expect(abs(log(coarse / fine) / log(3.0) - 2) <= 0.3, "\(differences)")
    }
  }
}
