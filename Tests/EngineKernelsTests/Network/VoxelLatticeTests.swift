import ModelDescription
import Morphology
import Testing

@testable import Lowering

@Suite("Boxes of voxels")
struct VoxelLatticeTests {
  typealias Point = Morphology.Point

  private func around(_ points: [Point], spacing: Point) throws -> VoxelLattice {
    var bounds = SpaceBounds(points[0])
    for point in points { bounds.add(point) }
    return try VoxelLattice(spacing: spacing, around: bounds, modelLine)
  }

  @Test("a row of cells has a voxel for each")
  func row() throws {
    let points = (0..<40).map { Point(x: 25 + 50 * Double($0)) }
    let lattice = try around(points, spacing: Point(x: 50, y: 7.589, z: 7.589))
    #expect(lattice.counts == [40, 1, 1])
    #expect(lattice.origin == [0, -7.589 / 2, -7.589 / 2])
    #expect(points.map { lattice.voxel(at: $0) } == Array(0..<40))
  }

  @Test("a row whose spacing is not exact in binary is no voxel longer or shorter")
  func roundOff() throws {
    let points = (0..<40).map { Point(x: 0.1 * Double($0)) }
    for scale in [1.0, 1 + 1e-11, 1 - 1e-11] {
      let lattice = try around(points, spacing: Point(x: 0.1 * scale, y: 1, z: 1))
      #expect(lattice.counts == [40, 1, 1])
    }
  }

  @Test("the middle of the box is that of the cells, and everything is inside")
  func centered() throws {
    let points = [Point(x: 3, y: -7, z: 10), Point(x: 60, y: 8, z: 10), Point(x: 30, z: 19.9)]
    let lattice = try around(points, spacing: Point(x: 10, y: 15, z: 10))
    #expect(lattice.counts == [6, 2, 1])
    #expect(lattice.origin == [1.5, -14.5, 9.95])
    #expect(points.allSatisfy { lattice.voxel(at: $0) != nil })
  }

  @Test("a given box is filled, and a side that is whole but for round-off is whole")
  func filled() throws {
    let lattice = try VoxelLattice(
      spacing: Point(x: 50, y: 7.589, z: 0.1),
      filling: Box(x: 0..<2000, y: -7.589..<22.767, z: 0..<0.3), modelLine)
    #expect(lattice.counts == [40, 4, 3])
    #expect(lattice.origin == [0, -7.589, 0])
  }

  @Test(
    "boxes that voxels cannot fill are errors",
    arguments: [
      (Box(x: 0..<95, y: 0..<10, z: 0..<10), 10.0, "number of voxels along each axis: 9.5 x 1.0"),
      (Box(x: 0..<0, y: 0..<10, z: 0..<10), 10, "not a whole number of voxels"),
      (Box(x: 0..<10, y: 0..<10), 10, "not a whole number of voxels"),
      (Box(x: 0..<1e6, y: 0..<1e6, z: 0..<1e6), 10, "have 1000000000000000.0 voxels"),
      (Box(x: 0..<10, y: 0..<10, z: 0..<10), 0, "not a whole number of voxels"),
    ])
  func misfits(_ box: Box, _ side: Double, _ message: String) {
    let text = complaint { () throws(LoweringError) in
      _ = try VoxelLattice(spacing: Point(x: side, y: side, z: side), filling: box, modelLine)
    }
    #expect(text.hasPrefix("model.yaml:7:3: error: "))
    #expect(text.contains(message))
  }

  @Test("cells that are too far apart for their voxels are an error")
  func tooMany() {
    let text = complaint { () throws(LoweringError) in
      var bounds = SpaceBounds(Point())
      bounds.add(Point(x: 1e6, y: 1e6, z: 1e6))
      _ = try VoxelLattice(spacing: Point(x: 1e-6, y: 1, z: 1), around: bounds, modelLine)
    }
    #expect(text.contains("give a wider spacing or a smaller box"))
  }
}
