import Communication

/// Which rank owns which layers of a grid: a slab each, next to each other along the last axis.
///
/// A function of the lattice and of the number of ranks alone. Ranks beyond the number of layers own
/// nothing.
struct GridSlabs {
  private let shape: GridShape
  private let rank: Int
  /// The layers of each rank.
  let layers: [Range<Int>]
  /// The units of columns along the last axis that each rank solves.
  let columns: [Range<Int>]

  init(_ shape: GridShape, rank: Int, rankCount: Int) {
    self.shape = shape
    self.rank = rank
    let owners = min(rankCount, shape.layerCount)
    layers = (0..<rankCount).map { rank in
      let (own, next) = (min(rank, owners), min(rank + 1, owners))
      return shape.layerCount * own / owners..<shape.layerCount * next / owners
    }
    columns = (0..<rankCount).map { rank in
      shape.columnCount * rank / rankCount..<shape.columnCount * (rank + 1) / rankCount
    }
  }

  /// The layers of this rank.
  var own: Range<Int> { layers[rank] }
  /// Their sections.
  var sections: Range<Int> { shape.sections(own) }
  /// Their rows.
  var rows: Range<Int> { rows(sections) }
  /// Their voxels.
  var voxels: Range<Int> { shape.voxels(own) }
  /// The section before them, if another rank has one.
  var sectionBelow: Int? {
    own.isEmpty || own.lowerBound == 0 ? nil : sections.lowerBound - 1
  }
  /// The section after them, if another rank has one.
  var sectionAbove: Int? {
    own.isEmpty || own.upperBound == shape.layerCount ? nil : sections.upperBound
  }
  /// The rows of the section after them.
  var rowsAbove: Range<Int> { sectionAbove.map { rows($0..<$0 + 1) } ?? 0..<0 }

  /// Own voxels, and those beside them across the last axis.
  var voxelsAround: Range<Int> {
    let first = sectionBelow ?? sections.lowerBound
    let last = sectionAbove.map { $0 + 1 } ?? sections.upperBound
    return first * shape.sectionVoxels..<last * shape.sectionVoxels
  }

  private func rows(_ sections: Range<Int>) -> Range<Int> {
    sections.lowerBound * shape.sectionRows..<sections.upperBound * shape.sectionRows
  }

  /// By rank, where its layers are in arrays of `width` numbers a layer.
  func blocks(width: Int) -> RankBlocks {
    RankBlocks(layers.map { $0.lowerBound * width..<$0.upperBound * width })
  }

  /// The units of columns that this rank solves.
  var ownColumns: Range<Int> { columns[rank] }
  /// Their lines.
  var ownLines: Range<Int> { lines(ofRank: rank) }

  /// The lines of a rank's columns, as numbers of voxels in a section.
  func lines(ofRank rank: Int) -> Range<Int> {
    let columns = columns[rank]
    return (columns.lowerBound * 8..<columns.upperBound * 8).clamped(to: 0..<shape.sectionVoxels)
  }
}
