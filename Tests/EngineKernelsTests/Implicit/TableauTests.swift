import Testing

@testable import EngineKernels

@Suite("Coefficients of the implicit method")
struct TableauTests {
  private let tableau = ImplicitTableau()

  /// Rooted trees up to order 5: the weight Σ bᵢ φᵢ and what it must be.
  private func conditions(_ b: [Double], upTo order: Int) -> [(Double, Double)] {
    let c = tableau.abscissae
    func apply(_ x: [Double]) -> [Double] {
      tableau.matrix.map { row in zip(row, x).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    func times(_ x: [Double], _ y: [Double]) -> [Double] { zip(x, y).map { $0 * $1 } }
    let c2 = times(c, c)
    let c3 = times(c2, c)
    let ac = apply(c)
    let ac2 = apply(c2)
    let trees: [(Int, [Double], Double)] = [
      (1, c.map { _ in 1 }, 1), (2, c, 1 / 2), (3, c2, 1 / 3), (3, ac, 1 / 6),
      (4, c3, 1 / 4), (4, times(c, ac), 1 / 8), (4, ac2, 1 / 12), (4, apply(ac), 1 / 24),
      (5, times(c2, c2), 1 / 5), (5, times(c2, ac), 1 / 10), (5, times(c, ac2), 1 / 15),
      (5, times(c, apply(ac)), 1 / 30), (5, times(ac, ac), 1 / 20), (5, apply(c3), 1 / 20),
      (5, apply(times(c, ac)), 1 / 40), (5, apply(ac2), 1 / 60), (5, apply(apply(ac)), 1 / 120),
    ]
    return trees.filter { $0.0 <= order }.map { tree in
      (zip(b, tree.1).reduce(0) { $0 + $1.0 * $1.1 }, tree.2)
    }
  }

  @Test("the solution is of order 5, the embedded one of order 4 and not of order 5")
  func orderConditions() throws {
    let last = try #require(tableau.matrix.last)
    for (value, target) in conditions(last, upTo: 5) { #expect(abs(value - target) < 1e-14) }
    for (value, target) in conditions(tableau.embedded, upTo: 4) {
      #expect(abs(value - target) < 1e-14)
    }
    let worst = conditions(tableau.embedded, upTo: 5).map { abs($0 - $1) }.max() ?? 0
    #expect(worst > 1e-4)
  }

  @Test("rows sum to the abscissae, stages are of order 2 and inside the step")
  func stages() {
    for (row, c) in zip(tableau.matrix, tableau.abscissae) {
      #expect(abs(row.reduce(0, +) - c) < 1e-15)
      let second = zip(row, tableau.abscissae).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(second - c * c / 2) < 1e-14)
      #expect((0...1).contains(c))
    }
    for stage in 1..<ImplicitTableau.stageCount {
      #expect(tableau.matrix[stage][stage] == tableau.gamma)
    }
  }

  @Test("the method is A-stable on the imaginary axis and vanishes at minus infinity")
  func stability() {
    for exponent in stride(from: -3.0, through: 6, by: 0.05) {
      let size = growth(real: 0, imaginary: power(10, exponent))
      #expect(size <= 1 + 1e-12)
    }
    #expect(growth(real: -1e9, imaginary: 0) < 1e-7)
  }

  /// |R(z)|, stage by stage for y' = z y with h = 1.
  private func growth(real: Double, imaginary: Double) -> Double {
    var slopes: [(Double, Double)] = []
    var value = (1.0, 0.0)
    for stage in 0..<ImplicitTableau.stageCount {
      var sum = (1.0, 0.0)
      for (earlier, slope) in slopes.enumerated() {
        let a = tableau.matrix[stage][earlier]
        sum = (sum.0 + a * slope.0, sum.1 + a * slope.1)
      }
      let gamma = stage == 0 ? 0 : tableau.gamma
      value = divide(sum, (1 - gamma * real, -gamma * imaginary))
      slopes.append(
        (value.0 * real - value.1 * imaginary, value.0 * imaginary + value.1 * real))
    }
    return (value.0 * value.0 + value.1 * value.1).squareRoot()
  }

  private func divide(_ a: (Double, Double), _ b: (Double, Double)) -> (Double, Double) {
    let square = b.0 * b.0 + b.1 * b.1
    return ((a.0 * b.0 + a.1 * b.1) / square, (a.1 * b.0 - a.0 * b.1) / square)
  }
}
