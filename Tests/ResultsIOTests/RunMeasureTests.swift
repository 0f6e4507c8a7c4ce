import Testing

@testable import ResultsIO

@Suite("Measures in the record of a run")
struct RunMeasureTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func record(_ measures: [RunMeasure]) -> RunRecord {
    RunRecord(
      provenance: RunProvenance(
        model: "", modelPath: "model.yaml", skouVersion: "0", buildFlags: "", seed: 0,
        commandLine: []), measures: measures)
  }

  private let places = [
    RunMeasure.Place(
      population: "strip", cell: 0, globalCell: 7, compartment: 2, x: 25, y: -3.5, z: 0.25),
    RunMeasure.Place(
      population: "glia", cell: 11, globalCell: 18, compartment: 0, x: 75, y: 0, z: 0),
  ]

  private func front(_ times: [Double]) -> RunMeasure {
    RunMeasure(
      name: "front", kind: "front", about: "event 'invasion' along x",
      summary: [
        RunQuantity(name: "speed", value: 1.183, units: "mm/min"),
        RunQuantity(name: "places", value: 2),
      ],
      places: places,
      columns: [
        RunMeasure.Column(name: "time", units: "ms", values: times),
        RunMeasure.Column(name: "position", units: "um", values: [25, 75]),
      ])
  }

  private func outcome(_ words: [String]) -> RunMeasure {
    RunMeasure(
      name: "fate", kind: "outcome", about: "block: v > -40 mV for 1 s", summary: [],
      places: places, outcomes: words, columns: [])
  }

  @Test("come back by name, with places, words, columns and units")
  func roundTrip() throws {
    let measures = [front([8.5, 12.25]), outcome(["blocked", "resting"])]
    let path = folder.file("run.h5")
    _ = try RunFile(path: path, record: record(measures))
    let found = try RunFile.read(path: path).measures
    #expect(found == measures.reversed())
    #expect(found.map(\.name) == ["fate", "front"])
  }

  @Test("keep what has no time as NaN, and measures without places")
  func nothing() throws {
    var empty = front([])
    (empty.places, empty.columns) = ([], [])
    empty.name = "nowhere"
    let path = folder.file("run.h5")
    _ = try RunFile(path: path, record: record([front([.nan, 12.25]), empty]))
    let found = try RunFile.read(path: path).measures
    let times = try #require(found[0].columns.first { $0.name == "time" }).values
    #expect(times[0].isNaN && times[1] == 12.25)
    #expect(found[1] == empty)
  }

  @Test("a column or words of the wrong number are refused and leave nothing behind")
  func unequal() throws {
    for measure in [front([8.5]), outcome(["blocked"])] {
      #expect(throws: ResultsIOError.self) {
        try RunFile(path: folder.file("run.h5"), record: record([measure]))
      }
    }
    #expect(try folder.names() == [])
  }
}
