import Foundation
import Testing

/// The same fluxes in adaptive steps, where V and concentrations are solved for together.
@Suite("Ions along the tree: adaptive steps")
struct AxialAdaptiveTests {
  private func tree(
    _ axial: String, _ shape: String, _ method: String, step: String = "0.025 ms"
  ) -> String {
    let text = AxialModels.tree(
      axial: axial, duration: "10 ms", step: step, method: method, every: "1 ms", shape: shape)
    return method == "adaptive" ? text.replacingOccurrences(of: "dt: \(step), ", with: "") : text
  }

  @Test(
    "adaptive and fixed steps follow the same course through a spike",
    arguments: ["diffusive", "electrodiffusive"], [AxialModels.regular, AxialModels.star])
  func course(_ axial: String, _ shape: String) throws {
    let adaptive = try AxialRun(
      tree(axial, shape, "adaptive"), overrides: ["simulation.tolerance=1e-8"])
    let fixed = try AxialRun(tree(axial, shape, "second_order", step: "0.001 ms"))
    let scales = [("v", 100.0), ("na", 1e3), ("k", 1e4), ("cl", 1e3), ("atp", 300)]
    for (name, scale) in scales {
      let (a, b) = (adaptive.traces[name] ?? [], fixed.traces[name] ?? [])
      #expect(a.count == adaptive.distances.count)
      for (a, b) in zip(a.joined(), b.joined()) { #expect(abs(a - b) <= 1e-5 * scale, "\(name)") }
    }
    for line in adaptive.ledger.lines {
      #expect(line.imbalance <= 1e-12, "\(line.end.name): \(line.imbalance)")
    }
  }

  @Test("ions in equilibrium stay in it for an hour")
  func equilibrium() throws {
    let model = AxialModels.bareTree(duration: "1 h", every: "10 min")
      .replacingOccurrences(of: "dt: 0.025 ms", with: "method: adaptive")
    let run = try AxialRun(model) { start in
      start.voltage = -65 + 20 * start.distance / 160
      let thermal = 8.31446261815324 / 96.48533212331001 * 279.45
      for (number, valence) in [1.0, 1, -1, 0].enumerated() {
        start.inside[number] *= exp(-valence * (start.voltage + 65) / thermal)
      }
    }
    for name in ["v", "na", "k", "cl", "atp"] {
      for trace in run.traces[name] ?? [] {
        for value in trace { #expect(abs(value - trace[0]) <= 1e-6 * abs(trace[0]), "\(name)") }
      }
    }
    #expect(run.traces["v"]?.count == 43)
  }

  @Test(
    "an hour of mixing loses no mole and no charge", arguments: ["diffusive", "electrodiffusive"])
  func mixing(_ axial: String) throws {
    let model = AxialModels.bareTree(axial: axial, duration: "1 h", every: "1 min")
      .replacingOccurrences(of: "dt: 0.025 ms", with: "method: adaptive")
    let run = try AxialRun(model) { start in
      // Sodium in place of potassium towards the tips, and less salt.
      start.inside[0] += start.distance / 2
      start.inside[1] -= start.distance / 2
      start.inside[3] *= 1 + start.distance / 50
    }
    for line in run.ledger.lines { #expect(line.imbalance <= 1e-12, "\(line)") }
    for name in ["na", "k", "cl", "atp"] {
      let traces = run.traces[name] ?? []
      let volumes = run.traces["cl"] ?? []
      // One concentration everywhere in the end: amounts are in the ratio of the volumes.
      let first = (traces[0].last ?? 0) / (volumes[0].last ?? 1)
      for (trace, volume) in zip(traces, volumes) {
        #expect(abs((trace.last ?? 0) / (volume.last ?? 1) - first) <= 1e-4 * first, "\(name)")
      }
    }
    guard axial == "electrodiffusive" else { return }
    #expect(chargeError(run) <= 1e-8)
  }

  /// The largest change of V − F Σ z n / C in a compartment, in mV.
  private func chargeError(_ run: AxialRun) -> Double {
    var largest = 0.0
    for (place, trace) in (run.traces["v"] ?? []).enumerated() {
      for (sample, v) in trace.enumerated() {
        var fromCharge = trace[0]
        for (ion, valence) in [("na", 1.0), ("k", 1), ("cl", -1)] {
          guard let amounts = run.traces[ion]?[place] else { return .infinity }
          fromCharge +=
            valence * (amounts[sample] - amounts[0]) * 0.09648533212331001 / run.capacitance[place]
        }
        largest = max(largest, abs(v - fromCharge))
      }
    }
    return largest
  }

  @Test("V and concentrations converge with order 2 as compartments get shorter, past branchings")
  func orderInSpace() throws {
    // Middles of compartments, which stay where they are when these are cut in three.
    let places = "[soma, branch 1 (0.5), branch 4 (0.1667), branch 6 (0.8333)]"
    let text = AxialModels.bareTree(duration: "300 ms", every: "300 ms")
      .replacing("dt: 0.025 ms", with: "method: adaptive, tolerance: 1e-9")
      .replacing("n[", with: "[")
      .replacing("at: all", with: "at: \(places)")
    let runs = try [1, 3, 9].map { refinement in
      try AxialRun(text, overrides: AxialModels.short, refinement: refinement) { start in
        let wave = cos(start.distance / 30)
        start.inside = [18 + 10 * wave, 130 - 4 * wave, 7 + 6 * wave, 3]
      }
    }
    for name in ["v", "na", "k", "cl"] {
      for place in 0..<4 {
        let ends = runs.map { $0.ends(name)[place] }
        let order = log(abs(ends[0] - ends[1]) / abs(ends[1] - ends[2])) / log(3)
        #expect(abs(order - 2) <= 0.2, "\(name) at \(place): \(ends)")
      }
    }
  }

  @Test("automatic steps, fixed in spikes and adaptive between them, follow fixed ones")
  func automatic() throws {
    let model = { (method: String) in
      AxialModels.tree(duration: "60 ms", step: "0.01 ms", method: method, every: "1 ms")
    }
    let automatic = try AxialRun(model("automatic"))
    let fixed = try AxialRun(model("second_order"))
    for (name, scale) in [("na", 1e3), ("k", 1e4), ("cl", 1e3), ("atp", 300.0)] {
      let (a, b) = (automatic.traces[name] ?? [], fixed.traces[name] ?? [])
      #expect(a.count == 43)
      for (a, b) in zip(a.joined(), b.joined()) { #expect(abs(a - b) <= 1e-4 * scale, "\(name)") }
    }
    for line in automatic.ledger.lines { #expect(line.imbalance <= 1e-12, "\(line)") }
  }
}
