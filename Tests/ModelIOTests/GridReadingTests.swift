import Foundation
import ModelDescription
import ModelIO
import Morphology
import Quantities
import Testing

@Suite("A space that cells share")
struct GridReadingTests {
  private func load(_ changes: KeyValuePairs<String, String> = [:]) throws -> ModelDescription {
    try TestModels.load(changes, text: TestModels.tissue)
  }

  private func grid(
    _ changes: KeyValuePairs<String, String> = [:]
  ) throws -> ExtracellularGrid {
    let model = try load(changes)
    guard case .grid(let grid) = model.extracellular.space else {
      throw OtherSpace()
    }
    return grid
  }

  private struct OtherSpace: Error {}

  /// A space of which nothing is said that need not be said.
  private static let plain = "{space: grid, spacing: 10 um, volume_fraction: 0.2}"

  private func plain(
    _ changes: KeyValuePairs<String, String> = [:]
  ) throws -> ExtracellularGrid {
    let model = try TestModels.load(
      changes, text: TestModels.tissue.replacingSpace(with: Self.plain))
    guard case .grid(let grid) = model.extracellular.space else { throw OtherSpace() }
    return grid
  }

  @Test("voxels, walls and tissue are read")
  func space() throws {
    let grid = try grid()
    #expect(grid.spacing == Morphology.Point(x: 50, y: 10, z: 10))
    #expect(grid.box == Box(x: 0..<1000, y: 0..<100, z: 0..<100))
    #expect(grid.volumeFraction == 0.25)
    #expect(grid.tortuosity == 1.6)
    #expect(grid.boundary == .held)
    #expect(grid.transport == .electroneutral)
    #expect(try grid.perfusion?.value(in: Unit(parsing: "/s")) == 0.1)
    #expect(try grid.step.value(in: .millisecond) == 0.5)
  }

  @Test("without more, the space is closed, free and as large as the cells need")
  func defaults() throws {
    let grid = try plain()
    #expect(grid.spacing == Morphology.Point(x: 10, y: 10, z: 10))
    #expect(grid.box == nil)
    #expect(grid.tortuosity == 1)
    #expect(grid.boundary == .sealed)
    #expect(grid.transport == .free)
    #expect(grid.perfusion == nil)
    #expect(grid.regions.isEmpty && grid.decay.isEmpty)
    #expect(grid.starts.isEmpty && grid.sources.isEmpty)
    #expect(try grid.step.value(in: .millisecond) == 1)
  }

  @Test("exchanges are not closer than time steps")
  func step() throws {
    let grid = try plain(["simulation.dt": "5 ms"])
    #expect(try grid.step.value(in: .millisecond) == 5)
  }

  @Test("parts of the space have properties of their own")
  func regions() throws {
    let region = try #require(try grid().regions.first)
    #expect(region.within == Box(x: 0..<500))
    #expect(region.volumeFraction == 0.07)
    #expect(region.tortuosity == 1.8)
    #expect(region.perfusion?.siValue == 0)
    let other = try grid(["extracellular.regions": "[{within: {z: [~, 50 um]}, tortuosity: 2}]"])
      .regions[0]
    #expect(other.within.z == -Double.infinity..<50)
    #expect(other.volumeFraction == nil)
    #expect(other.perfusion == nil)
  }

  @Test("concentrations at the start and decay are by species")
  func species() throws {
    let grid = try grid()
    let start = try #require(grid.starts.first)
    #expect(start.within == Box(x: 0..<250))
    #expect(start.concentrations.map(\.ion) == ["k", "na"])
    #expect(try start.concentrations.map { try $0.value.value(in: .millimolar) } == [60, 89])
    #expect(grid.decay.map(\.ion) == ["glu"])
    #expect(grid.decay[0].rate.siValue == 5)
    let everywhere = try self.grid(["extracellular.initial": "[{glu: 0 mM}]"]).starts[0]
    #expect(everywhere.within == Box())
  }

  @Test("pipettes give a current or an amount per time")
  func sources() throws {
    let sources = try grid().sources
    #expect(sources.map(\.ion) == ["k", "glu"])
    #expect(sources[0].at == Morphology.Point(x: 500, y: 50, z: 50))
    #expect(try sources[0].rate.value(in: .nanoampere) == 50)
    #expect(try sources[0].window.start.value(in: .millisecond) == 1000)
    #expect(try sources[0].window.stop?.value(in: .millisecond) == 9000)
    #expect(try sources[1].rate.value(in: .femtomolePerSecond) == 1)
    #expect(sources[1].window.stop == nil)
  }

  @Test("ions that are known need no coefficient, and the resolved model names it")
  func diffusion() throws {
    let loaded = try TestModels.loaded(text: TestModels.tissue)
    let ions = loaded.description.cells[0].ions
    let coefficients = try ions.map {
      try $0.diffusion?.value(in: .squareMicrometerPerMillisecond)
    }
    #expect(coefficients == [1.33, 1.96, 0.3, nil, nil, nil])
    #expect(loaded.resolvedText.contains("diffusion: 1.33 um2/ms"))
    let again = try TestModels.load(text: loaded.resolvedText).cells[0].ions[1]
    #expect(try again.diffusion?.value(in: .squareMicrometerPerMillisecond) == 1.96)
  }

