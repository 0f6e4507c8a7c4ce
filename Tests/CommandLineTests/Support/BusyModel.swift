/// A network with everything that a checkpoint has to hold.
///
/// Two kinds of cells with pools whose volumes change, synapses, gap junctions, a shared space,
/// random and regular sources, noise, interventions and events. 500 ms are five epochs.
enum BusyModel {
  static let text = """
    skou: 1
    simulation: {duration: 500 ms, dt: 0.025 ms, temperature: 20 degC, seed: 11}
    ions:
      na: {inside: 20 mM, outside: 145 mM, dynamics: pool}
      k: {inside: 130 mM, outside: 4 mM, dynamics: pool}
      cl: {inside: 9 mM, outside: 120 mM, dynamics: pool}
    extracellular:
      space: grid
      spacing: [20 um, 20 um, 20 um]
      box: {from: [-20 um, -40 um, -40 um], to: [220 um, 80 um, 40 um]}
      volume_fraction: 0.2
      tortuosity: 1.6
      boundary: held
      perfusion: 0.1 /s
      sources:
        - {ion: k, at: [100 um, 0 um, 0 um], current: 1 nA, start: 100 ms, stop: 400 ms}
    sources:
      noise: {poisson: {rate: 40 Hz}, count: 12}
      kick: {regular: {start: 1 ms, interval: 37 ms}, count: 2}
    cells:
      ball:
        morphology: {cylinder: {length: 15 um, diameter: 15 um, compartments: 1}}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
        volume: {water_permeability: 1e-4 cm/s}
        mechanisms: &membrane
          - {use: nav_hh, gbar: 0.12 S/cm2}
          - {use: kv_hh, gbar: 0.036 S/cm2}
          - {use: leak, name: leak_cl, ion: cl, g: 0.2 mS/cm2}
          - {use: leak, name: leak_k, ion: k, g: 0.05 mS/cm2}
          - {use: leak, name: leak_na, ion: na, g: 0.01 mS/cm2}
          - {use: na_k_atpase, model: hill, imax: 5 uA/cm2}
        synapses: &synapses
          - {use: exp_syn, name: excitatory, at: soma, tau: 2 ms, reversal: 0 mV}
          - {use: exp2_syn, name: slow, at: soma, ion: k}
      stick:
        morphology:
          sections:
            - {name: body, length: 15 um, diameter: 15 um, compartments: 1, kind: soma}
            - {name: arm, parent: body, length: 100 um, diameter: 2 um, compartments: 4}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
        volume: {water_permeability: 1e-4 cm/s}
        mechanisms: *membrane
        synapses: *synapses
    populations:
      balls: {cell: ball, count: 9, positions: {line: {step: [20 um, 0 um, 0 um]}}}
      sticks: {cell: stick, count: 6, positions: {line: {step: [15 um, 10 um, 0 um]}}}
    connections:
      - from: balls
        to: sticks
        rule: {in_degree: 4}
        synapse: excitatory
        weight: {uniform: [1 nS, 4 nS]}
        delay: 3.3 ms
      - from: sticks
        to: balls
        rule: {in_degree: 2}
        synapse: slow
        weight: 1 nS
        delay: {uniform: [2 ms, 9 ms]}
      - from: noise
        to: balls
        rule: {in_degree: 6}
        synapse: excitatory
        weight: 5 nS
        delay: 1 ms
      - from: kick
        to: sticks
        rule: {in_degree: 1}
        synapse: excitatory
        weight: 20 nS
        delay: 0 ms
    gap_junctions:
      - {from: sticks, to: sticks, rule: {ring: 1}, at: soma, conductance: 1 nS, carries: {k: 1}}
    stimuli:
      - current_clamp: {noise: {mean: 0.05 nA, sigma: 0.1 nA, tau: 2 ms}}
        carries: {k: 1}
        cells: balls 0 to 4
        at: soma
      - current_clamp: {amplitude: 0.1 nA, start: 50 ms, train: {period: 20 ms, width: 3 ms}}
        carries: {k: 1}
        cells: sticks
        at: soma
    interventions:
      - {name: block, at: 150.01 ms, set: {na_k_atpase.block: 0.7}, over: 300 ms, cells: balls}
      - {name: cold, at: 300 ms, for: 100 ms, set: {temperature: 15 degC}, cells: sticks}
      - {name: bath, at: 220 ms, set: {bath.k: 6 mM}}
    record:
      v: {variable: v, cells: all, at: soma, every: 0.33 ms, precision: double}
      nai: {variable: "[na]i", cells: all, at: soma, every: 1 ms}
      k_map: {variable: "[k]o", on: extracellular, every: 7.1 ms, precision: double}
      spikes: {threshold: -10 mV, cells: all, at: soma}
      tall: {threshold: 10 mV, cells: balls, at: soma}
    detect:
      - {event: high, when: "[k]o > 4.3 mM for 20 ms", cells: all, once: false}
      - {event: fast, when: "v > 0 mV and nav_hh.h < 0.4", cells: balls, once: false}

    """
}
