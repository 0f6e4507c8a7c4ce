import Foundation
import ResultsIO
import Testing

/// A run that was killed goes on from its last checkpoint as if nothing had happened.
@Suite("Checkpoints")
struct CheckpointTests {
  private static let interval = ["--checkpoint-every", "100 ms"]

  /// A folder with the model and the results of a run that nobody disturbs.
  private func prepare() throws -> (folder: TemporaryFolder, undisturbed: Results) {
    let folder = try TemporaryFolder()
    try folder.write(BusyModel.text, to: "model.yaml")
    let results = try folder.results(["--threads", "1"], in: "undisturbed")
    #expect(results.spikes.values.contains { $0.timestamps.count > 100 }, "cells fire")
    #expect(results.record.events.contains { $0.kind == "detected" })
    return (folder, results)
  }

  private func expectEqual(
    _ a: Results, _ b: Results, _ comment: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let parts = a.differences(from: b)
    #expect(parts.isEmpty, "\(comment): they differ in these", sourceLocation: sourceLocation)
  }

  private func resume(
    _ path: String, in folder: TemporaryFolder, to output: String? = nil, threads: Int
  ) throws -> Results {
    let place = output.map { ["-o", $0] } ?? []
    let outcome = try Skou.run(
      ["run", "--resume", path, "--threads", "\(threads)"] + place, in: folder)
    try #require(outcome.status == 0, "\(outcome.messages)")
    return try Results(folder.file(output ?? path))
  }

  @Test("A run with checkpoints, and what is resumed from them, have the bits of one without")
  func bits() throws {
    let (folder, undisturbed) = try prepare()
    let marked = try folder.results(["--threads", "2", "--checkpoint-every", "300 ms"], in: "out")
    expectEqual(marked, undisturbed)
    let checkpoint = try CheckpointFile.read(path: folder.file("out/checkpoint.h5"))
    #expect(checkpoint.time >= 300 && checkpoint.time < 500)
    for threads in 1...3 {
      let resumed = try resume("out", in: folder, to: "out\(threads)", threads: threads)
      expectEqual(resumed, undisturbed, "\(threads) threads")
    }
    let inPlace = try resume("out", in: folder, threads: 2)
    expectEqual(inPlace, undisturbed)
    let record = try RunFile.read(path: folder.file("out/run.h5"))
    #expect(record.provenance.resumedAt == [checkpoint.time])
  }

  @Test("Killed at twenty random moments, a run is readable and ends with the same bits")
  func killed() throws {
    let (folder, undisturbed) = try prepare()
    var random = SystemRandomNumberGenerator()
    for trial in 0..<20 {
      let name = "killed\(trial)"
      let threads = Int.random(in: 1...3, using: &random)
      let run = try RunningSkou(
        ["run", "model.yaml", "-o", name, "--threads", "\(threads)"] + Self.interval, in: folder)
      let checkpoint = folder.file("\(name)/checkpoint.h5")
      #expect(run.waitUntil { FileManager.default.fileExists(atPath: checkpoint) })
      // Whether it is killed in an epoch, while it writes, or has ended already: all of it counts.
      usleep(UInt32.random(in: 0...250_000, using: &random))
      kill(run.process.processIdentifier, SIGKILL)
      _ = try run.wait()
      #expect(try Results(folder.file(name)).samples.values.allSatisfy { !$0.isEmpty })
      let resumed = try resume(name, in: folder, threads: 4 - threads)
      expectEqual(resumed, undisturbed, "trial \(trial), \(threads) threads")
      try FileManager.default.removeItem(atPath: folder.file(name))
    }
  }

  @Test("A run that is killed again and again still gets there")
  func killedOften() throws {
    let (folder, undisturbed) = try prepare()
    var arguments = ["run", "model.yaml", "-o", "out"] + Self.interval
    for _ in 0..<3 {
      let before = try? CheckpointFile.read(path: folder.file("out/checkpoint.h5")).time
      let run = try RunningSkou(arguments, in: folder)
      _ = run.waitUntil {
        let time = try? CheckpointFile.read(path: folder.file("out/checkpoint.h5")).time
        return time ?? 0 > before ?? 0
      }
      kill(run.process.processIdentifier, SIGKILL)
      _ = try run.wait()
      // An interval is that of the first command until another one is given.
      arguments = ["run", "--resume", "out/checkpoint.h5"]
    }
    expectEqual(try resume("out", in: folder, threads: 2), undisturbed)
    let record = try RunFile.read(path: folder.file("out/run.h5"))
    #expect(record.provenance.resumedAt.count == 3)
  }

  /// A method, how long the run is, and what is between checkpoints.
  struct Course: Sendable {
    var method, duration, interval: String
  }

  @Test(
    "Fixed and adaptive steps, and books on energy, go on with the same bits",
    arguments: [
      Course(method: "method: adaptive", duration: "3 ms", interval: "1.7 ms"),
      Course(method: "method: adaptive", duration: "60 ms", interval: "37 ms"),
      Course(method: "method: automatic, dt: 0.025 ms", duration: "3 ms", interval: "1.7 ms"),
      Course(method: "method: automatic, dt: 0.025 ms", duration: "60 ms", interval: "37 ms"),
      Course(method: "method: second_order, dt: 0.005 ms", duration: "40 ms", interval: "15 ms"),
    ])
  func methods(_ course: Course) throws {
    let folder = try TemporaryFolder()
    let text = Model.patch("dt: 0.025 ms", course.method).text
    try folder.write(text + "energy: {atp_free_energy: -57 kJ/mol}\n", to: "model.yaml")
    let duration = ["--duration", course.duration]
    let undisturbed = try folder.results(duration, in: "undisturbed")
    #expect(undisturbed.summary("energy.heat") ?? 0 > 0)
    _ = try folder.results(duration + ["--checkpoint-every", course.interval])
    expectEqual(try resume("out", in: folder, threads: 1), undisturbed)
    let resumed = try RunFile.read(path: folder.file("out/run.h5")).provenance.resumedAt
    #expect(resumed.count == 1 && resumed[0] > 1.6 && resumed[0] < 40, "in the middle: \(resumed)")
  }

  @Test("Ctrl-C leaves a checkpoint of the very end")
  func interrupted() throws {
    let (folder, undisturbed) = try prepare()
    let run = try RunningSkou(
      ["run", "model.yaml", "-o", "out", "--checkpoint-every", "1 h"], in: folder)
    #expect(run.waitUntil { FileManager.default.fileExists(atPath: folder.file("out/run.h5")) })
    kill(run.process.processIdentifier, SIGINT)
    let outcome = try run.wait()
    guard outcome.status == 1 else { return }
    let reached = try RunFile.read(path: folder.file("out/run.h5")).status.simulatedTime
    let checkpoint = try CheckpointFile.read(path: folder.file("out/checkpoint.h5"))
    #expect(checkpoint.time == reached)
    expectEqual(try resume("out", in: folder, threads: 1), undisturbed)
  }

  @Test("A new run in the same folder leaves no checkpoint of the old one")
  func replaced() throws {
    let folder = try TemporaryFolder()
    try folder.write(BusyModel.text, to: "model.yaml")
    _ = try folder.results(["--duration", "300 ms"] + Self.interval)
    #expect(folder.contents().contains("out/checkpoint.h5"))
    _ = try folder.results(["--duration", "300 ms"])
    #expect(!folder.contents().contains("out/checkpoint.h5"))
  }
}
