import Foundation
import ResultsIO
import Testing

/// What happened during a run stands in the table of events of run.h5, and in the summary.
@Suite("Events of a run")
struct EventCommandTests {
  /// Three axons, of which cell 1 fires; `more` stands in the place of the expectations.
  private static func model(_ more: String) -> String {
    Model.patch.components(separatedBy: "expect:")[0]
      .replacingOccurrences(
        of: "stop: 4 ms}, cells: axons,", with: "stop: 4 ms}, cells: axons 1,") + more
  }

  private static let watched = model(
    """
    interventions:
      - {name: blocker, at: 3 ms, over: 0.5 ms, for: 1 ms, set: {kv_hh.gbar: 0 S/cm2}, cells: axons 2}
      - {at: 4.5 ms, set: {leak.g: 0.1 mS/cm2}, where: soma}
    detect:
      - {event: up, when: v > 0 mV, cells: axons}
      - {event: held, when: "v > -60 mV and v < 100 mV for 0.1 ms", cells: axons}
      - {event: never, when: nav_hh.m > 1.5, cells: axons}
    expect:
      - {quantity: event count, of: up, is: 1, element: 1}
      - {quantity: event count, of: never, is: 0}
      - {quantity: event time, of: up, at_least: 1 ms, at_most: 4 ms, element: 1}

    """)

