import Foundation
import ResultsIO
import Testing

/// Checkpoints as files, and results that are written on.
@Suite("Checkpoint files")
struct CheckpointFileTests {
  private static func record(_ shift: Double = 0) -> CheckpointRecord {
    let origin = CheckpointOrigin(
      model: "skou: 1\ntitle: Ωm\n", modelPath: "/a/model.yaml", skouVersion: "0.1.0",
      buildFlags: "release", seed: .max, timeStep: 0.025, isScalar: true, fingerprint: 1 << 63,
      mechanisms: ["'leak' of 0 states"], mechanismFolders: [], started: "2026-01-02T03:04:05Z",
      interval: 100)
    return CheckpointRecord(
      origin: origin, time: 12.5 + shift, steppingSeconds: 3,
      extents: [
        .init(file: "v.h5", count: 7), .init(file: "spikes.h5", population: "cells", count: 0),
      ],
      sections: [
        .init(name: "empty", integers: [], numbers: []),
        .init(
          name: "groups/0/arena", integers: [.min, -1, .max],
          numbers: [-0.0, .infinity, .leastNonzeroMagnitude, 0.1 + 0.2]
            + (0..<5000).map { sin(Double($0)) }),
        .init(name: "last", integers: [1], numbers: []),
      ])
  }

  @Test("give back every bit")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("checkpoint.h5")
    try CheckpointFile.write(Self.record(), to: path)
    try CheckpointFile.write(Self.record(1), to: path)
    let read = try CheckpointFile.read(path: path)
    #expect(read == Self.record(1))
    let bits = read.sections[1].numbers.map(\.bitPattern)
    #expect(bits == Self.record().sections[1].numbers.map(\.bitPattern), "minus zero included")
    #expect(try folder.names() == ["checkpoint.h5"], "no temporary file is left")
  }

  @Test("with any byte changed, left out or added are refused before HDF5 sees them")
  func damaged() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("checkpoint.h5")
    try CheckpointFile.write(Self.record(), to: path)
    let sound = try Data(contentsOf: URL(fileURLWithPath: path))
    var variants = [sound.dropLast(), sound + [0], sound.prefix(24), sound.prefix(3), Data()]
    for place in stride(from: 0, to: sound.count, by: 517) {
      var bytes = sound
      bytes[place] ^= 0x10
      variants.append(bytes)
    }
    for bytes in variants {
      try bytes.write(to: URL(fileURLWithPath: path))
      #expect(throws: ResultsIOError.self) { try CheckpointFile.read(path: path) }
    }
  }

  @Test("A report goes on behind a sample, whatever was behind it")
  func report() throws {
    let folder = try TemporaryFolder()
    let description = ReportDescription(
      variable: "v", units: "mV", start: 0, interval: 1, sampleCount: 6,
      populations: [
        ReportPopulation(
          name: "cells",
          nodes: [ReportNode(id: 0, elementIDs: [0, 1], elementPositions: [0.5, 0.5])])
      ], storesDoublePrecision: true)
    let path = folder.file("v.h5")
    let first = try ReportFile(path: path, description: description)
    try first.append([0, 1, 10, 11, -1, -1, -1, -1].span as Span<Double>, sampleCount: 4)
    try first.close()
    let second = try ReportFile(continuing: path, description: description, after: 2)
    #expect(try ReportReader(path: path).writtenSampleCount == 2)
    try second.append([20, 21, 30, 31, 40, 41].span as Span<Double>, sampleCount: 3)
    try second.close()
    let values = try ReportReader(path: path).readDoublePrecision(population: "cells")
    #expect(values == [0, 1, 10, 11, 20, 21, 30, 31, 40, 41])
    #expect(throws: ResultsIOError.self) {
      try ReportFile(continuing: path, description: description, after: 6)
    }
    var longer = description
    longer.sampleCount = 7
    #expect(throws: ResultsIOError.self) {
      try ReportFile(continuing: path, description: longer, after: 1)
    }
  }

  @Test("A file of spikes goes on behind a spike, sorted or not", arguments: [false, true])
  func spikes(_ isSorted: Bool) throws {
    let folder = try TemporaryFolder()
    let (path, other) = (folder.file("spikes.h5"), folder.file("other.h5"))
    let first = try SpikeFile(path: path, populations: ["a", "b"])
    let times = isSorted ? [1.0, 2] : [2.0, 1]
    for (cell, time) in times.enumerated() {
      try first.append(population: "a", nodeIDs: [UInt64(cell)], timestamps: [time])
    }
    try first.append(population: "a", nodeIDs: [9], timestamps: [9])
    try first.synchronize()
    let second = try SpikeFile(path: other, continuing: path, counts: ["a": 2, "b": 0])
    #expect(second.spikeCount == 2 && second.spikeCounts == ["a": 2, "b": 0])
    try second.append(population: "a", nodeIDs: [3], timestamps: [3])
    try second.append(population: "b", nodeIDs: [4], timestamps: [3])
    try second.close()
    let reader = try SpikeReader(path: other)
    #expect(try reader.read(population: "a").timestamps == times + [3])
    #expect(try reader.read(population: "a").nodeIDs == [0, 1, 3])
    #expect(try reader.read(population: "b").nodeIDs == [4])
    #expect(throws: ResultsIOError.self) {
      try SpikeFile(path: other, continuing: path, counts: ["a": 4, "b": 0])
    }
  }
}
