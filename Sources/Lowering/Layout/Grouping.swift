/// Which cells are stepped together.
///
/// It depends on the model alone, by the cells' global numbers, so that results do not depend on
/// threads. Cells that gap junctions join, however many, make a group, as they are solved together.
/// Of the others, eight cells of one shape make a group, or several times eight where they are small;
/// what is left over of each shape is put together
/// in groups of mixed shapes, and cells that are large stay alone.
enum Grouping {
  /// A lone cell of this size fills its lanes by itself.
  static let largeCell = 2048
  /// Compartments below which a group is too small: a step has costs of its own, some 500 ns, and a
  /// tile of membranes is 256 compartments.
  static let smallGroup = 256

  /// How many cells of a size make a group.
  private static func membership(_ compartments: Int) -> Int {
    8 * max(smallGroup / (8 * max(compartments, 1)), 1)
  }

  /// The cells of each group, by global number.
  ///
  /// Cells of different kinds never share a group; by default all are of one kind. Those of a
  /// cluster always do.
  static func groups(
    _ shapes: [TreeShape], shapeOfCell: [Int], kindOfCell: [Int]? = nil, clusters: [[Int]] = []
  ) -> [[Int]] {
    let kinds = kindOfCell ?? shapeOfCell.map { _ in 0 }
    let coupled = Set(clusters.joined())
    return
      (clusters
      + Set(kinds).flatMap { kind in
        groups(shapes, shapeOfCell) { kinds[$0] == kind && !coupled.contains($0) }
      })
      .sorted { $0[0] < $1[0] }
  }

  private static func groups(
    _ shapes: [TreeShape], _ shapeOfCell: [Int], of isMember: (Int) -> Bool
  ) -> [[Int]] {
    var cells = [[Int]](repeating: [], count: shapes.count)
    for (cell, shape) in shapeOfCell.enumerated() where isMember(cell) {
      cells[shape].append(cell)
    }
    var groups: [[Int]] = []
    var left: [Int] = []
    for (shape, members) in cells.enumerated() {
      let full = members.count / 8 * 8
      let most = membership(shapes[shape].compartmentCount)
      for start in stride(from: 0, to: full, by: most) {
        groups.append(Array(members[start..<min(start + most, full)]))
      }
      let rest = members[full...]
      if shapes[shape].compartmentCount >= largeCell {
        groups += rest.map { [$0] }
      } else {
        left += rest
      }
    }
    return groups + mixed(left.sorted(), shapes, shapeOfCell)
  }

  private static func mixed(
    _ cells: [Int], _ shapes: [TreeShape], _ shapeOfCell: [Int]
  ) -> [[Int]] {
    var groups: [[Int]] = []
    var present: [Int] = []
    var size = 0
    for cell in cells {
      let compartments = shapes[shapeOfCell[cell]].compartmentCount
      let isFull = present.count >= 8 && size + compartments > smallGroup
      if isFull || size + compartments > 2 * largeCell, !present.isEmpty {
        groups.append(present)
        present = []
        size = 0
      }
      present.append(cell)
      size += compartments
    }
    return present.isEmpty ? groups : groups + [present]
  }
}