  @Test("a coefficient of a cell's own ion is noted there")
  func ownDiffusion() throws {
    let loaded = try TestModels.loaded(
      ["cells.neuron.ions.k": "{inside: 140 mM, outside: 4 mM, dynamics: pool}"],
      text: TestModels.tissue)
    let text = loaded.resolvedText
    #expect(text.components(separatedBy: "diffusion: 1.96 um2/ms").count == 2)
    #expect(try TestModels.load(text: text).cells[0].ions.count == 6)
  }

  @Test("in a bath nothing needs a coefficient")
  func bath() throws {
    let model = try TestModels.load(text: TestModels.pumpLeak)
    #expect(model.cells[0].ions.allSatisfy { $0.diffusion == nil })
  }

  @Test("maps of the space are recorded")
  func recording() throws {
    let model = try load()
    #expect(model.recordings.map(\.name) == ["v"])
    let map = try #require(model.gridRecordings.first)
    #expect(map.name == "k_map")
    #expect(map.ion == "k")
    #expect(map.within == Box(x: -Double.infinity..<500))
    #expect(try map.interval.value(in: .millisecond) == 1000)
    #expect(map.start.siValue == 0 && map.stop == nil)
    #expect(map.precision == .double)
  }

  @Test("something can be expected of a voxel of a map")
  func expectation() throws {
    let text = "{quantity: value, of: k_map, at: 5 s, element: 3, is: 4.2 mM, within: 1 %}"
    let expectation = try load(["expect": "[\(text)]"]).expectations[0]
    guard case .value("k_map", _) = expectation.observable else {
      Issue.record("another observable was read")
      return
    }
    #expect(expectation.element == 3)
  }

  @Test("the space around a compartment has a volume")
  func outsideVolume() throws {
    let record = "{variable: outside_volume, cells: neuron, at: soma, every: 1 s}"
    #expect(try load(["record.v": record]).recordings[0].variable == .outsideVolume)
  }

  @Test("the bath behind the walls can be changed, or the one that perfuses")
  func bathIntervention() throws {
    #expect(try load().interventions[0].changes[0].target == .bath(ion: "k"))
    let sealed = try load(["extracellular.boundary": "sealed"])
    #expect(sealed.interventions.count == 1)
    let region = try load([
      "extracellular.boundary": "sealed", "extracellular.perfusion": "0 /s",
      "extracellular.regions": "[{within: {x: [0 um, 500 um]}, perfusion: 1 /s}]",
    ])
    #expect(region.interventions.count == 1)
  }

  @Test("what is done to cells can be done to those within a part of the space")
  func within() throws {
    let change = "set: {na_k_atpase.block: 1}, cells: neuron, within: {x: [0 um, 500 um]}"
    let model = try load([
      "populations.neuron": "{cell: neuron, count: 4, \(Self.line)}",
      "interventions": "[{at: 0 s, \(change)}, {at: 1 s, set: {na_k_atpase.block: 0}}]",
    ])
    #expect(model.interventions.map(\.within) == [Box(x: 0..<500), Box()])
    #expect(model.interventions.map(\.cells.count) == [1, 1])
  }

  private static let line =
    "positions: {line: {from: [25 um, 0 um, 0 um], step: [50 um, 0 um, 0 um]}}"

  @Test("a strip of cells is read, of which some fail")
  func strip() throws {
    let model = try TestModels.load(text: TestModels.strip)
    guard case .grid(let grid) = model.extracellular.space else { throw OtherSpace() }
    #expect(grid.spacing == Morphology.Point(x: 50, y: 7.589, z: 7.589))
    #expect(grid.box == nil)
    #expect(model.populations[0].positions != .unstated)
    #expect(model.interventions[0].within == Box(x: 0..<500))
    #expect(model.recordings.map(\.name) == ["k_out", "pump"])
    #expect(model.gridRecordings.map(\.ion) == ["k"])
    #expect(model.gridRecordings[0].within == Box())
    #expect(model.connections.count == 1)
  }

  @Test("sizes are a whole number of voxels to one part in a million")
  func wholeVoxels() throws {
    let size = "[50 um, 7.589 um, 7.589 um]"
    let grid = try plain([
      "extracellular.spacing": size,
      "extracellular.box": "{from: [-25 um, 0 um, 0 um], to: [1975 um, 75.89 um, 7.5890001 um]}",
    ])
    #expect(grid.box?.x == -25..<1975)
  }
}

extension String {
  /// The text of a model with another space, and without what needs more of it.
  fileprivate func replacingSpace(with space: String) -> String {
    let head = components(separatedBy: "extracellular:").first ?? ""
    return head + "extracellular: \(space)\n"
  }
}
