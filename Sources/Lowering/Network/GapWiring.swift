import ModelDescription
import Quantities

/// An electrical synapse between two cells.
struct WiredJunction: Sendable, Hashable {
  /// The cell on the side of `from`, by its global number.
  var from: Int
  /// The cell on the side of `to`, by its global number.
  var to: Int
  /// In µS; positive.
  var conductance: Double
}

extension Wiring {
  /// The electrical synapses of an entry, each pair of cells once.
  ///
  /// Where cells are on both sides, a rule takes each pair of them once, from the lower number to the
  /// higher.
  ///
  /// - Throws: a `LoweringError` that names the entry's line; also where it connects nothing, or a
  ///   pair twice.
  func junctions(_ entry: GapJunctionDescription) throws(LoweringError) -> [WiredJunction] {
    let sides = try NetworkSides(
      entry.from, entry.to, self,
      needDistances: entry.rule.needsDistances || entry.conductance.needsDistances, entry.source)
    for side in [sides.from, sides.to] { try requireCells(side, "gap junctions", entry.source) }
    let filter = PairFilter(mutualBetween: sides)
    try check(entry.rule, filter, entry.source)
    let key = RandomKey(seed: seed, purpose: "gap junctions").child(entry.stream)
    let pairs = try CellPairs(
      wiring: self, sides: sides, filter: filter, key: key.child(0), source: entry.source
    ).pairs(entry.rule)
    let junctions = try join(pairs, sides, entry, key.child(1))
    try checkDoubles(junctions, entry.source)
    return junctions
  }

  private func check(
    _ rule: ConnectionRule, _ filter: PairFilter, _ source: SourceLocation
  ) throws(LoweringError) {
    switch rule {
    case .inDegree, .outDegree:
      guard filter.isOverlapping else { return }
      throw LoweringError(
        .name,
        "a degree cannot be given where cells are on both sides of their gap junctions: each "
          + "junction would count for both its cells",
        suggestion: "give a probability, a ring or a list", at: source)
    case .list(let list):
      guard let entry = list.firstIndex(where: { $0.site != nil || $0.delay != nil }) else {
        return
      }
      throw LoweringError(
        .name,
        "entry \(entry) of the list gives a place or a delay, which gap junctions do not have",
        suggestion: "give numbers of cells and, if they differ, conductances", at: source)
    case .allToAll, .oneToOne, .ring, .probability, .probabilityByDistance: return
    }
  }

  private func join(
    _ pairs: [CellPair], _ sides: NetworkSides, _ entry: GapJunctionDescription, _ key: RandomKey
  ) throws(LoweringError) -> [WiredJunction] {
    let drawn = try NetworkValueDraw(
      name: "conductance", unit: .microsiemens, source: entry.source
    ).numbers(
      entry.conductance, keys: pairs.map { sides.key($0, below: key) },
      distance: { sides.distance(pairs[$0]) })
    var listed: [Double?] = []
    if case .list(let list) = entry.rule { listed = list.map(\.weight) }
    return try pairs.indices.map { index throws(LoweringError) in
      let junction = WiredJunction(
        from: sides.source(pairs[index]), to: sides.target(pairs[index]),
        conductance: (listed.isEmpty ? nil : listed[index]) ?? drawn[index])
      guard junction.conductance > 0, junction.conductance.isFinite else {
        throw LoweringError(
          .range, "the conductance between \(words(for: junction)) is \(junction.conductance) uS",
          suggestion: "conductances have to be positive; give a normal distribution a 'least:'",
          at: entry.source)
      }
      return junction
    }
  }

  private func checkDoubles(
    _ junctions: [WiredJunction], _ source: SourceLocation
  ) throws(LoweringError) {
    var seen: Set<SIMD2<Int>> = []
    seen.reserveCapacity(junctions.count)
    for junction in junctions {
      let pair = SIMD2(min(junction.from, junction.to), max(junction.from, junction.to))
      guard seen.insert(pair).inserted else {
        throw LoweringError(
          .name, "\(words(for: junction)) are joined twice",
          suggestion: "a gap junction joins both ways: give each pair once", at: source)
      }
    }
  }

  private func words(for junction: WiredJunction) -> String {
    "\(numbering.name(of: junction.from)) and \(numbering.name(of: junction.to))"
  }
}
