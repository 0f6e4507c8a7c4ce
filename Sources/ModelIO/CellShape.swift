import ModelDescription
import Morphology
import Quantities

/// A cell's morphology, and what the rest of the cell's description needs to know of it.
struct CellShape {
  private static let forms = ["swc", "sections", "cylinder", "sphere", "tree"]
  private static let example = "morphology: {cylinder: {length: 20 um, diameter: 20 um}}"

  var morphology: Morphology
  /// The names that sections have, for use in regions and places.
  var sectionNames: [String] = []
  /// Whether the model itself says how many compartments each branch has.
  var hasGivenCompartments = false
  /// Whether there is one compartment, so that no axial current flows.
  var isOneCompartment = false

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
    let text = try TextFile.read(
      entry.reading.resolve(name), name: name, namedAt: entry.location)
    self.init(morphology: try entry.building { () throws(MorphologyError) in
      try Morphology.swc(text: text, file: name)
    })
  }

  private init(cylinder entry: Entry) throws(ModelIOError) {
    let example = "cylinder: {length: 20 um, diameter: 20 um}"
    let map = try entry.map(
      "a cylinder", keys: ["length", "diameter", "compartments"], example: example)
    let length = try map.length("length")
    let diameter = try map.length("diameter")
    let compartments = try map.optional("compartments")?
      .integer(1...SectionList.mostCompartments, example: "compartments: 1")
    self.init(morphology: try entry.building { () throws(MorphologyError) in
      try .cylinder(length: length, diameter: diameter, compartments: compartments)
    })
    hasGivenCompartments = compartments != nil
    isOneCompartment = compartments == 1
  }

  private init(sphere entry: Entry) throws(ModelIOError) {
    let map = try entry.map("a sphere", keys: ["diameter"], example: "sphere: {diameter: 25 um}")
    let diameter = try map.length("diameter")
    self.init(morphology: try entry.building { () throws(MorphologyError) in
      try .sphere(diameter: diameter)
    })
    hasGivenCompartments = true
    isOneCompartment = true
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
