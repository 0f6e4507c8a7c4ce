import Quantities

extension PointSet {
  /// The compartments at these points, in the order of the list; one may occur more than once.
  ///
  /// - Parameters:
  ///   - morphology: the cell.
  ///   - seed: what `random` draws from; draw i of the list's p-th place is number i of the
  ///     `CounterBasedGenerator` seeded with number p of the one with this seed.
  /// - Returns: at least one index.
  /// - Throws: `MorphologyError` if a place is not on this cell.
  public func compartments(
    in morphology: DiscretizedMorphology, seed: UInt64
  ) throws(MorphologyError) -> [Int] {
    let seeds = CounterBasedGenerator(seed: seed)
    var found: [Int] = []
    for (index, place) in places.enumerated() {
      let generator = CounterBasedGenerator(seed: seeds[UInt64(index)])
      found += try place.compartments(in: morphology, generator: generator)
    }
    return found
  }
}

extension PointSet.Place {
  fileprivate func compartments(
    in morphology: DiscretizedMorphology, generator: CounterBasedGenerator
  ) throws(MorphologyError) -> [Int] {
    switch self {
    case .root: return morphology.branches.first.map { [$0.compartments.lowerBound] } ?? []
    case .tips: return morphology.tips
    case .branch(let number, let position):
      return [try morphology.compartment(ofBranch: number, at: position)]
    case .named(let name, let position):
      let branch = try morphology.branchIndex(named: name)
      return [try morphology.compartment(ofBranch: branch, at: position)]
    case .nearest(let point): return morphology.nearest(to: point)
    case .random(let count, let region):
      let candidates = try region.compartments(in: morphology)
      return morphology.draws(count, from: candidates, generator)
    case .region(let region): return try region.compartments(in: morphology)
    }
  }
}

extension DiscretizedMorphology {
  /// The last compartment of every branch on which no other sits.
  public var tips: [Int] {
    var hasChild = [Bool](repeating: false, count: branches.count)
    for branch in branches {
      switch branch.attachment {
      case .root: break
      case .distalEnd(let parent): hasChild[parent] = true
      case .compartment(let index): hasChild[compartments[index].branch] = true
      }
    }
    return branches.indices.filter { !hasChild[$0] }.compactMap { branches[$0].compartments.last }
  }

  fileprivate func compartment(
    ofBranch number: Int, at position: Double
  ) throws(MorphologyError) -> Int {
    if let found = compartment(at: position, ofBranch: number) { return found }
    throw MorphologyError(
      .unknownPlace, "there is no branch \(number)",
      suggestion: "the branches are 0 to \(branches.count - 1)")
  }

  /// The section of this name, or else the only branch of a kind, or else the root if it is one.
  fileprivate func branchIndex(named name: String) throws(MorphologyError) -> Int {
    if let index = branches.firstIndex(where: { $0.name == name }) { return index }
    guard let tag = BranchKind.tag(named: name) else {
      try requireSection(name)
      throw MorphologyError(
        .unknownPlace, "'\(name)' is not a branch", suggestion: "name one, as in 'soma(0.5)'")
    }
    let matches = branches.indices.filter { branches[$0].tag == tag }
    guard let first = matches.first else {
      throw MorphologyError(
        .emptyPlace, "there is no branch of kind '\(name)'", suggestion: inventory)
    }
    guard matches.count == 1 || (tag == BranchKind.soma && first == 0) else {
      throw MorphologyError(
        .unknownPlace, "'\(name)' has \(matches.count) branches, so that a point on it is unclear",
        suggestion: "name one by its number, as in 'branch \(first) (0.5)'")
    }
    return first
  }

  fileprivate func nearest(to point: Morphology.Point) -> [Int] {
    let distances = compartments.map { $0.center.distance(to: point) }
    return distances.indices.min { distances[$0] < distances[$1] }.map { [$0] } ?? []
  }

  /// Draws points uniformly along the path length of some compartments.
  fileprivate func draws(
    _ count: Int, from candidates: [Int], _ generator: CounterBasedGenerator
  ) -> [Int] {
    var total = 0.0
    let ends = candidates.map { candidate in
      total += compartments[candidate].length
      return total
    }
    return (0..<count).compactMap { draw in
      let target = generator.uniform(at: UInt64(draw)) * total
      var (low, high) = (0, ends.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if ends[middle] <= target { low = middle + 1 } else { high = middle }
      }
      return candidates.indices.contains(low) ? candidates[low] : nil
    }
  }
}
