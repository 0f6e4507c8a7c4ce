import ModelDescription
import Morphology
import Testing

@testable import Lowering

@Suite("Where cells are")
struct CellPlacementTests {
  private typealias Point = Morphology.Point

  private func place(
    _ populations: PopulationDescription..., seed: UInt64 = 1
  ) throws(LoweringError) -> CellPlacement {
    try CellPlacement(populations, seed: seed)
  }

  private func positions(_ placement: CellPlacement) -> [Point] {
    (0..<placement.cellCount).map { placement.position(ofCell: $0) }
  }

  @Test("points, lines and lattices, cell by cell and population after population")
  func regular() throws {
    let points = [Point(x: 1), Point(y: 2), Point(z: 3)]
    let placement = try place(
      PopulationDescription("somewhere", 2), PopulationDescription("points", 3, .points(points)),
      PopulationDescription("line", 2, .line(from: Point(x: 25), step: Point(x: 50, z: -1))),
      PopulationDescription(
        "lattice", 12,
        .lattice(from: Point(x: 5), spacing: Point(x: 10, y: 20, z: 30), counts: [2, 3, 2])))
    #expect(placement.cellCount == 19)
    #expect((0..<4).map { placement.hasPositions($0) } == [false, true, true, true])
    #expect(Array(positions(placement)[..<5]) == [Point(), Point()] + points)
    #expect(placement.position(ofCell: 6) == Point(x: 75, z: -1))
    #expect(placement.position(ofCell: 7) == Point(x: 5))
    #expect(placement.position(ofCell: 8) == Point(x: 15))
    #expect(placement.position(ofCell: 9) == Point(x: 5, y: 20))
    #expect(placement.position(ofCell: 13) == Point(x: 5, z: 30))
    #expect(placement.position(ofCell: 18) == Point(x: 15, y: 40, z: 30))
    #expect(placement.point(Point(x: 1, y: 2, z: 3), ofCell: 6) == Point(x: 76, y: 2, z: 2))
  }

  private let flat = Box(x: -50..<50, y: 0..<200, z: 7..<7)

  @Test("a box is filled evenly and not left")
  func evenBox() throws {
    let placement = try place(PopulationDescription("a", 8000, .box(flat, distance: 0)))
    let found = positions(placement)
    #expect(found.allSatisfy { $0.z == 7 && flat.x.contains($0.x) && flat.y.contains($0.y) })
    for column in 0..<4 {
      for row in 0..<4 {
        let part = Box(
          x: -50 + 25 * Double(column)..<(-25 + 25 * Double(column)),
          y: 50 * Double(row)..<50 * Double(row + 1), z: 0..<10)
        #expect(isBinomial(found.count { part.contains($0) }, 8000, 1.0 / 16))
      }
    }
  }

  @Test(
    "no two cells are closer than they may be",
    arguments: [
      (Box(x: 0..<100, y: 0..<100, z: 0..<100), 10.0, 500),
      (Box(x: 0..<1000, y: 3..<4, z: -2 ..< -1), 4.0, 150),
      (Box(x: 0..<1000, y: 0..<1000, z: 0..<1000), 1.0, 700),
      (Box(x: 0..<10, y: 0..<10, z: 0..<10), 9.0, 2),
    ])
  func spaced(_ box: Box, _ distance: Double, _ count: Int) throws {
    let placement = try place(PopulationDescription("a", count, .box(box, distance: distance)))
    let found = positions(placement)
    var closest = Double.infinity
    for one in found.indices {
      for other in found.indices[..<one] {
        closest = min(closest, found[one].distance(to: found[other]))
      }
    }
    #expect(closest >= distance)
    #expect(found.allSatisfy { box.contains($0) })
  }

  @Test("a distance moves only those cells that were too close")
  func spacingKeepsDraws() throws {
    let box = Box(x: 0..<100, y: 0..<100, z: 0..<100)
    let free = try place(PopulationDescription("a", 200, .box(box, distance: 0)))
    let spaced = try place(PopulationDescription("a", 200, .box(box, distance: 5)))
    let same = zip(positions(free), positions(spaced)).count { $0 == $1 }
    #expect(same > 150)
    #expect(same < 200)
  }

  @Test("cells stay where they are when populations grow or are added, and move with the seed")
  func independence() throws {
    let box = Box(x: 0..<100, y: 0..<100, z: 0..<100)
    func poses(
      _ before: Int, _ count: Int, _ distance: Double, seed: UInt64 = 1
    ) throws -> [CellPose] {
      let placement = try place(
        PopulationDescription("before", before, .box(box, distance: 0)),
        PopulationDescription("a", count, .box(box, distance: distance), .random), seed: seed)
      return (before..<before + 50).map { placement.pose(ofCell: $0) }
    }
    for distance in [0, 8.0] {
      let alone = try poses(1, 50, distance)
      #expect(try poses(100, 90, distance) == alone)
      #expect(try zip(poses(1, 50, distance, seed: 2), alone).allSatisfy { $0 != $1 })
    }
    let twins = try place(
      PopulationDescription("a", 1, .box(box, distance: 0)),
      PopulationDescription("b", 1, .box(box, distance: 0)))
    #expect(twins.position(ofCell: 0) != twins.position(ofCell: 1))
  }

