import Morphology
import Quantities

extension CellShape {
  /// Reads the key `sections`.
  init(sections entry: Entry) throws(ModelIOError) {
    let list = try SectionList(entry)
    self.init(
      morphology: try entry.building { () throws(MorphologyError) in
        try .sections(list.sections)
      })
    sectionNames = list.names
    hasGivenCompartments = list.hasGivenCompartments
    isOneCompartment = hasGivenCompartments && list.sections.count == 1
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
    let soma = try map.required("soma", example: "soma: {length: 20 um, diameter: 20 um}")
      .map("a soma", keys: ["length", "diameter"], example: "soma: {length: 20 um, diameter: 20 um}")
    let depth = try map.required("depth", example: "depth: 3").integer(1...24, example: "depth: 3")
    let list = try map.required("diameters", example: "diameters: [2 um, 1.6 um, 1.3 um]")
    var diameters: [Double] = []
    for item in try list.items(of: "diameters", example: "diameters: [2 um, 1.6 um, 1.3 um]") {
      let diameter = try item.quantity(.length, .positive, example: "2 um")
      diameters.append(diameter.inEngineUnit(.micrometer))
    }
    guard diameters.count == depth else {
      throw list.error(
        .inconsistent, "\(list.path) has \(diameters.count) diameters for \(depth) levels",
        suggestion: "give one diameter for each level")
    }
    let somaLength = try soma.length("length")
    let somaDiameter = try soma.length("diameter")
    let branchLength = try map.length("branch_length")
    let stems = try map.optional("stems", default: "2").integer(1...1000, example: "stems: 2")
    let compartments = try map.optional("compartments", default: "1")
      .integer(1...10_000, example: "compartments: 3")
    self.init(
      morphology: try entry.building { () throws(MorphologyError) in
        try .tree(
          somaLength: somaLength, somaDiameter: somaDiameter, stems: stems, depth: depth,
          branchLength: branchLength, diameters: diameters, compartments: compartments)
      })
    hasGivenCompartments = true
  }
}

extension Entry {
  /// Builds a morphology, and turns its complaint into one that names this entry.
  func building(
    _ build: () throws(MorphologyError) -> Morphology
  ) throws(ModelIOError) -> Morphology {
    do {
      return try build()
    } catch {
      throw self.error(
        .malformedMorphology, "\(path): \(error.message)", suggestion: error.suggestion)
    }
  }
}
