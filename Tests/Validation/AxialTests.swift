import Foundation
import Lowering
import Testing

/// Nernst and Planck along the tree, against what is known in closed form.
@Suite("Ions along the tree: physics")
struct AxialPhysicsTests {
  @Test(
    "ten to one of a salt makes the liquid-junction potential, the dilute side negative",
    arguments: [("na", -12.8209), ("k", -1.0797)])
  func liquidJunction(_ cation: String, _ expected: Double) throws {
    let text = AxialModels.salt(
      cation, compartments: 20, duration: "1 ms", step: "0.01 ms", every: "1 ms")
    let run = try AxialRun(text) { start in
      let concentration = start.distance < 50 ? 150.0 : 15
      start.inside = [concentration, concentration]
    }
    let ends = run.ends("v")
    let difference = (ends.last ?? .nan) - (ends.first ?? .nan)
    // The membranes take 2e-4 of the dilute salt to charge.
    #expect(abs(difference - expected) <= 1e-3 * abs(expected), "\(difference)")
  }

  @Test(
    "a small cosine decays with the ambipolar coefficient",
    arguments: [("na", 1.60708), ("k", 1.99439)], ["second_order", "backward_euler"])
  func ambipolar(_ salt: (cation: String, diffusion: Double), _ method: String) throws {
    let text = AxialModels.salt(
      salt.cation, duration: "400 ms", step: "0.2 ms", method: method, every: "100 ms")
    let run = try AxialRun(text) { start in
      let concentration = 100 + cos(Double.pi * start.distance / 100)
      start.inside = [concentration, concentration]
    }
    let amplitudes = (1...4).map { sample in
      zip(run.traces["cation"] ?? [], run.distances).reduce(0) {
        $0 + $1.0[sample] * cos(Double.pi * $1.1 / 100)
      }
    }
    // Differences over h = 2 µm decay as 2(1 − cos qh)/h² instead of q².
    let rate = 2 * (1 - cos(Double.pi / 50)) / 4
    let measured = log(amplitudes[0] / amplitudes[3]) / 300 / rate
    #expect(abs(measured - salt.diffusion) <= 1e-3 * salt.diffusion, "\(measured)")
  }

