import Foundation
import ResultsIO
import Testing

/// What is wrong with a sweep shows before its first run, and leaves nothing behind.
@Suite("Malformed sweeps")
struct MalformedSweepTests {
  private static func refusal(
    _ name: String, _ options: [String], mentions: [String], _ text: String = Model.patch
  ) -> Refusal {
    Refusal(
      name, files: ["model.yaml": text], ["sweep", ".", "-o", "out"] + options, mentions: mentions)
  }

  private static let refusals = [
    refusal("nothing swept", [], mentions: ["nothing is swept", "--over 'simulation.dt="]),
    refusal(
      "no values", ["--over", "simulation.dt"], mentions: ["PATH=V1,V2", "write for example"]),
    refusal("no path", ["--over", "=1,2"], mentions: ["PATH=V1,V2"]),
    refusal("an empty value", ["--over", "title=a,,b"], mentions: ["a value is missing"]),
    refusal("an open bracket", ["--over", "title=[a,b"], mentions: ["without its partner"]),
    refusal("a stray bracket", ["--over", "title=a],b"], mentions: ["without its partner"]),
    refusal("an open text", ["--over", "title='a,b"], mentions: ["without its partner"]),
    refusal(
      "a range of one", ["--over", "simulation.dt=1..2 ms:1"], mentions: ["from 2 to 10000"]),
    refusal(
      "a range without an end", ["--over", "simulation.dt=1 ms..x:3"],
      mentions: ["'x' does not begin with a number", "write a range as in"]),
    refusal(
      "a range between units", ["--over", "simulation.dt=1 ms..2 um:3"],
      mentions: ["2 um", "write a range as in"]),
    refusal(
      "a path twice", ["--over", "title=a", "--over", "title=b"], mentions: ["title is given twice"]
    ),
    refusal(
      "too many", ["--over", "title=1..9999:9999", "--over", "simulation.seed=1,2"],
      mentions: ["more than 10000 combinations"]),
    refusal(
      "a path that is near one", ["--over", "simulation.dtt=1 ms,2 ms"],
      mentions: ["--over simulation.dtt=1 ms: unknown key 'dtt'", "did you mean 'dt'?"]),
    refusal(
      "an unknown mechanism", ["--over", "cells.patch.mechanisms.nav_h.gbar=1 S/cm2,2 S/cm2"],
      mentions: ["--over cells.patch.mechanisms.nav_h.gbar=1 S/cm2: ", "did you mean 'nav_hh'?"]),
    refusal(
      "the last value", ["--over", "populations.axons.count=1,2,many"],
      mentions: ["--over populations.axons.count=many: "]),
    refusal(
      "one combination of several",
      ["--over", "populations.axons.count=3,1", "--over", "record.v.cells=axons,axons 2"],
      mentions: [
        "no cell 2", "with populations.axons.count = 1, record.v.cells = axons 2",
      ]),
    refusal(
      "what lowering finds", ["--over", "stimuli.0.at=soma,axon"],
      mentions: ["model.yaml:15:", "no compartment is in 'axon'", "with stimuli.0.at = axon"]),
    refusal(
      "a table in no folder", ["--over", "title=a", "--csv", "nowhere/table.csv"],
      mentions: ["no table can be written to 'nowhere/table.csv'"]),
    refusal(
      "a table in a folder's place", ["--over", "title=a", "--csv", "."],
      mentions: ["no table can be written to '.'"]),
  ]

  @Test("are refused", arguments: refusals)
  func refused(_ refusal: Refusal) throws { try refusal.check() }

  @Test("do not write into a folder with other things")
  func otherFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "out/notes.txt")
    try Self.refusal("other", ["--over", "title=a"], mentions: ["out is not empty", "with -o"])
      .check(in: folder)
  }

  @Test("do not run in silence for nothing")
  func silence() throws {
    try Refusal(
      "silence", files: ["model.yaml": Model.patch],
      ["sweep", ".", "--over", "title=a", "--quiet"], mentions: ["-o or --csv"]
    ).check()
  }
}
