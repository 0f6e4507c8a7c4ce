import Testing

/// Analytic solutions: Reference/README.md says how they were computed.
@Suite("Analytic solutions")
struct AnalyticTests {
  /// A passive cable of 1000 µm with 0.1 nA at one end, until nothing moves (20 time constants).
  private func passiveCable(_ morphology: String, compartments: Int) -> String {
    let places = (0..<100).map { "branch 0 (\((Double($0) + 0.5) / 100))" }
    return """
      skou: 1
      simulation: {duration: 200 ms, dt: 0.1 ms, temperature: 20 degC}
      cells:
        cell:
          morphology: \(morphology)
          discretization: {per_branch: \(compartments)}
          cable: {capacitance: 1 uF/cm2, resistivity: 150 ohm cm, voltage: -65 mV}
          mechanisms: [{use: leak, g: 1e-4 S/cm2, reversal: -65 mV}]
      populations: {cell: {cell: cell, count: 1}}
      stimuli: [{current_clamp: {amplitude: 0.1 nA, start: 0 ms}, cells: cell, at: branch 0 (0.0)}]
      record:
        v: {variable: v, cells: cell, at: [\(places.joined(separator: ", "))], every: 100 ms}
      """
  }

  @Test(
    "the steady state of a cable is met within 0.01 %",
    arguments: [
      ("untapered_mV", "{cylinder: {length: 1000 um, diameter: 2 um}}"),
      ("tapered_mV", "{swc: tapered-cable.swc}"),
    ])
  func steadyState(column: String, morphology: String) throws {
    let reference = try ReferenceTable("analytic/cable_steady_state")[column]
    let run = try ModelRun(passiveCable(morphology, compartments: 900))
    let found = try #require(run.traces["v"]).compactMap(\.last)
    #expect(found.count == reference.count && !found.isEmpty)
    for (value, expected) in zip(found, reference) {
      #expect(abs(value - expected) <= 1e-4 * abs(expected + 65), "at \(expected) mV")
    }
  }

  @Test("Rallpack 1 and 2 are met within 0.1 % rms")
  func rallpacks() throws {
    let cable = try #require(try ModelRun(ReferenceModels.cableOf1000).traces["v"])
    let series = try ReferenceTable("analytic/rallpack1")
    for (trace, column) in zip(cable, ["v_at_0.5_um_mV", "v_at_999.5_um_mV"]) {
      let reference = series[column]
      let samples = Array(trace.dropFirst().prefix(reference.count))
      #expect(
        relativeRMS(samples, Array(reference.prefix(samples.count)), rest: -65) <= 1e-3)
      #expect(samples.count >= 990)
    }
    let tree = try #require(try ModelRun(ReferenceModels.binaryTree).traces["v"])
    let laplace = try ReferenceTable("analytic/rallpack2")
    for (trace, column) in zip(tree, ["v_root_mV", "v_leaf_mV"]) {
      let reference = laplace[column]
      // The reference has one sample a millisecond from 1 ms on, the run four.
      let samples = stride(from: 4, to: trace.count, by: 4).map { trace[$0] }
      let count = min(samples.count, reference.count)
      #expect(count >= 240)
      #expect(
        relativeRMS(Array(samples.prefix(count)), Array(reference.prefix(count)), rest: -65)
          <= 1e-3)
    }
  }

  private func isopotential(_ stimulus: String, _ extra: String = "") -> String {
    """
    skou: 1
    simulation: {duration: 60 ms, dt: 0.025 ms, temperature: 20 degC}
    cells:
      cell:
        morphology: {sphere: {diameter: 20 um}}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
        mechanisms: [{use: leak, g: 1e-4 S/cm2, reversal: -65 mV}]
    populations: {cell: {cell: cell, count: 1}}
    stimuli: [{\(stimulus), cells: cell, at: soma}]
    record:
      v: {variable: v, cells: cell, at: soma, every: 0.25 ms}
    \(extra)
    """
  }

  @Test("an isopotential cell answers a current step and a voltage clamp exponentially")
  func isopotentialCell() throws {
    let reference = try ReferenceTable("analytic/isopotential_cell")
    let step = try ModelRun(
      isopotential("current_clamp: {amplitude: 0.01 nA, start: 0 ms}"))
    let count = min(step.trace("v").count, reference["current_step_mV"].count)
    #expect(count > 200)
    // Crank–Nicolson at dt/τ = 0.0025 is off by (dt/τ)²/12 of the response, far below 1e-5 mV.
    #expect(
      largestDifference(
        Array(step.trace("v").prefix(count)), Array(reference["current_step_mV"].prefix(count)))
        <= 1e-4)
    let clamp = try ModelRun(
      isopotential(
        "voltage_clamp: {series_resistance: 10 Mohm, levels: [{level: -45 mV}]}",
        "  i: {variable: i_electrode, cells: cell, at: soma, every: 0.25 ms}"))
    // The clamp's own time constant is 0.124 ms, five steps: (dt/τ)²/12 of 20 mV is 0.07 mV.
    let clamped = Array(clamp.trace("v").prefix(count))
    #expect(largestDifference(clamped, Array(reference["clamped_mV"].prefix(count))) <= 0.1)
    let current = Array(clamp.trace("i").prefix(count))
    #expect(largestDifference(current, Array(reference["electrode_nA"].prefix(count))) <= 0.01)
  }

  @Test(
    "a stiff voltage clamp does not ring",
    arguments: [1.0, 1.01, 1.0125, 1.024])
  func clampDoesNotRing(start: Double) throws {
    let text = ReferenceModels.tree
      .replacing(
        "current_clamp: {amplitude: 1 nA, start: 1 ms}",
        with: "voltage_clamp: {series_resistance: 0.01 Mohm, start: \(start) ms, "
          + "levels: [{level: -20 mV}]}"
      )
      .replacing("99.975 ms", with: "3 ms")
    let soma = try #require(try ModelRun(text).traces["v"])[0]
    let after = soma.dropFirst(Int((start / 0.025).rounded(.up)) + 2)
    // Held within the drop over the series resistance: 10 nA × 0.01 MΩ.
    #expect(after.allSatisfy { abs($0 + 20) < 0.3 })
    let wiggles = zip(after, after.dropFirst()).map { $1 - $0 }
    #expect(wiggles.allSatisfy { abs($0) < 0.05 })
  }
}
