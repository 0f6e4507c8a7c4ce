extension Morphology {
  /// One unbranched cylinder along x, with its middle at the origin.
  ///
  /// - Parameters:
  ///   - length: in µm.
  ///   - diameter: in µm.
  ///   - compartments: how many; nil leaves it to the discretisation rule.
  ///   - tag: what it belongs to; the soma, so that the place `soma` finds it.
  /// - Returns: a shape of one branch.
  /// - Throws: `MorphologyError` if a number is not positive.
  public static func cylinder(
    length: Double, diameter: Double, compartments: Int? = nil, tag: Int = BranchKind.soma
  ) throws(MorphologyError) -> Morphology {
    try ShapeCheck.length(length, "the cylinder's length")
    try ShapeCheck.diameter(diameter, "the cylinder's diameter")
    try ShapeCheck.count(compartments, "the cylinder's number of compartments")
    let ends = [-length / 2, length / 2].map { Sample(Point(x: $0), radius: diameter / 2) }
    let branch = Branch(
      tag: tag, attachment: .rootPoint, shape: .frusta(ends), fixedCompartmentCount: compartments)
    return Morphology(branches: [branch])
  }

  /// One sphere, a single compartment with area πd² and volume πd³/6.
  ///
  /// - Parameters:
  ///   - diameter: in µm.
  ///   - tag: what it belongs to; the soma, so that the place `soma` finds it.
  /// - Returns: a shape of one branch.
  /// - Throws: `MorphologyError` if the diameter is not positive.
  public static func sphere(
    diameter: Double, tag: Int = BranchKind.soma
  ) throws(MorphologyError) -> Morphology {
    try ShapeCheck.diameter(diameter, "the sphere's diameter")
    let shape = Shape.sphere(diameter: diameter, center: Point())
    return Morphology(
      branches: [
        Branch(tag: tag, attachment: .rootPoint, shape: shape, fixedCompartmentCount: 1)
      ])
  }
}

/// Limits within which lengths and diameters make sense for a neuron.
enum ShapeCheck {
  /// The longest length and largest coordinate, in µm: 10 m.
  static let longest = 1e7
  /// The largest diameter, in µm: 2 cm.
  static let thickest = 2e4
  /// The smallest length and diameter, in µm: less than an atom.
  static let smallest = 1e-4

  static func length(_ value: Double, _ what: String) throws(MorphologyError) {
    try range(value, what, smallest...longest)
  }

  static func diameter(_ value: Double, _ what: String) throws(MorphologyError) {
    try range(value, what, smallest...thickest)
  }

  static func count(_ value: Int?, _ what: String) throws(MorphologyError) {
    guard let value, !(1...DiscretizationRule.mostCompartments).contains(value) else { return }
    throw MorphologyError(
      .invalidShape, "\(what) is \(value)",
      suggestion: "give a whole number from 1 to \(DiscretizationRule.mostCompartments)")
  }

  private static func range(
    _ value: Double, _ what: String, _ allowed: ClosedRange<Double>
  ) throws(MorphologyError) {
    guard allowed.contains(value) else {
      throw MorphologyError(
        .invalidShape, "\(what) is \(value) um",
        suggestion: "give a length from \(allowed.lowerBound) to \(allowed.upperBound) um")
    }
  }
}
