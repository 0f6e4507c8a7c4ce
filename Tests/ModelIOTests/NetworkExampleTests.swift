import ModelDescription
import ModelIO
import Testing

@Suite("A strip of connected neurons in a shared space")
struct NetworkExampleTests {
  private static let strip = """
    skou: 1
    simulation: {duration: 20 s, dt: 0.025 ms, temperature: 37 degC}
    ions:
      na: {inside: 12 mM, outside: 145 mM, dynamics: pool}
      k:  {inside: 140 mM, outside: 4 mM, dynamics: pool}
      cl: {inside: 10 mM, outside: 110 mM, dynamics: pool}
      x_in:  {valence: -1.0441313293, inside: 136 mM, outside: 0 mM, dynamics: impermeant}
      x_out: {valence: -1, inside: 0 mM, outside: 39 mM, dynamics: impermeant}
    cells:
      neuron:
        morphology: {sphere: {diameter: 25.23132 um}}
        cable: {capacitance: 1 uF/cm2, voltage: -75.5 mV}
        mechanisms:
          - {use: leak_k, g: 0.030072355 mS/cm2}
          - {use: leak_na, g: 0.004665155 mS/cm2}
          - {use: na_k_atpase, model: hill, imax: 3.46614583 uA/cm2}
        synapses:
          - {use: exp_syn, name: excitatory, at: soma, reversal: 0 mV}
    populations:
      strip: {cell: neuron, count: 40, represents: 1, positions: {line: {from: [25 um, 0 um, 0 um], \
    step: [50 um, 0 um, 0 um]}}}
    extracellular:
      space: grid
      spacing: [50 um, 7.589 um, 7.589 um]
      volume_fraction: 0.25
      tortuosity: 1.6
      boundary: sealed
    connections:
      - {from: strip, to: strip, rule: {ring: 1}, synapse: excitatory, weight: 0.1 uS, delay: 5 ms}
    interventions:
      - {at: 0 s, set: {na_k_atpase.block: 1}, cells: strip, within: {x: [0 um, 500 um]}}
    record:
      k_out: {variable: "[k]o", cells: strip, at: soma, every: 100 ms}
      k_map: {variable: "[k]o", on: extracellular, every: 1 s}
      pump: {variable: na_k_atpase.rate, cells: strip, at: soma, every: 1 s}
      synapse: {variable: excitatory.i, cells: strip 3, at: soma}
    detect:
      - {event: front, when: "[k]o > 20 mM", cells: strip, at: soma}
      - {event: depolarization_block, when: "v > -40 mV for 2 s", cells: strip, at: soma}

    """

  @Test("is read with its space, connections, blocked core and events")
  func strip() throws {
    let model = try TestModels.load(text: Self.strip)
    #expect(model.populations[0].count == 40)
    guard case .grid(let grid) = model.extracellular.space else {
      Issue.record("the space is \(model.extracellular.space)")
      return
    }
    #expect(grid.tortuosity == 1.6)
    #expect(model.connections.count == 1)
    #expect(model.interventions[0].within.x == 0..<500)
    #expect(model.gridRecordings.map(\.name) == ["k_map"])
    #expect(model.recordings.map(\.variable.unit) == ["mM", "mA/cm2", "nA"])
    #expect(model.detections.map(\.name) == ["front", "depolarization_block"])
  }
}
