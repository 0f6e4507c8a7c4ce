/// Which pairs are passed over by rules that consider all of them.
struct PairFilter: Sendable {
  let allowsSelf: Bool
  /// Whether a pair means the same either way round, so that it may come once only.
  let isMutual: Bool
  /// Which of the sides' members are on the other side too; empty unless pairs are mutual.
  private let fromIsInTo, toIsInFrom: [Bool]

  /// For connections, which have a direction.
  init(allowsSelf: Bool) {
    self.allowsSelf = allowsSelf
    isMutual = false
    (fromIsInTo, toIsInFrom) = ([], [])
  }

  /// For pairs that mean the same either way round.
  init(mutualBetween sides: NetworkSides) {
    allowsSelf = false
    isMutual = true
    fromIsInTo = sides.from.numbers.map { sides.to.position(of: Int($0)) != nil }
    toIsInFrom = sides.to.numbers.map { sides.from.position(of: Int($0)) != nil }
  }

  /// Whether both sides have members in common.
  var isOverlapping: Bool { fromIsInTo.contains(true) }

  /// Whether a pair counts: no cell with itself, and of two that mean the same the one that goes up.
  func allows(_ pair: CellPair, _ sides: NetworkSides) -> Bool {
    let (first, second) = (sides.source(pair), sides.target(pair))
    if first == second { return allowsSelf }
    return !isMutual || first < second || !fromIsInTo[Int(pair.from)] || !toIsInFrom[Int(pair.to)]
  }
}
