/// A soma with binary trees of equal branches, for benchmarks and tests.
public struct RegularTree: Sendable, Hashable {
  /// The soma's length in µm.
  public var somaLength: Double
  /// The soma's diameter in µm.
  public var somaDiameter: Double
  /// The number of trees on the soma.
  public var stems: Int
  /// The number of levels of each tree; 0 leaves the soma alone.
  public var depth: Int
  /// The length of every branch in µm.
  public var branchLength: Double
  /// The diameter in µm at each level from the stems on, or one for all.
  public var diameters: [Double]
  /// The number of compartments of each branch; nil leaves it to the discretisation rule.
  public var compartmentsPerBranch: Int?

  /// Makes a description; lengths and diameters in µm.
  public init(
    somaLength: Double, somaDiameter: Double, stems: Int, depth: Int, branchLength: Double,
    diameters: [Double], compartmentsPerBranch: Int? = nil
  ) {
    self.somaLength = somaLength
    self.somaDiameter = somaDiameter
    self.stems = stems
    self.depth = depth
    self.branchLength = branchLength
    self.diameters = diameters
    self.compartmentsPerBranch = compartmentsPerBranch
  }
}

extension Morphology {
  /// The most branches of a regular tree.
  private static let mostBranches = 1_000_000

  /// A soma of one compartment with binary trees on its far end, numbered level by level.
  ///
  /// - Parameter tree: what to build.
  /// - Returns: sections named `soma`, `d1`, `d2` and so on.
  /// - Throws: `MorphologyError` if a number is out of range.
  public static func tree(_ tree: RegularTree) throws(MorphologyError) -> Morphology {
    try validate(tree)
    var definitions = [
      SectionDefinition(
        name: "soma", length: tree.somaLength, diameter: tree.somaDiameter, compartments: 1,
        tag: BranchKind.soma)
    ]
    var parents = [String](repeating: "soma", count: tree.stems)
    for level in 0..<tree.depth {
      let diameter = tree.diameters[min(level, tree.diameters.count - 1)]
      var next: [String] = []
      for parent in parents {
        let name = "d\(definitions.count)"
        definitions.append(
          SectionDefinition(
            name: name, parent: parent, length: tree.branchLength, diameter: diameter,
            compartments: tree.compartmentsPerBranch, tag: BranchKind.dendrite))
        next += [name, name]
      }
      guard definitions.count + next.count <= mostBranches || level == tree.depth - 1 else {
        throw tooLarge(tree)
      }
      parents = next
    }
    return try sections(definitions)
  }

  private static func validate(_ tree: RegularTree) throws(MorphologyError) {
    guard (0...mostBranches).contains(tree.stems), (0...40).contains(tree.depth) else {
      throw tooLarge(tree)
    }
    guard tree.depth == 0 || tree.diameters.count == 1 || tree.diameters.count == tree.depth else {
      throw MorphologyError(
        .invalidShape, "the tree has \(tree.diameters.count) diameters for \(tree.depth) levels",
        suggestion: "give one for each level, or a single one")
    }
  }

  private static func tooLarge(_ tree: RegularTree) -> MorphologyError {
    MorphologyError(
      .invalidShape, "a tree of \(tree.stems) stems and \(tree.depth) levels is out of range",
      suggestion: "give at least 0 of each and at most \(mostBranches) branches in all")
  }
}
