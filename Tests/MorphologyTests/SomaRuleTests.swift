import Morphology
import Testing

/// neuromorpho.org/SomaFormat.html: a soma of one point, three points or a contour stands for a
/// cylinder whose area is that of the sphere, 4 π r².
@Suite("Soma rules")
struct SomaRuleTests {
  private let sphere = 4 * Double.pi * 49

  @Test("one point is a cylinder with the area of the sphere")
  func onePoint() throws {
    let morphology = try Morphology.swc("1 1 5 6 7 7 -1")
    #expect(morphology.report.somaRule == .onePoint)
    #expect(agree(morphology.integrals.area, sphere))
    #expect(agree(morphology.integrals.volume, .pi * 49 * 14))
    let center = try morphology.discretized(by: .perBranch(1)).compartments[0].center
    #expect(center == Morphology.Point(x: 5, y: 6, z: 7))
  }

  @Test("three points have the same area as one, also with few digits and along any axis")
  func threePoint() throws {
    let morphology = try Morphology.swc(
      "1 1 0 0 0 7 -1", "2 1 0 -7 0 7 1", "3 1 0 7 0 7 1", "4 3 7 0 0 1 1", "5 3 50 0 0 1 4")
    #expect(morphology.report.somaRule == .threePoint)
    #expect(agree(BranchGeometry(morphology.branches[0]).total.area, sphere))
    #expect(morphology.branches[1].attachment == .along(branch: 0, position: 0.5))
    let rounded = try Morphology.swc(
      "1 1 0 0 0 7 -1", "2 1 4.95 -4.95 0 7 1", "3 1 -4.95 4.95 0 7 1")
    #expect(rounded.report.somaRule == .threePoint)
    #expect(agree(rounded.integrals.area, sphere))
  }

  @Test("two points are a frustum, with neurites where their parent sample is")
  func twoPoint() throws {
    let morphology = try Morphology.swc(
      "1 1 0 0 0 7 -1", "2 1 0 10 0 5 1", "3 3 7 0 0 1 1", "4 3 50 0 0 1 3", "5 3 0 15 0 1 2",
      "6 3 0 50 0 1 5")
    #expect(morphology.report.somaRule == .twoPoint)
    #expect(
      agree(BranchGeometry(morphology.branches[0]).total.area, .pi * 12 * 104.0.squareRoot()))
    #expect(morphology.branches[1].attachment == .along(branch: 0, position: 0))
    #expect(morphology.branches[2].attachment == .distalEnd(of: 0))
  }

  @Test("a contour is a cylinder with the mean distance from the centroid as its radius")
  func contour() throws {
    // A regular octagon of circumradius 7 about (1, 2, 3), with the pen's width as its radius.
    let diagonal = 7 / 2.0.squareRoot()
    let corners = [
      (7.0, 0.0), (diagonal, diagonal), (0, 7), (-diagonal, diagonal), (-7, 0),
      (-diagonal, -diagonal), (0, -7), (diagonal, -diagonal),
    ]
    let lines = corners.enumerated().map { index, corner in
      "\(index + 1) 1 \(1 + corner.0) \(2 + corner.1) 3 0.1 \(index == 0 ? -1 : index)"
    }
    let morphology = try Morphology.swc(text: lines.joined(separator: "\n"), file: "cell.swc")
    #expect(morphology.report.somaRule == .contour(points: 8))
    #expect(agree(morphology.integrals.area, sphere))
    let center = try morphology.discretized(by: .perBranch(1)).compartments[0].center
    #expect(agree(center.x, 1) && agree(center.y, 2) && agree(center.z, 3))
  }

  @Test("a stack of points is taken as frusta, and neurites sit where their parent sample is")
  func stack() throws {
    let morphology = try Morphology.swc(
      "1 1 0 0 0 3 -1", "2 1 0 5 0 6 1", "3 1 0 10 0 6 2", "4 1 0 20 0 2 3", "5 3 6 5 0 1 2",
      "6 3 50 5 0 1 5")
    #expect(morphology.report.somaRule == .frusta(points: 4))
    #expect(morphology.branches.count == 2)
    #expect(BranchGeometry(morphology.branches[0]).length == 20)
    #expect(morphology.branches[1].attachment == .along(branch: 0, position: 0.25))
  }

  @Test("a soma that forks becomes several branches of frusta")
  func forked() throws {
    let morphology = try Morphology.swc(
      "1 1 0 0 0 5 -1", "2 1 0 10 0 5 1", "3 1 5 20 0 4 2", "4 1 -5 20 0 4 2")
    #expect(morphology.report.somaRule == .frusta(points: 4))
    #expect(
      morphology.branches.map(\.attachment) == [
        .rootPoint, .distalEnd(of: 0), .distalEnd(of: 0),
      ])
  }
}