  @Test(
    "with equal concentrations everywhere it is the cable equation with R_a = RT/(F² Σ z² D c)")
  func cableEquation() throws {
    let ions = [("na", 18.0, 1.33), ("k", 130, 1.96), ("cl", 7, 2.03)]
    let perVolume = ions.reduce(0) { $0 + $1.1 * $1.2 }
    // RT in J/mol over C²/mol² × mol/m³ × m²/s: Ω m; times 100 in Ω cm.
    let resistivity =
      8.31446261815324 * 279.45 / (96485.33212331001 * 96485.33212331001 * perVolume * 1e-9) * 100
    let model = { (axial: String) in
      AxialModels.bareTree(axial: axial, duration: "1e-4 ms", step: "1e-6 ms", every: "1e-5 ms")
    }
    // What little capacitance stores is 1e-8 of the ions: uniform they stay.
    let overrides = [
      "cells.cell.cable.0.resistivity=\(resistivity) ohm cm",
      "cells.cell.cable.0.capacitance=1e-3 uF/cm2",
    ]
    let start = { (start: inout AxialRun.Start) in start.voltage += sin(start.distance / 20) }
    let carried = try AxialRun(model("electrodiffusive"), overrides: overrides, start: start)
    let cable = try AxialRun(model("ohmic"), overrides: overrides, start: start)
    let (a, b) = (carried.traces["v"] ?? [], cable.traces["v"] ?? [])
    #expect(a.count == 43)
    #expect(b.contains { abs($0[0] - ($0.last ?? 0)) > 0.3 }, "it moves")
    for (a, b) in zip(a.joined(), b.joined()) { #expect(abs(a - b) <= 1e-6) }
  }

  @Test(
    "ions in equilibrium stay in it, in branches and junctions, with any potentials",
    arguments: [AxialModels.regular, AxialModels.star])
  func equilibrium(_ shape: String) throws {
    let model = AxialModels.bareTree(duration: "250 ms", every: "50 ms", shape: shape)
    // 20 mV along the tree, as a fixed charge that grows towards the tips would hold it.
    let run = try AxialRun(model) { start in
      start.voltage = -65 + 20 * start.distance / 160
      let thermal = 8.31446261815324 / 96.48533212331001 * 279.45
      for (number, valence) in [1.0, 1, -1, 0].enumerated() {
        start.inside[number] *= exp(-valence * (start.voltage + 65) / thermal)
      }
    }
    for name in ["v", "na", "k", "cl", "atp"] {
      for trace in run.traces[name] ?? [] {
        for value in trace { #expect(abs(value - trace[0]) <= 1e-12 * abs(trace[0]), "\(name)") }
      }
    }
    #expect(run.traces["v"]?.count == run.distances.count)
  }
}

/// What no step may change, and how errors shrink with steps.
@Suite("Ions along the tree: steps")
struct AxialStepTests {
  @Test(
    "moles of each ion and charge are conserved over 10⁵ steps of a branching cell that fires",
    arguments: [
      ("second_order", AxialModels.regular), ("backward_euler", AxialModels.regular),
      ("second_order", AxialModels.star),
    ])
  func conservation(_ method: String, _ shape: String) throws {
    let run = try AxialRun(
      AxialModels.tree(duration: "2500 ms", method: method, every: "125 ms", shape: shape),
      overrides: shape == AxialModels.regular ? AxialModels.short : [])
    #expect(run.outcome == .completed)
    #expect(run.ledger.lines.count == 4)
    for line in run.ledger.lines {
      #expect(line.imbalance <= 1e-12, "\(line.end.name): \(line.imbalance)")
    }
    let moved = zip(run.ends("na"), run.traces["na"] ?? []).map { abs($0 - $1[0]) / $1[0] }
    #expect((moved.max() ?? 0) > 1e-3, "sodium moves")
    try checkCharge(run)
  }

  /// F Σ z n − C V stays what it was, in each compartment.
  private func checkCharge(_ run: AxialRun) throws {
    let faraday = 0.09648533212331001
    let voltage = try #require(run.traces["v"])
    #expect(voltage.count == run.distances.count)
    var largest = 0.0
    for (place, trace) in voltage.enumerated() {
      for (sample, v) in trace.enumerated() {
        var fromCharge = trace[0]
        for (ion, valence) in [("na", 1.0), ("k", 1), ("cl", -1)] {
          let amounts = try #require(run.traces[ion])[place]
          fromCharge += valence * (amounts[sample] - amounts[0]) * faraday / run.capacitance[place]
        }
        largest = max(largest, abs(v - fromCharge))
      }
    }
    #expect(largest <= 1e-9, "\(largest) mV")
  }

  @Test(
    "V and amounts converge with the order of the method",
    arguments: [("second_order", 2.0, 0.04), ("backward_euler", 1.0, 0.005)],
    ["electrodiffusive", "diffusive"])
  func order(_ method: (name: String, order: Double, coarsest: Double), _ axial: String) throws {
    let runs = try (0..<5).map { halvings in
      try AxialRun(
        AxialModels.tree(
          axial: axial, duration: "2 ms",
          step: "\(method.coarsest / Double(1 << halvings)) ms", method: method.name,
          every: "2 ms"))
    }
    for name in ["v", "na", "k", "cl"] {
      for place in [0, 3, 20, 42] {
        let ends = runs.map { $0.ends(name)[place] }
        let changes = zip(ends, ends.dropFirst()).map { abs($0 - $1) }
        for (coarse, fine) in zip(changes, changes.dropFirst()) {
          #expect(abs(log2(coarse / fine) - method.order) <= 0.2, "\(name) at \(place): \(changes)")
        }
      }
    }
  }

  @Test(
    "one compartment at a time, eight lanes, and any number of threads agree",
    arguments: ["electrodiffusive", "diffusive"])
  func paths(_ axial: String) throws {
    let model = { AxialModels.tree(axial: axial, duration: "25 ms", every: "1 ms", count: $0) }
    let lanes = try AxialRun(model(1))
    let scalar = try AxialRun(model(1), path: .scalar)
    let many = try AxialRun(model(11), threads: 2)
    for name in ["v", "na", "k", "cl", "atp"] {
      let (a, b) = (lanes.traces[name] ?? [], scalar.traces[name] ?? [])
      #expect(a.count == 43)
      for (a, b) in zip(a.joined(), b.joined()) { #expect(abs(a - b) <= 1e-9 * max(abs(b), 1)) }
      // Eight cells side by side and three packed ones.
      let all = many.traces[name] ?? []
      #expect(all.count == 11 * 43)
      for (place, trace) in all.enumerated() {
        for (a, b) in zip(trace, b[place % 43]) { #expect(abs(a - b) <= 1e-9 * max(abs(b), 1)) }
      }
    }
  }

  @Test("a voltage clamp that jumps leaves the ions' balance as it is")
  func clamp() throws {
    let model = AxialModels.tree(duration: "20 ms", every: "1 ms")
      .replacingOccurrences(
        of: "populations:",
        with: """
          stimuli:
            - voltage_clamp:
                series_resistance: 1 Mohm
                levels:
                  - {level: -20 mV, until: 5.013 ms}
                  - {level: -90 mV, until: 12 ms}
              cells: cell
              at: branch 14 (1.0)
          populations:
          """)
    let run = try AxialRun(model)
    for line in run.ledger.lines { #expect(line.imbalance <= 1e-13) }
  }
}

@Suite("Ions along the tree: what is refused")
struct AxialErrorTests {
  @Test("a step too long for diffusion names the compartment and the longest step")
  func tooLong() throws {
    let text = AxialModels.salt(
      "na", length: 10, compartments: 20, duration: "1 ms", step: "0.04 ms", every: "1 ms")
    // h = 0.5 µm: h²/4 over 2.03 µm²/ms.
    let error = #expect(throws: LoweringError.self) { try AxialRun(text) }
    #expect(error?.message.contains("compartment 1 ") == true, "\(error?.message ?? "")")
    #expect(error?.message.contains("at most 0.0307 ms") == true, "\(error?.message ?? "")")
    for method in ["second_order", "backward_euler"] {
      let step = method == "second_order" ? "0.03 ms" : "0.06 ms"
      let overrides = ["simulation.dt=\(step)", "simulation.method=\(method)"]
      // Near the bound what is rough decays: to what V's ringing, which is the membranes' charge,
      // amounts to after so rough a start.
      let run = try AxialRun(text, overrides: overrides + ["simulation.duration=600 ms"]) { start in
        start.inside = [1, 1].map { $0 * (Int(start.distance * 2) % 2 == 0 ? 150 : 50) }
      }
      #expect(run.outcome == .completed)
      for value in run.ends("cation") { #expect(abs(value - 100) <= 1e-4) }
    }
  }

  @Test("without a charged pool that diffuses nothing could carry the axial current")
  func noCarrier() {
    let text = AxialModels.salt("na", duration: "1 ms", step: "0.01 ms", every: "1 ms")
    let overrides = ["ions.na.diffusion=0 um2/ms", "ions.cl.diffusion=0 um2/ms"]
    let error = #expect(throws: LoweringError.self) { try AxialRun(text, overrides: overrides) }
    #expect(error?.message.contains("nothing carries current") == true)
    #expect(throws: Never.self) {
      try AxialRun(text, overrides: overrides + ["cells.cell.axial=diffusive"])
    }
  }
}
