import Testing

@testable import EngineKernels

@Suite("Accuracy of the implicit integrator")
struct ImplicitAccuracyTests {
  struct Problem: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let make: @Sendable () -> LocalSystem
    let start: [Double]
    let stop: Double
  }
  static let problems = [
    Problem(
      testDescription: "van der Pol", make: { vanDerPol(stiffness: 1000) }, start: [2, 0],
      stop: 2000),
    Problem(
      testDescription: "squid patch", make: squidPatch, start: [-65, 0.0529, 0.5961, 0.3177],
      stop: 50),
    Problem(testDescription: "Robertson", make: robertson, start: [1, 0, 0], stop: 4e5),
  ]

  @Test("the error follows the tolerance over six decades", arguments: problems)
  func tolerance(problem: Problem) {
    let exact = solve(problem, 1e-11)
    for exponent in stride(from: -3.0, through: -9, by: -1) {
      let tolerance = power(10, exponent)
      let error = zip(solve(problem, tolerance), exact).map { abs(($0 - $1) / $1) }.max() ?? .nan
      // The tolerance holds for a step. Along the way errors add up, or die out: a decade either way.
      #expect(error > 0.1 * tolerance && error < 10 * tolerance)
    }
  }

  private func solve(_ problem: Problem, _ tolerance: Double) -> [Double] {
    var system = problem.make()
    for index in system.unknowns.indices {
      system.unknowns[index].absoluteTolerance =
        tolerance * 1e-2 * system.unknowns[index].typicalMagnitude
    }
    let integrator = integrator(system, problem.start, tolerance: tolerance)
    #expect(integrator.advance(to: problem.stop) == nil)
    return integrator.values()
  }
}
