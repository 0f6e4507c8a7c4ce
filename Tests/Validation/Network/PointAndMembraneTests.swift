import Testing

/// A synapse whose conductance hardly decays is a leak: what changes the one must change the other.
@Suite("Points and membranes")
struct PointAndMembraneTests {
  /// V of a patch of 1256.637 µm² with potassium pools.
  ///
  /// The bath's potassium jumps and then climbs, off the grid of steps. `carriers` are what carries
  /// potassium, as lines of the model file.
  private func potential(carriers: String, network: String = "", method: String) throws -> [Double]
  {
    let head = """
      skou: 1
      simulation: {duration: 20 ms, dt: 0.1 ms, temperature: 37 degC, method: \(method)}
      ions:
        k: {inside: 140 mM, outside: 4 mM, dynamics: pool}
      populations: {patch: {cell: patch, count: 1}}
      interventions:
        - {at: 3.333 ms, set: {bath.k: 12 mM}}
        - {at: 9.017 ms, set: {bath.k: 30 mM}, over: 5.5 ms}
      record:
        v: {variable: v, cells: patch, at: soma, every: 0.1 ms, precision: double}
      cells:
        patch:
          morphology: {cylinder: {length: 20 um, diameter: 20 um, compartments: 1}}
          cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -70 mV}

      """
    return try ModelRun(head + carriers + "\n" + network).trace("v")
  }

  @Test(
    "a bath that changes is the same to both", arguments: ["second_order", "backward_euler"])
  func changingBath(_ method: String) throws {
    let leak = try potential(
      carriers: """
            mechanisms:
              - {use: leak, g: 0.05 mS/cm2, reversal: -60 mV}
              - {use: leak_k, g: 0.1 mS/cm2}
        """, method: method)
    let synapse = try potential(
      carriers: """
            mechanisms:
              - {use: leak, g: 0.05 mS/cm2, reversal: -60 mV}
            synapses:
              - {use: exp_syn, name: input, at: soma, ion: k, tau: 1e6 ms}
        """,
      network: """
        sources: {on: {times: [0 ms]}}
        connections:
          - from: on
            to: patch
            rule: all_to_all
            synapse: input
            weight: 0.0012566370614359172 uS
            delay: 0 ms
        """, method: method)
    // The synapse's conductance falls by 2e-5 within the run, of currents that move V by 30 mV.
    #expect(leak.count == synapse.count)
    for (a, b) in zip(leak, synapse) { #expect(abs(a - b) <= 1e-3) }
    #expect((leak.max() ?? -70) > -60, "the bath matters")
  }
}
