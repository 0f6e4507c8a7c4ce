import Morphology
import Testing

@Suite("Frusta")
struct BranchGeometryTests {
  /// A cone from radius 2 to 1 over 10 µm.
  private let cone = BranchGeometry(Morphology.taper([(0, 2), (10, 1)]).branches[0])

  @Test("a whole cone has the closed-form area, volume and resistance")
  func wholeCone() {
    let total = cone.total
    // Handbook formulas, with slant √(10² + 1²); ∫ dx / (π r²) = h / (π r₁ r₂).
    #expect(agree(total.area, .pi * 3 * 101.0.squareRoot()))
    #expect(agree(total.volume, .pi * 10 * (4 + 2 + 1) / 3))
    #expect(agree(total.resistance, 10 / (.pi * 2)))
  }

  @Test("parts of a cone match numerical quadrature", arguments: [(0, 10), (1.5, 7.25), (9, 9.5)])
  func partOfCone(from: Double, to: Double) {
    let part = cone.integrals(from: from, to: to)
    let steps = 20_000
    let width = (to - from) / Double(steps)
    var (volume, resistance) = (0.0, 0.0)
    for step in 0..<steps {
      let radius = 2 - 0.1 * (from + (Double(step) + 0.5) * width)
      volume += .pi * radius * radius * width
      resistance += width / (.pi * radius * radius)
    }
    // The midpoint rule's error is of order (width / length)², below 1e-9.
    #expect(agree(part.volume, volume, relative: 1e-8))
    #expect(agree(part.resistance, resistance, relative: 1e-8))
    #expect(agree(part.area, part.volume == 0 ? 0 : areaOfCone(from, to)))
  }

  private func areaOfCone(_ from: Double, _ to: Double) -> Double {
    let (first, second) = (2 - 0.1 * from, 2 - 0.1 * to)
    return .pi * (first + second) * 1.01.squareRoot() * (to - from)
  }

  @Test("adjacent parts add up to the whole, rings at their boundary included")
  func partsAddUp() {
    let branch = Morphology.taper([(0, 2), (5, 2), (5, 1), (10, 1)]).branches[0]
    let geometry = BranchGeometry(branch)
    let ring = Double.pi * (4 - 1)
    #expect(agree(geometry.total.area, 2 * .pi * 5 * 3 + ring))
    let (low, high) = (geometry.integrals(from: 0, to: 5), geometry.integrals(from: 5, to: 10))
    #expect(agree(low.area, 2 * .pi * 2 * 5))
    #expect(agree(high.area, 2 * .pi * 5 + ring))
    #expect(agree(low.resistance + high.resistance, geometry.total.resistance))
  }

  @Test("a ring at the very end belongs to the last part")
  func ringAtEnd() {
    let geometry = BranchGeometry(Morphology.taper([(0, 2), (5, 2), (5, 1)]).branches[0])
    #expect(agree(geometry.integrals(from: 2, to: 5).area, 2 * .pi * 2 * 3 + .pi * 3))
  }

  @Test("points lie on the polyline")
  func points() {
    #expect(cone.point(at: 2.5) == Morphology.Point(x: 2.5))
    #expect(cone.point(at: 99) == Morphology.Point(x: 10))
  }

  @Test("cylinders side by side have no rings between them")
  func cylinders() throws {
    let morphology = try Morphology.sections([
      SectionDefinition(name: "a", length: 30, diameters: [3, 2, 1], tag: 3)
    ])
    let total = morphology.integrals
    #expect(agree(total.area, 60 * Double.pi))
    let resistance = 40.0 / Double.pi * (49.0 / 36.0)
    #expect(agree(total.resistance, resistance))
  }
}
