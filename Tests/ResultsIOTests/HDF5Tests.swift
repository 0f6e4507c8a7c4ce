import CHDF5
import Foundation
import Testing

@testable import ResultsIO

@Suite("HDF5")
struct HDF5Tests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("errors carry the library's own words and the place")
  func errors() throws {
    let file = try HDF5File(creating: folder.file("a.h5"))
    let error = #expect(throws: ResultsIOError.self) { try file.root.dataset("nothing") }
    #expect(error?.code == .hdf5)
    #expect(error?.message.contains("'nothing' of \(folder.file("a.h5"))") == true)
    #expect(error?.message.contains("doesn't exist") == true)
  }

  @Test("a box outside of the dataset, or of other dimensions, is an error and no trap")
  func impossibleBoxes() throws {
    let root = try HDF5File(creating: folder.file("a.h5")).root
    let data = try root.write([1.0, 2, 3], as: "x")
    for (start, count) in [([2], [2]), ([-1], [1]), ([0, 0], [1, 1]), ([0], [-1])] {
      #expect(throws: ResultsIOError.self) {
        try data.read(Double.self, at: start, count: count)
      }
    }
    #expect(throws: ResultsIOError.self) {
      try data.write([1.0].span, at: [0], count: [3])
    }
    #expect(try data.read(Double.self, at: [1], count: [2]) == [2, 3])
  }

  @Test("texts come back, empty and accented ones too")
  func texts() throws {
    let root = try HDF5File(creating: folder.file("a.h5")).root
    let texts = ["", "µm", "a longer text with words", "日本"]
    try root.write(texts, as: "texts")
    try root.write([String](), as: "none")
    try root.attributes.write("", as: "empty")
    #expect(try root.readTexts("texts") == texts)
    #expect(try root.readTexts("none") == [])
    #expect(try root.attributes.readText("empty") == "")
  }

  @Test("numbers are not read as texts")
  func wrongType() throws {
    let root = try HDF5File(creating: folder.file("a.h5")).root
    try root.write([1.0], as: "x")
    #expect(throws: ResultsIOError.self) { try root.readTexts("x") }
  }

  @Test("arrays of any number type are read as double precision, tables are refused")
  func arrays() throws {
    let path = folder.file("a.h5")
    let root = try HDF5File(creating: path).root
    try root.write([Float(0.5), 2], as: "single")
    _ = try root.createDataset("table", of: Double.self, layout: .fixed([2, 2]))
    try root.createGroup("edges").write([UInt64(3), 7], as: "from")
    #expect(try NumberArray.read(path: path, dataset: "single") == [0.5, 2])
    #expect(try NumberArray.read(path: path, dataset: "/edges/from") == [3, 7])
    #expect(throws: ResultsIOError.self) {
      try NumberArray.read(path: path, dataset: "table")
    }
  }

  @Test("an array that is not there is none", arguments: ["x", "/x", "edges/x", "x/from", "/", ""])
  func missingArray(_ name: String) throws {
    let path = folder.file("a.h5")
    try HDF5File(creating: path).root.createGroup("edges").write([1.0], as: "from")
    #expect(try NumberArray.read(path: path, dataset: name) == nil)
  }

  @Test("damaged files are errors and no traps")
  func damagedFiles() throws {
    let path = folder.file("v.h5")
    let node = ReportNode(id: 0, elementIDs: [0], elementPositions: [0.5])
    let description = ReportDescription(
      variable: "v", units: "mV", start: 0, interval: 1, sampleCount: 50,
      populations: [ReportPopulation(name: "p", nodes: [node])])
    try ReportFile(path: path, description: description).close()
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for length in stride(from: 0, to: whole.count, by: 257) {
      try whole.prefix(length).write(to: URL(fileURLWithPath: path))
      #expect(throws: ResultsIOError.self) { try ReportReader(path: path) }
    }
  }
}
