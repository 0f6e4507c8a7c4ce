import Foundation
import Testing

/// One slip in a model that is otherwise right: the line, what is wrong, what to write instead.
@Suite("Malformed models on the command line")
struct MalformedModelTests {
  /// Writes `new` for `old`; the message names that line, or one so many lines further down.
  private static func slip(
    _ name: String, _ old: String, _ new: String, _ mentions: String..., down: Int = 0
  ) -> Refusal {
    let model = Model.patch(old, new)
    return Refusal(
      name, files: ["model.yaml": model.text], ["run", "model.yaml", "-o", "out"],
      mentions: ["model.yaml:\(model.line + down):"] + mentions)
  }

  static let yaml = [
    slip("no version", "skou: 1\n", "", "skou"),
    slip("another version", "skou: 1", "skou: 2", "version"),
    slip("an unknown key", "cells:\n  patch:", "cels:\n  patch:", "cels", "did you mean 'cells'?"),
    slip("a key twice", "  spikes:", "  v:", "more than once", down: -1),
    slip(
      "a key twice, once in quotes", "double}\n  spikes:",
      "double}\n  yes: {threshold: 1 mV, cells: axons, at: soma}\n  \"yes\":", "more than once",
      down: 1),
    slip("a tab", "  axons:", "\taxons:", "tab"),
    slip(
      "an open bracket", "nav_hh, gbar: 0.12 S/cm2}", "nav_hh, gbar: 0.12 S/cm2",
      "began in line 9", down: 1),
    slip("a list for a map", "{cell: patch, count: 3}", "[patch, 3]", "map"),
    slip("a mechanism that is not there", "nav_hh", "nav_hx", "did you mean 'nav_hh'?"),
    slip("a parameter that is not there", "gbar: 0.12", "gbat: 0.12", "did you mean 'gbar'?"),
    slip("a cell that is not there", "cell: patch", "cell: ptch", "did you mean 'patch'?"),
    slip("a population that is not there", "cells: axons", "cells: axon", "did you mean 'axons'?"),
    slip("a cell beyond the last", "cells: axons", "cells: axons 3", "from 0 to 2"),
    slip("no cells at all", "count: 3", "count: 0", "from 1"),
    slip("more cells than memory", "count: 3", "count: 1000000000000000000", "from 1"),
    slip("half a cell", "count: 3", "count: 0.5", "whole number"),
    slip(
      "a missing reversal", "k: {reversal: -77 mV}", "k: {inside: 140 mM}",
      "'kv_hh' needs the reversal potential of 'k'", down: 3),
    slip(
      "an ion that is not given", ", k: {reversal: -77 mV}", "",
      "'kv_hh' needs the reversal potential of 'k'", "ions: {k:", down: 3),
    slip("a morphology that is not there", "{cylinder:", "{cilinder:", "did you mean 'cylinder'?"),
    slip("an unknown method", "6.3 degC}", "6.3 degC, method: cnexp}", "second_order"),
    slip("an expectation of nothing", "of: spikes", "of: spices", "did you mean 'spikes'?"),
  ]

  static let quantities = [
    slip("no unit", "duration: 5 ms", "duration: 5", "time", "ms"),
    slip("an unknown unit", "0.025 ms", "0.025 msec", "msec"),
    slip("another dimension", "0.12 S/cm2", "0.12 mV", "S/cm2"),
    slip("Fahrenheit", "6.3 degC", "43 degF", "degF"),
    slip("too large for a number", "duration: 5 ms", "duration: 1e999 ms", "1e999"),
    slip("a run of eons", "duration: 5 ms", "duration: 1e300 s", "steps"),
    slip("steps of nothing", "0.025 ms", "1e-300 ms", "steps"),
    slip("a step of no length", "0.025 ms", "0 ms", "positive"),
    slip("a negative duration", "duration: 5 ms", "duration: -5 ms", "positive"),
    slip("a step beyond the run", "0.025 ms", "6 ms", "longer than the duration"),
    slip("a cell of no length", "length: 20 um", "length: 0 um", "length"),
    slip("a cell around the sun", "length: 20 um", "length: 1e300 um", "um"),
    slip("endless compartments", "compartments: 1}", "compartments: 100000000000}", "from 1"),
    slip("a membrane without capacitance", "1 uF/cm2", "0 uF/cm2", "positive"),
    slip("a vanishing capacitance", "1 uF/cm2", "1e-300 uF/cm2", "1e-6 to 1e6 uF/cm2"),
    slip("a vanishing resistivity", "35.4 ohm cm", "1e-300 ohm cm", "1e-6 to 1e12 ohm cm"),
    slip("a lightning", "-65 mV", "1e300 mV", "-1000 to 1000 mV"),
    slip("a conductance out of range", "0.3 mS/cm2", "1e300 mS/cm2", "S/cm2"),
    slip("a negative conductance", "0.12 S/cm2", "-0.12 S/cm2", "from 0"),
    slip("a race", "use: kv_hh", "use: kv_hh, reference_temperature: -40 degC, q10: 1e300", "q10"),
    slip("an open formula", "0.12 S/cm2", "\"0.12 S/cm2 * (1 +\"", "gbar"),
    slip("a formula of nothing", "0.12 S/cm2", "\"0.12 S/cm2 * depth / 1 um\"", "depth"),
    slip(
      "a formula that is infinite", "0.12 S/cm2", "\"0.12 S/cm2 / (x / 1 um)\"", "compartment 0"),
  ]

