import Morphology
import Quantities
import Testing

@Suite("Places")
struct PlaceTests {
  /// A soma along y, a dendrite of 100 µm along x, two apical branches of 50 µm on it.
  private let cell: DiscretizedMorphology
  /// Named sections.
  private let sections: DiscretizedMorphology

  init() throws {
    cell = try Morphology.swc(
      "1 1 0 0 0 10 -1", "2 3 10 0 0 1 1", "3 3 110 0 0 1 2", "4 4 140 40 0 0.5 3",
      "5 4 140 -40 0 0.5 3"
    ).discretized(by: .perBranch(4))
    sections = try Morphology.sections([
      SectionDefinition(name: "soma", length: 20, diameter: 20, compartments: 1, tag: 1),
      SectionDefinition(name: "d1", parent: "soma", length: 50, diameter: 2, tag: 3),
    ]).discretized(by: .perBranch(5))
  }

  @Test(
    "regions hold the compartments for which they are true",
    arguments: [
      ("all", Array(0..<16)), ("soma", Array(0..<4)), ("dendrite", Array(4..<8)),
      ("apical", Array(8..<16)), ("not soma", Array(4..<16)), ("tag 4", Array(8..<16)),
      ("branch 2", Array(8..<12)), ("dendrite and distance > 60 um", [6, 7]),
      ("distance >= 22.5 um and dendrite", Array(4..<8)),
      ("soma or branch == 3", [0, 1, 2, 3, 12, 13, 14, 15]),
      ("y < -10 um", [13, 14, 15]), ("diameter > 10 um", Array(0..<4)),
      ("x > 10 um and x < 50 um", [4, 5]),
    ] as [(String, [Int])])
  func regions(text: String, expected: [Int]) throws {
    #expect(try Region(parsing: text).compartments(in: cell) == expected)
    #expect(try PointSet(parsing: "random 3 on " + text).compartments(in: cell, seed: 1).count == 3)
  }

  @Test(
    "points are single compartments, on a boundary the distal one",
    arguments: [
      ("root", [0]), ("tips", [11, 15]), ("soma", [2]), ("soma(0.5)", [2]), ("soma (0)", [0]),
      ("soma( 1 )", [3]), ("branch 1 (0.25)", [5]), ("branch 1(0.2499)", [4]), ("branch 3", [14]),
      ("dendrite(0.9)", [7]), ("nearest (10 um, 0 um, 5 um)", [1]),
      ("nearest(140 um, -0.04 mm, 0 m)", [15]), ("  apical ", Array(8..<16)),
      ("branch 1 or branch 3", [4, 5, 6, 7, 12, 13, 14, 15]),
      ("(soma)", Array(0..<4)), ("dendrite and (x < 50 um)", [4, 5]),
    ] as [(String, [Int])])
  func points(text: String, expected: [Int]) throws {
    #expect(try PointSet(parsing: text).compartments(in: cell, seed: 0) == expected)
  }

