/// What follows from the coefficients: first guesses for stages, and values inside a step.
extension ImplicitTableau {
  /// The earlier stages from which stage i is guessed: at most four, the latest ones and the first.
  static let guessSources: [[Int]] = [
    [], [0], [0, 1], [0, 1, 2], [0, 1, 2, 3], [0, 1, 3, 4], [0, 3, 4, 5],
  ]

  /// Weights of the slopes of earlier stages in the first guess for a stage's increment.
  ///
  /// The slopes are interpolated by a polynomial, which is integrated up to the stage.
  func slopeGuess(stage: Int) -> [Double] {
    spread(Self.guessSources[stage]) { lagrange in
      integral(of: lagrange, to: abscissae[stage])
    }
  }

  /// Weights of the increments of earlier stages in the guess for a junction, which has no slope.
  func valueGuess(stage: Int) -> [Double] {
    spread(Self.guessSources[stage]) { lagrange in value(of: lagrange, at: abscissae[stage]) }
  }

  /// v of the continuous extension of order 4: y + Hermite(θ) + θ²(1 − θ)² Σ vᵢ h kᵢ.
  ///
  /// The cubic of Hermite misses the order conditions of degree 4 by θ²(1 − θ)²/4 for Σ b c³ and by
  /// θ²(1 − θ)²/12 for Σ b A c². v is the shortest vector that makes up for both and keeps the
  /// conditions of lower degree; there is no other, as stages are of order 2.
  func quarticWeights() -> [Double] {
    let c = abscissae
    let conditions = [
      c.map { _ in 1.0 }, c, c.map { $0 * $0 }, c.map { $0 * $0 * $0 },
      matrix.map { row in zip(row, c).reduce(0) { $0 + $1.0 * $1.1 * $1.1 } },
    ]
    var gram = conditions.map { a in
      conditions.map { b in zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    let multipliers = Self.solve(&gram, [0, 0, 0, 0.25, 1.0 / 12.0])
    return c.indices.map { stage in
      zip(conditions, multipliers).reduce(0) { $0 + $1.0[stage] * $1.1 }
    }
  }

  /// Weights of the stages' increments at θ for junctions: a polynomial through five of them.
  func junctionWeights(at theta: Double) -> [Double] {
    spread([0, 1, 3, 4, 6]) { lagrange in value(of: lagrange, at: theta) }
  }

  /// Puts one number for each source stage, made from its Lagrange polynomial, in its place.
  private func spread(_ sources: [Int], _ number: ([Double]) -> Double) -> [Double] {
    var weights = Array(repeating: 0.0, count: Self.stageCount)
    for source in sources { weights[source] = number(lagrange(source, among: sources)) }
    return weights
  }

  /// Coefficients, lowest first, of the polynomial that is 1 at `source` and 0 at the others.
  private func lagrange(_ source: Int, among sources: [Int]) -> [Double] {
    var polynomial = [1.0]
    for other in sources where other != source {
      let scale = 1 / (abscissae[source] - abscissae[other])
      var next = Array(repeating: 0.0, count: polynomial.count + 1)
      for (power, coefficient) in polynomial.enumerated() {
        next[power + 1] += coefficient * scale
        next[power] -= coefficient * scale * abscissae[other]
      }
      polynomial = next
    }
    return polynomial
  }

  private func value(of polynomial: [Double], at x: Double) -> Double {
    polynomial.reversed().reduce(0) { $0 * x + $1 }
  }

  private func integral(of polynomial: [Double], to x: Double) -> Double {
    let terms = polynomial.enumerated().map { $1 / Double($0 + 1) }
    return value(of: terms, at: x) * x
  }

  /// Gauss without pivoting: the Gram matrix is symmetric and positive.
  private static func solve(_ matrix: inout [[Double]], _ right: [Double]) -> [Double] {
    var x = right
    for pivot in x.indices {
      for row in (pivot + 1)..<max(x.count, pivot + 1) {
        let factor = matrix[row][pivot] / matrix[pivot][pivot]
        for column in pivot..<x.count { matrix[row][column] -= factor * matrix[pivot][column] }
        x[row] -= factor * x[pivot]
      }
    }
    for row in x.indices.reversed() {
      for column in (row + 1)..<max(x.count, row + 1) { x[row] -= matrix[row][column] * x[column] }
      x[row] /= matrix[row][row]
    }
    return x
  }
}
