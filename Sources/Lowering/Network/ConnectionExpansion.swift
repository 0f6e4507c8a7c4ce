import ModelDescription
import Quantities

/// Makes connections of pairs of cells, block by block: chooses places, and draws weights and delays.
///
/// A network may have far more connections than a rank keeps: no more than a block is there at once.
struct ConnectionExpansion {
  /// How many connections a block has, about.
  static let blockCount = 1 << 16

  private let wiring: Wiring
  private let entry: ConnectionDescription
  private let weightUnit: Unit
  private let sides: NetworkSides
  private let key: RandomKey
  /// What a list says of each pair; empty where the entry has another rule.
  private let list: [ConnectionRule.Pair]
  /// How many places of the synapse each member of `to` has.
  private let siteCounts: [Int]
  private let pairs: [CellPair]
  /// The pair from which the next block begins.
  private var nextPair = 0
  /// How many connections earlier blocks have.
  private var earlierCount = 0
  private var block = Block()

  /// Connections whose numbers are not drawn yet.
  private struct Block {
    /// Of each, by number.
    var pairs: [Int] = []
    var sites: [Int32] = []
    var keys: [RandomKey] = []
  }

  init(
    _ wiring: Wiring, _ entry: ConnectionDescription, _ sides: NetworkSides, _ pairs: [CellPair],
    key: RandomKey, weightUnit: Unit,
    siteCount: (_ cell: Int, _ synapse: String) throws(LoweringError) -> Int
  ) throws(LoweringError) {
    (self.wiring, self.entry, self.sides, self.key) = (wiring, entry, sides, key)
    (self.pairs, self.weightUnit) = (pairs, weightUnit)
    if case .list(let list) = entry.rule { self.list = list } else { list = [] }
    var counts: [Int] = []
    for number in sides.to.numbers {
      let count = try siteCount(Int(number), entry.synapse)
      guard (1...Int(Int32.max)).contains(count) else {
        throw LoweringError(
          .place, "\(wiring.numbering.name(of: Int(number))) has no synapse '\(entry.synapse)'",
          suggestion: "give its kind of cell one under 'synapses:'", at: entry.source)
      }
      counts.append(count)
    }
    siteCounts = counts
  }

  /// How many connections there are at most to the cells that are asked for, by global number.
  func mostConnections(to isWanted: (Int) -> Bool) -> Int {
    pairs.reduce(0) { sum, pair in
      guard isWanted(sides.target(pair)) else { return sum }
      return sum + (entry.site == .each ? siteCounts[Int(pair.to)] : 1)
    }
  }

  /// The next block; nil after the last.
  ///
  /// - Throws: a `LoweringError` where a place does not exist, where there are too many connections,
  ///   or where a weight or delay is not what it has to be.
  mutating func next() throws(LoweringError) -> WiredConnections? {
    guard nextPair < pairs.count else { return nil }
    earlierCount += block.pairs.count
    block = Block()
    while nextPair < pairs.count, block.pairs.count < Self.blockCount {
      try expand(nextPair)
      nextPair += 1
    }
    return try drawn()
  }

  private mutating func expand(_ number: Int) throws(LoweringError) {
    // The same pair may stand twice in a list: its entries have keys by their number.
    let own = list.isEmpty ? sides.key(pairs[number], below: key) : key.child(number)
    let count = siteCounts[Int(pairs[number].to)]
    switch site(ofPair: number) {
    case .random: append(number, count == 1 ? 0 : own.below(count, at: 0), own)
    case .number(let site):
      guard (0..<count).contains(site) else { throw noSite(site, count, pairs[number]) }
      append(number, site, own)
    case .each:
      let made = earlierCount + block.pairs.count
      guard count <= wiring.mostConnections - made else { throw tooMany }
      for site in 0..<count { append(number, site, own) }
    }
  }

  private func site(ofPair number: Int) -> ConnectionDescription.Site {
    guard !list.isEmpty, let site = list[number].site else { return entry.site }
    return .number(site)
  }

  private mutating func append(_ pair: Int, _ site: Int, _ key: RandomKey) {
    block.pairs.append(pair)
    block.sites.append(Int32(site))
    block.keys.append(key.child(site))
  }

  /// The block with its weights and delays.
  private func drawn() throws(LoweringError) -> WiredConnections {
    let own = block.pairs.map { pairs[$0] }
    let distance = { sides.distance(own[$0]) }
    var wired = WiredConnections(
      sources: own.map { sides.from.numbers[Int($0.from)] },
      targets: own.map { sides.to.numbers[Int($0.to)] }, sites: block.sites)
    wired.weights = try NetworkValueDraw(name: "weight", unit: weightUnit, source: entry.source)
      .numbers(entry.weight, keys: block.keys.map { $0.child(0) }, distance: distance)
    wired.delays = try NetworkValueDraw(name: "delay", unit: .millisecond, source: entry.source)
      .numbers(entry.delay, keys: block.keys.map { $0.child(1) }, distance: distance)
    takeListed(&wired)
    try check(wired)
    return wired
  }

  /// Puts in the weights and delays that the list gives.
  private func takeListed(_ wired: inout WiredConnections) {
    guard !list.isEmpty else { return }
    for (index, pair) in block.pairs.enumerated() {
      if let weight = list[pair].weight { wired.weights[index] = weight }
      if let delay = list[pair].delay { wired.delays[index] = delay }
    }
  }

  private func check(_ wired: WiredConnections) throws(LoweringError) {
    if let bad = wired.weights.firstIndex(where: { !$0.isFinite }) {
      throw LoweringError(
        .range, "the weight \(between(wired, bad)) is \(wired.weights[bad])",
        suggestion: "give finite weights", at: entry.source)
    }
    let bad = (0..<wired.count).first { index in
      let delay = wired.delays[index]
      let isFromSource = wired.sources[index] >= wiring.numbering.cellCount
      return !(isFromSource ? delay >= 0 : delay > 0) || !delay.isFinite
    }
    guard let bad else { return }
    throw LoweringError(
      .range, "the delay \(between(wired, bad)) is \(wired.delays[bad]) ms",
      suggestion: "delays have to be positive; give a normal distribution a 'least:'",
      at: entry.source)
  }

  private func between(_ wired: WiredConnections, _ index: Int) -> String {
    let connection = wired[index]
    let numbering = wiring.numbering
    return "from \(numbering.name(of: connection.source)) to "
      + numbering.name(of: connection.target)
  }

  private func noSite(_ number: Int, _ count: Int, _ pair: CellPair) -> LoweringError {
    let name = wiring.numbering.name(of: sides.target(pair))
    return LoweringError(
      .place, "\(name) has no place \(number) of synapse '\(entry.synapse)'",
      suggestion: count == 1 ? "it has one place, 0" : "its places are 0 to \(count - 1)",
      at: entry.source)
  }

  private var tooMany: LoweringError {
    LoweringError(
      .size, "the entry makes more than \(wiring.mostConnections) connections",
      suggestion: "connect fewer cells, or more sparsely", at: entry.source)
  }
}
