import EngineKernels

/// Where the compartments of a group's cells stand in memory, and how their trees are solved.
public struct GroupLayout: Sendable {
  /// The slot of each compartment, by cell.
  public private(set) var slots: [[Int]] = []
  /// Slots for compartments, a multiple of 8; some are empty.
  public private(set) var slotCount = 0
  /// Slots, junctions, echoes and eight spare nodes.
  public private(set) var nodeCount = 0
  /// In the order of elimination.
  public private(set) var packs: [TreePack] = []
  /// The packs' index tables.
  public private(set) var indices: [Int32] = []
  /// The node of the junction at the far end of each branch, by cell; nil at tips.
  public private(set) var junctions: [[Int?]] = []
  /// The node of the junction at the root point, by cell; nil where one branch starts there.
  public private(set) var rootJunctions: [Int?] = []

  private let shapes: [TreeShape]
  private let schedule: BranchSchedule
  /// Compartments to which branches are attached, with the nodes that repeat their potential.
  private var echoes: [[Int: Int]] = []

  /// Lays out cells in lanes: side by side where their shapes are equal, packed where they differ.
  public static func lanes(_ shapes: [TreeShape]) -> GroupLayout {
    GroupLayout(shapes, .lanes(shapes))
  }

  /// Lays out every branch alone.
  public static func serial(_ shapes: [TreeShape]) -> GroupLayout {
    GroupLayout(shapes, .serial(shapes))
  }

  /// Lays out cells for a path.
  static func group(_ shapes: [TreeShape], for path: StepSettings.Path) -> GroupLayout {
    GroupLayout(shapes, .group(shapes, for: path))
  }

  private init(_ shapes: [TreeShape], _ schedule: BranchSchedule) {
    self.shapes = shapes
    self.schedule = schedule
    let firstSlots = placeCompartments()
    let firstJunctions = placeJunctions()
    placeEchoes()
    // Spare nodes take what root branches pass on, which is nothing.
    nodeCount += 8
    for (number, pack) in schedule.packs.enumerated() {
      append(pack, firstSlot: firstSlots[number], firstJunction: firstJunctions[number])
    }
    for case let node? in rootJunctions { appendRootJunction(node) }
  }

  /// Packs of eight first, from the root on, so that the potential flows forward through memory;
  /// then branches alone, one after the other.
  private mutating func placeCompartments() -> [Int] {
    slots = shapes.map { [Int](repeating: 0, count: $0.compartmentCount) }
    var firstSlots = [Int](repeating: 0, count: schedule.packs.count)
    for width in [8, 1] {
      for number in schedule.packs.indices.reversed() where schedule.packs[number].width == width {
        let pack = schedule.packs[number]
        firstSlots[number] = slotCount
        for (lane, member) in pack.members.enumerated() {
          guard let member else { continue }
          let range = shapes[member.cell].branches[member.branch].compartments
          for (row, compartment) in range.enumerated() {
            slots[member.cell][compartment] = slotCount + row * width + lane
          }
        }
        slotCount += pack.rowCount * width
      }
    }
    slotCount = schedule.slotCount
    nodeCount = slotCount
    return firstSlots
  }

  /// A pack of which some branch has children owns as many junctions as it has lanes.
  private mutating func placeJunctions() -> [Int?] {
    junctions = shapes.map { [Int?](repeating: nil, count: $0.branches.count) }
    var hasChildren = shapes.map { [Bool](repeating: false, count: $0.branches.count) }
    for (cell, shape) in shapes.enumerated() {
      for case .junction(let parent) in shape.branches.map(\.attachment) {
        hasChildren[cell][parent] = true
      }
    }
    let first = schedule.packs.map { pack -> Int? in
      guard pack.members.contains(where: { $0.map { hasChildren[$0.cell][$0.branch] } ?? false })
      else { return nil }
      defer { nodeCount += pack.width }
      for (lane, member) in pack.members.enumerated() {
        guard let member, hasChildren[member.cell][member.branch] else { continue }
        junctions[member.cell][member.branch] = nodeCount + lane
      }
      return nodeCount
    }
    rootJunctions = shapes.map { shape in
      guard shape.rootCount > 1 else { return nil }
      defer { nodeCount += 1 }
      return nodeCount
    }
    return first
  }

  private mutating func placeEchoes() {
    echoes = shapes.map { shape in
      var nodes: [Int: Int] = [:]
      for case .compartment(let compartment) in shape.branches.map(\.attachment)
      where nodes[compartment] == nil {
        nodes[compartment] = nodeCount
        nodeCount += 1
      }
      return nodes
    }
  }

  /// The node to which a branch's first compartment passes on, and the node that it reads.
  private func parentNodes(_ member: BranchSchedule.Member, spare: Int) -> (to: Int, from: Int) {
    switch shapes[member.cell].branches[member.branch].attachment {
    case .root:
      let node = rootJunctions[member.cell] ?? spare
      return (node, node)
    case .junction(let parent):
      let node = junctions[member.cell][parent] ?? spare
      return (node, node)
    case .compartment(let compartment):
      return (slots[member.cell][compartment], echoes[member.cell][compartment] ?? spare)
    }
  }

  private mutating func append(_ pack: BranchSchedule.Pack, firstSlot: Int, firstJunction: Int?) {
    let spare = nodeCount - 8
    var far: [Int] = []
    var to: [Int] = []
    var from: [Int] = []
    var pairs: [Int] = []
    for (lane, member) in pack.members.enumerated() {
      guard let member else {
        far.append(firstSlot + (pack.rowCount - 1) * pack.width + lane)
        to.append(spare + lane)
        from.append(spare + lane)
        continue
      }
      let range = shapes[member.cell].branches[member.branch].compartments
      let parents = parentNodes(member, spare: spare + lane)
      far.append(slots[member.cell][range.upperBound - 1])
      to.append(parents.to)
      from.append(parents.from)
      for (compartment, node) in echoes[member.cell].sorted(by: { $0.key < $1.key })
      where range.contains(compartment) {
        pairs += [slots[member.cell][compartment], node]
      }
    }
    let lengths = Set(pack.members.map { $0.map(length) ?? pack.rowCount })
    appendPack(
      TreePack(
        firstSlot: Int32(firstSlot), rowCount: Int32(pack.rowCount),
        firstJunction: Int32(firstJunction ?? -1), tables: Int32(indices.count),
        width: Int32(pack.width), hasEqualLengths: lengths.count == 1,
        hasConsecutiveParents: areConsecutive(to) && areConsecutive(from),
        echoCount: Int32(pairs.count / 2)),
      tables: far + to + from + pairs)
  }

  private func length(_ member: BranchSchedule.Member) -> Int {
    shapes[member.cell].branches[member.branch].compartments.count
  }

  /// A junction at the root point is the last to be eliminated: a pack without compartments.
  private mutating func appendRootJunction(_ node: Int) {
    let spare = nodeCount - 8
    appendPack(
      TreePack(
        firstSlot: 0, rowCount: 0, firstJunction: Int32(node), tables: Int32(indices.count),
        width: 1, hasEqualLengths: true, hasConsecutiveParents: true, echoCount: 0),
      tables: [0, spare, spare])
  }

  private mutating func appendPack(_ pack: TreePack, tables: [Int]) {
    packs.append(pack)
    indices += tables.map { Int32($0) }
  }

  private func areConsecutive(_ nodes: [Int]) -> Bool {
    zip(nodes, nodes.dropFirst()).allSatisfy { $1 == $0 + 1 }
  }
}
