import Morphology
import Testing

@Suite("Builders")
struct BuilderTests {
  @Test("the regular tree of the reference cell: 63 sections and 187 compartments, level by level")
  func regularTree() throws {
    // `tree_cell(depth 5, nseg 3)`: a 20 µm soma, two binary trees of five levels, 50 µm branches.
    let tree = try Morphology.tree(
      RegularTree(
        somaLength: 20, somaDiameter: 20, stems: 2, depth: 5, branchLength: 50,
        diameters: [2, 1.6, 1.3, 1.1, 1], compartmentsPerBranch: 3))
    #expect(tree.branches.count == 63)
    let cut = try tree.discretized()
    #expect(cut.compartments.count == 187)
    // Level by level: the parents of sections 1, 2, 3 … are 0, 0, 1, 1, 2, 2, 3, 3 …
    let parents = tree.branches.dropFirst().compactMap(\.attachment.parent)
    let expectedParents = (0..<62).map { $0 / 2 }
    #expect(parents == expectedParents)
    #expect(cut.branches.dropFirst().allSatisfy { $0.compartments.count == 3 })
    let diameters = [1, 3, 7, 15, 31].map { cut.compartments[3 * $0].diameter }
    for (found, expected) in zip(diameters, [2, 1.6, 1.3, 1.1, 1]) {
      #expect(agree(found, expected))
    }
  }

  private func section(
    _ name: String, parent: String? = nil, length: Double = 10, diameter: Double? = 1,
    diameters: [Double]? = nil, compartments: Int? = nil, tag: Int = 3
  ) -> SectionDefinition {
    SectionDefinition(
      name: name, parent: parent, length: length, diameter: diameter, diameters: diameters,
      compartments: compartments, tag: tag)
  }

  @Test("sections hang on the far end of their parents and keep their order")
  func sections() throws {
    let cell = try Morphology.sections([
      section("soma", compartments: 1, tag: 1), section("d1", parent: "soma"),
      section("axon", parent: "soma", tag: 2), section("dend[0]", parent: "d1"),
    ])
    #expect(
      cell.branches.map(\.attachment) == [
        .rootPoint, .distalEnd(of: 0), .distalEnd(of: 0), .distalEnd(of: 1),
      ])
    #expect(cell.branches.map(\.name) == ["soma", "d1", "axon", "dend[0]"])
  }

  @Test("sections that cannot be built are named")
  func malformedSections() {
    let soma = section("soma", tag: 1)
    let cases: [(sections: [SectionDefinition], mention: String)] = [
      ([], "no sections"), ([soma, soma], "soma"), ([soma, section("d")], "'d' has no parent"),
      ([soma, section("d", parent: "some")], "did you mean 'soma'"),
      ([section("d", parent: "soma"), soma], "'soma'"), ([section("soma", tag: 3)], "'soma'"),
      ([section("tips")], "tips"), ([section("distance")], "distance"), ([section("")], "''"),
      ([section("a b")], "a b"), ([section("d-1")], "d-1"), ([section("exp")], ""),
      ([section("a", length: 0)], "length"), ([section("a", length: .nan)], "length"),
      ([section("a", length: 1e300)], "length"), ([section("a", diameter: -1)], "diameter"),
      ([section("a", diameter: nil)], "no diameter"), ([section("a", diameters: [1])], "both"),
      ([section("a", diameter: nil, diameters: [])], "0 diameters"),
      ([section("a", diameter: nil, diameters: [1, 2], compartments: 3)], "2 diameters"),
      ([section("a", diameter: nil, diameters: [1, .infinity])], "diameter"),
      ([section("a", compartments: 0)], "compartments"),
      ([section("a", compartments: .max)], "compartments"),
    ]
    for (sections, mention) in cases where mention != "" {
      let error = #expect(throws: MorphologyError.self, "\(mention)") {
        try Morphology.sections(sections)
      }
      #expect(error?.description.contains(mention) == true, "\(error?.description ?? "")")
    }
  }

  @Test("solids and trees out of range are refused")
  func outOfRange() {
    #expect(throws: MorphologyError.self) { try Morphology.cylinder(length: -1, diameter: 1) }
    #expect(throws: MorphologyError.self) { try Morphology.cylinder(length: 1, diameter: .nan) }
    #expect(throws: MorphologyError.self) {
      try Morphology.cylinder(length: 1, diameter: 1, compartments: 0)
    }
    #expect(throws: MorphologyError.self) { try Morphology.sphere(diameter: 0) }
    for (stems, depth, diameters) in [
      (-1, 1, [1.0]), (1, -1, [1]), (2, 40, [1]), (1_000_000_000, 2, [1]), (2, 3, [1, 2]),
      (2, 3, []),
    ] {
      let tree = RegularTree(
        somaLength: 20, somaDiameter: 20, stems: stems, depth: depth, branchLength: 50,
        diameters: diameters)
      #expect(throws: MorphologyError.self) { try Morphology.tree(tree) }
    }
  }

  @Test("the summary adds up by kind")
  func summary() throws {
    let cell = try Morphology.swc(
      "1 1 0 0 0 10 -1", "2 3 10 0 0 1 1", "3 3 60 0 0 1 2", "4 3 90 40 0 0.5 3",
      "5 3 90 -40 0 0.5 3", "6 2 0 -10 0 0.5 1", "7 2 0 -110 0 0 6")
    let summary = try cell.summary()
    #expect(summary.kinds.map(\.name) == ["soma", "axon", "dendrite"])
    #expect(summary.kinds.map(\.branchCount) == [1, 1, 3])
    #expect(summary.total.length == 20 + 100 + 150)
    #expect(summary.sampleCount == 7)
    #expect(summary.tipCount == 3)
    #expect(agree(summary.maximumDistance, 110))
    #expect(summary.diameters == 1...20)
    #expect(summary.repairs.count == 1)
    #expect(agree(summary.kinds.reduce(0) { $0 + $1.area }, summary.total.area))
  }
}
