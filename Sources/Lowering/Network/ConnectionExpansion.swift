import ModelDescription
import Quantities

/// Makes connections of pairs of cells: chooses places, and draws weights and delays.
struct ConnectionExpansion {
  private let wiring: Wiring
  private let entry: ConnectionDescription
  private let sides: NetworkSides
  private let key: RandomKey
  /// How many places of the synapse each member of `to` has.
  private let siteCounts: [Int]
  private var pairs: [CellPair] = []
  private var sites: [Int32] = []
  private var keys: [RandomKey] = []

  init(
    _ wiring: Wiring, _ entry: ConnectionDescription, _ sides: NetworkSides, key: RandomKey,
    siteCount: (_ cell: Int, _ synapse: String) throws(LoweringError) -> Int
  ) throws(LoweringError) {
    (self.wiring, self.entry, self.sides, self.key) = (wiring, entry, sides, key)
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

  /// Adds the connections of pairs.
  ///
  /// - Throws: a `LoweringError` where a place does not exist, or where there are too many.
  mutating func add(_ pairs: [CellPair]) throws(LoweringError) {
    self.pairs.reserveCapacity(pairs.count)
    sites.reserveCapacity(pairs.count)
    keys.reserveCapacity(pairs.count)
    var list: [ConnectionRule.Pair] = []
    if case .list(let entries) = entry.rule { list = entries }
    for (number, pair) in pairs.enumerated() {
      // The same pair may stand twice in a list: its entries have keys by their number.
      let pairKey = list.isEmpty ? sides.key(pair, below: key) : key.child(number)
      let site = list.isEmpty ? nil : list[number].site
      try add(pair, site.map { .number($0) } ?? entry.site, pairKey)
    }
  }

  private mutating func add(
    _ pair: CellPair, _ site: ConnectionDescription.Site, _ key: RandomKey
  ) throws(LoweringError) {
    let count = siteCounts[Int(pair.to)]
    switch site {
    case .random: append(pair, count == 1 ? 0 : key.below(count, at: 0), key)
    case .number(let number):
      guard (0..<count).contains(number) else { throw noSite(number, count, pair) }
      append(pair, number, key)
    case .each:
      guard count <= wiring.mostConnections - pairs.count else { throw tooMany }
      for number in 0..<count { append(pair, number, key) }
    }
  }

  private mutating func append(_ pair: CellPair, _ site: Int, _ key: RandomKey) {
    pairs.append(pair)
    sites.append(Int32(site))
    keys.append(key.child(site))
  }

  /// Draws weights and delays.
  ///
  /// - Throws: a `LoweringError` where one is not what it has to be.
  func finished(weightUnit: Unit) throws(LoweringError) -> WiredConnections {
    let distance = { sides.distance(pairs[$0]) }
    var wired = WiredConnections(
      sources: pairs.map { sides.from.numbers[Int($0.from)] },
      targets: pairs.map { sides.to.numbers[Int($0.to)] }, sites: sites)
    wired.weights = try NetworkValueDraw(name: "weight", unit: weightUnit, source: entry.source)
      .numbers(entry.weight, keys: keys.map { $0.child(0) }, distance: distance)
    wired.delays = try NetworkValueDraw(name: "delay", unit: .millisecond, source: entry.source)
      .numbers(entry.delay, keys: keys.map { $0.child(1) }, distance: distance)
    if case .list(let list) = entry.rule { takeListed(list, &wired) }
    try check(wired)
    return wired
  }

  /// Puts in the weights and delays that the list gives; with `each`, an entry made several.
  private func takeListed(_ list: [ConnectionRule.Pair], _ wired: inout WiredConnections) {
    var index = 0
    for item in list {
      let isEach = entry.site == .each && item.site == nil
      for _ in 0..<(isEach ? siteCounts[item.to] : 1) {
        if let weight = item.weight { wired.weights[index] = weight }
        if let delay = item.delay { wired.delays[index] = delay }
        index += 1
      }
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
