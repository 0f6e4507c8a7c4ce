/// The edges of a group in columns, as kernels run over them eight at a time.
///
/// The edges are filled up to a multiple of 8 with some of weight 0 from a spare node to itself.
struct AxialTables {
  /// How many edges, a multiple of 8.
  let count: Int
  /// The distal and the proximal node of each; `[count]`.
  let nodes, parents: UnsafeMutablePointer<Int32>
  /// The two compartments whose mean temperature each has; `[count]`.
  let warmNodes, warmParents: UnsafeMutablePointer<Int32>
  /// In µm; `[count]`.
  let weights: UnsafeMutablePointer<Double>

  /// Allocates; `deallocate` frees.
  init(_ edges: [AxialPlan.Edge], slotCount: Int, spare: Int) {
    count = (edges.count + 7) / 8 * 8
    let size = max(count, 1)
    nodes = .allocate(capacity: size)
    parents = .allocate(capacity: size)
    warmNodes = .allocate(capacity: size)
    warmParents = .allocate(capacity: size)
    weights = .allocate(capacity: size)
    nodes.initialize(repeating: Int32(spare), count: size)
    parents.initialize(repeating: Int32(spare), count: size)
    warmNodes.initialize(repeating: 0, count: size)
    warmParents.initialize(repeating: 0, count: size)
    weights.initialize(repeating: 0, count: size)
    for (index, edge) in edges.enumerated() {
      let compartments = edge.compartments(slotCount: slotCount)
      nodes[index] = edge.node
      parents[index] = edge.parent
      warmNodes[index] = Int32(compartments.0)
      warmParents[index] = Int32(compartments.1)
      weights[index] = edge.weight
    }
  }

  func deallocate() {
    nodes.deallocate()
    parents.deallocate()
    warmNodes.deallocate()
    warmParents.deallocate()
    weights.deallocate()
  }
}

/// A junction of a group and the edges that meet there.
struct AxialJunction {
  /// An edge as its junction sees it.
  struct Way {
    let edge: Int
    /// The compartment at the other end.
    let slot: Int
    /// 1 where the edge's flux comes into the junction, −1 where it leaves.
    let sign: Double
    /// In µm.
    let weight: Double
    /// The weight's share in that of all ways.
    let share: Double
  }

  let node: Int
  /// Where its ways stand in the list of all.
  let ways: Range<Int>
  /// Of all ways, in µm.
  let weight: Double

  /// The junctions of some edges, and their ways, junction by junction.
  static func all(
    _ edges: [AxialPlan.Edge], slotCount: Int
  ) -> (junctions: [AxialJunction], ways: [Way]) {
    var meeting: [Int: [Int]] = [:]
    for (index, edge) in edges.enumerated() {
      for node in [Int(edge.node), Int(edge.parent)] where node >= slotCount {
        meeting[node, default: []].append(index)
      }
    }
    var junctions: [AxialJunction] = []
    var ways: [Way] = []
    for (node, members) in meeting.sorted(by: { $0.key < $1.key }) {
      let weight = members.reduce(0) { $0 + edges[$1].weight }
      let first = ways.count
      for index in members {
        let edge = edges[index]
        let isProximal = Int(edge.parent) == node
        ways.append(
          Way(
            edge: index, slot: Int(isProximal ? edge.node : edge.parent),
            sign: isProximal ? 1 : -1, weight: edge.weight, share: edge.weight / weight))
      }
      junctions.append(AxialJunction(node: node, ways: first..<ways.count, weight: weight))
    }
    return (junctions, ways)
  }
}
