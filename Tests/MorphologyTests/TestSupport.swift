import Morphology

/// Whether two numbers agree within a relative and an absolute tolerance.
func agree(_ a: Double, _ b: Double, relative: Double = 1e-12, absolute: Double = 0) -> Bool {
  abs(a - b) <= absolute + relative * max(abs(a), abs(b))
}

extension Morphology {
  /// Reads the lines of an SWC file named `cell.swc`.
  static func swc(_ lines: String...) throws(MorphologyError) -> Morphology {
    try swc(text: lines.joined(separator: "\n"), file: "cell.swc")
  }

  /// The exact integrals over all branches.
  var integrals: BranchGeometry.Integrals {
    branches.reduce(into: BranchGeometry.Integrals()) { sum, branch in
      let total = BranchGeometry(branch).total
      sum.area += total.area
      sum.volume += total.volume
      sum.resistance += total.resistance
    }
  }

  /// One branch from samples given as x and radius in µm.
  static func taper(_ samples: [(x: Double, radius: Double)]) -> Morphology {
    let samples = samples.map { Sample(Point(x: $0.x), radius: $0.radius) }
    return Morphology(
      branches: [Branch(tag: 3, attachment: .rootPoint, shape: .frusta(samples))])
  }
}
