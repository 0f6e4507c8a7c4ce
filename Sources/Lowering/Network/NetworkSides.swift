import ModelDescription
import Morphology

/// Both sides of connections, whose members are known by their positions there.
struct NetworkSides: Sendable {
  /// From which connections go.
  let from: NetworkSide
  /// To which connections go.
  let to: NetworkSide
  /// Where the cells of both sides are; empty where distances do not matter.
  private let fromPoints, toPoints: [Morphology.Point]

  /// Looks up what two lists of selections select.
  ///
  /// - Throws: a `LoweringError` where a selection is wrong, or where distances are needed and
  ///   somebody has no position.
  init(
    _ from: [CellSelection], _ to: [CellSelection], _ wiring: Wiring, needDistances: Bool,
    _ source: SourceLocation
  ) throws(LoweringError) {
    self.from = try wiring.numbering.side(from, source)
    self.to = try wiring.numbering.side(to, source)
    fromPoints = needDistances ? try wiring.positions(self.from, source) : []
    toPoints = needDistances ? try wiring.positions(self.to, source) : []
  }

  /// The number of a pair's source.
  func source(_ pair: CellPair) -> Int { Int(from.numbers[Int(pair.from)]) }

  /// The number of a pair's target.
  func target(_ pair: CellPair) -> Int { Int(to.numbers[Int(pair.to)]) }

  /// Whether a pair is a cell with itself.
  func isSelf(_ pair: CellPair) -> Bool { source(pair) == target(pair) }

  /// What is drawn for a pair, below a root.
  func key(_ pair: CellPair, below root: RandomKey) -> RandomKey {
    root.child(from.keys[Int(pair.from)]).child(to.keys[Int(pair.to)])
  }

  /// The distance between the positions of a pair, in µm; not a number where none is needed.
  func distance(_ pair: CellPair) -> Double {
    let (first, second) = (Int(pair.from), Int(pair.to))
    guard fromPoints.indices.contains(first), toPoints.indices.contains(second) else {
      return .nan
    }
    return fromPoints[first].distance(to: toPoints[second])
  }
}

extension Wiring {
  /// Where the members of a side are.
  fileprivate func positions(
    _ side: NetworkSide, _ source: SourceLocation
  ) throws(LoweringError) -> [Morphology.Point] {
    for number in side.blocks.sorted() {
      let block = numbering.blocks[number]
      guard block.isSource || !placement.hasPositions(number) else { continue }
      throw LoweringError(
        .place, "'\(block.name)' has no positions, and a distance is asked for",
        suggestion: block.isSource
          ? "sources are nowhere: use a constant or a distribution"
          : "give the population 'positions:'", at: source)
    }
    return side.numbers.map { placement.position(ofCell: Int($0)) }
  }
}