  @Test("a rotation by a given angle turns counterclockwise about its axis")
  func turned() throws {
    let quarter = CellOrientation.turned(axis: Point(z: 5), angle: .pi / 2)
    let placement = try place(
      PopulationDescription("a", 1, .points([Point(x: 10)]), quarter))
    let turned = placement.point(Point(x: 1, y: 2, z: 3), ofCell: 0)
    // (x, y) → (−y, x), then moved; products of numbers of order 1.
    #expect(turned.distance(to: Point(x: 8, y: 1, z: 3)) < 1e-14)
    let third = CellRotation(about: Point(x: 1, y: 1, z: 1), angle: 2 * .pi / 3)
    #expect(third.turn(Point(x: 1)).distance(to: Point(y: 1)) < 1e-15)
  }

  @Test(
    "rotations keep lengths and handedness",
    arguments: [
      .random, .randomAbout(axis: Point(x: 0.3, y: -2, z: 1)),
      .turned(axis: Point(y: -1), angle: 0.7), .asDrawn,
    ] as [CellOrientation])
  func orthonormal(_ orientation: CellOrientation) throws {
    let placement = try place(PopulationDescription("a", 200, .unstated, orientation))
    for cell in 0..<200 {
      let rotation = placement.pose(ofCell: cell).rotation
      let rows = [rotation.x, rotation.y, rotation.z]
      for (i, one) in rows.enumerated() {
        for (j, other) in rows.enumerated() {
          // A few roundings of numbers up to 1.
          #expect(abs(one.dot(other) - (i == j ? 1 : 0)) < 4e-15)
        }
      }
      let cross = Point(
        x: rows[0].y * rows[1].z - rows[0].z * rows[1].y,
        y: rows[0].z * rows[1].x - rows[0].x * rows[1].z,
        z: rows[0].x * rows[1].y - rows[0].y * rows[1].x)
      #expect(cross.distance(to: rows[2]) < 4e-15)
    }
  }

  @Test("random rotations favour no direction")
  func uniformRotations() throws {
    let count = 20_000
    let placement = try place(PopulationDescription("a", count, .unstated, .random))
    let poses = (0..<count).map { placement.pose(ofCell: $0) }
    for point in [Point(x: 1), Point(y: 1), Point(z: 1), Point(x: 0.6, z: 0.8)] {
      // Each coordinate of a point on the unit sphere is uniform in −1 ... 1 (Archimedes).
      for coordinate in [\Point.x, \.y, \.z] {
        let turned = poses.map { $0.point(point)[keyPath: coordinate] }
        for slice in 0..<8 {
          let low = -1 + Double(slice) / 4
          let found = turned.count { $0 >= low && $0 < low + 0.25 }
          #expect(isBinomial(found, count, 1.0 / 8))
        }
      }
    }
    // The angle θ of a uniform rotation has the density (1 − cos θ) / π: the share below π/2 is
    // 1/2 − 1/π. The trace is 1 + 2 cos θ.
    let small = poses.count { $0.rotation.x.x + $0.rotation.y.y + $0.rotation.z.z > 1 }
    #expect(isBinomial(small, count, 0.5 - 1 / Double.pi))
  }

  @Test("random turns about an axis keep it and favour no angle")
  func uniformTurns() throws {
    let axis = Point(z: 2)
    let placement = try place(
      PopulationDescription("a", 8000, .unstated, .randomAbout(axis: axis)))
    let turned = (0..<8000).map { placement.pose(ofCell: $0).point(Point(x: 1, z: 1)) }
    #expect(turned.allSatisfy { abs($0.z - 1) < 1e-15 })
    for (left, upper) in [(false, false), (false, true), (true, false), (true, true)] {
      let found = turned.count { ($0.x < 0) == left && ($0.y > 0) == upper }
      #expect(isBinomial(found, 8000, 0.25))
    }
  }

  @Test("a box without room is an error that names the population and its line")
  func crowded() {
    let box = Box(x: 0..<10, y: 0..<10, z: 0..<10)
    let text = complaint { () throws(LoweringError) in
      _ = try place(PopulationDescription("crowd", 100, .box(box, distance: 5)))
    }
    #expect(text.hasPrefix("model.yaml:7:3: error: cell "))
    #expect(text.contains("of population 'crowd' found no place at least 5.0 um from the"))
    #expect(text.contains("give a larger box, fewer cells or a smaller distance"))
  }

  @Test(
    "what does not fit is an error",
    arguments: [
      (CellPositions.points([Point()]), "has 4 cells and 1 positions"),
      (.lattice(from: Point(), spacing: Point(), counts: [2, 1, 1]), "4 cells and 2 positions"),
      (.lattice(from: Point(), spacing: Point(), counts: [.max, 2, 2]), "has 4 cells and "),
      (.lattice(from: Point(), spacing: Point(), counts: [2, -2, -1]), "4 cells and 0 positions"),
      (.box(Box(x: 0..<1, y: 0..<1), distance: 0), "has no finite volume"),
      (.box(Box(x: -1e308..<1e308, y: 0..<1, z: 0..<1), distance: 1), "has no finite volume"),
      (.box(Box(x: 0..<1, y: 0..<1, z: 0..<1), distance: .infinity), "found no place"),
    ])
  func misfits(_ positions: CellPositions, _ message: String) {
    let text = complaint { () throws(LoweringError) in
      _ = try place(PopulationDescription("a", 4, positions))
    }
    #expect(text.contains(message))
    #expect(text.contains("'a'"))
  }

  @Test("an axis without length is an error")
  func axis() {
    let orientations = [
      CellOrientation.randomAbout(axis: Point()), .turned(axis: Point(), angle: 1),
    ]
    for orientation in orientations {
      let text = complaint { () throws(LoweringError) in
        _ = try place(PopulationDescription("a", 4, .unstated, orientation))
      }
      #expect(text.contains("the axis about which population 'a' is turned has no direction"))
    }
  }
}
