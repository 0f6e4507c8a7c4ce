import Foundation
import Lowering
import Testing

/// Currents between cells.
@Suite("Gap junctions")
struct GapJunctionTests {
  /// Two compartments: C V' = −g (V − E) ∓ G (V₁ − V₂) + I, from E on.
  private struct TwoCompartments {
    let capacitance, leak: (first: Double, second: Double)
    let junction, current: Double

    /// Potentials over rest after a time in ms: x − e^{Mt} x, with x the steady state of x' = M x + b.
    func rise(_ time: Double) -> (Double, Double) {
      let a = -(leak.first + junction) / capacitance.first
      let b = junction / capacitance.first
      let c = junction / capacitance.second
      let d = -(leak.second + junction) / capacitance.second
      let determinant = a * d - b * c
      let input = current / capacitance.first
      let steady = (-d * input / determinant, c * input / determinant)
      let mean = (a + d) / 2
      let root = (mean * mean - determinant).squareRoot()
      let even = exp(mean * time) * cosh(root * time)
      let odd = exp(mean * time) * sinh(root * time) / root
      return (
        steady.0 - even * steady.0 - odd * ((a - mean) * steady.0 + b * steady.1),
        steady.1 - even * steady.1 - odd * (c * steady.0 + (d - mean) * steady.1)
      )
    }
  }

  @Test("two passive cells follow the analytic solution, with errors of second order")
  func pair() throws {
    let areas = (Double.pi * 400, Double.pi * 900)
    let exact = TwoCompartments(
      capacitance: (areas.0 * 1e-5, areas.1 * 1e-5), leak: (areas.0 * 1e-6, areas.1 * 0.5e-6),
      junction: 0.002, current: 0.05)
    let errors = try [0.2, 0.1, 0.05, 0.025].map { step in
      let run = try ModelRun(
        GapJunctionModels.passivePair, overrides: ["simulation.dt=\(step) ms"])
      let traces = try #require(run.traces["v"])
      let times = try #require(run.times["v"])
      return times.indices.map { sample in
        let (first, second) = exact.rise(times[sample])
        return max(abs(traces[0][sample] + 65 - first), abs(traces[1][sample] + 65 - second))
      }.max() ?? .nan
    }
    // The fast mode has τ = 2.6 ms: (dt/τ)²/12 of 15 mV is 1e-4 mV at 0.025 ms.
    #expect(errors[3] <= 1e-4, "\(errors)")
    for (coarse, fine) in zip(errors, errors.dropFirst()) {
      #expect(abs(coarse / fine - 4) <= 0.2, "\(errors)")
    }
  }

  /// In backward Euler a difference of an ulp grows by half with every spike, with and without
  /// junctions: after 100 ms it is beyond 1e-9 mV.
  @Test(
    "a cable cut in two and joined by its axial conductance is the cable, within 1e-9 mV",
    arguments: [("second_order", 100), ("backward_euler", 45)])
  func cutCable(_ method: String, _ duration: Int) throws {
    let overrides = ["simulation.method=\(method)", "simulation.duration=\(duration) ms"]
    let whole = try ModelRun(GapJunctionModels.cable(isCut: false), overrides: overrides)
    let halves = try ModelRun(GapJunctionModels.cable(isCut: true), overrides: overrides)
    let expected = try #require(whole.traces["v"])
    let found = try #require(halves.traces["v"])
    try #require(expected.count == 20 && found.count == 20)
    #expect(crossings(expected[19], interval: 0.1).count >= 3, "it spikes")
    #expect(zip(expected, found).allSatisfy { largestDifference($0, $1) <= 1e-9 })
  }

  @Test("a ring of 50 cells settles at the analytic steady state")
  func ring() throws {
    let run = try ModelRun(GapJunctionModels.ring)
    let ends = (run.traces["v"] ?? []).map { $0.last ?? .nan }
    try #require(ends.count == 50)
    // g v = G (neighbours − 2 v): v = A (rᵏ + r⁵⁰⁻ᵏ) with r + 1/r = 2 + g/G.
    let leak = Double.pi * 400 * 1e-6
    let half = 1 + leak / 0.001 / 2
    let ratio = half - (half * half - 1).squareRoot()
    let top = 0.02 / (0.001 * (1 / ratio - ratio) * (1 - pow(ratio, 50)))
    for (cell, end) in ends.enumerated() {
      let exact = top * (pow(ratio, Double(cell)) + pow(ratio, Double(50 - cell)))
      // After 100 τ nothing but rounding is left: 2000 steps of an ulp of 65 mV.
      #expect(abs(end + 65 - exact) <= 1e-9, "cell \(cell)")
    }
  }

