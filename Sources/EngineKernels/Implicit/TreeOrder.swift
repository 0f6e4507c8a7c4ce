/// The nodes of a forest, children before parents.
enum TreeOrder {
  /// An order of elimination for `parents` (-1 for a root): the deepest nodes first.
  ///
  /// Among equals in the order of their numbers. Nodes on a cycle, which must not be, are left out.
  static func eliminationOrder(parents: [Int32]) -> [Int32] {
    let depths = depths(parents: parents)
    let deepest = depths.max() ?? 0
    var order: [Int32] = []
    order.reserveCapacity(parents.count)
    var byDepth = Array(repeating: [Int32](), count: max(deepest + 1, 0))
    for (node, depth) in depths.enumerated() where depth >= 0 { byDepth[depth].append(Int32(node)) }
    for nodes in byDepth.reversed() { order += nodes }
    return order
  }

  /// How far each node is from its root; -1 on a cycle.
  private static func depths(parents: [Int32]) -> [Int] {
    var depths = Array(repeating: -1, count: parents.count)
    for start in parents.indices where depths[start] < 0 {
      var path: [Int] = []
      var node = start
      while node >= 0, depths[node] < 0, path.count <= parents.count {
        path.append(node)
        node = Int(parents[node])
      }
      guard path.count <= parents.count else { continue }
      var depth = node >= 0 ? depths[node] : -1
      for member in path.reversed() {
        depth += 1
        depths[member] = depth
      }
    }
    return depths
  }
}