  @Test("are a table with times, names, cells and words, in the order of time")
  func table() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.watched, to: "model.yaml")
    let results = try folder.results()
    let events = results.record.events
    #expect(events.map(\.time) == events.map(\.time).sorted())
    let up = try #require(events.first { $0.name == "up" })
    #expect(up.kind == "detected")
    #expect((up.population, up.cell, up.globalCell, up.compartment) == ("axons", 1, 1, 0))
    #expect(up.message == "v > 0 mV")
    let spike = try #require(results.spikes["spikes.h5/axons"]?.timestamps.first)
    #expect(abs(up.time - spike) < 1e-9)
    let held = try #require(events.first { $0.name == "held" })
    #expect(held.message.contains("true since "))
    #expect(!events.contains { $0.name == "never" })
    #expect(results.summary("events") == 2)

    let done = events.filter { $0.kind == "intervention" }
    #expect(done.map(\.time) == [3, 3.5, 4, 4.5])
    #expect(done.map(\.name) == ["blocker", "blocker", "blocker", "intervention"])
    #expect(done.map(\.globalCell) == [2, 2, 2, nil])
    #expect(
      done.map(\.message) == [
        "kv_hh.gbar towards 0 S/cm2 over 0.5 ms", "kv_hh.gbar = 0 S/cm2",
        "kv_hh.gbar as before", "leak.g = 0.1 mS/cm2 in soma",
      ])
  }

  @Test("are in the summary: how many, and the first few")
  func summary() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.watched, to: "model.yaml")
    let outcome = try Skou.run(["run", ".", "-o", "out"], in: folder)
    #expect(outcome.status == 0)
    for words in ["2 detected, 4 by interventions", "up in cell 1 of 'axons': v > 0 mV"] {
      #expect(outcome.messages.contains(words), "\(outcome.messages)")
    }
  }

  @Test("are verified")
  func verify() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.watched, to: "model.yaml")
    let met = try Skou.run(["verify", "."], in: folder)
    #expect(met.status == 0, "\(met.output)")
    #expect(met.output.contains("event 1 of up"))
    let wrong = Self.watched.replacingOccurrences(of: "of: up, is: 1", with: "of: up, is: 2")
    try folder.write(wrong, to: "model.yaml")
    let unmet = try Skou.run(["verify", "."], in: folder)
    #expect(unmet.status == 1)
    #expect(unmet.output.contains("NOT MET"))
  }

  @Test("may end a run, which then is done", arguments: [["--threads", "1"], ["--threads", "3"]])
  func stop(_ options: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      Self.model("detect:\n  - {event: fired, when: v > 0 mV, cells: axons, stop: true}\n"),
      to: "model.yaml")
    let outcome = try Skou.run(["run", ".", "-o", "out"] + options, in: folder)
    #expect(outcome.status == 0, "\(outcome.messages)")
    #expect(outcome.messages.contains("stopped by event 'fired' at "))
    #expect(outcome.messages.contains("cell 1 of 'axons'"))
    let record = try RunFile.read(path: folder.file("out/run.h5"))
    let event = try #require(record.events.first)
    #expect(record.status.state == .done)
    #expect(record.status.message.contains("stopped by event 'fired'"))
    #expect(record.status.simulatedTime == event.time)
    #expect(event.message.contains("ends the run"))
    let report = try ReportReader(path: folder.file("out/v.h5"))
    #expect(report.writtenSampleCount == Int(event.time / 0.1) + 1)
    let quiet = try Skou.run(["run", ".", "-o", "out", "--quiet"], in: folder)
    #expect(quiet.messages.isEmpty, "\(quiet.messages)")
  }

  private static let overlaps: [Refusal] = {
    func overlap(_ name: String, _ first: String, _ second: String) -> Refusal {
      let text = model("interventions:\n  - {\(first)}\n  - {\(second)}\n")
      let line = text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
      return Refusal(
        name, files: ["model.yaml": text], ["run", ".", "-o", "out"],
        mentions: ["model.yaml:\(line):", "line \(line - 1)", "'leak.g'", "overlap"])
    }
    let set = "set: {leak.g: 0.1 mS/cm2}"
    return [
      overlap("two at once", "at: 1 ms, \(set)", "at: 1 ms, \(set), where: soma"),
      overlap("partly", "at: 1 ms, for: 2 ms, \(set)", "at: 2 ms, for: 2 ms, \(set)"),
      overlap(
        "partly, the later first", "at: 2 ms, for: 2 ms, \(set)", "at: 1 ms, for: 2 ms, \(set)"),
      overlap("within a ramp", "at: 1 ms, over: 2 ms, \(set)", "at: 2 ms, \(set)"),
      overlap("for good within a passing one", "at: 1 ms, for: 2 ms, \(set)", "at: 2 ms, \(set)"),
      overlap(
        "repeated", "at: 0 ms, every: 1 ms, for: 0.5 ms, \(set)", "at: 3.4 ms, for: 0.2 ms, \(set)"),
    ]
  }()

  @Test(
    "interventions that overlap on one number are refused, with both lines", arguments: overlaps)
  func overlap(_ refusal: Refusal) throws { try refusal.check() }

  @Test(
    "interventions may follow each other, lie within each other, or be elsewhere",
    arguments: [
      "{at: 1 ms, until: 2 ms, set: {leak.g: 1 S/m2}} {at: 2 ms, set: {leak.g: 2 S/m2}}",
      "{at: 1 ms, for: 3 ms, set: {leak.g: 1 S/m2}} {at: 2 ms, for: 1 ms, set: {leak.g: 2 S/m2}}",
      "{at: 1 ms, set: {leak.g: 1 S/m2}, cells: axons 0} {at: 1 ms, set: {leak.g: 2 S/m2}, cells: axons 1}",
      "{at: 1 ms, set: {leak.g: 1 S/m2}} {at: 1 ms, set: {nav_hh.gbar: 1 S/m2}}",
    ])
  func noOverlap(_ pair: String) throws {
    let lines = pair.replacingOccurrences(of: "}} {", with: "}}\n  - {")
      .replacingOccurrences(of: "0} {", with: "0}\n  - {")
    let folder = try TemporaryFolder()
    try folder.write(Self.model("interventions:\n  - \(lines)\n"), to: "model.yaml")
    #expect(try Skou.run(["run", ".", "-o", "out", "--quiet"], in: folder).status == 0)
  }

  @Test(
    "what is watched where it is not is refused",
    arguments: [
      ("when: \"[na]i > 20 mM\"", "'na' inside"), ("when: i_electrode > 1 nA", "voltage_clamp"),
    ])
  func absent(_ condition: String, _ mention: String) throws {
    let text = Self.model("detect:\n  - {event: e, \(condition), cells: axons}\n")
    let line = text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    try Refusal(
      condition, files: ["model.yaml": text], ["run", ".", "-o", "out"],
      mentions: ["model.yaml:\(line):", mention]
    ).check()
  }

  @Test("a temperature at which a mechanism would race is refused")
  func race() throws {
    let text = Self.model("interventions:\n  - {at: 1 ms, set: {temperature: 140 degC}}\n")
      .replacingOccurrences(of: "{use: nav_hh,", with: "{use: nav_hh, q10: 10,")
    let line = text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    try Refusal(
      "race", files: ["model.yaml": text], ["run", ".", "-o", "out"],
      mentions: ["model.yaml:\(line):", "nav_hh.q10"]
    ).check()
  }

  @Test("an injected ion is in the ledger, and so is what no ion carries")
  func ledger() throws {
    let text = Self.model("")
      .replacingOccurrences(
        of: "k: {reversal: -77 mV}", with: "k: {inside: 140 mM, outside: 4 mM, dynamics: pool}")
    let folder = try TemporaryFolder()
    try folder.write(
      text.replacingOccurrences(
        of: "cells: axons 1, at", with: "carries: {k: 1}, cells: axons 1, at"),
      to: "model.yaml")
    let carried = try folder.results()
    // 0.1 nA for 3 ms: 0.3 pC, over F.
    let injected = try #require(carried.summary("ledger.k.injected"))
    #expect(abs(injected - 0.3e-12 / 96485.33212 * 1e15) < 1e-9 * injected)
    #expect(carried.summary("ledger.not_conserved.current_clamps") == nil)
    #expect(abs(try #require(carried.summary("ledger.k.imbalance"))) <= 1e-12)
    try folder.write(text, to: "model.yaml")
    let stray = try folder.results()
    #expect(abs(try #require(stray.summary("ledger.not_conserved.current_clamps")) - 0.3) < 1e-9)
    #expect(stray.summary("ledger.not_conserved.leak") != nil)
    #expect(stray.summary("ledger.k.injected") == 0)
    let outcome = try Skou.run(["run", ".", "-o", "out"], in: folder)
    #expect(outcome.messages.contains("charge that no pool carried in: current clamps 0.3 pC"))
  }
}
