import Morphology
import Testing

@Suite("Ways of compartments through space")
struct CompartmentPathTests {
  private typealias Point = Morphology.Point

  private func forkedCell() throws -> Morphology {
    try .swc(
      "1 1 0 0 0 10 -1", "2 3 10 0 0 2 1", "3 3 60 0 0 1 2", "4 3 60 0 0 0.7 3",
      "5 3 200 10 0 0.5 4", "6 3 300 40 9 0.3 5", "7 3 300 -40 0 0.5 5", "8 3 420 -40 0 0.2 7")
  }

  private func length(_ path: [Point]) -> Double {
    zip(path, path.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
  }

  /// The point halfway along a path.
  private func middle(_ path: [Point]) -> Point {
    var left = length(path) / 2
    for (first, second) in zip(path, path.dropFirst()) {
      let step = first.distance(to: second)
      guard left > step else {
        let share = step > 0 ? left / step : 0
        return Point(
          x: first.x + share * (second.x - first.x), y: first.y + share * (second.y - first.y),
          z: first.z + share * (second.z - first.z))
      }
      left -= step
    }
    return path[path.count - 1]
  }

  @Test(
    "are as long as the compartments, join up, and have the centres in their middle",
    arguments: DiscretizationTests.rules, [1, 3])
  func consistent(rule: DiscretizationRule, refinement: Int) throws {
    let morphology = try forkedCell()
    let cut = try morphology.discretized(by: rule, refinement: refinement)
    let paths = morphology.compartmentPaths(of: cut)
    #expect(paths.count == cut.compartments.count)
    for (path, compartment) in zip(paths, cut.compartments) where path.count > 1 {
      // Differences of path positions up to 500 um.
      #expect(agree(length(path), compartment.length, absolute: 1e-12))
      #expect(middle(path).distance(to: compartment.center) < 1e-11)
    }
    for branch in cut.branches {
      for compartment in branch.compartments.dropLast() {
        #expect(paths[compartment].last == paths[compartment + 1].first)
      }
    }
  }

  @Test("follow the samples of a bent branch")
  func bent() throws {
    let corner = [Point(), Point(x: 10), Point(x: 10, y: 20)]
    let branch = Morphology.Branch(
      tag: 3, attachment: .rootPoint,
      shape: .frusta(corner.map { Morphology.Sample($0, radius: 1) }))
    let morphology = Morphology(branches: [branch])
    let whole = morphology.compartmentPaths(of: try morphology.discretized(by: .perBranch(1)))
    #expect(whole == [corner])
    let halves = morphology.compartmentPaths(of: try morphology.discretized(by: .perBranch(2)))
    let half = Point(x: 10, y: 5)
    #expect(halves == [[Point(), Point(x: 10), half], [half, Point(x: 10, y: 20)]])
    // A cut right at a sample takes the sample once.
    let thirds = morphology.compartmentPaths(of: try morphology.discretized(by: .perBranch(3)))
    #expect(thirds.map(\.count) == [2, 2, 2])
  }

  @Test("of a sphere are its centre, and of a cylinder its axis")
  func solids() throws {
    let sphere = try Morphology.sphere(diameter: 20)
    #expect(sphere.compartmentPaths(of: try sphere.discretized()) == [[Point()]])
    let cylinder = try Morphology.cylinder(length: 20, diameter: 5, compartments: 2)
    let halves = cylinder.compartmentPaths(of: try cylinder.discretized())
    #expect(halves == [[Point(x: -10), Point()], [Point(), Point(x: 10)]])
  }

  @Test("of sections without coordinates lie along x")
  func sections() throws {
    let cell = try Morphology.sections([
      SectionDefinition(name: "a", length: 30, diameters: [3, 2], tag: 3),
      SectionDefinition(name: "b", parent: "a", length: 5, diameter: 1, tag: 3),
    ])
    let paths = cell.compartmentPaths(of: try cell.discretized(by: .perBranch(1)))
    #expect(
      paths == [
        [Point(), Point(x: 15)], [Point(x: 15), Point(x: 30)], [Point(x: 30), Point(x: 35)],
      ])
  }
}
