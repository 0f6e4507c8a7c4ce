import ModelDescription
import Morphology
import Quantities

/// Reads a morphology that is given section by section.
///
/// A section has `name`, `parent`, `length`, `diameter` or `diameters`, `compartments` and `kind`,
/// or, as some tools write it in JSON, `id`, `parent`, `L`, `nseg`, `diam` and `kind`, with
/// lengths as bare numbers in µm and parent -1 for the root.
struct SectionList {
  /// The largest number of compartments of one branch.
  static let mostCompartments = 10_000_000

  private static let keys = ["name", "parent", "length", "diameter", "diameters", "compartments", "kind"]
  private static let shortKeys = ["id", "parent", "L", "nseg", "diam", "kind"]
  private static let example =
    "sections: [{name: soma, length: 20 um, diameter: 20 um, compartments: 1, kind: soma}]"

  private(set) var sections: [SectionDefinition] = []
  private(set) var names: [String] = []
  /// Whether every section says how many compartments it has.
  private(set) var hasGivenCompartments = true

  /// Reads the key `sections`: a list, or the name of a YAML or JSON file that holds it.
  init(_ entry: Entry) throws(ModelIOError) {
    let list = entry.isList ? entry : try Self.fileContents(entry)
    for item in try list.items(of: "sections", example: Self.example) {
      try append(item)
    }
    guard !sections.isEmpty else {
      throw list.wrongKind(expected: "a list of sections", example: Self.example)
    }
  }

  private static func fileContents(_ entry: Entry) throws(ModelIOError) -> Entry {
    let name = try entry.text(
      expected: "a list of sections or the name of a file", example: example)
    let text = try TextFile.read(
      entry.reading.resolve(name), name: name, namedAt: entry.location)
    var reader = DocumentReader(file: name)
    guard let root = try reader.read(text) else {
      throw ModelIOError(
        .missingKey, at: SourceLocation(file: name), "the file holds no sections",
        suggestion: "write for example \(example)")
    }
    let top = Entry(node: root, path: DocumentPath(steps: [name]), reading: entry.reading)
    guard top.isMap else { return top }
    return try top.map(
      "a file of sections", keys: ["sections", "ncomp", "maxlen_um"], example: example
    ).required("sections", example: example)
  }

  private mutating func append(_ entry: Entry) throws(ModelIOError) {
    guard case .map(let pairs) = entry.node.content else {
      throw entry.wrongKind(expected: "a section", example: Self.example)
    }
    let isShort = pairs.contains { $0.key == "L" || $0.key == "id" || $0.key == "diam" }
    let map = try entry.map(
      "a section", keys: isShort ? Self.shortKeys : Self.keys, example: Self.example)
    try isShort ? appendShort(map) : appendLong(map)
  }

  private mutating func appendLong(_ map: MapEntry) throws(ModelIOError) {
    let nameEntry = try map.required("name", example: "name: soma")
    let name = try nameEntry.text(expected: "a name", example: "name: soma")
    try Entry.checkName(name, of: "sections", at: nameEntry.location)
    let (key, value) = try map.one(of: ["diameter", "diameters"], example: "diameter: 2 um")
    let parent = try map.optional("parent")?
      .text(expected: "the name of a section", example: "parent: soma")
    let count = try map.optional("compartments")?
      .integer(1...Self.mostCompartments, example: "compartments: 3")
    var diameters: [Double] = []
    for item in try key == "diameter" ? [value] : value.items(of: "diameters", example: Self.example) {
      let diameter = try item.quantity(.length, .positive, example: "2 um")
      diameters.append(diameter.inEngineUnit(.micrometer))
    }
    if key == "diameters" { try check(diameters, count: count, value) }
    try add(
      map, name: name, parent: parent, length: try map.length("length"),
      diameters: diameters, count: key == "diameters" ? diameters.count : count)
  }

  private mutating func appendShort(_ map: MapEntry) throws(ModelIOError) {
    let name = try map.required("id", example: "id: 0")
      .text(expected: "a number", example: "id: 0")
    let parent = try map.optional("parent")?.text(expected: "a number", example: "parent: -1")
    let count = try map.required("nseg", example: "nseg: 1")
      .integer(1...Self.mostCompartments, example: "nseg: 1")
    let value = try map.required("diam", example: "diam: [20.0]")
    var diameters: [Double] = []
    for item in try value.itemsOrSelf(of: "numbers in um", example: "diam: [20.0]") {
      diameters.append(try item.number(.positive, example: "20.0"))
    }
    if diameters.count > 1 { try check(diameters, count: count, value) }
    try add(
      map, name: name, parent: parent == "-1" ? nil : parent,
      length: try map.required("L", example: "L: 20.0").number(.positive, example: "L: 20.0"),
      diameters: diameters, count: count)
  }

  private func check(
    _ diameters: [Double], count: Int?, _ entry: Entry
  ) throws(ModelIOError) {
    guard diameters.isEmpty || diameters.count != count ?? diameters.count else { return }
    throw entry.error(
      .inconsistent,
      "\(entry.path) has \(diameters.count) diameters for \(count ?? 0) compartments",
      suggestion: "give one diameter for each compartment")
  }

  private mutating func add(
    _ map: MapEntry, name: String, parent: String?, length: Double, diameters: [Double],
    count: Int?
  ) throws(ModelIOError) {
    let kind = try map.optional("kind", default: "dendrite")
      .text(expected: "a kind of section", example: "kind: dendrite")
    if count == nil { hasGivenCompartments = false }
    names.append(name)
    sections.append(
      SectionDefinition(
        name: name, parent: parent, length: length, diameters: diameters, compartments: count,
        kind: kind))
  }
}