  @Test("names of sections are points and regions")
  func sectionNames() throws {
    #expect(try PointSet(parsing: "d1").compartments(in: sections, seed: 0) == [3])
    #expect(try PointSet(parsing: "d1(0.25)").compartments(in: sections, seed: 0) == [2])
    #expect(try Region(parsing: "not d1").compartments(in: sections) == [0])
    #expect(try Region(parsing: "d1 and x > 50 um").compartments(in: sections) == [4, 5])
    #expect(
      try PointSet(parsing: ["d1(1)", "soma", "d1(0)"]).compartments(in: sections, seed: 0)
        == [5, 0, 1])
  }

  @Test("an odd refinement keeps a point where it is")
  func refinement() throws {
    let shape = try Morphology.cylinder(length: 100, diameter: 2)
    for refinement in [1, 3, 9] {
      let fine = try shape.discretized(by: .perBranch(5), refinement: refinement)
      let middle = try PointSet(parsing: "soma(0.5)").compartments(in: fine, seed: 0)
      #expect(abs(fine.compartments[middle[0]].center.x) < 1e-12)
    }
  }

  @Test("random points depend on the seed alone and are uniform along the path")
  func randomPoints() throws {
    let points = try PointSet(parsing: "random 40000 on not soma")
    let draws = try points.compartments(in: cell, seed: 7)
    #expect(try points.compartments(in: cell, seed: 7) == draws)
    #expect(try points.compartments(in: cell, seed: 8) != draws)
    let inDendrite = draws.filter { $0 < 8 }.count
    // 100 of 200 µm: binomial with mean 20 000 and standard deviation 100; five of them.
    #expect(abs(inDendrite - 20_000) < 500)
    // Fewer draws are the first of more draws.
    let few = try PointSet(parsing: "random 10 on not soma").compartments(in: cell, seed: 7)
    #expect(few == Array(draws.prefix(10)))
  }

  @Test("SplitMix64 gives its published sequence for the seed 1234567")
  func generator() {
    // Reference output of Vigna's splitmix64.c, as listed by Rosetta Code, "Splitmix64".
    let generator = CounterBasedGenerator(seed: 1_234_567)
    #expect(
      (0..<3).map { generator[$0] } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }

  @Test(
    "places that cannot be read are refused",
    arguments: [
      "", "  ", "apical and", "distance > 100", "soma(1.5)", "soma(-0.1)", "branch 1 (nan)",
      "soma(half)",
      "random on apical", "random 0 on apical", "random -3 on apical", "random 5 apical",
      "random 99999999999999999999 on apical", "nearest (1 um, 2 um)", "nearest (1, 2, 3)",
      "nearest (1 um, 2 mV, 3 um)", "soma(0.5", "distance", "3 um", "soma soma", "distnce > 3 um",
    ])
  func malformed(text: String) {
    let error = #expect(throws: MorphologyError.self) { try PointSet(parsing: text) }
    #expect(error?.code == .malformedPlace)
    #expect(error?.suggestion.isEmpty == false)
  }

  @Test(
    "places that this cell lacks are refused, with what there is",
    arguments: [
      ("axon", .emptyPlace, "dendrite (4 compartments)"), ("apicla", .unknownPlace, "'apical'"),
      ("distance > 1 mm", .emptyPlace, "distance 154"), ("branch 9 (0.5)", .unknownPlace, "0 to 3"),
      ("apical(0.5)", .unknownPlace, "2 branches"), ("axon(0.5)", .emptyPlace, "axon"),
      ("d1(0.5)", .unknownPlace, "d1"), ("random 5 on axon", .emptyPlace, "axon"),
      ("x / 0 > 1 um", .notFinite, "finite"), ("tag 99", .emptyPlace, "tag 99"),
      ("sqrt(y / 1 um) > 3 or apical", .notFinite, "finite"),
    ] as [(String, MorphologyError.Code, String)])
  func absent(text: String, code: MorphologyError.Code, mention: String) throws {
    let points = try? PointSet(parsing: text)
    let error = #expect(throws: MorphologyError.self) {
      try (points ?? PointSet(parsing: text)).compartments(in: cell, seed: 0)
    }
    #expect(error?.code == code, "\(error?.description ?? "")")
    #expect(error?.description.contains(mention) == true, "\(error?.description ?? "")")
  }

  @Test("with known section names, other names are refused at once")
  func knownSections() throws {
    let error = #expect(throws: MorphologyError.self) {
      try Region(parsing: "soma or d2", sectionNames: ["soma", "d1"])
    }
    #expect(error?.description.contains("column 9") == true)
    #expect(throws: MorphologyError.self) {
      try PointSet(parsing: "d2(0.5)", sectionNames: ["soma", "d1"])
    }
    #expect(throws: MorphologyError.self) { try PointSet(parsing: "d2", sectionNames: ["d1"]) }
  }

  @Test("parameters are evaluated at every compartment, in SI")
  func parameters() throws {
    let expression = try Expression(
      parsing: "0.12 S/cm2 * exp(-distance / 100 um)", variables: CompartmentVariables.quantities)
    let values = try cell.evaluate(expression)
    #expect(values.count == 16)
    // Distance of the dendrite's first compartment: 10 + 12.5 µm; exp(-0.225) = 0.798516218…
    #expect(agree(values[4], 1200 * 0.7985162187593771))
    let singular = try Expression(
      parsing: "1 S/cm2 * log(x / 1 um)", variables: CompartmentVariables.quantities)
    let error = #expect(throws: MorphologyError.self) { try cell.evaluate(singular) }
    #expect(error?.message.contains("compartment 0") == true)
  }
}
