import Testing

@testable import EngineKernels

@Suite("Accuracy of the implicit integrator")
struct ImplicitAccuracyTests {
  struct Problem: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let make: @Sendable () -> LocalSystem
    let start: [Double]
    let stop: Double
    /// From SciPy 1 with tolerances of 1e-12 and 1e-13, which agree to 1e-11: Radau for van der Pol
    /// and Robertson, DOP853 for the patch.
    let exact: [Double]
  }
  static let problems = [
    Problem(
      testDescription: "van der Pol", make: { vanDerPol(stiffness: 1000) }, start: [2, 0],
      stop: 2000, exact: [1.70616773217048, -8.9280970102480e-4]),
    Problem(
      testDescription: "squid patch", make: squidPatch, start: [-65, 0.0529, 0.5961, 0.3177],
      stop: 50, exact: [-73.706740812063, 0.0177200468743, 0.2324995667796, 0.5912741039171]),
    Problem(
      testDescription: "Robertson", make: robertson, start: [1, 0, 0], stop: 4e5,
      exact: [4.93827452103e-3, 1.984994087976e-8, 0.9950617056290]),
  ]

  @Test("the error follows the tolerance over six decades", arguments: problems)
  func tolerance(problem: Problem) {
    for exponent in stride(from: -3.0, through: -9, by: -1) {
      let tolerance = power(10, exponent)
      let error = worst(solve(problem, tolerance), problem.exact)
      // The tolerance holds for a step. Along the way errors add up, or die out: a decade either way.
      #expect(error > 0.1 * tolerance && error < 10 * tolerance)
    }
  }

  private func worst(_ values: [Double], _ exact: [Double]) -> Double {
    zip(values, exact).map { abs(($0 - $1) / $1) }.max() ?? .nan
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
