import EngineKernels

/// Which branches are eliminated side by side, and in which order.
///
/// A branch can be eliminated once everything that hangs on it has been. Among the branches that
/// are ready, the one with the longest way to the root comes first, and others of about its length
/// keep it company: so that a lone cell fills eight lanes nearly as well as eight cells do.
struct BranchSchedule {
  /// A branch of one of the group's cells.
  struct Member: Hashable {
    var cell: Int
    var branch: Int
  }

  /// Branches that are eliminated together; nil in an empty lane.
  struct Pack {
    var members: [Member?]
    var rowCount: Int
    var width: Int { members.count }
  }

  private(set) var packs: [Pack] = []

  /// Slots that the branches take, in whole rows of eight.
  var slotCount: Int {
    (packs.reduce(0) { $0 + $1.rowCount * $1.width } + 7) / 8 * 8
  }

  /// The schedule of a group's cells for a path.
  static func group(_ shapes: [TreeShape], for path: StepSettings.Path) -> BranchSchedule {
    path == .lanes ? .lanes(shapes) : .serial(shapes)
  }

  /// Cells in lanes: side by side where their shapes are equal, packed where they differ.
  static func lanes(_ shapes: [TreeShape]) -> BranchSchedule {
    guard let first = shapes.first else { return BranchSchedule() }
    // Three idle lanes of eight cost about as much as packing does.
    let isFull = shapes.count % 8 == 0 || shapes.count % 8 >= 6
    let isAligned = isFull && Set(shapes).count == 1
    return isAligned ? .aligned(first, cells: shapes.count) : .packed(shapes)
  }

  /// The same branch of each of eight cells of one shape, branch by branch; then the next eight.
  static func aligned(_ shape: TreeShape, cells: Int) -> BranchSchedule {
    var schedule = BranchSchedule()
    for first in stride(from: 0, to: cells, by: 8) {
      for branch in shape.branches.indices.reversed() {
        let members = (first..<first + 8).map { cell in
          cell < cells ? Member(cell: cell, branch: branch) : nil
        }
        schedule.packs.append(
          Pack(members: members, rowCount: shape.branches[branch].compartments.count))
      }
    }
    return schedule
  }

  /// Every branch alone, in the order of each cell: the readable path.
  static func serial(_ shapes: [TreeShape]) -> BranchSchedule {
    var schedule = BranchSchedule()
    for (cell, shape) in shapes.enumerated() {
      for branch in shape.branches.indices.reversed() {
        schedule.packs.append(
          Pack(
            members: [Member(cell: cell, branch: branch)],
            rowCount: shape.branches[branch].compartments.count))
      }
    }
    return schedule
  }

  /// Branches of any cells side by side.
  static func packed(_ shapes: [TreeShape]) -> BranchSchedule {
    var schedule = BranchSchedule()
    var ready = ReadyBranches(shapes)
    while let first = ready.takeMostUrgent() {
      let company = ready.company(for: first, atMost: 7)
      let rows = ready.length(first)
      let used = company.reduce(rows) { $0 + ready.length($1) }
      // A mechanism costs about ten times what a solve does for a compartment, and pays for empty
      // lanes too: below half a pack the branch is better off alone (docs/decisions/0002).
      if used * 2 < rows * 8 {
        schedule.packs.append(Pack(members: [first], rowCount: rows))
        ready.finish([first])
        continue
      }
      ready.take(company)
      let members = ([first] + company).map { Optional($0) }
      let empty = [Member?](repeating: nil, count: 8 - members.count)
      schedule.packs.append(Pack(members: members + empty, rowCount: rows))
      ready.finish([first] + company)
    }
    return schedule
  }
}

/// The branches whose children have all been scheduled, by urgency.
private struct ReadyBranches {
  typealias Member = BranchSchedule.Member

  private let shapes: [TreeShape]
  /// Compartments from the root to a branch's far end: its urgency.
  private let depth: [[Int]]
  private let parents: [[Int?]]
  private var waiting: [[Int]]
  /// Kept in order: urgent ones last.
  private var ready: [Member] = []

  init(_ shapes: [TreeShape]) {
    self.shapes = shapes
    let parents = shapes.map { shape in
      let branchOf = shape.branchOfCompartment
      return shape.branches.indices.map { shape.parent(of: $0, branchOf) }
    }
    self.parents = parents
    depth = shapes.enumerated().map { cell, shape in
      var depth = [Int](repeating: 0, count: shape.branches.count)
      for (index, branch) in shape.branches.enumerated() {
        depth[index] = branch.compartments.count + (parents[cell][index].map { depth[$0] } ?? 0)
      }
      return depth
    }
    waiting = shapes.enumerated().map { cell, shape in
      var count = [Int](repeating: 0, count: shape.branches.count)
      for case let parent? in parents[cell] { count[parent] += 1 }
      return count
    }
    for cell in shapes.indices {
      for branch in shapes[cell].branches.indices where waiting[cell][branch] == 0 {
        ready.append(Member(cell: cell, branch: branch))
      }
    }
    ready.sort(by: isLessUrgent)
  }

  private func isLessUrgent(_ a: Member, _ b: Member) -> Bool {
    (depth[a.cell][a.branch], b.cell, b.branch) < (depth[b.cell][b.branch], a.cell, a.branch)
  }

  func length(_ member: Member) -> Int {
    shapes[member.cell].branches[member.branch].compartments.count
  }

  mutating func takeMostUrgent() -> Member? { ready.popLast() }

  /// Ready branches that are no longer than `first`, the longest of them, urgent ones first.
  func company(for first: Member, atMost count: Int) -> [Member] {
    let limit = length(first)
    var chosen: [Member] = []
    var wanted = limit
    while chosen.count < count, wanted > 0, wanted * 3 >= limit * 2 {
      for member in ready.reversed() where length(member) == wanted && chosen.count < count {
        chosen.append(member)
      }
      wanted -= 1
    }
    return chosen
  }

  mutating func take(_ members: [Member]) {
    let taken = Set(members)
    ready.removeAll { taken.contains($0) }
  }

  /// Notes that branches are scheduled: their parents may have become ready.
  mutating func finish(_ members: [Member]) {
    for member in members {
      guard let parent = parents[member.cell][member.branch] else { continue }
      waiting[member.cell][parent] -= 1
      if waiting[member.cell][parent] == 0 { insert(Member(cell: member.cell, branch: parent)) }
    }
  }

  private mutating func insert(_ member: Member) {
    var low = 0
    var high = ready.count
    while low < high {
      let middle = (low + high) / 2
      if isLessUrgent(ready[middle], member) { low = middle + 1 } else { high = middle }
    }
    ready.insert(member, at: low)
  }
}
