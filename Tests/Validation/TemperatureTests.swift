import Foundation
import Testing

@Suite("Interventions on the temperature")
struct TemperatureTests {
  /// Everything that depends on the temperature: gates, a pump with a Q10, a constant-field leak,
  /// a constant ion with a Nernst potential.
  private func model(_ intervention: String) -> String {
    PoolModels.closedCell
      .replacingOccurrences(
        of: "duration: 2500 ms, dt: 0.025 ms", with: "duration: 1.6 ms, dt: 0.02 ms"
      )
      .replacingOccurrences(of: "every: 10 ms", with: "every: 0.2 ms")
      .replacingOccurrences(
        of: "cl: {inside: 7 mM, outside: 130 mM, dynamics: pool}",
        with:
          "cl: {inside: 7 mM, outside: 130 mM, dynamics: pool}\n  ca: {inside: 1e-4 mM, outside: 2 mM}"
      )
      .replacingOccurrences(
        of: "mechanisms:",
        with: "mechanisms:\n      - {use: leak, name: leak_ca, ion: ca, g: 1e-6 S/cm2, q10: 1.5}"
      )
      .replacingOccurrences(of: "imax: 0.06 mA/cm2}", with: "imax: 0.06 mA/cm2, q10: 2}")
      .replacingOccurrences(
        of: "record:",
        with: "\(intervention)\nrecord:\n"
          + "  eca: {variable: e_ca, cells: cell, at: soma, every: 0.2 ms}\n"
          + "  ek: {variable: e_k, cells: cell, at: soma, every: 0.2 ms}\n"
          + "  ipump: {variable: na_k_atpase.i, cells: cell, at: soma, every: 0.2 ms}")
  }

  private static let traces = ["v", "ki", "ko", "nai", "eca", "ek", "ipump"]

  @Test(
    "set at the start it is the model's temperature",
    arguments: [
      "second_order", "backward_euler",
    ])
  func atStart(_ method: String) throws {
    let overrides = ["simulation.method=\(method)"]
    let set = try ModelRun(
      model("interventions: [{at: 0 ms, set: {temperature: 16.3 degC}}]"), overrides: overrides)
    let meant = try ModelRun(
      model(""), overrides: overrides + ["simulation.temperature=16.3 degC"])
    for trace in Self.traces {
      for (a, b) in zip(set.trace(trace), meant.trace(trace)) {
        // Powers of q10 are rounded apart: 1e-15, in 100 steps without a spike.
        #expect(abs(a - b) <= 1e-11 * abs(b), "\(trace)")
      }
    }
  }

  @Test(
    "a jump and a ramp off the grid keep the order of the method",
    arguments: [
      ("second_order", 2.0, 0.02), ("backward_euler", 1.0, 0.005),
    ])
  func order(_ method: String, _ expected: Double, _ coarsest: Double) throws {
    let interventions =
      "interventions:\n  - {at: 0.3137 ms, until: 0.7111 ms, set: {temperature: 16.3 degC}}\n"
      + "  - {at: 0.9011 ms, over: 0.5003 ms, set: {temperature: 1 degC}}"
    let runs = try (0..<5).map { halvings in
      try ModelRun(
        model(interventions),
        overrides: [
          "simulation.method=\(method)",
          "simulation.dt=\(coarsest / Double(1 << halvings)) ms",
        ])
    }
    for trace in ["v", "ki", "ko", "nai"] {
      let ends = runs.map { $0.trace(trace).last ?? .nan }
      let changes = zip(ends, ends.dropFirst()).map { abs($0 - $1) }
      // Where in its step an edge lies differs from run to run: the mean of the ratios counts.
      let mean = log2(changes[0] / changes[3]) / 3
      #expect(abs(mean - expected) <= 0.2, "\(trace): \(changes)")
    }
  }

  @Test("all potentials follow the absolute temperature, and rt_over_f holds them")
  func potentials() throws {
    let change = "interventions: [{at: 0.5 ms, set: {temperature: 37 degC}}]"
    let run = try ModelRun(model(change))
    let nernst = { (celsius: Double, valence: Double, ratio: Double) in
      8.314462618 / 96485.33212 * 1000 * (celsius + 273.15) / valence * log(ratio)
    }
    let eca = run.trace("eca")
    #expect(abs(eca[0] - nernst(6.3, 2, 2e4)) < 1e-6)
    #expect(abs(eca[3] - nernst(37, 2, 2e4)) < 1e-6)
    let ratio = run.trace("ko")[3] / run.trace("ki")[3]
    #expect(abs(run.trace("ek")[3] - nernst(37, 1, ratio)) < 1e-6)
    let held = try ModelRun(model(change), overrides: ["simulation.rt_over_f=25 mV"])
    #expect(held.trace("eca").allSatisfy { abs($0 - 12.5 * log(2e4)) < 1e-9 })
    #expect(abs(held.trace("ipump")[3] / held.trace("ipump")[0] - 1) > 1, "the pump is warmed")
  }

  @Test("adaptive steps see the same course")
  func adaptive() throws {
    let interventions =
      "interventions:\n  - {at: 0.3137 ms, until: 0.7111 ms, set: {temperature: 16.3 degC}}\n"
      + "  - {at: 0.9011 ms, over: 0.5003 ms, set: {temperature: 1 degC}}"
    let fixed = try ModelRun(model(interventions), overrides: ["simulation.dt=0.0005 ms"])
    let text = model(interventions).replacingOccurrences(
      of: "dt: 0.02 ms", with: "method: adaptive")
    let adaptive = try ModelRun(text, overrides: ["simulation.tolerance=1e-8"])
    for trace in ["v", "ki", "ko", "nai"] {
      for (a, b) in zip(fixed.trace(trace), adaptive.trace(trace)) {
        // Of second order: at 0.0005 ms a few 1e-6 of what moves.
        #expect(abs(a - b) <= 1e-6 * abs(b), "\(trace)")
      }
    }
  }
}
