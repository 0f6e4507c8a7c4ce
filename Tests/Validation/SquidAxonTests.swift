import Testing

/// Firing and conduction of the squid axon, against the numbers that other solvers found.
@Suite("Squid axon")
struct SquidAxonTests {
  /// Five patches, each with its own current from rest on.
  private func patches(_ amplitudes: [Double]) -> String {
    let stimuli = amplitudes.enumerated().map { index, density in
      // 1000 µm²: 1 µA/cm² is 0.01 nA.
      "  - {current_clamp: {amplitude: \(density / 100) nA, start: 0 ms}, cells: cell \(index) to "
        + "\(index), at: soma}"
    }
    let detectors = amplitudes.indices.map {
      "  spikes_\($0): {threshold: 0 mV, cells: cell \($0) to \($0), at: soma}"
    }
    return ReferenceModels.singleCompartment
      .replacing("99.975 ms", with: "1000 ms")
      .replacing("count: 1}", with: "count: \(amplitudes.count)}")
      .replacing(
        "  - {current_clamp: {amplitude: 0.1 nA, start: 5 ms, stop: 55 ms}, cells: cell, at: soma}",
        with: stimuli.joined(separator: "\n")
      )
      .split(separator: "\n").prefix { !$0.hasPrefix("record:") }.joined(separator: "\n")
      + "\nrecord:\n" + detectors.joined(separator: "\n")
  }

  @Test("a patch fires at the rates of an independent solver, and not at 6 µA/cm²")
  func firingRates() throws {
    let expected = [(6.5, 55.29), (7, 58.46), (10, 68.39), (20, 86.51)]
    let run = try ModelRun(patches([6] + expected.map(\.0)))
    #expect(run.spikes["spikes_0"]?.count == 2)
    #expect((run.spikes["spikes_0"] ?? []).allSatisfy { $0 < 500 })
    for (index, (_, rate)) in expected.enumerated() {
      let times = (run.spikes["spikes_\(index + 1)"] ?? []).filter { $0 >= 500 }
      let (first, last) = (try #require(times.first), try #require(times.last))
      let found = Double(times.count - 1) / (last - first) * 1000
      #expect(abs(found - rate) <= 0.005 * rate)
    }
  }

  @Test("a spike travels at 18.73 m/s along 10 cm of axon at 18.5 °C")
  func conduction() throws {
    let run = try ModelRun(
      """
      skou: 1
      simulation: {duration: 6 ms, dt: 0.005 ms, temperature: 18.5 degC}
      cells:
        axon:
          morphology: {cylinder: {length: 10 cm, diameter: 476 um, compartments: 1203}}
          cable: {capacitance: 1 uF/cm2, resistivity: 35.4 ohm cm, voltage: -65 mV}
          ions: {na: {reversal: 50 mV}, k: {reversal: -77 mV}}
          mechanisms:
            - {use: nav_hh, gbar: 0.12 S/cm2}
            - {use: kv_hh, gbar: 0.036 S/cm2}
            - {use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV}
      populations: {axon: {cell: axon, count: 1}}
      stimuli:
        - current_clamp: {amplitude: 40 uA, start: 0 ms, stop: 0.3 ms}
          cells: axon
          at: branch 0 (0.0)
      record:
        near: {threshold: 0 mV, cells: axon, at: branch 0 (0.3)}
        far: {threshold: 0 mV, cells: axon, at: branch 0 (0.7)}
      """)
    let morphology = run.model.painted[0].morphology
    let places = run.model.detectors.map {
      morphology.compartments[$0.element.compartment].distance
    }
    let near = try #require(run.spikes["near"]?.first)
    let far = try #require(run.spikes["far"]?.first)
    let speed = (places[1] - places[0]) * 1e-3 / (far - near)
    #expect(abs(speed - 18.73) <= 0.01 * 18.73)
  }
}
