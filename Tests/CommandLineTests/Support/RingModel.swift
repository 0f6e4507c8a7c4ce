/// Rings of cells that excite each other, without anything else that they share.
enum RingModel {
  static let text = """
    skou: 1
    simulation: {duration: 60 ms, dt: 0.025 ms, temperature: 6.3 degC, seed: 3}
    ions: {na: {reversal: 50 mV}, k: {reversal: -77 mV}}
    cells:
      ball:
        morphology: {sphere: {diameter: 20 um}}
        cable: {capacitance: 1 uF/cm2, voltage: -65 mV}
        mechanisms:
          - {use: nav_hh, gbar: 0.12 S/cm2}
          - {use: kv_hh, gbar: 0.036 S/cm2}
          - {use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV}
        synapses:
          - {use: exp_syn, name: input, at: soma, tau: 2 ms, reversal: 0 mV}
    populations: {ring: {cell: ball, count: 2400}}
    sources: {kick: {times: [1 ms]}}
    connections:
      - {from: kick, to: ring 0 to 199, rule: all_to_all, synapse: input, weight: 20 nS, delay: 0 ms}
      - {from: ring, to: ring, rule: {ring: 600}, synapse: input, weight: 20 nS, delay: 5 ms}
    record:
      v: {variable: v, cells: ring 0 to 2399, at: soma, every: 1 ms, precision: double}
      spikes: {threshold: 0 mV, cells: all, at: soma}

    """

  /// It ends when one cell, which is not among the first, has spiked.
  static let stopping =
    text + """
      detect:
        - {event: arrival, when: v > 0 mV, cells: ring 700, at: soma, stop: true}

      """
}
