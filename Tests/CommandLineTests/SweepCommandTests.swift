import Foundation
import ResultsIO
import Testing

/// A sweep is many runs and one table of what they gave.
@Suite("skou sweep")
struct SweepCommandTests {
  /// Three axons with potassium as a pool, two of which are stimulated, and all sorts of questions.
  private static let model =
    Model.patch("k: {reversal: -77 mV}", "k: {inside: 140 mM, outside: 4 mM, dynamics: pool}").text
    .replacingOccurrences(of: "4 ms}, cells: axons,", with: "4 ms}, cells: axons 0 to 1,")
    .components(separatedBy: "expect:")[0]
      + """
      detect:
        - {event: up, when: v > 0 mV, cells: axons}
      expect:
        - {quantity: spike count, of: spikes, is: 1, element: 0}
        - {quantity: maximum, of: v, at_least: 0.01 V, element: 0}
        - {quantity: maximum, of: v, from: 1 ms, to: 2 ms, at_least: -80 mV, element: 0}

      """

  private static let gbar = "cells.patch.mechanisms.nav_hh.gbar"
  private static let amplitude = "stimuli.0.current_clamp.amplitude"

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.model, to: "model.yaml")
    return folder
  }

  private func sweep(
    _ folder: TemporaryFolder, _ options: [String], status: Int32 = 0
  ) throws -> (table: SweptTable, outcome: Skou.Outcome) {
    let outcome = try Skou.run(["sweep", ".", "--csv", "table.csv"] + options, in: folder)
    try #require(outcome.status == status, "\(outcome.messages)")
    return (try SweptTable(folder.file("table.csv")), outcome)
  }

  @Test("runs every combination, the first axis slowest, and tabulates what it found")
  func combinations() throws {
    let (table, outcome) = try sweep(
      folder(),
      ["--over", "simulation.dt=0.05 ms,0.025 ms", "--over", "\(Self.gbar)=0.12..0.14 S/cm2:2"])
    #expect(table.columns.prefix(4) == ["run", "simulation.dt", Self.gbar, "state"])
    #expect(
      table.rows.map { Array($0.prefix(4)) } == [
        ["1", "0.05 ms", "0.12 S/cm2", "done"], ["2", "0.05 ms", "0.14 S/cm2", "done"],
        ["3", "0.025 ms", "0.12 S/cm2", "done"], ["4", "0.025 ms", "0.14 S/cm2", "done"],
      ])
    #expect(
      table.columns.dropFirst(4) == [
        "spike count of spikes", "maximum of v[0] [V]", "maximum of v[0] from 1 ms to 2 ms [mV]",
        "up places", "up places in all", "up first [ms]", "spikes count", "ledger imbalance",
        "not met", "simulated [ms]", "message",
      ])
    for row in 0..<4 {
      #expect(table[row, "up places"] == "2" && table[row, "up places in all"] == "3")
      #expect(table[row, "spikes count"] == "2" && table[row, "spike count of spikes"] == "1")
      #expect(try #require(table.number(row, "ledger imbalance")) < 1e-12)
    }
    // The terminal shows the same rows under the ends of the paths.
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("run  simulation.dt  nav_hh.gbar  spike count of  "))
    #expect(lines.last?.hasPrefix("4    0.025 ms       0.14 S/cm2   1  ") == true)
    #expect(outcome.output.contains("2 of 3") && outcome.messages.isEmpty)
  }

  @Test("finds what single runs find, bit by bit")
  func singleRuns() throws {
    let folder = try folder()
    let changes = ["--set", "populations.axons.count=2"]
    let (table, _) = try sweep(
      folder,
      [
        "--over", "simulation.dt=0.05 ms,0.025 ms", "--over", "\(Self.gbar)=0.14 S/cm2", "-o",
        "all",
      ]
        + changes)
    for (row, dt) in ["0.05 ms", "0.025 ms"].enumerated() {
      let single = try folder.results(
        changes + ["--set", "\(Self.gbar)=0.14 S/cm2", "--dt", dt], in: "single-\(row)")
      #expect(try Results(folder.file("all/run-\(row + 1)")) == single)
      let events = single.record.events
      #expect(events.count == 2 && table[row, "up places"] == "2")
      #expect(table.number(row, "up first [ms]") == events.map(\.time).min())
      // Two cells take turns; the table has it in V, as the model does.
      let trace = try single.numbers("v/axons")
      let largest = stride(from: 0, to: trace.count, by: 2).map { trace[$0] }.max() ?? 0
      let found = try #require(table.number(row, "maximum of v[0] [V]"))
      #expect(abs(found * 1000 - largest) < 1e-12 * abs(largest))
    }
    #expect(table.number(0, "up first [ms]") != table.number(1, "up first [ms]"))
  }

  @Test("gives the same table for any number of threads")
  func threads() throws {
    let folder = try folder()
    let values = [
      "--over", "\(Self.gbar)=0.12..0.15 S/cm2:4", "--over", "\(Self.amplitude)=0 nA,0.1 nA",
    ]
    let (one, _) = try sweep(folder, values + ["--threads", "1"])
    #expect(one.rows.count == 8)
    #expect(one[0, "up places"] == "0" && one[0, "up first [ms]"] == "")
    for threads in ["2", "3", "16"] {
      #expect(try sweep(folder, values + ["--threads", threads]).table == one)
    }
  }

  @Test("keeps the others when a run fails, says where it did, and exits with 1")
  func failure() throws {
    let folder = try folder()
    let (table, outcome) = try sweep(
      folder, ["--over", "\(Self.amplitude)=0.1 nA,1e300 nA,0 nA", "-o", "out"], status: 1)
    outcome.expectOneError(mentions: ["1 of 3 runs failed", "kept in out"])
    #expect(outcome.output.contains("failed at 1 ms: the membrane potential left all bounds"))
    #expect(table.rows.indices.map { table[$0, "state"] } == ["done", "failed", "done"])
    #expect(table[1, "message"]?.hasPrefix("the membrane potential left all bounds in ") == true)
    #expect(table.number(1, "simulated [ms]") == 1 && table[1, "up places"] == "")
    #expect(table[0, "spike count of spikes"] == "1" && table[2, "spike count of spikes"] == "0")
    #expect(table[0, "not met"] == "0" && table[1, "not met"] == "" && table[2, "not met"] == "2")
    #expect(try RunFile.read(path: folder.file("out/run-2/run.h5")).status.state == .failed)
    #expect(try RunFile.read(path: folder.file("out/run-3/run.h5")).status.state == .done)
    #expect(try SweptTable(folder.file("out/sweep.csv")) == table)
  }

  @Test("ends a run where an event does, which is no failure")
  func stop() throws {
    let folder = try folder()
    let (table, outcome) = try sweep(
      folder, ["--set", "detect.0.stop=true", "--over", "\(Self.amplitude)=0.1 nA,0 nA"])
    #expect(table.rows.indices.map { table[$0, "state"] } == ["done", "done"])
    #expect(table.number(0, "simulated [ms]") == table.number(0, "up first [ms]"))
    #expect(table[0, "message"]?.hasPrefix("stopped by event 'up' at ") == true)
    #expect(table[1, "simulated [ms]"] == "5" && table[1, "message"] == "")
    #expect(outcome.output.contains("stopped by event 'up' at "))
  }

  @Test("splits values at commas that are in no brackets and no quotation marks")
  func commas() throws {
    let (table, _) = try sweep(
      folder(),
      ["--over", "record.v.cells=[axons 0, axons 1],axons", "--over", #"title="a, b",'it''s, c'"#])
    let (list, all) = ("[axons 0, axons 1]", "axons")
    #expect(table.rows.map { $0[1] } == [list, list, all, all])
    let titles = [#""a, b""#, "'it''s, c'"]
    #expect(table.rows.map { $0[2] } == titles + titles)
  }

  @Test(
    "expands ranges",
    arguments: [
      ("populations.axons.count=2..4:3", ["2", "3", "4"]),
      ("record.v.every=0.1..0.5ms:5", ["0.1 ms", "0.2 ms", "0.3 ms", "0.4 ms", "0.5 ms"]),
      ("record.v.every=0.1 ms .. 500 us : 3", ["0.1 ms", "0.3 ms", "0.5 ms"]),
      ("record.v.every=1 ms,0.2..0.1 ms:2", ["1 ms", "0.2 ms", "0.1 ms"]),
    ])
  func ranges(_ option: String, _ expected: [String]) throws {
    let (table, _) = try sweep(folder(), ["--over", option])
    #expect(table.rows.map { $0[1] } == expected)
  }

  @Test("writes its table and results where it is told, and otherwise nothing")
  func files() throws {
    let folder = try folder()
    let over = ["sweep", ".", "--over", "simulation.dt=0.05 ms,0.025 ms"]
    let plain = try Skou.run(over, in: folder)
    #expect(plain.status == 0 && folder.contents() == ["model.yaml"])

    let quiet = try Skou.run(over + ["-o", "out", "--quiet"], in: folder)
    #expect(quiet.status == 0 && quiet.output.isEmpty && quiet.messages.isEmpty)
    let run = ["run.h5", "spikes.h5", "v.h5"]
    let results = ["out/run-1", "out/run-2"].flatMap { name in [name] + run.map { "\(name)/\($0)" }
    }
    #expect(folder.contents() == Set(["model.yaml", "out", "out/sweep.csv"] + results))

    // A shorter sweep takes its place, and touches nothing else.
    try folder.write("mine", to: "out/run-2/notes.txt")
    let again = try Skou.run(
      ["sweep", ".", "--over", "simulation.dt=0.05 ms", "-o", "out"], in: folder)
    #expect(again.status == 0)
    let left = ["out/run-1"] + run.map { "out/run-1/\($0)" } + ["out/run-2", "out/run-2/notes.txt"]
    #expect(folder.contents() == Set(["model.yaml", "out", "out/sweep.csv"] + left))
    #expect(try SweptTable(folder.file("out/sweep.csv")).rows.count == 1)
  }
}
