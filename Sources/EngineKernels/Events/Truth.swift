/// The part of the time between two looks in which a condition is true.
struct Truth: Equatable {
  /// In ms.
  var begin: Double
  /// In ms, not before `begin`.
  var end: Double
}

extension Truth {
  /// Where all comparisons hold, if their margins go in straight lines from look to look.
  ///
  /// - Parameters:
  ///   - comparisons: all of them have to hold.
  ///   - before: their margins at `from`.
  ///   - after: their margins at `to`.
  ///   - from: the look before, in ms.
  ///   - to: this look, in ms.
  /// - Returns: nil where they never all hold.
  static func onStraightLines(
    _ comparisons: [EventPlan.Comparison], _ before: UnsafePointer<Double>,
    _ after: UnsafePointer<Double>, from: Double, to: Double
  ) -> Truth? {
    var begin = 0.0
    var end = 1.0
    for (i, comparison) in comparisons.enumerated() {
      let zero = before[i] / (before[i] - after[i])
      switch (comparison.holds(before[i]), comparison.holds(after[i])) {
      case (true, true): break
      case (false, false): return nil
      case (false, true): begin = max(begin, zero.isFinite ? zero : 1)
      case (true, false): end = min(end, zero.isFinite ? zero : 0)
      }
    }
    guard begin <= end else { return nil }
    return Truth(begin: from + (to - from) * begin, end: end == 1 ? to : from + (to - from) * end)
  }

  /// Where a condition is true whose truth at the ends is known, by bisection between them.
  ///
  /// - Parameters:
  ///   - from: the look before, in ms.
  ///   - before: whether it is true then.
  ///   - to: this look, in ms.
  ///   - after: whether it is true then.
  ///   - guess: a time between, at which it may be true although it is not at the ends.
  ///   - holds: whether it is true at a time between.
  /// - Returns: nil where it never is.
  static func byBisection(
    from: Double, _ before: Bool, to: Double, _ after: Bool, guess: Double?,
    holds: (Double) -> Bool
  ) -> Truth? {
    switch (before, after) {
    case (true, true): return Truth(begin: from, end: to)
    case (false, true):
      return Truth(begin: change(from: from, to: to, isTrueAfter: true, holds), end: to)
    case (true, false):
      return Truth(begin: from, end: change(from: from, to: to, isTrueAfter: false, holds))
    case (false, false):
      guard let guess, guess > from, guess < to, holds(guess) else { return nil }
      return Truth(
        begin: change(from: from, to: guess, isTrueAfter: true, holds),
        end: change(from: guess, to: to, isTrueAfter: false, holds))
    }
  }

  /// The first time at which the truth is that of the end, to the spacing of numbers or to 1e-12 of
  /// the way.
  private static func change(
    from: Double, to: Double, isTrueAfter: Bool, _ holds: (Double) -> Bool
  ) -> Double {
    var (before, after) = (from, to)
    for _ in 0..<40 {
      let middle = (before + after) / 2
      guard middle > before, middle < after else { break }
      if holds(middle) == isTrueAfter {
        after = middle
      } else {
        before = middle
      }
    }
    return after
  }
}
