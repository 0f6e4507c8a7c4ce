import ModelIO

/// What a sweep runs: every combination of the values of its axes.
struct SweepPlan: Sendable {
  /// One run of a sweep.
  struct Combination: Sendable, Hashable {
    /// From 0 on.
    var index: Int
    /// A value for each axis, in their order.
    var values: [String]
    /// What it changes in the model.
    var changes: [ModelOverride]

    /// Such as `simulation.dt = 0.05 ms, populations.axons.count = 2`.
    var words: String {
      changes.map { "\($0.path) = \($0.value.prefix(80))" }.joined(separator: ", ")
    }
  }

  /// The most runs of a sweep.
  static let most = 10_000

  let axes: [SweepAxis]
  /// The first axis changes slowest, as the outermost of nested loops.
  let combinations: [Combination]

  /// Reads the `--over` options.
  ///
  /// - Throws: a `UserError` where there are none, where two have the same path, where one cannot be
  ///   read, or where there are too many combinations.
  init(parsing options: [String]) throws {
    let axes = try options.map { try SweepAxis(parsing: $0) }
    guard !axes.isEmpty else {
      throw UserError.wrongInput("nothing is swept", advice: SweepAxis.example)
    }
    for (index, axis) in axes.enumerated()
    where axes[..<index].contains(where: { $0.path == axis.path }) {
      throw UserError.wrongInput(
        "--over \(axis.path) is given twice", advice: "give all of its values in one option")
    }
    self.axes = axes
    combinations = try Self.combinations(axes)
  }

  private static func combinations(_ axes: [SweepAxis]) throws -> [Combination] {
    var rows: [[String]] = [[]]
    for axis in axes {
      guard rows.count * axis.values.count <= most else {
        throw UserError.wrongInput(
          "there are more than \(most) combinations", advice: "sweep over fewer values at a time")
      }
      rows = rows.flatMap { row in axis.values.map { row + [$0] } }
    }
    return rows.enumerated().map { index, values in
      let changes = zip(axes, values).map { axis, value in
        ModelOverride(path: axis.path, value: value, option: "--over \(axis.path)=\(value)")
      }
      return Combination(index: index, values: values, changes: changes)
    }
  }
}
