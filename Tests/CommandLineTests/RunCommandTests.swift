import Foundation
import ResultsIO
import Testing

@Suite("skou run")
struct RunCommandTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Model.patch, to: "model.yaml")
    return folder
  }

  @Test("writes its files and a summary, and nothing to standard output")
  func files() throws {
    let folder = try folder()
    let outcome = try Skou.run(["run", "model.yaml", "-o", "out"], in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty)
    let files = Set(["out", "out/run.h5", "out/spikes.h5", "out/v.h5", "model.yaml"])
    #expect(folder.contents() == files)
    for words in ["5 ms in 200 steps", "3, 3 compartments", "spikes     3", "results    out"] {
      #expect(outcome.messages.contains(words), "\(outcome.messages)")
    }
    #expect(!outcome.messages.contains("\r"), "no progress line where there is no terminal")
  }

  @Test("--quiet says nothing")
  func quiet() throws {
    let outcome = try Skou.run(["run", ".", "--quiet"], in: folder())
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty && outcome.messages.isEmpty)
  }

  @Test(
    "names the folder for results after the model",
    arguments: [
      ("cell/model.yaml", "cell", "results/cell"), ("cell/model.yaml", "cell/", "results/cell"),
      ("cell/model.yaml", "./cell/model.yaml", "results/cell"),
      ("models/axon.yaml", "models/axon.yaml", "results/axon"),
    ])
  func defaultFolder(_ file: String, _ named: String, _ expected: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Model.patch, to: file)
    #expect(try Skou.run(["run", named], in: folder).status == 0)
    #expect(folder.contents().contains("\(expected)/run.h5"), "\(folder.contents())")
  }

  @Test("of the present folder names it too")
  func presentFolder() throws {
    let folder = try folder()
    #expect(try Skou.run(["run", "."], in: folder).status == 0)
    let name = URL(fileURLWithPath: folder.path).lastPathComponent
    #expect(folder.contents().contains("results/\(name)/run.h5"), "\(folder.contents())")
  }

  @Test("takes its earlier results' place")
  func again() throws {
    let folder = try folder()
    let first = try folder.results()
    try folder.write(
      Model.patch.replacingOccurrences(of: "  v: {", with: "  w: {"), to: "model.yaml")
    let second = try folder.results()
    #expect(first.samples["v/axons"] == second.samples["w/axons"])
    #expect(!folder.contents().contains("out/v.h5"))
  }

  @Test("--set, --duration and --dt change the model, and the record says so")
  func changes() throws {
    let folder = try folder()
    let plain = try folder.results(in: "plain")
    #expect(plain.summary("steps") == 200)
    #expect(plain.spikes["spikes.h5/axons"]?.timestamps.count == 3)

    let shorter = try folder.results(["--duration", "2.5 ms", "--dt", "0.05 ms"], in: "shorter")
    #expect(shorter.summary("steps") == 50)
    #expect(shorter.record.status.simulatedTime == 2.5)
    #expect(shorter.record.model.contains("duration: 2.5 ms, dt: 0.05 ms"))

    let silent = try folder.results(
      [
        "--set", "cells.patch.mechanisms.nav_hh.gbar=0 S/cm2", "--set", "populations.axons.count=2",
      ],
      in: "silent")
    #expect(silent.spikes["spikes.h5/axons"]?.timestamps.isEmpty == true)
    #expect(silent.summary("cells") == 2)
  }

  @Test("of the resolved model gives the same bits")
  func resolved() throws {
    let folder = try folder()
    let resolved = try Skou.run(["check", ".", "--resolved"], in: folder)
    try #require(resolved.status == 0)
    try folder.write(resolved.output, to: "resolved.yaml")
    let again = try Skou.run(["check", "resolved.yaml", "--resolved"], in: folder)
    #expect(again.output.contains("title: "), "a default is spelled out")
    #expect(again.output == resolved.output)
    let original = try folder.results(in: "original")
    let repeated = try folder.results(of: "resolved.yaml", in: "repeated")
    #expect(original == repeated)
  }

  @Test("writes one file for each entry of record")
  func outputs() throws {
    let folder = try folder()
    let results = try folder.results()
    #expect(Set(results.record.outputs) == ["v.h5", "spikes.h5"])
    #expect(results.descriptions["v"]?.units == "mV")
    #expect(results.descriptions["v"]?.sampleCount == 51)
  }

  @Test("tells what memory the process took, of its own and with programs and libraries")
  func memory() throws {
    let folder = try folder()
    _ = try folder.results()
    let run = try RunFile.read(path: folder.file("out/run.h5"))
    func bytes(_ name: String) throws -> Double {
      try #require(run.summary.first { $0.name == name }).value
    }
    let (before, after) = try (bytes("baseline_memory_bytes"), bytes("peak_memory_bytes"))
    let own = try (bytes("baseline_own_memory_bytes"), bytes("own_memory_bytes"))
    #expect(0 < own.0 && own.0 < own.1 && own.1 < after)
    #expect(own.0 < before && before < after)
  }
}
