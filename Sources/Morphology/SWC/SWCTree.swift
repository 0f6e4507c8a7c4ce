/// Samples linked into one tree whose root belongs to the soma if there is one.
struct SWCTree {
  let file: String
  var samples: [SWCSample]
  /// The index of each sample's parent; nil for the root.
  private(set) var parents: [Int?]
  private(set) var root: Int
  /// The children of all samples, each sample's in the order of their ids.
  private var children: [Int] = []
  private var firstChild: [Int] = []

  init(
    _ samples: [SWCSample], file: String, report: inout MorphologyReport
  ) throws(MorphologyError) {
    self.file = file
    self.samples = samples.sorted { $0.id < $1.id }
    parents = try Self.link(self.samples, file: file)
    root = try Self.findRoot(self.samples, parents, file: file)
    linkChildren()
    try checkReachable()
    makeSomaRoot(report: &report)
    try repairRadii(report: &report)
  }

  func children(of index: Int) -> ArraySlice<Int> {
    children[firstChild[index]..<firstChild[index + 1]]
  }

  func error(
    _ code: MorphologyError.Code, at index: Int, _ message: String, _ suggestion: String
  ) -> MorphologyError {
    MorphologyError(code, "\(file):\(samples[index].line): \(message)", suggestion: suggestion)
  }

  private static func link(
    _ samples: [SWCSample], file: String
  ) throws(MorphologyError) -> [Int?] {
    for (first, second) in zip(samples, samples.dropFirst()) where first.id == second.id {
      let (early, late) = (min(first.line, second.line), max(first.line, second.line))
      throw MorphologyError(
        .malformedTree, "\(file):\(late): the id \(first.id) is also used on line \(early)",
        suggestion: "give each sample its own id")
    }
    let indexes = Dictionary(uniqueKeysWithValues: samples.enumerated().map { ($1.id, $0) })
    var parents: [Int?] = []
    parents.reserveCapacity(samples.count)
    for sample in samples {
      let parent = sample.parent == SWCSample.noParent ? nil : indexes[sample.parent]
      guard parent != nil || sample.parent == SWCSample.noParent else {
        throw MorphologyError(
          .malformedTree,
          "\(file):\(sample.line): the parent \(sample.parent) of sample \(sample.id) is missing",
          suggestion: "add it, or write -1 for the root")
      }
      parents.append(parent)
    }
    return parents
  }

  private static func findRoot(
    _ samples: [SWCSample], _ parents: [Int?], file: String
  ) throws(MorphologyError) -> Int {
    let roots = parents.indices.filter { parents[$0] == nil }
    guard let root = roots.first else {
      throw MorphologyError(
        .malformedTree, "\(file): every sample has a parent, so that none is the root",
        suggestion: "write -1 as the parent of the root")
    }
    guard roots.count == 1 else {
      let lines = roots.prefix(5).map { String(samples[$0].line) }.joined(separator: ", ")
      let more = roots.count > 5 ? ", …" : ""
      throw MorphologyError(
        .malformedTree,
        "\(file): there are \(roots.count) separate trees, with roots on lines \(lines)\(more)",
        suggestion: "join them by giving all roots but one a parent, or keep one tree a file")
    }
    return root
  }

  /// Lists the children of every sample, in one array (counting sort by parent).
  private mutating func linkChildren() {
    firstChild = [Int](repeating: 0, count: samples.count + 1)
    for case let parent? in parents { firstChild[parent + 1] += 1 }
    for index in samples.indices { firstChild[index + 1] += firstChild[index] }
    var next = firstChild
    children = [Int](repeating: 0, count: firstChild[samples.count])
    for (index, parent) in parents.enumerated() {
      guard let parent else { continue }
      children[next[parent]] = index
      next[parent] += 1
    }
  }

  /// Samples that the root does not reach form a cycle, or hang on one.
  private func checkReachable() throws(MorphologyError) {
    var isReached = [Bool](repeating: false, count: samples.count)
    for index in indexesFromRoot() { isReached[index] = true }
    guard var index = isReached.firstIndex(of: false) else { return }
    var isSeen = isReached
    while !isSeen[index], let parent = parents[index] {
      isSeen[index] = true
      index = parent
    }
    throw error(
      .malformedTree, at: index, "sample \(samples[index].id) is its own ancestor",
      "correct the parents so that they lead to the root")
  }

  /// All samples that the root reaches, parents before children.
  private func indexesFromRoot() -> [Int] {
    var order = [root]
    var next = 0
    while next < order.count {
      order += children(of: order[next])
      next += 1
    }
    return order
  }

  /// Turns the links between the soma and the root around, if the root is not in the soma.
  private mutating func makeSomaRoot(report: inout MorphologyReport) {
    guard !samples[root].isSoma, let soma = indexesFromRoot().first(where: { samples[$0].isSoma })
    else { return }
    var (index, newParent): (Int, Int?) = (soma, nil)
    while let parent = parents[index] {
      parents[index] = newParent
      (index, newParent) = (parent, index)
    }
    parents[index] = newParent
    root = soma
    linkChildren()
    report.addRepair(
      "\(file):\(samples[soma].line): the root is not in the soma; re-rooted at soma sample"
        + " \(samples[soma].id)")
  }

  /// Gives samples without a radius that of their nearest ancestor or, failing that, descendant.
  private mutating func repairRadii(report: inout MorphologyReport) throws(MorphologyError) {
    let isFlat: (SWCSample) -> Bool = { $0.radius < ShapeCheck.smallest / 2 }
    guard samples.contains(where: isFlat) else { return }
    let order = indexesFromRoot()
    guard let fallback = order.first(where: { !isFlat(samples[$0]) }) else {
      throw error(
        .implausibleValue, at: root, "no sample has a radius", "give radii in um in column 6")
    }
    for index in order where isFlat(samples[index]) {
      let radius = samples[parents[index] ?? fallback].radius
      report.addRepair(
        "\(file):\(samples[index].line): radius \(samples[index].radius) replaced by \(radius) um")
      samples[index].radius = radius
    }
  }
}
