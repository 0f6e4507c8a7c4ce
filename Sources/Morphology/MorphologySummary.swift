/// What a shape consists of, for people to check.
public struct MorphologySummary: Sendable, Hashable {
  /// The sums over one kind of branches.
  public struct Kind: Sendable, Hashable {
    /// 1 soma, 2 axon, 3 dendrite, 4 apical dendrite.
    public var tag: Int
    /// The number of branches.
    public var branchCount = 0
    /// The total path length in µm.
    public var length = 0.0
    /// The membrane area in µm².
    public var area = 0.0
    /// The volume in µm³.
    public var volume = 0.0

    /// The word for the tag, such as `soma` or `tag 7`.
    public var name: String { BranchKind.name(of: tag) }
  }

  /// The sums over each kind, by ascending tag.
  public var kinds: [Kind]
  /// The sums over all branches; its tag is 0.
  public var total: Kind
  /// The number of samples that were read; 0 for shapes that were described.
  public var sampleCount: Int
  /// The number of branches on which none sits.
  public var tipCount: Int
  /// The longest path distance from the root point, in µm.
  public var maximumDistance: Double
  /// The smallest and largest diameter of its samples, in µm.
  public var diameters: ClosedRange<Double>
  /// What the soma was taken to be.
  public var somaRule: MorphologyReport.SomaRule
  /// What was changed to make sense of the file.
  public var repairs: [String]
  /// What was kept but looks wrong.
  public var warnings: [String]
}

extension Morphology {
  /// Sums up the shape.
  ///
  /// - Throws: `MorphologyError` if branches do not stand parents before children.
  public func summary() throws(MorphologyError) -> MorphologySummary {
    let outline = try discretized(by: .perBranch(1))
    var kinds: [Int: MorphologySummary.Kind] = [:]
    var total = MorphologySummary.Kind(tag: 0)
    var (thinnest, thickest, farthest) = (Double.infinity, 0.0, 0.0)
    for (index, branch) in outline.branches.enumerated() {
      kinds[branch.tag, default: .init(tag: branch.tag)].add(outline, branch)
      total.add(outline, branch)
      farthest = max(farthest, branch.startDistance + branch.length)
      for frustum in BranchGeometry(branches[index]).frusta {
        thinnest = min(thinnest, 2 * frustum.startRadius, 2 * frustum.endRadius)
        thickest = max(thickest, 2 * frustum.startRadius, 2 * frustum.endRadius)
      }
    }
    return MorphologySummary(
      kinds: kinds.values.sorted { $0.tag < $1.tag }, total: total,
      sampleCount: report.sampleCount, tipCount: outline.tips.count, maximumDistance: farthest,
      diameters: min(thinnest, thickest)...thickest, somaRule: report.somaRule,
      repairs: report.repairs, warnings: report.warnings)
  }
}

extension MorphologySummary.Kind {
  fileprivate mutating func add(
    _ outline: DiscretizedMorphology, _ branch: DiscretizedMorphology.Branch
  ) {
    branchCount += 1
    length += branch.length
    for index in branch.compartments {
      area += outline.compartments[index].area
      volume += outline.compartments[index].volume
    }
  }
}
