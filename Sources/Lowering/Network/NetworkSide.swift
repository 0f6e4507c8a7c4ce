import ModelDescription

/// One side of connections: cells or sources, each at most once.
struct NetworkSide: Sendable {
  /// Their numbers, in the order of the selections.
  private(set) var numbers: [Int32] = []
  /// What keys the draws for each.
  private(set) var keys: [UInt64] = []
  /// The blocks that they belong to, by number.
  private(set) var blocks: Set<Int> = []
  /// Stretches of successive numbers, in rising order, and the position of each stretch's first.
  private var stretches: [(numbers: Range<Int>, position: Int)] = []

  /// How many there are.
  var count: Int { numbers.count }

  /// Adds some of a block.
  ///
  /// - Throws: a `LoweringError` where they are not there, or on this side already.
  mutating func add(
    _ indices: Range<Int>, of block: NetworkNumbering.Block, _ blockNumber: Int,
    _ source: SourceLocation
  ) throws(LoweringError) {
    guard indices.lowerBound >= 0, indices.upperBound <= block.numbers.count else {
      throw LoweringError(
        .range, "'\(block.name)' has no cells \(indices.lowerBound) to \(indices.upperBound - 1)",
        suggestion: "its cells are 0 to \(block.numbers.count - 1)", at: source)
    }
    let first = block.numbers.lowerBound
    let added = first + indices.lowerBound..<first + indices.upperBound
    let place = stretches.firstIndex { $0.numbers.lowerBound >= added.upperBound }
    let slot = place ?? stretches.count
    if slot > 0, stretches[slot - 1].numbers.upperBound > added.lowerBound, !added.isEmpty {
      throw LoweringError(
        .name, "some cells of '\(block.name)' are selected twice",
        suggestion: "select each cell once, or write two entries", at: source)
    }
    stretches.insert((added, count), at: slot)
    blocks.insert(blockNumber)
    numbers += added.map { Int32($0) }
    keys += indices.map { RandomKey.member($0, of: block.name) }
  }

  /// The position of a number on this side; nil where it is not there.
  func position(of number: Int) -> Int? {
    var (low, high) = (0, stretches.count)
    while low < high {
      let middle = (low + high) / 2
      if stretches[middle].numbers.upperBound <= number { low = middle + 1 } else { high = middle }
    }
    guard low < stretches.count, stretches[low].numbers.contains(number) else { return nil }
    return stretches[low].position + number - stretches[low].numbers.lowerBound
  }
}
