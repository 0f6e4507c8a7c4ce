import ModelDescription
import Morphology
import Testing

@testable import Lowering

@Suite("Compartments in voxels")
struct VoxelShareTests {
  typealias Point = Morphology.Point
  private static let still = CellPose(position: Point(), rotation: .identity)

  /// 4 × 3 × 2 voxels of 10 × 5 × 20 µm from (−10, 0, 5) on.
  private func lattice() throws -> VoxelLattice {
    try VoxelLattice(
      spacing: Point(x: 10, y: 5, z: 20), filling: Box(x: -10..<30, y: 0..<15, z: 5..<45),
      modelLine)
  }

  private func shares(
    _ path: [Point], _ pose: CellPose = still
  ) throws -> [Int: Double] {
    let mapping = VoxelMapping(lattice: try lattice(), source: modelLine)
    let found = try mapping.shares([path], pose, name: "it")
    return Dictionary(uniqueKeysWithValues: found.map { ($0.voxel, $0.share) })
  }

  @Test("a segment along an axis is cut at the walls")
  func straight() throws {
    let path = [Point(x: -5, y: 1, z: 6), Point(x: 15, y: 1, z: 6)]
    #expect(try shares(path) == [0: 0.25, 1: 0.5, 2: 0.25])
    #expect(try shares(path.reversed()) == [0: 0.25, 1: 0.5, 2: 0.25])
    let upward = [Point(x: 0.5, y: 1, z: 45), Point(x: 0.5, y: 1, z: 5)]
    #expect(try shares(upward) == [1: 0.5, 13: 0.5])
  }

  @Test("parts of a bent path in the same voxel are added")
  func bent() throws {
    let path = [
      Point(x: 5, y: 2, z: 6), Point(x: 15, y: 2, z: 6), Point(x: 15, y: 4, z: 6),
      Point(x: 7, y: 4, z: 6),
    ]
    // 5 + 3 um of 20 in voxel 1, the rest in voxel 2.
    let found = try shares(path)
    #expect(found.count == 2)
    #expect(abs((found[1] ?? 0) - 0.4) < 1e-15)
    #expect(abs((found[2] ?? 0) - 0.6) < 1e-15)
  }

  @Test("points on a wall belong to the voxel above, and on the last wall to the last voxel")
  func walls() throws {
    #expect(try shares([Point(x: 0, y: 5, z: 25)]) == [1 + 4 * (1 + 3): 1])
    #expect(try shares([Point(x: -10, y: 0, z: 5)]) == [0: 1])
    #expect(try shares([Point(x: 30, y: 15, z: 45)]) == [23: 1])
    // A segment within a wall, and one that only touches walls with its ends.
    #expect(try shares([Point(x: 1, y: 5, z: 6), Point(x: 9, y: 5, z: 6)]) == [5: 1])
    #expect(try shares([Point(x: 1, y: 15, z: 6), Point(x: 9, y: 15, z: 6)]) == [9: 1])
    #expect(try shares([Point(x: 10, y: 1, z: 6), Point(x: 0, y: 1, z: 6)]) == [1: 1])
    #expect(try shares([Point(x: 30, y: 1, z: 6), Point(x: 20, y: 1, z: 6)]) == [3: 1])
    let lattice = try lattice()
    #expect(lattice.voxel(at: Point(x: 0, y: 5, z: 25)) == 17)
    #expect(lattice.voxel(at: Point(x: 30, y: 15, z: 45)) == 23)
    #expect(lattice.voxel(at: Point(x: 30.001, y: 15, z: 45)) == nil)
    #expect(lattice.voxel(at: Point(x: -10.001, y: 0, z: 5)) == nil)
    #expect(lattice.voxel(at: Point(x: .nan, y: 0, z: 5)) == nil)
  }

  @Test("a diagonal through edges and corners leaves nothing in voxels that it only touches")
  func diagonal() throws {
    let found = try shares([Point(x: -10, y: 0, z: 5), Point(x: 10, y: 10, z: 45)])
    // All three walls at once: by round-off, slivers of neighbours of 1e-16 at most.
    #expect(abs((found[0] ?? 0) - 0.5) < 1e-15)
    #expect(abs((found[17] ?? 0) - 0.5) < 1e-15)
  }

