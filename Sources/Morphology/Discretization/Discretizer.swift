extension Morphology {
  /// Cuts the shape into compartments.
  ///
  /// - Parameters:
  ///   - rule: how many compartments each branch gets.
  ///   - refinement: into how many parts each compartment is cut further, for convergence checks.
  ///   - cable: the cable properties of a branch, by its index; only d_lambda asks.
  /// - Returns: compartments with the exact integrals of the frusta within them.
  /// - Throws: `MorphologyError` if the rule cannot be applied or gives too many compartments.
  public func discretized(
    by rule: DiscretizationRule = .dLambda(), refinement: Int = 1,
    cable: (_ branch: Int) -> CableProperties = { _ in CableProperties() }
  ) throws(MorphologyError) -> DiscretizedMorphology {
    try rule.validate()
    guard refinement >= 1, refinement <= DiscretizationRule.mostCompartments else {
      throw MorphologyError(
        .invalidDiscretization, "the refinement is \(refinement)", suggestion: "give 1 or more")
    }
    var discretizer = Discretizer(rule: rule, refinement: refinement)
    for (index, branch) in branches.enumerated() {
      try discretizer.add(branch) { cable(index) }
    }
    return discretizer.result
  }
}

/// Cuts branches one by one, parents before children.
private struct Discretizer {
  let rule: DiscretizationRule
  let refinement: Int
  var result = DiscretizedMorphology(branches: [], compartments: [])

  mutating func add(
    _ branch: Morphology.Branch, cable: () -> CableProperties
  ) throws(MorphologyError) {
    let geometry = BranchGeometry(branch)
    guard branch.attachment.parent.map(result.branches.indices.contains) ?? true else {
      throw MorphologyError(
        .invalidShape, "\(branch.label) stands before its parent",
        suggestion: "list parents before children")
    }
    let start = startDistance(of: branch.attachment)
    let first = result.compartments.count
    let boundaries = try boundaries(of: branch, geometry, cable: cable)
    for (from, to) in zip(boundaries, boundaries.dropFirst()) {
      result.compartments.append(
        compartment(of: branch, geometry, from: from, to: to, startDistance: start))
    }
    result.branches.append(
      DiscretizedMorphology.Branch(
        attachment: node(for: branch.attachment), compartments: first..<result.compartments.count,
        tag: branch.tag, name: branch.name, length: geometry.length, startDistance: start))
  }

  /// The path positions between which the compartments lie.
  private func boundaries(
    of branch: Morphology.Branch, _ geometry: BranchGeometry, cable: () -> CableProperties
  ) throws(MorphologyError) -> [Double] {
    if case .sphere = branch.shape { return [0, geometry.length] }
    let count = try rule.compartmentCount(of: branch, geometry, cable: cable)
    let coarse = count ?? geometry.frusta.count
    let (total, isTooMany) = coarse.multipliedReportingOverflow(by: refinement)
    let room = DiscretizationRule.mostCompartments - result.compartments.count
    guard !isTooMany, total <= room else { throw DiscretizationRule.tooMany }
    guard count == nil else {
      return (0...max(total, 1)).map { geometry.length * Double($0) / Double(max(total, 1)) }
    }
    return geometry.frusta.filter { $0.length > 0 }.flatMap { frustum in
      (0..<refinement).map { frustum.start + frustum.length * Double($0) / Double(refinement) }
    } + [geometry.length]
  }

  private func compartment(
    of branch: Morphology.Branch, _ geometry: BranchGeometry, from: Double, to: Double,
    startDistance: Double
  ) -> DiscretizedMorphology.Compartment {
    let middle = (from + to) / 2
    let whole = geometry.integrals(from: from, to: to)
    var volume = whole.volume
    if case .sphere(let diameter, _) = branch.shape {
      volume = .pi * diameter * diameter * diameter / 6
    }
    return DiscretizedMorphology.Compartment(
      branch: result.branches.count, tag: branch.tag, area: whole.area, volume: volume,
      length: to - from, diameter: whole.area / (.pi * (to - from)),
      proximalResistance: geometry.integrals(from: from, to: middle).resistance,
      distalResistance: geometry.integrals(from: middle, to: to).resistance,
      distance: startDistance + middle, center: geometry.point(at: middle))
  }

  private func startDistance(of attachment: Morphology.Attachment) -> Double {
    switch attachment {
    case .rootPoint: return 0
    case .distalEnd(let parent):
      return result.branches[parent].startDistance + result.branches[parent].length
    case .along(let parent, let position):
      return result.branches[parent].startDistance + result.branches[parent].length * position
    }
  }

  private func node(
    for attachment: Morphology.Attachment
  ) -> DiscretizedMorphology.NodeAttachment {
    switch attachment {
    case .rootPoint: return .root
    case .distalEnd(let parent): return .distalEnd(of: parent)
    case .along(let parent, let position) where position <= 0:
      return result.branches[parent].attachment
    case .along(let parent, let position) where position >= 1: return .distalEnd(of: parent)
    case .along(let parent, let position):
      return result.compartment(at: position, ofBranch: parent).map { .compartment($0) } ?? .root
    }
  }
}
