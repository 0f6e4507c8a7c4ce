import Testing

@testable import ResultsIO

@Suite("Reports of the extracellular space")
struct GridReportTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private let grid = ReportGrid(
    counts: [4, 3, 2], spacing: [50, 7.589, 10], origin: [-25, 0, 1000],
    volumeFraction: [0.2, 0.07, 0.2])

  private func description(
    _ grid: ReportGrid, voxels: [UInt64] = [0, 5, 23], isDouble: Bool = false
  ) -> ReportDescription {
    ReportDescription(
      variable: "[k]o", units: "mM", start: 0, interval: 1000, sampleCount: 2,
      populations: [ReportPopulation(voxels: voxels)], storesDoublePrecision: isDouble, grid: grid)
  }

  @Test("say where their voxels are", arguments: [false, true])
  func roundTrip(_ isDouble: Bool) throws {
    let path = folder.file("k_map.h5")
    let description = description(grid, isDouble: isDouble)
    let report = try ReportFile(path: path, description: description)
    let values = [4.0, 5.0, 6.0, 7.0, 8.0, 9.0]
    try report.append(values.span, sampleCount: 2)
    try report.close()
    let reader = try ReportReader(path: path)
    #expect(reader.description == description)
    #expect(reader.description.populations.map(\.name) == ["extracellular"])
    #expect(try reader.read(population: "extracellular") == [4, 5, 6, 7, 8, 9])
    let lengths = try HDF5File(reading: path).root.dataset("skou/grid/spacing")
    #expect(try lengths.attributes.readText("units") == "um")
  }

  @Test("reports of cells have no voxels")
  func ofCells() throws {
    let path = folder.file("v.h5")
    let node = ReportNode(id: 0, elementIDs: [0], elementPositions: [0.5])
    let description = ReportDescription(
      variable: "v", units: "mV", start: 0, interval: 1, sampleCount: 1,
      populations: [ReportPopulation(name: "cells", nodes: [node])])
    try ReportFile(path: path, description: description).close()
    #expect(try ReportReader(path: path).description.grid == nil)
  }

  /// What is wrong, and what the error says of it.
  private static let contradictions: [(ReportGrid, String)] = {
    let fractions = [0.2, 0.2, 0.2]
    func grid(_ counts: [UInt64], _ spacing: [Double], _ fractions: [Double]) -> ReportGrid {
      ReportGrid(counts: counts, spacing: spacing, origin: [0, 0, 0], volumeFraction: fractions)
    }
    return [
      (grid([4, 3], [1, 1, 1], fractions), "not a lattice"),
      (grid([4, 3, 0], [1, 1, 1], fractions), "not a lattice"),
      (grid([4, 3, 2], [1, -1, 1], fractions), "not a lattice"),
      (grid([4, 3, 1], [1, 1, 1], fractions), "a voxel is not in the space"),
      (grid([4, 3, 2], [1, 1, 1], [0.2]), "3 voxels have 1 volume fractions"),
      (grid([.max, .max, 2], [1, 1, 1], fractions), "not a lattice"),
    ]
  }()

  @Test("whose parts contradict each other are refused", arguments: contradictions)
  func contradiction(_ grid: ReportGrid, _ phrase: String) throws {
    let error = try #require(throws: ResultsIOError.self) {
      _ = try ReportFile(path: folder.file("k_map.h5"), description: description(grid))
    }
    #expect("\(error)".contains(phrase))
  }

  @Test("have one population, of voxels alone")
  func otherPopulation() throws {
    var mixed = description(grid)
    mixed.populations[0].name = "cells"
    let error = try #require(throws: ResultsIOError.self) {
      _ = try ReportFile(path: folder.file("k_map.h5"), description: mixed)
    }
    #expect("\(error)".contains("one population, 'extracellular'"))
  }
}
