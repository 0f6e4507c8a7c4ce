import CHDF5
import Foundation
import Testing

@testable import ResultsIO

@Suite("Reports")
struct ReportTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func description(
    samples: Int = 10, places: Int = 3, isDouble: Bool = false
  ) -> ReportDescription {
    let soma = ReportNode(id: 4, elementIDs: [0], elementPositions: [0.5])
    let tree = ReportNode(
      id: 9, elementIDs: (0..<places).map { UInt32($0) },
      elementPositions: (0..<places).map { Float($0) / 8 })
    return ReportDescription(
      variable: "v", units: "mV", start: 2, interval: 0.1, sampleCount: samples,
      populations: [
        ReportPopulation(name: "axons", nodes: [soma]),
        ReportPopulation(name: "trees", nodes: [soma, tree]),
      ], storesDoublePrecision: isDouble)
  }

  /// Row after row, each value different.
  private func samples(_ range: Range<Int>, width: Int) -> [Float] {
    range.flatMap { row in (0..<width).map { Float(row * 1000 + $0) } }
  }

  @Test("what was appended comes back, split into its populations")
  func roundTrip() throws {
    let description = description()
    let report = try ReportFile(path: folder.file("v.h5"), description: description)
    try report.append(samples(0..<4, width: 5).span, sampleCount: 4)
    try report.append(samples(4..<10, width: 5).span, sampleCount: 6)
    try report.close()
    let reader = try ReportReader(path: folder.file("v.h5"))
    #expect(reader.description == description)
    #expect(reader.writtenSampleCount == 10)
    #expect(try reader.read(population: "axons") == (0..<10).map { Float($0 * 1000) })
    let trees = (0..<10).flatMap { row in (1..<5).map { Float(row * 1000 + $0) } }
    #expect(try reader.read(population: "trees") == trees)
    let last = (0..<10).map { Float($0 * 1000 + 4) }
    #expect(try reader.read(element: 3, population: "trees") == last)
    #expect(abs(reader.times[9] - 2.9) <= 1e-12)  // round-off of 9 × 0.1
  }

  @Test("rows that were not written yet are NaN, and the reader says how many were")
  func unwrittenRows() throws {
    let report = try ReportFile(path: folder.file("v.h5"), description: description())
    try report.append(samples(0..<4, width: 5).span, sampleCount: 4)
    try report.flush()
    let reader = try ReportReader(path: folder.file("v.h5"))
    #expect(reader.writtenSampleCount == 4)
    let data = try HDF5File(reading: folder.file("v.h5")).root.dataset("report/axons/data")
    let all = try data.readAll(Float.self)
    #expect(all.count == 10)
    #expect(all.map(\.isNaN) == (0..<10).map { $0 >= 4 })
    try report.close()
  }

  @Test("the header does not change after creation: bytes change where values are alone")
  func headerIsConstant() throws {
    let path = folder.file("v.h5")
    let report = try ReportFile(path: path, description: description(samples: 20_000))
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    for row in 0..<20 {
      let block = [Float](repeating: Float(row), count: 5 * 1000)
      try report.append(block.span, sampleCount: 1000)
      try report.flush()
    }
    try report.close()
    let after = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(before.count == after.count)
    let values = Self.fillPositions(in: before)
    #expect(values.count(where: \.self) >= 20_000 * 5 * 4)
    let changed = before.indices.count { !values[$0] && before[$0] != after[$0] }
    #expect(changed <= 8)  // the number of samples written, an unsigned integer of 64 bits
  }

  /// Which bytes are part of a NaN as HDF5 fills it in: values that were not written yet.
  private static func fillPositions(in bytes: Data) -> [Bool] {
    let pattern = withUnsafeBytes(of: Float.nan.bitPattern.littleEndian, Array.init)
    var result = [Bool](repeating: false, count: bytes.count)
    var index = 0
    while index + 4 <= bytes.count {
      let isFill = bytes[index..<(index + 4)].elementsEqual(pattern)
      if isFill { result.replaceSubrange(index..<(index + 4), with: [true, true, true, true]) }
      index += isFill ? 4 : 1
    }
    return result
  }

  @Test("double precision is kept beside the report, which is rounded")
  func doublePrecision() throws {
    let path = folder.file("v.h5")
    let description = description(samples: 2, isDouble: true)
    let report = try ReportFile(path: path, description: description)
    let values = (0..<10).map { 1 / Double($0 + 3) }
    try report.append(values.span, sampleCount: 2)
    try report.close()
    let reader = try ReportReader(path: path)
    #expect(try reader.readDoublePrecision(population: "axons") == [values[0], values[5]])
    #expect(try reader.read(population: "axons") == [Float(values[0]), Float(values[5])])
    #expect(try HDF5File(reading: path).root.group("report").names() == ["axons", "trees"])
  }

  @Test("the file follows SONATA to the letter")
  func sonata() throws {
    let report = try ReportFile(path: folder.file("v.h5"), description: description())
    try report.close()
    let root = try HDF5File(reading: folder.file("v.h5")).root
    #expect(try root.attributes.read(UInt32.self, "magic") == [0x0A7A])
    #expect(try root.attributes.read(UInt32.self, "version") == [0, 1])
    let mapping = try root.group("report/trees/mapping")
    #expect(try mapping.dataset("node_ids").readAll(UInt64.self) == [4, 9])
    #expect(try mapping.dataset("node_ids").attributes.read(UInt8.self, "sorted") == [1])
    for name in ["index_pointers", "index_pointer"] {
      #expect(try mapping.dataset(name).readAll(UInt64.self) == [0, 1, 4])
    }
    #expect(try mapping.dataset("element_ids").readAll(UInt32.self) == [0, 0, 1, 2])
    #expect(try mapping.dataset("time").attributes.readText("units") == "ms")
    let data = try root.dataset("report/trees/data")
    #expect(try data.attributes.readText("units") == "mV")
    #expect(try data.attributes.readText("variable") == "v")
  }

  @Test(
    "bmtk and libsonata both count all samples, and never more",
    arguments: [(0.025, 1), (0.1, 3), (0.1, 10), (0.3, 7), (0.025, 40_000), (0.1, 12_345_678)])
  func stopTime(interval: Double, count: Int) {
    for start in [0, 0.1, 5] {
      let report = ReportDescription(
        variable: "v", units: "mV", start: start, interval: interval, sampleCount: count,
        populations: [])
      let stop = report.sonataStop
      var (rows, time) = (0, start)
      while time < stop - 1e-6 { (rows, time) = (rows + 1, time + interval) }
      #expect(rows == count)
      // bmtk may lose one sample where libsonata's sum has drifted too far from the product.
      let drift = abs(time - (start + Double(count) * interval))
      if drift < 0.5e-6 { #expect(Int((stop - start) / interval) == count) }
    }
  }

  @Test("contradictions are refused", arguments: Contradiction.allCases)
  func refusals(contradiction: Contradiction) throws {
    var bad = description()
    contradiction.apply(to: &bad)
    #expect(throws: ResultsIOError.self) {
      try ReportFile(path: folder.file("v.h5"), description: bad)
    }
    #expect(try folder.names() == [])
  }

  enum Contradiction: CaseIterable {
    case noSample, noPopulation, noPlace, cellTwice, populationTwice, unpairedPositions
    case negativeStart, infiniteStart, zeroInterval, nanInterval, badName, tooMany, noRoom

    func apply(to report: inout ReportDescription) {
      switch self {
      case .noSample: report.sampleCount = 0
      case .noPopulation: report.populations = []
      case .noPlace: report.populations[0].nodes = []
      case .cellTwice: report.populations[1].nodes[1].id = 4
      case .populationTwice: report.populations[1].name = "axons"
      case .unpairedPositions: report.populations[0].nodes[0].elementPositions = []
      case .negativeStart: report.start = -1
      case .infiniteStart: report.start = .infinity
      case .zeroInterval: report.interval = 0
      case .nanInterval: report.interval = .nan
      case .badName: report.populations[0].name = "a/b"
      case .tooMany: report.sampleCount = .max
      case .noRoom: report.sampleCount = 1 << 45
      }
    }
  }

  @Test("incomplete rows, rows too many and rows after the end are refused")
  func badBlocks() throws {
    let report = try ReportFile(path: folder.file("v.h5"), description: description())
    let block = samples(0..<10, width: 5)
    #expect(throws: ResultsIOError.self) { try report.append(block.span, sampleCount: 11) }
    #expect(throws: ResultsIOError.self) { try report.append(block.span, sampleCount: -1) }
    #expect(throws: ResultsIOError.self) { try report.append([Float(1)].span, sampleCount: 1) }
    #expect(throws: ResultsIOError.self) { try report.append(block.span, sampleCount: .max) }
    try report.append(block.span, sampleCount: 10)
    #expect(throws: ResultsIOError.self) { try report.append(block.span, sampleCount: 1) }
    try report.close()
    #expect(throws: ResultsIOError.self) { try report.append(block.span, sampleCount: 0) }
  }

  @Test(
    "chunks hold about 40 000 values and a band of them stays below 64 MB",
    arguments: [1, 3, 100, 187, 2000, 30_000, 1_000_000])
  func chunks(elements: Int) {
    let layout = ReportLayout(sampleCount: 1_000_000, elementCount: elements)
    let values = layout.chunkSamples * layout.chunkElements
    #expect((20_000...40_000).contains(values))
    #expect(layout.chunkElements <= elements)
    #expect(layout.cacheBytes(elementCount: elements, valueBytes: 4) <= 2 * 34_000_000)
  }
}
