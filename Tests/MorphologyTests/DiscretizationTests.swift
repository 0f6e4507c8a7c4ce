import Morphology
import Testing

@Suite("Discretisation")
struct DiscretizationTests {
  static let rules: [DiscretizationRule] = [
    .dLambda(), .dLambda(fraction: 0.01, frequency: 1000), .maximumLength(7), .perBranch(4),
    .everySample,
  ]

  private func forkedCell() throws -> Morphology {
    try .swc(
      "1 1 0 0 0 10 -1", "2 3 10 0 0 2 1", "3 3 60 0 0 1 2", "4 3 60 0 0 0.7 3",
      "5 3 200 10 0 0.5 4", "6 3 300 40 9 0.3 5", "7 3 300 -40 0 0.5 5", "8 3 420 -40 0 0.2 7")
  }

  @Test("keeps area, volume, length and resistance", arguments: rules, [1, 3])
  func sums(rule: DiscretizationRule, refinement: Int) throws {
    let morphology = try forkedCell()
    let cut = try morphology.discretized(by: rule, refinement: refinement)
    for (branch, pieces) in zip(morphology.branches, cut.branches) {
      let geometry = BranchGeometry(branch)
      let parts = cut.compartments[pieces.compartments]
      // Sums of at most a few hundred positive terms: round-off below 1e-12.
      #expect(agree(parts.reduce(0) { $0 + $1.area }, geometry.total.area))
      #expect(agree(parts.reduce(0) { $0 + $1.volume }, geometry.total.volume))
      #expect(agree(parts.reduce(0) { $0 + $1.length }, geometry.length))
      let resistance = parts.reduce(0) { $0 + $1.proximalResistance + $1.distalResistance }
      #expect(agree(resistance, geometry.total.resistance))
    }
  }

  @Test("by d_lambda gives NEURON's number of compartments for a cylinder")
  func dLambdaOfCylinder() throws {
    // λ at 100 Hz of d = 2 µm, Ra = 100 Ω cm, cm = 1 µF/cm²: 1e5 √(2 / (4π·100·100·1)) = 398.94 µm;
    // int((1000 / 39.894 + 0.9) / 2) · 2 + 1 = 25.
    let cylinder = try Morphology.cylinder(length: 1000, diameter: 2)
    #expect(try cylinder.discretized().compartments.count == 25)
    let cable = CableProperties(capacitance: 4, axialResistivity: 100)
    #expect(try cylinder.discretized { _ in cable }.compartments.count == 51)
  }

  @Test("by d_lambda integrates a taper exactly")
  func dLambdaOfTaper() throws {
    // ∫ dx / √d over d = 4 → 1 µm in 1000 µm is 1000 · 2 / (2 + 1), as for a cylinder of d = 2.25.
    let taper = Morphology.taper([(0, 2), (1000, 0.5)])
    let cylinder = try Morphology.cylinder(length: 1000, diameter: 2.25)
    for fraction in [0.1, 0.03, 0.007, 0.0021] {
      #expect(
        try taper.discretized(by: .dLambda(fraction: fraction)).compartments.count
          == cylinder.discretized(by: .dLambda(fraction: fraction)).compartments.count)
    }
  }

  @Test("by maximum length does not add a compartment for round-off")
  func maximumLength() throws {
    let cylinder = try Morphology.cylinder(length: 0.3, diameter: 1)
    #expect(try cylinder.discretized(by: .maximumLength(0.1)).compartments.count == 3)
    #expect(try cylinder.discretized(by: .maximumLength(0.09999)).compartments.count == 4)
  }

  @Test("of explicit diameters makes cylinders with equal halves")
  func explicitCylinders() throws {
    let cell = try Morphology.sections([
      SectionDefinition(name: "a", length: 30, diameters: [3, 2, 1], tag: 3)
    ])
    for rule in [DiscretizationRule.explicit, .dLambda(), .perBranch(7)] {
      let compartments = try cell.discretized(by: rule).compartments
      #expect(compartments.count == 3)
      for (compartment, diameter) in zip(compartments, [3.0, 2, 1]) {
        let half = 5 / (.pi * diameter * diameter / 4)
        #expect(agree(compartment.proximalResistance, half))
        #expect(agree(compartment.distalResistance, half))
        #expect(agree(compartment.diameter, diameter))
        #expect(agree(compartment.area, .pi * diameter * 10))
      }
    }
  }

  @Test("joins branches on a soma to the compartment at its middle")
  func attachments() throws {
    let cut = try forkedCell().discretized(by: .perBranch(3))
    #expect(
      cut.branches.map(\.attachment) == [
        .root, .compartment(1), .distalEnd(of: 1), .distalEnd(of: 1),
      ])
    // On a boundary the distal compartment.
    let even = try forkedCell().discretized(by: .perBranch(2))
    #expect(even.branches[1].attachment == .compartment(1))
  }

  @Test("counts distance along the path from the root point")
  func distances() throws {
    let cut = try forkedCell().discretized(by: .perBranch(1))
    #expect(agree(cut.compartments[0].distance, 10))
    // The dendrite starts at the soma's middle (10 µm); up to its fork it is 50 + √(140² + 10²) long.
    #expect(agree(cut.compartments[1].distance, 10 + (50 + 19_700.0.squareRoot()) / 2))
  }

  @Test("of a sphere is always one compartment with a sphere's area and volume")
  func sphere() throws {
    let sphere = try Morphology.sphere(diameter: 25.23132)
    let compartments = try sphere.discretized(by: .perBranch(9), refinement: 3).compartments
    #expect(compartments.count == 1)
    let cube = 25.23132 * 25.23132 * 25.23132
    #expect(agree(compartments[0].area, .pi * 25.23132 * 25.23132))
    #expect(agree(compartments[0].volume, .pi * cube / 6))
    #expect(agree(compartments[0].diameter, 25.23132))
  }

  @Test("that makes no sense is refused")
  func nonsense() throws {
    let cable = try Morphology.cylinder(length: 1000, diameter: 1)
    let rules: [DiscretizationRule] = [
      .dLambda(fraction: 0), .dLambda(fraction: .nan), .dLambda(fraction: 0.1, frequency: -1),
      .dLambda(fraction: 1e-300), .maximumLength(0), .maximumLength(.infinity),
      .maximumLength(1e-300), .maximumLength(1e-5), .perBranch(0), .perBranch(.max), .explicit,
    ]
    for rule in rules {
      #expect(throws: MorphologyError.self, "\(rule)") { try cable.discretized(by: rule) }
    }
    #expect(throws: MorphologyError.self) { try cable.discretized(refinement: 0) }
    #expect(throws: MorphologyError.self) { try cable.discretized(refinement: .max) }
    let cell = try forkedCell()
    #expect(throws: MorphologyError.self) {
      try cell.discretized { _ in CableProperties(capacitance: .nan) }
    }
  }
}
