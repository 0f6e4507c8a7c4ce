/// The edges of a group's trees and its junctions, numbered as an implicit system wants them.
struct TreeEdges {
  struct Edge {
    let node: Int
    let parent: Int
    /// In µS.
    let conductance: Double
  }

  let edges: [Edge]
  /// For each node of the system its parent, or -1.
  let parents: [Int32]
  /// The group's node of each junction: system node `slotCount + i`.
  let junctions: [Int]
  /// For each node of the group its number in the system; -1 for echoes and spare nodes.
  let numbers: [Int]

  /// - Parameters:
  ///   - parents: for each node of the group its parent, or -1.
  ///   - conductance: to the parent, in µS.
  ///   - slotCount: nodes below are compartments.
  init(parents: [Int32], conductance: [Double], slotCount: Int) {
    let isParent = Set(parents.lazy.filter { $0 >= 0 })
    junctions = (slotCount..<max(parents.count, slotCount)).filter {
      parents[$0] >= 0 || isParent.contains(Int32($0))
    }
    var number = [Int](repeating: -1, count: max(parents.count, slotCount))
    for slot in 0..<slotCount { number[slot] = slot }
    for (index, node) in junctions.enumerated() { number[node] = slotCount + index }
    var ownParents = [Int32](repeating: -1, count: slotCount + junctions.count)
    var edges: [Edge] = []
    for (node, parent) in parents.enumerated() where parent >= 0 {
      let edge = Edge(
        node: number[node], parent: number[Int(parent)], conductance: conductance[node])
      ownParents[edge.node] = Int32(edge.parent)
      edges.append(edge)
    }
    numbers = number
    self.edges = edges
    self.parents = ownParents
  }
}
