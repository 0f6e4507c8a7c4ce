import Foundation
import Testing

@Suite("skou check, verify, mechanisms, inspect and plot")
struct CheckCommandTests {
  private func run(_ arguments: [String], _ model: String = Model.patch) throws -> Skou.Outcome {
    let folder = try TemporaryFolder()
    try folder.write(model, to: "model.yaml")
    let outcome = try Skou.run(arguments, in: folder)
    #expect(folder.contents() == ["model.yaml"], "these commands write no files")
    return outcome
  }

  @Test("check says what would run, on standard output")
  func check() throws {
    let outcome = try run(["check", "."])
    #expect(outcome.status == 0)
    #expect(outcome.messages.isEmpty)
    for words in [
      "cells         3", "200 of 0.025 ms, second order", "3 x patch  1 compartment  1 branch",
      "k        +1       constant  -       -        -77 mV    held",
      "nav_hh     all (1 of 1)  na        reversal  moves it", "(no ion)",
      "no species is a pool",
    ] { #expect(outcome.output.contains(words), "'\(words)' is not in \(outcome.output)") }
  }

  @Test("check --convergence says by how much recordings change, and less at a smaller dt")
  func convergence() throws {
    let coarse = try change(["--dt", "0.1 ms"])
    let fine = try change(["--dt", "0.05 ms"])
    #expect(coarse.ofTime > 0)
    // Second order: a quarter. The spike's upstroke is coarse at 0.1 ms, hence the margin.
    #expect(fine.ofTime < coarse.ofTime / 2)
    #expect(coarse.ofSpace < 0.5, "a cylinder as long as wide is nearly one compartment")
  }

  /// The largest changes of `v`, in mV, with half the step and with finer compartments.
  private func change(_ options: [String]) throws -> (ofTime: Double, ofSpace: Double) {
    let outcome = try run(["check", ".", "--convergence"] + options)
    try #require(outcome.status == 0, "\(outcome.messages)")
    let line = try #require(
      outcome.output.split(separator: "\n").last { $0.hasPrefix("  v ") }, "\(outcome.output)")
    let numbers = line.split(separator: " ").compactMap { Double($0) }
    try #require(numbers.count == 4)
    return (numbers[0], numbers[2])
  }

  @Test("verify exits with 0 where all expectations are met, and with 1 where one is not")
  func verify() throws {
    let met = try run(["verify", "."])
    #expect(met.status == 0, "\(met.messages)")
    #expect(met.output.contains("1 met, 0 not met"))
    let more =
      Model.patch
        + """
          - {quantity: spike count, of: spikes, is: 2}
          - {quantity: maximum, of: v, at_least: 20 mV, at_most: 60 mV, source: a test}
          - {quantity: value, of: v, at: 0 ms, is: -65 mV, within: 1 uV}
          - {quantity: spike time, of: spikes, number: 9, is: 2 ms, within: 1 ms}

        """.replacingOccurrences(of: "\n  -", with: "\n  -")
    let unmet = try run(["verify", "."], more)
    #expect(unmet.status == 1)
    #expect(unmet.messages.isEmpty, "\(unmet.messages)")
    #expect(unmet.output.contains("3 met, 2 not met"), "\(unmet.output)")
    let rows = unmet.output.split(separator: "\n").filter { $0.contains("NOT MET") }
    #expect(rows.count == 2)
    #expect(rows.contains { $0.contains("spike count of spikes  2 ") && $0.contains(" 1 ") })
    #expect(rows.contains { $0.contains("nothing") }, "there is no ninth spike")
  }

  @Test("verify runs the other model files of a folder, too, and says which one it means")
  func variants() throws {
    let folder = try TemporaryFolder()
    try folder.write(Model.patch, to: "model.yaml")
    try folder.write(Model.patch("0.1 nA", "0.001 nA").text, to: "silent.yaml")
    try folder.write("- {name: soma}\n", to: "sections.yaml")
    let both = try Skou.run(["verify", "."], in: folder)
    #expect(both.status == 1)
    #expect(both.output.contains("1 met, 1 not met"), "\(both.output)")
    let unmet = both.output.split(separator: "\n").first { $0.contains("NOT MET") }
    #expect(unmet?.contains("/silent ") == true, "\(both.output)")
    #expect(try Skou.run(["verify", "model.yaml"], in: folder).status == 0)
  }

