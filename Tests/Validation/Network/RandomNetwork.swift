/// A network in which everything that couples cells is at work: synapses of all kinds, sources, gap
/// junctions, a shared space with its field.
enum RandomNetwork {
  /// The model; `transport` is `free` or `electroneutral`.
  static func text(transport: String) -> String {
    """
    skou: 1
    simulation: {duration: 60 ms, dt: 0.025 ms, temperature: 6.3 degC, seed: 11}
    ions:
      na: {inside: 18 mM, outside: 145 mM, dynamics: pool}
      k: {inside: 130 mM, outside: 3.5 mM, dynamics: pool}
      cl: {inside: 7 mM, outside: 148.5 mM, dynamics: pool}
    extracellular:
      space: grid
      spacing: [30 um, 25 um, 20 um]
      volume_fraction: 0.2
      tortuosity: 1.6
      boundary: held
      transport: \(transport)
      sources: [{ion: k, at: [60 um, 60 um, 20 um], current: 20 nA, start: 10.3 ms, stop: 30 ms}]
    cells:
      branched:
        morphology:
          tree:
            soma: {length: 15 um, diameter: 15 um}
            stems: 2
            depth: 2
            branch_length: 30 um
            diameters: [2 um, 1.5 um]
            compartments: 2
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
        mechanisms:
    \(membrane)
        synapses:
          - {use: ampa, name: fast, at: random 5 on dendrite}
          - {use: tm_syn, name: tired, at: [soma, tips], ion: na}
          - {use: stdp_syn, name: learning, at: tips, ion: na, a_plus: 0.05}
      ball:
        morphology: {sphere: {diameter: 14 um}}
        cable: {capacitance: 1 uF/cm2, voltage: -63 mV}
        mechanisms:
    \(membrane)
        synapses:
          - {use: ampa, name: fast, at: soma}
          - {use: gaba_a, name: slow, at: soma}
    populations:
      cloud:
        cell: branched
        count: 21
        positions:
          box: {from: [0 um, 0 um, 0 um], to: [120 um, 120 um, 40 um], distance: 8 um}
        orientation: random
      balls:
        cell: ball
        positions: {lattice: {spacing: [30 um, 30 um, 0 um], counts: [4, 3, 1]}}
      crowd: {cell: ball, represents: 5, positions: {line: {step: [25 um, 5 um, 0 um]}}, count: 5}
    sources:
      noise: {poisson: {rate: 150 Hz}, count: 20}
      beat: {regular: {start: 3 ms, interval: 7.7 ms}, count: 2}
    connections:
      - {from: noise, to: all, rule: {in_degree: 2}, synapse: fast, weight: 2 nS, delay: 0.3 ms}
      - from: beat
        to: cloud
        rule: all_to_all
        synapse: learning
        site: each
        weight: 3 nS
        delay: 0 ms
      - from: [cloud, balls]
        to: cloud
        rule: {probability: "0.6 * exp(-distance / 60 um)"}
        synapse: tired
        weight: {lognormal: {mean: 4 nS, sd: 2 nS}}
        delay: "0.4 ms + distance / 100 um * 0.5 ms"
      - {from: cloud, to: balls, rule: {out_degree: 3}, synapse: slow, weight: 3 nS, delay: 1 ms}
    gap_junctions:
      - from: balls
        to: balls
        rule: {probability: "if(distance < 35 um, 1, 0)"}
        at: soma
        conductance: 1 nS
        carries: {k: 0.7, na: 0.3}
      - {from: cloud 0 to 2, to: balls 0 to 2, rule: one_to_one, at: soma, conductance: 0.5 nS}
    record:
      v: {variable: v, cells: all, at: soma, every: 0.5 ms}
      ko: {variable: "[k]o", cells: all, at: all, every: 5 ms}
      g: {variable: learning.efficacy, cells: cloud, at: tips, every: 5 ms}
      map: {variable: "[k]o", on: extracellular, every: 5 ms}
      spikes: {threshold: 0 mV, cells: all, at: soma}
    """
  }

  private static let membrane = """
          - {use: nav_hh, gbar: 0.12 S/cm2}
          - {use: kv_hh, gbar: 0.036 S/cm2}
          - {use: leak_na, g: 1e-4 S/cm2}
          - {use: leak_k, g: 5e-5 S/cm2}
          - {use: leak_cl, g: 3e-4 S/cm2}
          - {use: na_k_atpase, model: sigmoid, imax: 0.03 mA/cm2}
    """
}
