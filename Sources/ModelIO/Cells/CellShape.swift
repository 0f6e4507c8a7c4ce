import ModelDescription
import Morphology
import Quantities

/// A cell's morphology, and what the rest of the cell's description needs to know of it.
struct CellShape {
  private static let forms = ["swc", "sections", "cylinder", "sphere", "tree"]
  private static let example = "morphology: {cylinder: {length: 20 um, diameter: 20 um}}"

  let morphology: Morphology

  /// The names that sections have, for use in regions and places.
  var sectionNames: [String] { morphology.branches.compactMap(\.name) }

  /// Whether the model itself says how many compartments each branch has.
  var hasGivenCompartments: Bool {
    morphology.branches.allSatisfy { $0.fixedCompartmentCount != nil }
  }

  /// Whether there is one compartment, so that no axial current flows.
  var isOneCompartment: Bool {
    morphology.branches.count == 1 && morphology.branches.first?.fixedCompartmentCount == 1
  }

  /// Reads the key `morphology`.
  init(_ entry: Entry) throws(ModelIOError) {
    let map = try entry.map("a morphology", keys: Self.forms, example: Self.example)
    let (form, value) = try map.one(of: Self.forms, example: Self.example)
    switch form {
    case "swc": try self.init(swc: value)
    case "sections": try self.init(sections: value)
    case "cylinder": try self.init(cylinder: value)
    case "sphere": try self.init(sphere: value)
    default: try self.init(tree: value)
    }
  }

  init(morphology: Morphology) {
    self.morphology = morphology
  }

  private init(swc entry: Entry) throws(ModelIOError) {
    let name = try entry.text(expected: "the name of an SWC file", example: "swc: pyramidal.swc")
    let bytes = [UInt8](
      try ModelFile.bytes(entry.reading.resolve(name), name: name, namedAt: entry.location))
    let morphology = try entry.building(.malformedMorphology) { () throws(MorphologyError) in
      try Morphology.swc(bytes: bytes, file: name)
    }
    self.init(morphology: morphology)
  }

  private init(cylinder entry: Entry) throws(ModelIOError) {
    let example = "cylinder: {length: 20 um, diameter: 20 um}"
    let map = try entry.map(
      "a cylinder", keys: ["length", "diameter", "compartments"], example: example)
    let length = try map.length("length")
    let diameter = try map.length("diameter")
    let compartments = try map.optional("compartments")?
      .integer(1...SectionList.mostCompartments, example: "compartments: 1")
    let morphology = try entry.building(.malformedMorphology) { () throws(MorphologyError) in
      try Morphology.cylinder(length: length, diameter: diameter, compartments: compartments)
    }
    self.init(morphology: morphology)
  }

  private init(sphere entry: Entry) throws(ModelIOError) {
    let map = try entry.map("a sphere", keys: ["diameter"], example: "sphere: {diameter: 25 um}")
    let diameter = try map.length("diameter")
    let morphology = try entry.building(.malformedMorphology) { () throws(MorphologyError) in
      try Morphology.sphere(diameter: diameter)
    }
    self.init(morphology: morphology)
  }
}

extension MapEntry {
  /// A length in µm.
  func length(_ key: String) throws(ModelIOError) -> Double {
    let example = "\(key): 20 um"
    return try required(key, example: example)
      .quantity(.length, .positive, example: example).inEngineUnit(.micrometer)
  }
}