  @Test("mechanisms lists what is installed, and describes one")
  func mechanisms() throws {
    let list = try run(["mechanisms"])
    #expect(list.status == 0)
    for name in ["leak", "nav_hh", "kv_hh", "na_k_atpase"] {
      #expect(list.output.contains("\n\(name)") || list.output.hasPrefix(name))
    }
    let one = try run(["mechanisms", "nav_hh"])
    for words in ["gbar", "S/cm2", "na  reads the reversal potential, moves it", "source: Hodgkin"]
    {
      #expect(one.output.contains(words), "\(one.output)")
    }
    #expect(one.output.contains("kind: in the membrane") && !one.output.contains("events:"))
    let synapse = try run(["mechanisms", "tm_syn"])
    for words in ["kind: at a point", "events: weight in uS, one for each connection"] {
      #expect(synapse.output.contains(words), "\(synapse.output)")
    }
  }

  @Test("inspect says what a shape is, and what was repaired in it")
  func inspect() throws {
    let folder = try TemporaryFolder()
    let good = "1 1 0 0 0 10 -1\n2 3 10 0 0 1 1\n3 3 110 0 0 1 2\n4 3 60 50 0 0.5 2\n"
    try folder.write(good, to: "good.swc")
    let sound = try Skou.run(["inspect", "good.swc", "--branches"], in: folder)
    #expect(sound.status == 0, "\(sound.messages)")
    #expect(sound.output.contains("samples       4"))
    #expect(sound.output.contains("tips          2"))
    #expect(!sound.output.contains("repaired"))
    // A byte order mark, Windows' line ends, ids out of order, a radius of zero.
    let odd = "\u{FEFF}# comment\r\n7 3 110 0 0 1 2\r\n2 3 10 0 0 0 1\r\n1 1 0 0 0 10 -1\r\n"
    try folder.write(odd, to: "odd.swc")
    let repaired = try Skou.run(["inspect", "odd.swc"], in: folder)
    #expect(repaired.status == 0, "\(repaired.messages)")
    #expect(repaired.output.contains("repaired"), "\(repaired.output)")
    #expect(repaired.output.contains("radius"), "\(repaired.output)")
  }

  @Test("plot hands the results to Python, and says what is missing where it cannot")
  func plot() throws {
    let folder = try TemporaryFolder()
    try folder.write(Model.patch, to: "model.yaml")
    _ = try folder.results()
    let missing = try Skou.run(
      ["plot", "out"], in: folder, environment: ["SKOU_PYTHON": "/nowhere/python"])
    #expect(missing.status == 1)
    #expect(missing.messages.contains("SKOU_PYTHON") && missing.messages.contains("make build"))

    try folder.write("#!/bin/sh\necho \"$@\" > \"$4\"\n", to: "python")
    try #require(chmod(folder.file("python"), 0o755) == 0)
    let drawn = try Skou.run(
      ["plot", "out", "-o", "picture"], in: folder,
      environment: ["SKOU_PYTHON": folder.file("python")])
    #expect(drawn.status == 0, "\(drawn.messages)")
    #expect(drawn.messages.contains("drew picture"))
    let words = try String(contentsOfFile: folder.file("picture"), encoding: .utf8)
    #expect(words.contains("tools/plot.py out --output picture"))
  }

  @Test("--version and --help succeed for every command")
  func help() throws {
    #expect(try run(["--version"]).output.hasPrefix("0."))
    for command in ["run", "check", "verify", "plot", "inspect", "mechanisms", "mechanism"] {
      let outcome = try run([command, "--help"])
      #expect(outcome.status == 0 && outcome.output.contains("USAGE: skou \(command)"))
    }
  }
}