  @Test("every voxel's centre lies in it")
  func centers() throws {
    let lattice = try lattice()
    #expect(lattice.voxelCount == 24)
    for voxel in 0..<24 { #expect(lattice.voxel(at: lattice.center(ofVoxel: voxel)) == voxel) }
    #expect(lattice.center(ofVoxel: 17) == Point(x: 5, y: 7.5, z: 35))
  }

  /// A random path within the lattice; where `onWalls`, some of its points are on walls.
  private func path(_ key: RandomKey, onWalls: Bool) -> [Point] {
    let box = Box(x: -10..<30, y: 0..<15, z: 5..<45)
    return (0...1 + key.below(5, at: 0)).map { corner in
      var point = box.point(drawnBy: key.child(1), attempt: corner)
      guard onWalls else { return point }
      if key.child(2).below(3, at: UInt64(corner)) == 0 { point.x = (point.x / 10).rounded() * 10 }
      if key.child(3).below(3, at: UInt64(corner)) == 0 { point.y = (point.y / 5).rounded() * 5 }
      return point
    }
  }

  @Test("shares agree with points sampled along the path, and add up to exactly 1")
  func sampled() throws {
    let lattice = try lattice()
    for trial in 0..<100 {
      let path = path(RandomKey(seed: 5, purpose: "paths").child(trial), onWalls: true)
      let found = try VoxelMapping(lattice: lattice, source: modelLine)
        .shares([path], Self.still, name: "it")
      #expect(found.reduce(0) { $0 + $1.share } == 1)
      #expect(found.reversed().reduce(0) { $0 + $1.share } == 1)
      #expect(found.allSatisfy { $0.share > 0 })
      #expect(zip(found, found.dropFirst()).allSatisfy { $0.voxel < $1.voxel })
      let steps = 400
      var counted: [Int: Double] = [:]
      let lengths = zip(path, path.dropFirst()).map { $0.distance(to: $1) }
      let total = lengths.reduce(0, +)
      for (segment, length) in lengths.enumerated() {
        let (first, second) = (path[segment], path[segment + 1])
        for step in 0..<steps {
          let part = (Double(step) + 0.5) / Double(steps)
          let point = Point(
            x: first.x + part * (second.x - first.x), y: first.y + part * (second.y - first.y),
            z: first.z + part * (second.z - first.z))
          guard let voxel = lattice.voxel(at: point) else { continue }
          counted[voxel, default: 0] += length / total / Double(steps)
        }
      }
      for voxel in Set(counted.keys).union(found.map(\.voxel)) {
        let exact = found.first { $0.voxel == voxel }?.share ?? 0
        // A segment crosses a voxel once, so that sampling misses by less than a step at each end;
        // at most 6 segments.
        #expect(abs(exact - counted[voxel, default: 0]) < 6.0 / Double(steps))
      }
    }
  }

  /// The part of a segment within a voxel: where it is between both walls of every axis (Liang and
  /// Barsky, "A new concept and method for line clipping", ACM TOG 3 (1984) 1–22).
  private func part(_ first: Point, _ second: Point, in voxel: Int) -> Double {
    let low = Point(
      x: -10 + 10 * Double(voxel % 4), y: 5 * Double(voxel / 4 % 3), z: 5 + 20 * Double(voxel / 12))
    var (start, end) = (0.0, 1.0)
    for (axis, side) in [(\Point.x, 10.0), (\.y, 5), (\.z, 20)] {
      let way = second[keyPath: axis] - first[keyPath: axis]
      let one = (low[keyPath: axis] - first[keyPath: axis]) / way
      let other = (low[keyPath: axis] + side - first[keyPath: axis]) / way
      (start, end) = (max(start, min(one, other)), min(end, max(one, other)))
    }
    return max(end - start, 0)
  }

  @Test("shares agree with clipping every segment at every voxel")
  func clipped() throws {
    let lattice = try lattice()
    for trial in 0..<300 {
      let path = path(RandomKey(seed: 6, purpose: "paths").child(trial), onWalls: false)
      let found = try VoxelMapping(lattice: lattice, source: modelLine)
        .shares([path], Self.still, name: "it")
      let segments = Array(zip(path, path.dropFirst()))
      let total = segments.reduce(0) { $0 + $1.0.distance(to: $1.1) }
      for voxel in 0..<24 {
        let inside = segments.reduce(0) {
          $0 + $1.0.distance(to: $1.1) * part($1.0, $1.1, in: voxel)
        }
        let share = found.first { $0.voxel == voxel }?.share ?? 0
        // Places along a segment round off by 1e-16 of its length over its way along an axis.
        #expect(abs(share - inside / total) < 1e-12)
      }
    }
  }

  @Test("cells are turned and moved before they are cut")
  func posed() throws {
    let pose = CellPose(
      position: Point(x: 5, y: 7, z: 10), rotation: CellRotation(about: Point(z: 1), angle: .pi))
    let found = try shares([Point(x: -10, y: 1, z: 1), Point(x: 10, y: 1, z: 1)], pose)
    // From x = 15 to −5 at y = 6: 5 um in each outer voxel; round-off of the rotation.
    #expect(Set(found.keys) == [4, 5, 6])
    #expect(abs((found[4] ?? 0) - 0.25) < 1e-15)
    #expect(abs((found[5] ?? 0) - 0.5) < 1e-15)
  }

  @Test("a whole cell is mapped, compartment by compartment, nothing lost")
  func cell() throws {
    let tree = try Morphology.tree(
      RegularTree(
        somaLength: 4, somaDiameter: 4, stems: 2, depth: 2, branchLength: 8, diameters: [1],
        compartmentsPerBranch: 3))
    let cut = try tree.discretized()
    let pose = CellPose(position: Point(x: -8, y: 3, z: 9), rotation: .identity)
    let found = try VoxelMapping(lattice: try lattice(), source: modelLine)
      .shares(tree.compartmentPaths(of: cut), pose, name: "it")
    #expect(found.map(\.compartment) == found.map(\.compartment).sorted())
    for compartment in cut.compartments.indices {
      #expect(found.filter { $0.compartment == compartment }.reduce(0) { $0 + $1.share } == 1)
    }
  }

  @Test(
    "what is outside is an error with the cell, the place and the box",
    arguments: [
      (Point(x: 31, y: 1, z: 6), "(31.0, 1.0, 6.0)"),
      (Point(x: 1, y: -1, z: 6), "(1.0, -1.0, 6.0)"),
      (Point(x: 30 + 2e-5, y: 1, z: 6), "(30.00002, 1.0, 6.0)"),
      (Point(x: 1, y: 1, z: .nan), "(nan, nan, nan)"),
    ])
  func outside(_ point: Point, _ coordinates: String) throws {
    let mapping = VoxelMapping(lattice: try lattice(), source: modelLine)
    let inside = Point(x: 1, y: 1, z: 6)
    let text = complaint { () throws(LoweringError) in
      _ = try mapping.shares(
        [[inside], [inside, point, inside]], Self.still, name: "cell 3 of 'a'")
    }
    #expect(
      text == """
        model.yaml:7:3: error: compartment 1 of cell 3 of 'a' reaches \(coordinates) um, outside the \
        extracellular space, x: [-10.0 um, 30.0 um], y: [0.0 um, 15.0 um], z: [5.0 um, 45.0 um]
          enlarge the box, or move the cell
        """)
  }

  @Test("round-off beyond a wall is forgiven")
  func tolerance() throws {
    // 1e-6 of the spacing of 10 um is 1e-5 um.
    #expect(try shares([Point(x: 30 + 5e-6, y: 15 + 2e-6, z: 5 - 1e-5)]) == [11: 1])
    let path = [Point(x: -10 - 5e-6, y: 1, z: 6), Point(x: 30 + 5e-6, y: 1, z: 6)]
    #expect(try Set(shares(path).keys) == [0, 1, 2, 3])
  }
}
