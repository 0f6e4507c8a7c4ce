import Numerics

/// The edges of a group in columns, as kernels run over them eight at a time.
///
/// Eight edges whose nodes follow each other, and whose parents do, are read and written as one row
/// each: most edges inside branches are. They come first; the rest is gathered and scattered. The
/// edges are filled up to a multiple of 8 with some of weight 0 from a spare node to itself.
struct AxialTables {
  /// How many edges, a multiple of 8.
  let count: Int
  /// Up to here eight edges make a row.
  let rowsEnd: Int
  /// The distal and the proximal node of each; `[count]`.
  let nodes, parents: UnsafeMutablePointer<Int32>
  /// The two compartments whose mean temperature each has; `[count]`.
  let warmNodes, warmParents: UnsafeMutablePointer<Int32>
  /// In µm; `[count]`.
  let weights: UnsafeMutablePointer<Double>

  /// Allocates for edges as `inRows` has ordered them; `deallocate` frees.
  init(_ edges: [AxialPlan.Edge], rowCount: Int, slotCount: Int, spare: Int) {
    count = (edges.count + 7) / 8 * 8
    rowsEnd = rowCount * 8
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

  /// The edges ordered so that as many as possible make rows, and how many rows these are.
  static func inRows(
    _ edges: [AxialPlan.Edge], slotCount: Int
  ) -> (edges: [AxialPlan.Edge], rowCount: Int) {
    let sorted = edges.sorted { $0.node < $1.node }
    var rows: [AxialPlan.Edge] = []
    var loose: [AxialPlan.Edge] = []
    var index = 0
    while index < sorted.count {
      let next = Array(sorted[index..<min(index + 8, sorted.count)])
      if next.makeRow(slotCount: slotCount) {
        rows += next
        index += 8
      } else {
        loose.append(sorted[index])
        index += 1
      }
    }
    return (rows + loose, rows.count / 8)
  }
}

extension [AxialPlan.Edge] {
  /// Whether they are eight whose ends follow each other, with their temperatures.
  fileprivate func makeRow(slotCount: Int) -> Bool {
    guard count == 8 else { return false }
    let first = self[0].compartments(slotCount: slotCount)
    return enumerated().allSatisfy { place, edge in
      let compartments = edge.compartments(slotCount: slotCount)
      return Int(edge.node) == Int(self[0].node) + place
        && Int(edge.parent) == Int(self[0].parent) + place
        && compartments == (first.0 + place, first.1 + place)
    }
  }
}

extension AxialTables {
  /// A number at one end of each of the edges from `edge` on.
  @inline(__always)
  func read<L: Lane>(
    _ array: UnsafeMutablePointer<Double>, _ ends: UnsafeMutablePointer<Int32>, _ edge: Int,
    _: L.Type
  ) -> L {
    edge < rowsEnd ? L.load(array + Int(ends[edge])) : gather(array, ends + edge, L.self)
  }

  /// Adds to a number at one end of each of the edges from `edge` on.
  @inline(__always)
  func add<L: Lane>(
    _ value: L, to array: UnsafeMutablePointer<Double>, _ ends: UnsafeMutablePointer<Int32>,
    _ edge: Int
  ) {
    guard edge < rowsEnd else { return scatter(value, into: array, ends + edge) }
    let place = array + Int(ends[edge])
    (L.load(place) + value).store(place)
  }

  /// Between node and parent.
  @inline(__always)
  func difference<L: Lane>(_ array: UnsafeMutablePointer<Double>, _ edge: Int, _: L.Type) -> L {
    read(array, nodes, edge, L.self) - read(array, parents, edge, L.self)
  }

  /// Takes what flows along edges from their nodes and brings it to their parents.
  @inline(__always)
  func move<L: Lane>(_ value: L, in array: UnsafeMutablePointer<Double>, _ edge: Int) {
    add(-value, to: array, nodes, edge)
    add(value, to: array, parents, edge)
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
