import Foundation
import ResultsIO
import Testing

/// Results do not depend on how many processes share the work.
@Suite("Ranks", .serialized)
struct MPITests {
  private func prepare(_ text: String) throws -> (folder: TemporaryFolder, alone: Results) {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "model.yaml")
    return (folder, try folder.results(["--threads", "1"], in: "alone"))
  }

  @Test("1, 2 and 4 ranks of one and two threads: all datasets, with gap junctions and a grid")
  func bits() throws {
    let (folder, alone) = try prepare(BusyModel.text)
    #expect(alone.spikes.values.contains { $0.timestamps.count > 100 }, "cells fire")
    #expect(alone.record.events.contains { $0.kind == "detected" })
    for (ranks, threads) in [(1, 1), (2, 1), (4, 1), (2, 2)] {
      let shared = try Mpirun.results(
        ranks, ["--threads", "\(threads)"], in: folder, to: "\(ranks)x\(threads)")
      #expect(shared.differences(from: alone) == [], "\(ranks) ranks of \(threads) threads")
    }
  }

  @Test("Spikes that travel while others are computed arrive as if they had not")
  func lag() throws {
    // Without a grid, and with delays of many steps, ranks do not wait for each other.
    let (folder, alone) = try prepare(RingModel.text)
    let count = alone.spikes.values.reduce(0) { $0 + $1.timestamps.count }
    // More in a round than the first blocks have room for.
    #expect(count > 400)
    for ranks in [2, 3, 4] {
      let shared = try Mpirun.results(ranks, in: folder, to: "\(ranks)")
      #expect(shared.differences(from: alone) == [], "\(ranks) ranks")
    }
  }

  @Test("More ranks than there is work for")
  func idleRanks() throws {
    let (folder, alone) = try prepare(Model.patch)
    #expect(try Mpirun.results(3, in: folder, to: "out").differences(from: alone) == [])
  }

  @Test("A run goes on from a checkpoint on another number of ranks")
  func checkpoints() throws {
    let (folder, alone) = try prepare(BusyModel.text)
    let marked = try Mpirun.results(
      3, ["--checkpoint-every", "300 ms"], in: folder, to: "marked")
    #expect(marked.differences(from: alone) == [])
    let checkpoint = try CheckpointFile.read(path: folder.file("marked/checkpoint.h5"))
    #expect(checkpoint.time >= 300 && checkpoint.time < 500)
    let outcome = try Mpirun.run(2, ["--resume", "marked", "-o", "two"], in: folder)
    #expect(outcome.status == 0, "\(outcome.messages)")
    #expect(try Results(folder.file("two")).differences(from: alone) == [])
    let single = try Skou.run(["run", "--resume", "marked", "-o", "one"], in: folder)
    #expect(single.status == 0, "\(single.messages)")
    #expect(try Results(folder.file("one")).differences(from: alone) == [])
  }

  @Test("An event that ends the run ends it for all ranks at the same time")
  func endingEvent() throws {
    let (folder, alone) = try prepare(RingModel.stopping)
    #expect(alone.record.status.simulatedTime < 60)
    for ranks in [2, 3] {
      let shared = try Mpirun.results(ranks, in: folder, to: "\(ranks)")
      #expect(shared.differences(from: alone) == [], "\(ranks) ranks")
    }
  }
}
