import ModelDescription
import Quantities

/// Numbers for all that spikes: cells, population after population, and then sources.
struct NetworkNumbering: Sendable {
  /// A population, or the sources of a name.
  struct Block: Sendable, Hashable {
    let name: String
    /// Its numbers.
    let numbers: Range<Int>
    let isSource: Bool
  }

  let blocks: [Block]
  /// How many cells there are; numbers from here on are those of sources.
  let cellCount: Int
  private let blockOfName: [String: Int]

  /// Numbers cells and sources.
  ///
  /// - Throws: a `LoweringError` where there are more than numbers have room for.
  init(
    _ populations: [PopulationDescription], _ sources: [SpikeSourceDescription]
  ) throws(LoweringError) {
    var blocks: [Block] = []
    var next = 0
    func add(_ name: String, _ count: Int, isSource: Bool, _ at: SourceLocation)
      throws(LoweringError)
    {
      guard count <= Int(Int32.max) - next else {
        throw LoweringError(
          .size,
          "with the \(count) of '\(name)' there are more than \(Int32.max) cells and sources",
          suggestion: "simulate fewer", at: at)
      }
      blocks.append(Block(name: name, numbers: next..<next + count, isSource: isSource))
      next += count
    }
    for item in populations { try add(item.name, item.count, isSource: false, item.source) }
    cellCount = next
    for item in sources { try add(item.name, item.count, isSource: true, item.source) }
    self.blocks = blocks
    blockOfName = Dictionary(
      blocks.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Words for a cell or source, by its number.
  func name(of number: Int) -> String {
    guard let block = blocks.first(where: { $0.numbers.contains(number) }) else {
      return "cell \(number)"
    }
    let index = number - block.numbers.lowerBound
    return block.isSource
      ? "number \(index) of source '\(block.name)'" : "cell \(index) of '\(block.name)'"
  }

  /// What selections select.
  ///
  /// - Throws: a `LoweringError` where a selection names what is not there or selects twice.
  func side(
    _ selections: [CellSelection], _ source: SourceLocation
  ) throws(LoweringError) -> NetworkSide {
    var side = NetworkSide()
    for selection in selections {
      guard let number = blockOfName[selection.population] else {
        throw LoweringError(
          .name, "there is no population or source '\(selection.population)'",
          suggestion: EditDistance.suggestion(
            for: selection.population, among: blocks.map(\.name), kind: "populations and sources"),
          at: source)
      }
      try side.add(selection.indices, of: blocks[number], number, source)
    }
    return side
  }
}
