import Foundation
import Testing

@testable import ResultsIO

@Suite("The record of a run")
struct RunTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func record() -> RunRecord {
    RunRecord(
      provenance: RunProvenance(
        model: "title: Größe µ\n" + String(repeating: "x", count: 100_000),
        modelPath: "model.yaml", skouVersion: "0.1.0", buildFlags: "release x86-64-v3",
        seed: .max, commandLine: ["skou", "run", "a b"]))
  }

  @Test("everything written comes back")
  func roundTrip() throws {
    var record = record()
    record.summary = [RunQuantity(name: "wall time", value: 1.5, units: "s")]
    record.outputs = ["v.h5", "spikes.h5"]
    record.morphologies = [
      CellGeometry(
        name: "cell", branch: [0, 1], parent: [-1, 0], x: [0, 1], y: [0, 2], z: [0, 3],
        diameter: [20, 1])
    ]
    record.placements = [
      PopulationPlacement(population: "sheet", x: [0, 20], y: [0.5, -3], z: [0, 1e6])
    ]
    let file = try RunFile(path: folder.file("run.h5"), record: record)
    #expect(try RunFile.read(path: folder.file("run.h5")) == record)
    file.record.status = RunStatus(state: .failed, message: "V is NaN", simulatedTime: 3)
    file.record.events = [
      RunEvent(
        time: 1, kind: "detected", name: "lysis", population: "p", cell: 3, globalCell: 12,
        compartment: 7, message: "burst"),
      RunEvent(time: 2, kind: "intervention"),
    ]
    try file.publish()
    #expect(try RunFile.read(path: folder.file("run.h5")) == file.record)
    #expect(try folder.names() == ["run.h5"])
  }

  @Test("a shape with arrays of unequal length is refused and leaves nothing behind")
  func unequalShape() throws {
    var record = record()
    record.morphologies = [
      CellGeometry(name: "c", branch: [0], parent: [], x: [], y: [], z: [], diameter: [])
    ]
    #expect(throws: ResultsIOError.self) {
      try RunFile(path: folder.file("run.h5"), record: record)
    }
    #expect(try folder.names() == [])
  }

  @Test("positions of unequal length are refused and leave nothing behind")
  func unequalPositions() throws {
    var record = record()
    record.placements = [PopulationPlacement(population: "sheet", x: [0, 20], y: [0], z: [0, 0])]
    #expect(throws: ResultsIOError.self) {
      try RunFile(path: folder.file("run.h5"), record: record)
    }
    #expect(try folder.names() == [])
  }

  @Test("files of other kinds are refused with their name", arguments: ["text", "spikes", "none"])
  func foreignFiles(kind: String) throws {
    let path = folder.file("run.h5")
    if kind == "text" { try Data("hello".utf8).write(to: URL(fileURLWithPath: path)) }
    if kind == "spikes" { try SpikeFile(path: path, populations: ["a"]).close() }
    let error = #expect(throws: ResultsIOError.self) { try RunFile.read(path: path) }
    #expect(error?.code == .unreadableFile)
    #expect(error?.message.contains(path) == true)
  }
}

@Suite("The folder of results")
struct ResultsFolderTests {
  private let base: TemporaryFolder

  init() throws { base = try TemporaryFolder() }

  private func writeResults(in folder: ResultsFolder) throws {
    let provenance = RunProvenance(
      model: "", modelPath: "", skouVersion: "0", buildFlags: "", seed: 0, commandLine: [])
    let record = RunRecord(provenance: provenance, outputs: ["v.h5", "../outside.h5"])
    _ = try RunFile(path: folder.runPath, record: record)
    try SpikeFile(path: folder.reportPath(named: "v"), populations: ["a"]).close()
  }

  @Test("a new folder is created, with those above it")
  func creates() throws {
    let folder = try ResultsFolder(creating: base.file("a/b/c"))
    try writeResults(in: folder)
    #expect(try folder.reportNames() == ["v"])
    #expect(try ResultsFolder(reading: base.file("a/b/c")) == folder)
  }

  @Test("earlier results are removed, files of others and outside are not")
  func replaces() throws {
    let outside = base.file("outside.h5")
    try Data().write(to: URL(fileURLWithPath: outside))
    let path = base.file("results")
    try writeResults(in: ResultsFolder(creating: path))
    try Data().write(to: URL(fileURLWithPath: "\(path)/notes.txt"))
    try Data().write(to: URL(fileURLWithPath: "\(path)/.v.h5.creating"))
    #expect(throws: ResultsIOError.self) {
      try ResultsFolder(creating: path, overwriting: .nothing)
    }
    _ = try ResultsFolder(creating: path)
    #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["notes.txt"])
    #expect(FileManager.default.fileExists(atPath: outside))
  }

  @Test("what a run left that was killed at once is no obstacle")
  func leftovers() throws {
    try Data().write(to: URL(fileURLWithPath: base.file(".run.h5.publishing")))
    _ = try ResultsFolder(creating: base.path)
    #expect(try base.names() == [])
  }

  @Test("a folder with other things is refused unless told")
  func foreignFolder() throws {
    try Data().write(to: URL(fileURLWithPath: base.file("thesis.tex")))
    let error = #expect(throws: ResultsIOError.self) { try ResultsFolder(creating: base.path) }
    #expect(error?.code == .unusableFolder)
    let folder = try ResultsFolder(creating: base.path, overwriting: .anyFolder)
    try writeResults(in: folder)
    #expect(try base.names() == ["run.h5", "thesis.tex", "v.h5"])
  }

  @Test("files, folders below files and empty paths are refused")
  func impossiblePlaces() throws {
    try Data().write(to: URL(fileURLWithPath: base.file("file")))
    for path in [base.file("file"), base.file("file/below"), ""] {
      #expect(throws: ResultsIOError.self) { try ResultsFolder(creating: path) }
    }
    #expect(throws: ResultsIOError.self) { try ResultsFolder(reading: base.path) }
  }

  @Test(
    "names that cannot be files are refused",
    arguments: ["", ".", "..", "a/b", "/etc/passwd", ".hidden", "run", "spikes", "a\u{0}b"])
  func reportNames(name: String) throws {
    let folder = try ResultsFolder(creating: base.path)
    let error = #expect(throws: ResultsIOError.self) { try folder.reportPath(named: name) }
    #expect(error?.code == .badName)
  }
}