  static let places = [
    slip(
      "an unknown place", "stop: 4 ms}, cells: axons, at: soma", "}, cells: axons, at: sona", "soma"
    ),
    slip("a branch that is not there", "at: soma, every", "at: branch 7, every", "branch"),
    slip("an empty region", "use: nav_hh", "use: nav_hh, where: apical", "apical"),
    slip(
      "a detector on an empty region", "threshold: 0 mV, cells: axons, at: soma",
      "threshold: 0 mV, cells: axons, at: axon", "no compartment is in 'axon'"),
    slip("beyond the end of a branch", "at: soma, every", "at: soma(1.5), every", "1.5"),
    slip(
      "a region of another dimension", "use: nav_hh", "use: nav_hh, where: distance > 3 mV", "mV"),
  ]

  static let records = [
    slip("an unknown variable", "variable: v", "variable: w", "w"),
    slip("a gate that is not there", "variable: v", "variable: nav_hh.n", "nav_hh"),
    slip("a mechanism that is not here", "variable: v", "variable: m_current.m", "nav_hh"),
    slip("a clamp that is not here", "variable: v", "variable: i_electrode", "voltage_clamp"),
    slip("samples without end", "every: 0.1 ms", "every: 1e-6 ms", "1000 samples a time step"),
    slip("samples beyond the run", "every: 0.1 ms", "every: 10 ms", "the run lasts 5"),
    slip("a start beyond the run", "every: 0.1 ms", "start: 10 ms", "the run lasts 5"),
    slip("a stop before the start", "every: 0.1 ms", "start: 3 ms, stop: 2 ms", "before the start"),
    slip("the name of another file", "  v: {", "  run: {", "another name"),
    slip("a threshold without unit", "threshold: 0 mV", "threshold: 0", "mV"),
    slip("a stimulus of nothing", "current_clamp", "curent_clamp", "did you mean 'current_clamp'?"),
    slip(
      "a wire for an electrode",
      "current_clamp: {amplitude: 0.1 nA, start: 1 ms, stop: 4 ms}",
      "voltage_clamp: {series_resistance: 1e-300 Mohm, levels: [{level: 0 mV}]}", "resistance"),
  ]

  @Test("are refused with file, line and advice", arguments: yaml + quantities + places + records)
  func refused(_ refusal: Refusal) throws { try refusal.check() }

  @Test("with a detector whose file would be the record of the run are refused")
  func detectorCalledRun() throws {
    let text = Model.patch.components(separatedBy: "expect:")[0]
      .replacingOccurrences(of: "  spikes: {", with: "  run: {")
    try Refusal(
      "run", files: ["model.yaml": text], ["run", ".", "-o", "out"],
      mentions: ["model.yaml:18:", "'run'", "another name"]
    ).check()
  }

  @Test("are refused by check and verify as by run", arguments: ["check", "verify"])
  func otherCommands(_ command: String) throws {
    let model = Model.patch("nav_hh", "nav_hx")
    try Refusal(
      command, files: ["model.yaml": model.text], [command, "."],
      mentions: ["model.yaml:\(model.line):", "did you mean 'nav_hh'?"]
    ).check()
  }
}
