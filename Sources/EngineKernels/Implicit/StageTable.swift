/// The method's numbers, laid out for loops: rows of `stageCount`.
final class StageTable {
  static let count = ImplicitTableau.stageCount
  let gamma: Double
  let abscissae: UnsafeMutablePointer<Double>
  /// Weights of earlier slopes in `known` of a stage.
  let matrix: UnsafeMutablePointer<Double>
  /// Weights of earlier slopes in the guess for a stage's increment.
  let slopeGuess: UnsafeMutablePointer<Double>
  /// Weights of earlier increments in the guess for a junction.
  let valueGuess: UnsafeMutablePointer<Double>
  /// Solution minus embedded solution.
  let error: UnsafeMutablePointer<Double>
  /// The quartic part of the continuous extension.
  let quartic: UnsafeMutablePointer<Double>
  let tableau = ImplicitTableau()
  private let arena: DoubleArena

  init() {
    let count = Self.count
    arena = DoubleArena(count: count * (3 + 3 * count))
    gamma = tableau.gamma
    abscissae = arena.base
    error = abscissae + count
    quartic = error + count
    matrix = quartic + count
    slopeGuess = matrix + count * count
    valueGuess = slopeGuess + count * count
    let last = tableau.matrix[count - 1]
    let quarticWeights = tableau.quarticWeights()
    for stage in 0..<count {
      abscissae[stage] = tableau.abscissae[stage]
      error[stage] = last[stage] - tableau.embedded[stage]
      quartic[stage] = quarticWeights[stage]
      fill(matrix + stage * count, tableau.matrix[stage])
      fill(slopeGuess + stage * count, tableau.slopeGuess(stage: stage))
      fill(valueGuess + stage * count, tableau.valueGuess(stage: stage))
    }
  }

  private func fill(_ row: UnsafeMutablePointer<Double>, _ values: [Double]) {
    for (index, value) in values.enumerated() { row[index] = value }
  }
}
