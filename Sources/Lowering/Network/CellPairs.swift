import ModelDescription
import Quantities

/// Two members of the sides of connections, by their positions there.
struct CellPair: Sendable, Hashable {
  let from, to: Int32

  init(_ from: Int, _ to: Int) {
    self.from = Int32(truncatingIfNeeded: from)
    self.to = Int32(truncatingIfNeeded: to)
  }
}

/// Expands a rule into pairs: target by target, and for each the sources in their order.
///
/// Pairs of `outDegree` come source by source, and those of a list as listed.
struct CellPairs {
  let wiring: Wiring
  let sides: NetworkSides
  let filter: PairFilter
  /// The root of all that is drawn.
  let key: RandomKey
  let source: SourceLocation

  var from: NetworkSide { sides.from }
  var to: NetworkSide { sides.to }

  /// The pairs of a rule.
  ///
  /// - Throws: a `LoweringError` where the rule does not fit the sides, or makes no pair.
  func pairs(_ rule: ConnectionRule) throws(LoweringError) -> [CellPair] {
    let pairs =
      switch rule {
      case .allToAll: try allToAll()
      case .oneToOne: try oneToOne()
      case .ring(let step, let size): try ring(step: step, size: size)
      case .inDegree(let count):
        try draw(count, of: from, forEach: to, "in_degree") { CellPair($1, $0) }
      case .outDegree(let count):
        try draw(count, of: to, forEach: from, "out_degree") { CellPair($0, $1) }
      case .probability(let probability): try bernoulli(probability)
      case .probabilityByDistance(let expression): try bernoulli(expression)
      case .list(let list): try listed(list)
      }
    guard !pairs.isEmpty else { throw nothing(rule) }
    return pairs
  }

  private func allToAll() throws(LoweringError) -> [CellPair] {
    try checkSize(Double(from.count) * Double(to.count))
    var pairs: [CellPair] = []
    pairs.reserveCapacity(from.count * to.count)
    for target in 0..<to.count {
      for member in 0..<from.count {
        let pair = CellPair(member, target)
        if filter.allows(pair, sides) { pairs.append(pair) }
      }
    }
    return pairs
  }

  private func oneToOne() throws(LoweringError) -> [CellPair] {
    try checkSameCount("one_to_one")
    return (0..<from.count).map { CellPair($0, $0) }.filter(isAllowed)
  }

  private func ring(step: Int, size: Int?) throws(LoweringError) -> [CellPair] {
    try checkSameCount("a ring")
    let size = size ?? from.count
    guard size > 0, from.count.isMultiple(of: size) else {
      throw LoweringError(
        .range, "\(from.count) cells do not make rings of \(size)",
        suggestion: "give a size that divides the number of cells", at: source)
    }
    let forward = (step % size + size) % size
    return (0..<from.count)
      .map { CellPair($0, $0 / size * size + ($0 % size + forward) % size) }.filter(isAllowed)
  }

  /// Whether a pair is one of two cells, or of a cell with itself where that is allowed.
  private func isAllowed(_ pair: CellPair) -> Bool { filter.allowsSelf || !sides.isSelf(pair) }

  private func listed(_ list: [ConnectionRule.Pair]) throws(LoweringError) -> [CellPair] {
    try checkSize(Double(list.count))
    var pairs: [CellPair] = []
    pairs.reserveCapacity(list.count)
    for (entry, listed) in list.enumerated() {
      try check(listed.from, entry, from.count, "from")
      try check(listed.to, entry, to.count, "to")
      let pair = CellPair(listed.from, listed.to)
      guard isAllowed(pair) else {
        let name = wiring.numbering.name(of: sides.source(pair))
        throw LoweringError(
          .range, "entry \(entry) of the list connects \(name) with itself",
          suggestion: filter.isMutual ? "remove it" : "remove it, or write 'allow_self: true'",
          at: source)
      }
      pairs.append(pair)
    }
    return pairs
  }

  private func check(
    _ number: Int, _ entry: Int, _ count: Int, _ side: String
  ) throws(LoweringError) {
    guard number < 0 || number >= count else { return }
    throw LoweringError(
      .range, "entry \(entry) of the list names number \(number) of '\(side)'",
      suggestion: "'\(side)' has numbers 0 to \(count - 1)", at: source)
  }

  private func checkSameCount(_ rule: String) throws(LoweringError) {
    guard from.count != to.count else { return }
    throw LoweringError(
      .size, "\(rule) is due between \(from.count) and \(to.count) cells",
      suggestion: "select as many on both sides", at: source)
  }

  /// Refuses more pairs than there is room for.
  func checkSize(_ count: Double) throws(LoweringError) {
    let most = wiring.mostConnections
    guard count > Double(most) else { return }
    throw LoweringError(
      .size, "the rule makes about \(count) connections, and there is room for \(most)",
      suggestion: "connect fewer cells, or more sparsely", at: source)
  }

  private func nothing(_ rule: ConnectionRule) -> LoweringError {
    var reason = "every pair would be a cell with itself"
    var advice = "select other cells"
    switch rule {
    case .list: (reason, advice) = ("its list is empty", "list some pairs")
    case .inDegree, .outDegree:
      (reason, advice) = ("its degree is 0", "give a degree of 1 or more")
    case .probability(let probability) where probability > 0:
      reason = "by rare chance, none of \(from.count) x \(to.count) pairs was drawn"
      advice = "raise the probability, or choose another seed under 'simulation:'"
    case .probability, .probabilityByDistance:
      reason = "none of \(from.count) x \(to.count) pairs was drawn"
      advice = "raise the probability; distances in it are between the cells' positions"
    case .allToAll, .oneToOne, .ring: break
    }
    return LoweringError(.place, "it connects nothing: \(reason)", suggestion: advice, at: source)
  }
}