  @Test("three kinds of cells in one cluster: no charge is lost, and all end at the mean potential")
  func threeKinds() throws {
    let run = try ModelRun(GapJunctionModels.threeKinds)
    #expect(run.model.plan.groups.count == 1)
    let traces = try #require(run.traces["v"])
    let capacitances = try capacitances(run)
    try #require(traces.count == capacitances.count)
    let samples = traces[0].indices
    let charges = samples.map { sample in
      zip(traces, capacitances).reduce(0) { $0 + $1.0[sample] * $1.1 }
    }
    for charge in charges { #expect(abs(charge / charges[0] - 1) <= 1e-11) }
    let mean = charges[0] / capacitances.reduce(0, +)
    for trace in traces { #expect(abs((trace.last ?? .nan) - mean) <= 1e-6) }
  }

  /// In nF, by recorded element.
  private func capacitances(_ run: ModelRun) throws -> [Double] {
    let elements = try #require(run.model.reports.first?.elements)
    let group = run.model.plan.groups[0]
    var found: [LoweredModel.Element: Double] = [:]
    for slot in 0..<group.slotCount {
      if let element = run.model.element(group: 0, slot: slot) {
        found[element] = group.capacitance[slot]
      }
    }
    return elements.map { found[$0] ?? .nan }
  }

  @Test("one compartment at a time and eight lanes agree")
  func paths() throws {
    let overrides = ["simulation.duration=20 ms"]
    let lanes = try ModelRun(GapJunctionModels.cable(isCut: true), overrides: overrides)
    let scalar = try ModelRun(
      GapJunctionModels.cable(isCut: true), overrides: overrides, path: .scalar)
    for (a, b) in zip(lanes.traces["v"] ?? [], scalar.traces["v"] ?? []) {
      #expect(largestDifference(a, b) <= 1e-9)
    }
  }
}

/// Ions that flow from cell to cell.
@Suite("Gap junctions: ions")
struct GapJunctionIonTests {
  @Test(
    "in closed cells joined for potassium each ion is conserved, and V follows charge, in 10⁵ steps",
    arguments: ["second_order", "backward_euler"])
  func closed(_ method: String) throws {
    let run = try ModelRun(
      GapJunctionModels.ionPair, overrides: ["simulation.method=\(method)"])
    #expect(run.spikes["spikes"]?.count ?? 0 >= 5)
    for ion in ["na", "k", "cl"] {
      let all = (run.traces[ion] ?? []) + (run.traces["\(ion)_out"] ?? [])
      try #require(all.count == 4)
      for sample in all[0].indices {
        let change = all.reduce(0) { $0 + ($1[sample] - $1[0]) }
        #expect(abs(change) <= 1e-12 * all.reduce(0) { $0 + $1[0] }, "\(ion)")
      }
    }
    for line in run.ledger.lines { #expect(line.imbalance <= 1e-12) }
    try checkCharge(run)
    try checkFlow(run)
  }

  /// C V − F Σ z n of each cell.
  private func checkCharge(_ run: ModelRun) throws {
    for (cell, diameter) in [18.0, 30.0].enumerated() {
      let perAmol = 0.09648533212331001 / (Double.pi * diameter * diameter * 1e-5)
      let v = try #require(run.traces["v"])[cell]
      for sample in v.indices {
        var expected = v[0]
        for (ion, valence) in [("na", 1.0), ("k", 1.0), ("cl", -1.0)] {
          let amount = try #require(run.traces[ion])[cell]
          expected += valence * (amount[sample] - amount[0]) * perAmol
        }
        // An amount of 4e5 amol is rounded to 3e-11 amol when it is recorded: 3e-10 mV.
        #expect(abs(v[sample] - expected) <= 1e-9, "cell \(cell)")
      }
    }
  }

  /// Potassium in the shell and in the cell together changes by what flows through the junction.
  private func checkFlow(_ run: ModelRun) throws {
    let inside = try #require(run.traces["k"])[0]
    let outside = try #require(run.traces["k_out"])[0]
    let flowed = zip(inside, outside).map { $0 + $1 - inside[0] - outside[0] }
    #expect((flowed.map(abs).max() ?? 0) > 1e-3 * inside[0], "potassium flows between the cells")
  }

  @Test("cells that stand for different numbers of cells cannot be joined")
  func represents() throws {
    let text = GapJunctionModels.ionPair.replacing(
      "large: {cell: large, count: 1}", with: "large: {cell: large, count: 1, represents: 3}")
    // What one cell of a pair loses the other gains: with 1 and 3 of them ions would be made.
    #expect(throws: LoweringError.self) { _ = try ModelRun(text) }
  }
}
