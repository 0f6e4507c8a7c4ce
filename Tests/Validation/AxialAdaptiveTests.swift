import Foundation
import Testing

/// The same fluxes in adaptive steps, where V and concentrations are solved for together.
@Suite("Ions along the tree: adaptive steps")
struct AxialAdaptiveTests {
  private func tree(_ axial: String, _ method: String, step: String = "0.025 ms") -> String {
    let text = AxialModels.tree(
      axial: axial, duration: "10 ms", step: step, method: method, every: "1 ms")
    return method == "adaptive" ? text.replacingOccurrences(of: "dt: \(step), ", with: "") : text
  }

  @Test(
    "adaptive and fixed steps follow the same course through a spike",
    arguments: ["diffusive", "electrodiffusive"])
  func course(_ axial: String) throws {
    let adaptive = try AxialRun(
      tree(axial, "adaptive"), overrides: ["simulation.tolerance=1e-8"])
    let fixed = try AxialRun(tree(axial, "second_order", step: "0.001 ms"))
    let scales = [("v", 100.0), ("na", 1e3), ("k", 1e4), ("cl", 1e3), ("atp", 300)]
    for (name, scale) in scales {
      let (a, b) = (adaptive.traces[name] ?? [], fixed.traces[name] ?? [])
      #expect(a.count == 43)
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
}
