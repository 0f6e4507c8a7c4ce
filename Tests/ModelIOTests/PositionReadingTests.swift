import ModelDescription
import ModelIO
import Morphology
import Testing

@Suite("Positions of cells")
struct PositionReadingTests {
  private func population(_ text: String) throws -> PopulationDescription {
    try TestModels.load(
      ["populations.more": "{cell: neuron, \(text)}"], text: TestModels.network
    ).populations[2]
  }

  private static let points = [
    Morphology.Point(x: 0, y: 10, z: 100), Morphology.Point(x: 5.5, y: -2, z: 0),
  ]

  @Test(
    "are points, a line, a lattice or a box, and say how many cells there are where they can",
    arguments: [
      ("count: 3", CellPositions.unstated, 3),
      (
        "positions: {points: [[0 um, 10 um, 0.1 mm], [5.5 um, -2 um, 0 um]]}", .points(points), 2
      ),
      ("positions: {file: places.csv}", .points(points), 2),
      (
        "count: 4, positions: {line: {step: [50 um, 0 um, 0 um]}}",
        .line(from: Morphology.Point(), step: Morphology.Point(x: 50)), 4
      ),
      (
        "positions: {lattice: {from: [1 um, 2 um, 3 um], spacing: [20 um, 20 um, 0 um], "
          + "counts: [3, 2, 1]}}",
        .lattice(
          from: Morphology.Point(x: 1, y: 2, z: 3), spacing: Morphology.Point(x: 20, y: 20),
          counts: [3, 2, 1]), 6
      ),
      (
        "count: 7, positions: {box: {from: [0 um, 0 um, 0 um], to: [1 mm, 1 mm, 0 um], "
          + "distance: 5 um}}",
        .box(Box(x: 0..<1000, y: 0..<1000, z: 0..<0), distance: 5), 7
      ),
      (
        "positions: {box: {from: [0 um, 0 um, 0 um], to: [100 um, 100 um, 100 um], "
          + "density: 90000 /mm3}}",
        .box(Box(x: 0..<100, y: 0..<100, z: 0..<100), distance: 0), 90
      ),
    ])
  func positions(_ text: String, _ expected: CellPositions, _ count: Int) throws {
    let population = try population(text)
    #expect(population.positions == expected)
    #expect(population.count == count)
  }

  @Test("an HDF5 file has a dataset for each axis")
  func arrays() throws {
    let loader = ModelLoader(manifests: TestManifests.all) { _, dataset in
      ["/nodes/x": [1, 2], "/nodes/y": [3, 4], "/nodes/z": [5, 6]][dataset] ?? []
    }
    let change = ModelOverride(
      path: "populations.other", value: "{cell: neuron, positions: {file: n.h5, group: /nodes}}")
    let other = try loader.load(
      text: TestModels.network, file: "model.yaml",
      overrides: [change, ModelOverride(path: "connections", value: "[]")]
    ).description.populations[1]
    #expect(
      other.positions
        == .points([Morphology.Point(x: 1, y: 3, z: 5), Morphology.Point(x: 2, y: 4, z: 6)]))
  }

  @Test(
    "cells are turned about an axis or at random",
    arguments: [
      ("as_drawn", CellOrientation.asDrawn), ("random", .random),
      ("{axis: [0, 1, 0], angle: 90 deg}", .turned(axis: Morphology.Point(y: 1), angle: .pi / 2)),
      ("{axis: [0, 0, 2], angle: 0.5 rad}", .turned(axis: Morphology.Point(z: 2), angle: 0.5)),
      ("{random_about: [0, 1, 0]}", .randomAbout(axis: Morphology.Point(y: 1))),
    ])
  func orientations(_ text: String, _ expected: CellOrientation) throws {
    #expect(try population("count: 1, orientation: \(text)").orientation == expected)
  }

  @Test("a cell may stand for several")
  func represents() throws {
    #expect(try population("count: 1, represents: 12.5").represents == 12.5)
    #expect(try population("count: 1").represents == 1)
  }
}
