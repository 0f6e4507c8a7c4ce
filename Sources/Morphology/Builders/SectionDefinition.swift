import Quantities

/// A piece of cable that is described rather than measured; it starts at its parent's far end.
public struct SectionDefinition: Sendable, Hashable {
  /// Its name: letters, digits and `_`, perhaps with an index as in `dend[3]`.
  public var name: String
  /// The section at whose far end it starts; nil for the first, the root.
  public var parent: String?
  /// The length in µm.
  public var length: Double
  /// The diameter in µm, if it is the same all along.
  public var diameter: Double?
  /// The diameters of its compartments in µm, each a cylinder, proximal to distal.
  public var diameters: [Double]?
  /// The number of compartments; nil leaves it to `diameters` or to the discretisation rule.
  public var compartments: Int?
  /// What it belongs to: 1 soma, 2 axon, 3 dendrite, 4 apical dendrite.
  public var tag: Int

  /// Makes a definition; lengths and diameters in µm.
  public init(
    name: String, parent: String? = nil, length: Double, diameter: Double? = nil,
    diameters: [Double]? = nil, compartments: Int? = nil, tag: Int
  ) {
    self.name = name
    self.parent = parent
    self.length = length
    self.diameter = diameter
    self.diameters = diameters
    self.compartments = compartments
    self.tag = tag
  }
}

extension Morphology {
  /// A shape made of described sections, each at the far end of its parent.
  ///
  /// Without coordinates, sections lie along x, each from the end of its parent.
  ///
  /// - Parameter definitions: the root first, parents before children.
  /// - Returns: one branch for each section, in the same order.
  /// - Throws: `MorphologyError` that names the section and what is wrong with it.
  public static func sections(
    _ definitions: [SectionDefinition]
  ) throws(MorphologyError) -> Morphology {
    guard !definitions.isEmpty else {
      throw MorphologyError(
        .invalidShape, "there are no sections", suggestion: "describe at least one")
    }
    var builder = SectionBuilder()
    for definition in definitions { try builder.add(definition) }
    return Morphology(branches: builder.branches)
  }
}

private struct SectionBuilder {
  var branches: [Morphology.Branch] = []
  private var indexes: [String: Int] = [:]
  private var ends: [Morphology.Point] = []

  mutating func add(_ definition: SectionDefinition) throws(MorphologyError) {
    try checkName(definition)
    let parent = try parentIndex(of: definition)
    let start = parent.map { ends[$0] } ?? Morphology.Point()
    let end = Morphology.Point(x: start.x + definition.length, y: start.y, z: start.z)
    let shape = try definition.shape(from: start, to: end)
    indexes[definition.name] = branches.count
    ends.append(end)
    branches.append(
      Morphology.Branch(
        name: definition.name, tag: definition.tag,
        attachment: parent.map { .distalEnd(of: $0) } ?? .rootPoint, shape: shape,
        fixedCompartmentCount: definition.compartments ?? definition.diameters?.count))
  }

  private func checkName(_ definition: SectionDefinition) throws(MorphologyError) {
    let name = definition.name
    guard indexes[name] == nil else {
      throw MorphologyError(
        .invalidShape, "two sections are named '\(name)'", suggestion: "give each its own name")
    }
    guard Region.isSectionName(name) else {
      throw MorphologyError(
        .invalidShape, "'\(name)' cannot be the name of a section",
        suggestion: "use letters, digits and _, such as 'apical_3' or 'dend[3]'")
    }
    let isKind = BranchKind.tag(named: name) == definition.tag
    guard isKind || !Region.reservedWords.contains(name) else {
      throw MorphologyError(
        .invalidShape, "the section name '\(name)' already means something else in places",
        suggestion: "choose another name, such as '\(name)_1'")
    }
  }

  private func parentIndex(of definition: SectionDefinition) throws(MorphologyError) -> Int? {
    guard let parent = definition.parent else {
      guard branches.isEmpty else {
        throw MorphologyError(
          .invalidShape, "section '\(definition.name)' has no parent, but it is not the first",
          suggestion: "name the section at whose far end it starts")
      }
      return nil
    }
    if let index = indexes[parent] { return index }
    throw MorphologyError(
      .invalidShape,
      "the parent '\(parent)' of section '\(definition.name)' is not among the sections before it",
      suggestion: EditDistance.suggestion(
        for: parent, among: branches.compactMap(\.name), kind: "sections before it"))
  }
}

extension SectionDefinition {
  fileprivate func shape(
    from start: Morphology.Point, to end: Morphology.Point
  ) throws(MorphologyError) -> Morphology.Shape {
    try ShapeCheck.length(length, "the length of section '\(name)'")
    try ShapeCheck.count(compartments, "the number of compartments of section '\(name)'")
    guard (diameter == nil) != (diameters == nil) else {
      throw MorphologyError(
        .invalidShape,
        "section '\(name)' has \(diameter == nil ? "no diameter" : "both 'diameter' and 'diameters'")",
        suggestion: "give either 'diameter' or 'diameters'")
    }
    if let diameter {
      try ShapeCheck.diameter(diameter, "the diameter of section '\(name)'")
      return .frusta([start, end].map { Morphology.Sample($0, radius: diameter / 2) })
    }
    let diameters = diameters ?? []
    guard !diameters.isEmpty, compartments ?? diameters.count == diameters.count else {
      throw MorphologyError(
        .invalidShape,
        "section '\(name)' has \(diameters.count) diameters for \(compartments ?? 1) compartments",
        suggestion: "give one diameter for each compartment")
    }
    for value in diameters { try ShapeCheck.diameter(value, "a diameter of section '\(name)'") }
    return .cylinders(diameters: diameters, from: start, to: end)
  }
}
