import Foundation
import Testing

@testable import ResultsIO

@Suite("Spikes")
struct SpikeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("blocks come back in the order of time, and of the cells at equal times")
  func roundTrip() throws {
    let file = try SpikeFile(path: folder.file("spikes.h5"), populations: ["a", "b"])
    try file.append(population: "a", nodeIDs: [7, 1, 3], timestamps: [2, 1, 1])
    try file.append(population: "a", nodeIDs: [5], timestamps: [2.5])
    try file.close()
    let reader = try SpikeReader(path: folder.file("spikes.h5"))
    #expect(reader.populations == ["a", "b"])
    let expected = Spikes(nodeIDs: [1, 3, 7, 5], timestamps: [1, 1, 2, 2.5])
    #expect(try reader.read(population: "a") == expected)
    #expect(try reader.read(population: "b") == Spikes(nodeIDs: [], timestamps: []))
    #expect(file.spikeCount == 4)
  }

  @Test("many blocks make one long, complete list")
  func manyBlocks() throws {
    let file = try SpikeFile(path: folder.file("spikes.h5"), populations: ["a"])
    for block in 0..<300 {
      let times = (0..<50).map { Double(block) + Double($0) / 64 }
      try file.append(population: "a", nodeIDs: (0..<50).map { $0 }, timestamps: times)
      try file.flush()
    }
    try file.close()
    let spikes = try SpikeReader(path: folder.file("spikes.h5")).read(population: "a")
    #expect(spikes.timestamps.count == 15_000)
    #expect(spikes.timestamps == spikes.timestamps.sorted())
    #expect(spikes.nodeIDs == (0..<300).flatMap { _ in (0..<50).map { UInt64($0) } })
  }

  @Test("the file says how it is sorted, and withdraws it when a block goes back in time")
  func sorting() throws {
    let path = folder.file("spikes.h5")
    func stored() throws -> [UInt8] {
      let attributes = try HDF5File(reading: path).root.group("spikes/a").attributes
      return try attributes.read(UInt8.self, "sorting")
    }
    let file = try SpikeFile(path: path, populations: ["a"])
    #expect(try stored() == [SpikeOrder.byTime.rawValue])
    try file.append(population: "a", nodeIDs: [1, 2], timestamps: [5, 6])
    try file.append(population: "a", nodeIDs: [1], timestamps: [5.5])
    try file.close()
    #expect(try stored() == [SpikeOrder.none.rawValue])
  }

  @Test("a file that a reader has open does not change under it")
  func snapshot() throws {
    let file = try SpikeFile(path: folder.file("spikes.h5"), populations: ["a"])
    let early = try SpikeReader(path: folder.file("spikes.h5"))
    try file.append(population: "a", nodeIDs: [1], timestamps: [1])
    try file.close()
    #expect(try early.read(population: "a").timestamps.isEmpty)
    let late = try SpikeReader(path: folder.file("spikes.h5"))
    #expect(try late.read(population: "a").timestamps == [1])
  }

  @Test("nothing but the spikes is left in the folder")
  func leftovers() throws {
    let file = try SpikeFile(path: folder.file("spikes.h5"), populations: ["a"])
    try file.append(population: "a", nodeIDs: [1], timestamps: [1])
    #expect(try folder.names() == ["spikes.h5"])
    try file.close()
    #expect(try folder.names() == ["spikes.h5"])
  }

  @Test("what makes no sense is refused")
  func refusals() throws {
    let path = folder.file("spikes.h5")
    #expect(throws: ResultsIOError.self) { try SpikeFile(path: path, populations: []) }
    #expect(throws: ResultsIOError.self) { try SpikeFile(path: path, populations: ["a", "a"]) }
    #expect(throws: ResultsIOError.self) { try SpikeFile(path: path, populations: ["a/b"]) }
    #expect(throws: ResultsIOError.self) {
      try SpikeFile(path: folder.file("no/such/folder/spikes.h5"), populations: ["a"])
    }
    let file = try SpikeFile(path: path, populations: ["a"])
    #expect(throws: ResultsIOError.self) {
      try file.append(population: "b", nodeIDs: [1], timestamps: [1])
    }
    #expect(throws: ResultsIOError.self) {
      try file.append(population: "a", nodeIDs: [1, 2], timestamps: [1])
    }
    #expect(throws: ResultsIOError.self) {
      try file.append(population: "a", nodeIDs: [1], timestamps: [.nan])
    }
    try file.close()
    try file.close()
    #expect(throws: ResultsIOError.self) { try file.flush() }
  }

  @Test("copies take at most a twentieth of the time")
  func schedule() {
    var schedule = PublicationSchedule()
    #expect(schedule.isDue)
    schedule.measure { Thread.sleep(forTimeInterval: 0.02) }
    #expect(!schedule.isDue)
    schedule = PublicationSchedule()
    schedule.measure {}
    Thread.sleep(forTimeInterval: 0.05)
    #expect(schedule.isDue)
  }
}
