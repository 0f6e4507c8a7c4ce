import ModelDescription
import Quantities

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

extension CellPairs {
  /// For each row, as many of the candidates as are due, all sets of them being as likely.
  ///
  /// Floyd's algorithm (Bentley and Floyd, "A sample of brilliance", CACM 30 (1987) 754–757), with
  /// the draws keyed by the row. A row that is among the candidates is no candidate for itself, unless
  /// that is allowed.
  func draw(
    _ count: Int, of candidates: NetworkSide, forEach rows: NetworkSide, _ rule: String,
    _ pair: (_ row: Int, _ candidate: Int) -> CellPair
  ) throws(LoweringError) -> [CellPair] {
    guard count >= 0 else { throw outOfRange("\(rule) is \(count)", "give 1 or more") }
    try checkSize(Double(count) * Double(rows.count))
    var pairs: [CellPair] = []
    pairs.reserveCapacity(count * rows.count)
    // The last row, counted from 1, that took each candidate.
    var takenBy = [Int32](repeating: 0, count: candidates.count)
    var drawn: [Int] = []
    for row in 0..<rows.count {
      let own = filter.allowsSelf ? nil : candidates.position(of: Int(rows.numbers[row]))
      let available = candidates.count - (own == nil ? 0 : 1)
      guard count <= available else {
        throw tooFew(count, available, Int(rows.numbers[row]), rule)
      }
      let numbers = key.child(rows.keys[row])
      let mark = Int32(row + 1)
      drawn.removeAll(keepingCapacity: true)
      for last in available - count..<available {
        let draw = numbers.below(last + 1, at: UInt64(last))
        let taken = takenBy[draw] == mark ? last : draw
        takenBy[taken] = mark
        drawn.append(taken)
      }
      drawn.sort()
      for candidate in drawn {
        // Candidates behind the row's own place are one further on than was drawn.
        pairs.append(pair(row, candidate >= own ?? .max ? candidate + 1 : candidate))
      }
    }
    return pairs
  }

  /// Each pair with the same probability.
  ///
  /// The gaps between the pairs of a target are geometrically distributed, so that only pairs that
  /// are made cost time (Batagelj and Brandes, Phys. Rev. E 71, 036113, 2005,
  /// doi:10.1103/PhysRevE.71.036113). They are keyed by the target.
  func bernoulli(_ probability: Double) throws(LoweringError) -> [CellPair] {
    guard (0...1).contains(probability) else {
      throw outOfRange("the probability is \(probability)", "give a number from 0 to 1")
    }
    guard probability > 0 else { return [] }
    let mean = probability * Double(from.count) * Double(to.count)
    try checkSize(mean)
    var pairs: [CellPair] = []
    pairs.reserveCapacity(Int(mean + 5 * mean.squareRoot()))
    let scale = probability < 1 ? 1 / log1p(-probability) : 0
    for target in 0..<to.count {
      let numbers = key.child(to.keys[target])
      var (member, draw) = (0, UInt64(0))
      while true {
        let gap = (scale * log(numbers.logarithmic(draw))).rounded(.down)
        guard gap < Double(from.count - member) else { break }
        member += Int(gap)
        let pair = CellPair(member, target)
        if filter.allows(pair, sides) { pairs.append(pair) }
        (member, draw) = (member + 1, draw + 1)
      }
    }
    return pairs
  }

  /// Each pair with a probability of its own, drawn by the pair's own key.
  func bernoulli(_ expression: Expression) throws(LoweringError) -> [CellPair] {
    guard expression.type == .quantity(.dimensionless) else {
      throw outOfRange("the probability '\(expression)' is \(expression.type)", "write a number")
    }
    var pairs: [CellPair] = []
    for target in 0..<to.count {
      let probabilities = expression.evaluate(count: from.count) { _, member in
        1e-6 * sides.distance(CellPair(member, target))
      }
      for member in 0..<from.count {
        let pair = CellPair(member, target)
        guard filter.allows(pair, sides) else { continue }
        let probability = probabilities[member]
        guard !probability.isNaN else { throw notANumber(expression, sides.distance(pair)) }
        if sides.key(pair, below: key).uniform(0) < probability { pairs.append(pair) }
      }
      try checkSize(Double(pairs.count))
    }
    return pairs
  }

  private func tooFew(_ count: Int, _ available: Int, _ number: Int, _ rule: String)
    -> LoweringError
  {
    outOfRange(
      "\(rule) is \(count), but for \(wiring.numbering.name(of: number)) there are only \(available) to "
        + "draw from", "lower it, or select more cells")
  }

  private func notANumber(_ expression: Expression, _ distance: Double) -> LoweringError {
    outOfRange(
      "the probability '\(expression)' is not a number at a distance of \(distance) um",
      "mend the formula")
  }

  private func outOfRange(_ message: String, _ advice: String) -> LoweringError {
    LoweringError(.range, message, suggestion: advice, at: source)
  }
}
