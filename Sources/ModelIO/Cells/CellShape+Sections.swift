import Morphology
import Quantities

extension CellShape {
  /// Reads the key `sections`.
  init(sections entry: Entry) throws(ModelIOError) {
    self.init(morphology: try SectionList(entry).morphology(entry))
  }

  private static let treeKeys = [
    "soma", "stems", "depth", "branch_length", "diameters", "compartments",
  ]
  private static let treeExample =
    "tree: {soma: {length: 20 um, diameter: 20 um}, stems: 2, depth: 3, branch_length: 50 um, "
    + "diameters: [2 um, 1.6 um, 1.3 um], compartments: 3}"

  /// Reads the key `tree`: a soma with regular binary trees on it.
  init(tree entry: Entry) throws(ModelIOError) {
    let map = try entry.map("a tree", keys: Self.treeKeys, example: Self.treeExample)
    let somaExample = "soma: {length: 20 um, diameter: 20 um}"
    let soma = try map.required("soma", example: somaExample)
      .map("a soma", keys: ["length", "diameter"], example: somaExample)
    let tree = RegularTree(
      somaLength: try soma.length("length"), somaDiameter: try soma.length("diameter"),
      stems: try map.optional("stems", default: "2").integer(0...100_000, example: "stems: 2"),
      depth: try map.required("depth", example: "depth: 3").integer(0...40, example: "depth: 3"),
      branchLength: try map.length("branch_length"),
      diameters: try map.required("diameters", example: "diameters: [2 um, 1.6 um]")
        .lengths(example: "diameters: [2 um, 1.6 um]"),
      compartmentsPerBranch: try map.optional("compartments")?
        .integer(1...SectionList.mostCompartments, example: "compartments: 3"))
    let morphology = try entry.building(.malformedMorphology) { () throws(MorphologyError) in
      try Morphology.tree(tree)
    }
    self.init(morphology: morphology)
  }
}

extension Entry {
  /// A list of lengths in µm.
  func lengths(example: String) throws(ModelIOError) -> [Double] {
    var lengths: [Double] = []
    for item in try items(of: "lengths", example: example) {
      let length = try item.quantity(.length, .positive, example: example)
      lengths.append(length.inEngineUnit(.micrometer))
    }
    return lengths
  }
}
