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

  private static let keys = [
    "name", "parent", "length", "diameter", "diameters", "compartments", "kind",
  ]
  private static let shortKeys = ["id", "parent", "L", "nseg", "diam", "kind"]
  private static let example =
    "sections: [{name: soma, length: 20 um, diameter: 20 um, compartments: 1, kind: soma}]"

  private(set) var sections: [SectionDefinition] = []
  private var locations: [SourceLocation] = []

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
    let text = try ModelFile.text(
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
    let name = try map.required("name", example: "name: soma")
      .text(expected: "a name", example: "name: soma")
    let (key, value) = try map.one(of: ["diameter", "diameters"], example: "diameter: 2 um")
    let parent = try map.optional("parent")?
      .text(expected: "the name of a section", example: "parent: soma")
    let count = try map.optional("compartments")?
      .integer(1...Self.mostCompartments, example: "compartments: 3")
    let length = try map.length("length")
    guard key == "diameters" else {
      let diameter = try map.length("diameter")
      return try add(map, name, parent, length: length, count: count, diameter: diameter)
    }
    let diameters = try value.lengths(example: Self.example)
    try check(diameters, count: count, value)
    try add(map, name, parent, length: length, count: diameters.count, diameters: diameters)
  }

  private mutating func appendShort(_ map: MapEntry) throws(ModelIOError) {
    let id = try map.required("id", example: "id: 0").integer(0...Int.max, example: "id: 0")
    let parent = try map.optional("parent")?.integer(-1...Int.max, example: "parent: -1") ?? -1
    let count = try map.required("nseg", example: "nseg: 1")
      .integer(1...Self.mostCompartments, example: "nseg: 1")
    let length = try map.required("L", example: "L: 20.0").number(.positive, example: "L: 20.0")
    let value = try map.required("diam", example: "diam: [20.0]")
    var diameters: [Double] = []
    for item in try value.itemsOrSelf(of: "numbers in um", example: "diam: [20.0]") {
      diameters.append(try item.number(.positive, example: "20.0"))
    }
    if !value.isList { diameters = [Double](repeating: diameters.first ?? 0, count: count) }
    try check(diameters, count: count, value)
    try add(
      map, "s\(id)", parent < 0 ? nil : "s\(parent)", length: length, count: count,
      diameters: diameters)
  }

  private func check(
    _ diameters: [Double], count: Int?, _ entry: Entry
  ) throws(ModelIOError) {
    guard diameters.count != count ?? diameters.count || diameters.isEmpty else { return }
    throw entry.error(
      .inconsistent,
      "\(entry.path) has \(diameters.count) diameters for \(count ?? 1) compartments",
      suggestion: "give one diameter for each compartment")
  }

  private mutating func add(
    _ map: MapEntry, _ name: String, _ parent: String?, length: Double, count: Int?,
    diameter: Double? = nil, diameters: [Double]? = nil
  ) throws(ModelIOError) {
    locations.append(map.location)
    sections.append(
      SectionDefinition(
        name: name, parent: parent, length: length, diameter: diameter, diameters: diameters,
        compartments: count, tag: try Self.tag(map)))
  }

  /// The words for kinds of sections, those of other tools included.
  private static let kinds = [
    "soma": BranchKind.soma, "axon": BranchKind.axon, "dendrite": BranchKind.dendrite,
    "dend": BranchKind.dendrite, "apical": BranchKind.apical, "apic": BranchKind.apical,
  ]

  private static func tag(_ map: MapEntry) throws(ModelIOError) -> Int {
    let entry = map.optional("kind", default: "dendrite")
    let word = try entry.text(expected: "a kind of section", example: "kind: dendrite")
    if let tag = kinds[word] ?? BranchKind.tag(named: word) { return tag }
    throw entry.unknown(word, among: kinds.keys.sorted() + ["tag 5"], kind: "kinds of sections")
  }

  /// Builds the shape; a complaint names the line of the section that it is about.
  func morphology(_ entry: Entry) throws(ModelIOError) -> Morphology {
    do {
      return try Morphology.sections(sections)
    } catch {
      throw ModelIOError(
        .malformedMorphology, at: locations[firstRefused()],
        "\(entry.path): \(error.message)", suggestion: error.suggestion)
    }
  }

  /// The first section that does not fit what stands before it, by bisection.
  private func firstRefused() -> Int {
    var (low, high) = (0, sections.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if (try? Morphology.sections(Array(sections[...middle]))) == nil {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }
}
