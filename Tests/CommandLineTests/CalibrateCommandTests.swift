import Foundation
import Testing

@Suite("skou calibrate")
struct CalibrateCommandTests {
  private static let sum = "leak_na.g + leak_k.g + leak_cl.g = 0.05 mS/cm2"

  /// The textbook cell with wrong densities.
  private static let wrong = PumpModel.textbook
    .replacingOccurrences(of: "0.030072355266505445", with: "0.02")
    .replacingOccurrences(of: "0.0046651548498969775", with: "0.02")
    .replacingOccurrences(of: "0.015262489883597578", with: "0")
    .replacingOccurrences(of: "0.023334282102603325", with: "0.01")

  /// The options `--set` that are printed, ready to be used.
  private func settings(_ output: String) -> [String] {
    output.split(separator: "'").map(String.init).filter { $0.hasPrefix("cells.") }
  }

  @Test("finds the densities of the textbook cell, and what it prints makes it rest there")
  func textbook() throws {
    let outcome = try PumpModel.run(
      "calibrate", Self.wrong,
      ["--solve", "leak_na.g,leak_k.g,leak_cl.g,nkcc1.u", "--sum", Self.sum])
    try #require(outcome.status == 0, "\(outcome.messages)")
    let settings = settings(outcome.output)
    try #require(settings.count == 4, "\(outcome.output)")
    // gNa, gK, gCl in nS and U in pA over 2000 µm², from the three balances and the sum.
    let exact = [0.0933030969979396, 0.601447105330109, 0.305249797671952, 0.466685642052067]
    for (setting, value) in zip(settings, exact) {
      let number = try #require(
        setting.split(separator: "=").last?.split(separator: " ").first.flatMap { Double($0) })
      // The sphere's area is given with 15 digits; 1 nS over 2000 µm² is 0.05 mS/cm².
      #expect(abs(number - value * 0.05) < 1e-9 * number, "\(setting)")
    }
    let rest = try PumpModel.run("rest", Self.wrong, settings.flatMap { ["--set", $0] })
    #expect(rest.output.contains("stable"))
    let voltage = rest.output.split(separator: "\n").first { $0.hasPrefix("  V ") }
    #expect(voltage?.split(separator: " ")[1] == "-75.5", "\(rest.output)")
  }

  @Test("says what is left open, what cannot be balanced, and what would be negative")
  func refusals() throws {
    let cases: [(String, [String], [String])] = [
      (
        "leak_na.g,leak_k.g,leak_cl.g,nkcc1.u", [],
        ["can be traded for each other", "--sum 'leak_na.g + leak_k.g + leak_cl.g = "]
      ),
      ("leak_na.g,leak_k.g", [], ["no values of", "balance 'cl'", "leak_cl, nkcc1"]),
      (
        "leak_na.g,leak_k.g,nkcc1.u", ["--set", "cells.neuron.cable.voltage=-100 mV"],
        ["leak_k.g would have to be -", "must be at least 0 mS/cm2"]
      ),
    ]
    for (names, options, mentions) in cases {
      let model = names.contains("nkcc1") && !options.isEmpty ? PumpModel.textbook : Self.wrong
      let outcome = try PumpModel.run("calibrate", model, ["--solve", names] + options)
      #expect(outcome.status == 1 && outcome.output.isEmpty)
      outcome.expectOneError(mentions: mentions)
    }
  }

  @Test("refuses names, sums and parameters that make no equation")
  func wrongInput() throws {
    let cases: [([String], [String])] = [
      (["--solve", "leak_na.gg"], ["no parameter 'leak_na.gg'", "did you mean 'leak_na.g'?"]),
      (["--solve", ""], ["--solve names no parameter"]),
      (["--solve", "leak_na"], ["'leak_na' is no parameter", "leak_na.g"]),
      (["--solve", "leak_na.g,leak_na.g"], ["named twice"]),
      (["--solve", "na_k_atpase.km_na"], ["in proportion", "imax"]),
      (["--solve", "leak_na.g", "--sum", "leak_na.g"], ["no equation"]),
      (["--solve", "leak_na.g", "--sum", "leak_k.g = 1 mS/cm2"], ["not among"]),
      (["--solve", "leak_na.g", "--sum", "leak_na.g = 1 mV"], ["mS/cm2"]),
    ]
    for (options, mentions) in cases {
      try Refusal(
        options[1], files: ["model.yaml": Self.wrong], ["calibrate", "model.yaml"] + options,
        mentions: mentions
      ).check()
    }
  }

  @Test("balances a cell of several compartments as a whole, and says what is left in single ones")
  func whole() throws {
    let cable = Self.wrong.replacingOccurrences(
      of: "{sphere: {diameter: 25.2313252202016 um}}",
      with: "{cylinder: {length: 300 um, diameter: 5 um, compartments: 5}}"
    ).replacingOccurrences(
      of: "{use: na_k_atpase, model: hill, imax: 3.466145833333335 uA/cm2}",
      with: "{use: na_k_atpase, model: hill, imax: \"3.466 uA/cm2 * (1 + distance / 600 um)\"}")
    let outcome = try PumpModel.run(
      "calibrate", cable, ["--solve", "leak_na.g,leak_k.g,leak_cl.g,nkcc1.u", "--sum", Self.sum])
    #expect(outcome.status == 0, "\(outcome.messages)")
    let text = outcome.output.split { $0.isWhitespace }.joined(separator: " ")
    #expect(text.contains("balanced in the cell as a whole; in single compartments up to"))
  }
}
