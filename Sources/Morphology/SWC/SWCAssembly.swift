/// Cuts a tree of samples into branches.
struct SWCAssembly {
  /// A run of samples that is to become a branch.
  private struct Start {
    var first: Int
    /// The sample at which the run begins geometrically, if it is not its own first.
    var origin: Int?
    var attachment: Morphology.Attachment
  }

  private struct Draft {
    var branch: Morphology.Branch
    var smallestID: Int
  }

  private let tree: SWCTree
  private let soma: SWCSoma
  private var report: MorphologyReport
  private var drafts: [Draft] = []
  private var pending: [Start] = []

  init(tree: SWCTree, report: MorphologyReport) {
    self.tree = tree
    self.report = report
    soma = SWCSoma(of: tree)
    self.report.somaRule = soma.rule
  }

  /// Builds all branches and numbers them by their smallest sample id, parents first.
  mutating func build() throws(MorphologyError) -> Morphology {
    if let cylinder = soma.cylinder {
      addSoma(cylinder)
    } else {
      pending = [Start(first: tree.root, origin: nil, attachment: .rootPoint)]
    }
    while let start = pending.popLast() { add(start) }
    guard !drafts.isEmpty else {
      throw tree.error(
        .malformedTree, at: tree.root, "the samples have no length",
        "give the soma type 1, or add samples at other places")
    }
    let order = numbering()
    return Morphology(branches: order, report: report)
  }

  private mutating func addSoma(_ cylinder: [Morphology.Sample]) {
    let members = Set(soma.members)
    let ids = soma.members.map { tree.samples[$0].id }
    let branch = Morphology.Branch(
      tag: BranchKind.soma, attachment: .rootPoint, shape: .frusta(cylinder))
    drafts.append(Draft(branch: branch, smallestID: ids.min() ?? 0))
    for member in soma.members {
      for child in tree.children(of: member) where !members.contains(child) {
        pending.append(
          Start(first: child, origin: nil, attachment: .along(branch: 0, position: 0.5)))
        warnIfFar(child, from: cylinder)
      }
    }
  }

  /// A neurite that starts well outside of its soma often means a wrong link or unit.
  private mutating func warnIfFar(_ child: Int, from cylinder: [Morphology.Sample]) {
    let sample = tree.samples[child]
    let gap = sample.point.distance(to: cylinder[1].point) - cylinder[1].radius
    guard gap > 4 * cylinder[1].radius, gap > 20 else { return }
    report.addWarning(
      "\(tree.file):\(sample.line): this branch starts \(gap.rounded()) um outside of the soma;"
        + " the gap is not cable")
  }

  private mutating func add(_ start: Start) {
    let run = run(from: start.first)
    var samples = run.map { tree.samples[$0].sample }
    if let origin = origin(of: start, run: run) { samples.insert(origin, at: 0) }
    let lengths = pathLengths(samples)
    let total = lengths.last ?? 0
    let skipped = samples.count - run.count
    guard total >= ShapeCheck.smallest else {
      drop(run, start)
      return
    }
    let index = drafts.count
    let branch = Morphology.Branch(
      tag: tree.samples[start.first].tag, attachment: start.attachment, shape: .frusta(samples))
    drafts.append(
      Draft(branch: branch, smallestID: run.reduce(.max) { min($0, tree.samples[$1].id) }))
    for (position, sample) in run.enumerated() {
      let isLast = position == run.count - 1
      let place: Morphology.Attachment =
        isLast
        ? .distalEnd(of: index)
        : .along(branch: index, position: lengths[position + skipped] / total)
      addChildren(of: sample, except: isLast ? nil : run[position + 1], at: place)
    }
  }

  private mutating func addChildren(
    of sample: Int, except next: Int?, at place: Morphology.Attachment
  ) {
    for child in tree.children(of: sample) where child != next {
      let leavesSoma = tree.samples[sample].isSoma && !tree.samples[child].isSoma
      pending.append(Start(first: child, origin: leavesSoma ? nil : sample, attachment: place))
    }
  }

  /// Joins the children of a run without length to the place where the run sits.
  private mutating func drop(_ run: [Int], _ start: Start) {
    for (position, sample) in run.enumerated() {
      let next = position + 1 < run.count ? run[position + 1] : nil
      addChildren(of: sample, except: next, at: start.attachment)
    }
    guard start.first != tree.root || tree.children(of: start.first).isEmpty else { return }
    report.addRepair(
      "\(tree.file):\(tree.samples[start.first].line): a branch without length is left out")
  }

  /// The samples from one on, up to a branch point, an end or a change of type.
  private func run(from first: Int) -> [Int] {
    var run = [first]
    var current = first
    while let next = continuation(of: current) {
      run.append(next)
      current = next
    }
    return run
  }

  /// The only child that goes on with the same branch; neurites on a soma do not end its branch.
  private func continuation(of index: Int) -> Int? {
    let isSoma = tree.samples[index].isSoma
    let candidates = tree.children(of: index).filter { !isSoma || tree.samples[$0].isSoma }
    guard candidates.count == 1, tree.samples[candidates[0]].tag == tree.samples[index].tag else {
      return nil
    }
    return candidates[0]
  }

  /// The sample at which a branch begins: the branch point, or nothing on the soma's surface.
  ///
  /// The stretch within the soma is no cable. A single sample on a soma would have no length, so
  /// that its branch does begin at its parent, with its own radius.
  private func origin(of start: Start, run: [Int]) -> Morphology.Sample? {
    if let origin = start.origin { return tree.samples[origin].sample }
    guard run.count == 1, let parent = tree.parents[start.first] else { return nil }
    return Morphology.Sample(tree.samples[parent].point, radius: tree.samples[start.first].radius)
  }

  private func pathLengths(_ samples: [Morphology.Sample]) -> [Double] {
    var length = 0.0
    return [0]
      + zip(samples, samples.dropFirst()).map { first, second in
        length += first.point.distance(to: second.point)
        return length
      }
  }

  /// The branches in their final order, with attachments renumbered.
  private func numbering() -> [Morphology.Branch] {
    var childDrafts: [[Int]] = Array(repeating: [], count: drafts.count)
    var ready = MinimumHeap()
    for (index, draft) in drafts.enumerated() {
      if let parent = draft.branch.attachment.parent {
        childDrafts[parent].append(index)
      } else {
        ready.insert(index, key: draft.smallestID)
      }
    }
    var numbers = [Int](repeating: 0, count: drafts.count)
    var branches: [Morphology.Branch] = []
    while let index = ready.removeMinimum() {
      numbers[index] = branches.count
      var branch = drafts[index].branch
      branch.attachment = branch.attachment.renumbered { numbers[$0] }
      branches.append(branch)
      for child in childDrafts[index] { ready.insert(child, key: drafts[child].smallestID) }
    }
    return branches
  }
}

extension Morphology.Attachment {
  fileprivate func renumbered(_ number: (Int) -> Int) -> Self {
    switch self {
    case .rootPoint: .rootPoint
    case .distalEnd(let parent): .distalEnd(of: number(parent))
    case .along(let parent, let position): .along(branch: number(parent), position: position)
    }
  }
}
