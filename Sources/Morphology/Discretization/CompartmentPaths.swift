extension Morphology {
  /// How the compartments of this shape run through space.
  ///
  /// Where one compartment of a branch ends, the next begins. A sphere is a single point, its
  /// centre; sections that are described without coordinates lie along x, each from the end of its
  /// parent.
  ///
  /// - Parameter cut: this shape, cut into compartments.
  /// - Returns: for each compartment a polyline from its proximal to its distal end, in µm; at least
  ///   one point.
  public func compartmentPaths(of cut: DiscretizedMorphology) -> [[Point]] {
    zip(branches, cut.branches).flatMap { branch, pieces -> [[Point]] in
      if case .sphere(_, let center) = branch.shape {
        return pieces.compartments.map { _ in [center] }
      }
      let geometry = BranchGeometry(branch)
      var start = 0.0
      return pieces.compartments.map { compartment in
        let isLast = compartment == pieces.compartments.upperBound - 1
        let end = isLast ? geometry.length : start + cut.compartments[compartment].length
        defer { start = end }
        return geometry.path(from: start, to: end)
      }
    }
  }
}
