import Foundation
import ModelDescription
import ModelIO

/// Model texts that tests change in one place, and a loader for them.
enum TestModels {
  /// The folder of this target's model files.
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Models"

  /// The squid axon patch of the format's description.
  static let patch = """
    skou: 1
    title: Squid axon patch, Hodgkin and Huxley 1952
    simulation: {duration: 100 ms, dt: 0.025 ms, temperature: 6.3 degC}
    cells:
      patch:
        morphology: {cylinder: {length: 17.841241 um, diameter: 17.841241 um, compartments: 1}}
        cable: {capacitance: 1 uF/cm2, resistivity: 35.4 ohm cm, voltage: -65 mV}
        ions:
          na: {reversal: 50 mV}
          k: {reversal: -77 mV}
        mechanisms:
          - {use: nav_hh, gbar: 0.12 S/cm2}
          - {use: kv_hh, gbar: 0.036 S/cm2}
          - {use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV}     # belongs to no ion
    populations:
      patch: {cell: patch, count: 1}
    stimuli:
      - {current_clamp: {amplitude: 0.1 nA, start: 5 ms, stop: 55 ms}, cells: patch, at: soma}
    record:
      v: {variable: v, cells: patch, at: soma, every: 0.025 ms}
      spikes: {threshold: 0 mV, cells: patch, at: soma}
    expect:
      - {quantity: spike count, of: spikes, is: 7}
      - {quantity: value, of: v, at: 100 ms, is: -64.97 mV, within: 0.01 mV, source: "HH; NEURON"}

    """

  /// A model that uses most of the format.
  static let rich = """
    skou: 1
    simulation: {duration: 1 s, dt: 0.01 ms, temperature: 37 degC, method: backward_euler, seed: 3}
    ions:
      na: &salt {inside: 12 mM, outside: 145 mM}
      k: {reversal: -77 mV, inside: 140 mM, outside: 4 mM, override: true}
      ba: {valence: 2, reversal: 40 mV}
    cells:
      neuron:
        morphology:
          sections:
            - {name: soma, length: 20 um, diameter: 20 um, compartments: 1, kind: soma}
            - {name: d1, parent: soma, length: 50 um, diameters: [2 um, 1.8 um], kind: apical}
        discretization: {d_lambda: 0.05, frequency: 200 Hz}
        cable:
          - {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
          - {where: d1 and distance > 30 um, capacitance: 2 uF/cm2, temperature: 30 degC}
        ions: {na: *salt}
        mechanisms:
          - {use: nav_hh, where: apical, gbar: "0.12 S/cm2 * exp(-distance / 100 um)"}
          - {use: na_k_atpase, model: hill, imax: 3 uA/cm2, q10: 2}
          - {use: leak, name: free, reversal: -54.3 mV, g: "if(distance > 10 um, 1, 2) * 0.1 mS/cm2"}
      tree:
        morphology:
          tree: {soma: {length: 20 um, diameter: 20 um}, depth: 3, branch_length: 50 um,
                 diameters: [2 um, 1.6 um, 1.3 um], compartments: 3}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
        mechanisms:
          - {use: leak, ion: k}
    populations:
      neurons: {cell: neuron, count: 100}
      trees: {cell: tree, count: 3}
    stimuli:
      - {current_clamp: {amplitude: 1 nA, train: {period: 20 ms, width: 1 ms, count: 3}},
         cells: [neurons 3, neurons 10 to 20], at: [soma(0.25), "branch 1 (0.5)"]}
      - {current_clamp: {sine: {amplitude: 1 nA, frequency: 10 Hz, phase: 1.57}}, cells: all, at: root}
      - {current_clamp: {start: 1 ms, noise: {sigma: 1 nA, tau: 5 ms}}, cells: trees, at: tips}
      - {current_clamp: {waveform: {file: ramp.csv}}, cells: trees, at: random 2 on dendrite}
      - {voltage_clamp: {series_resistance: 1 Mohm, levels: [{level: 0 mV, until: 3 ms}]},
         cells: neurons, at: "nearest (10 um, 0 um, 5 um)"}
    record:
      v: {variable: v, cells: neurons, at: [soma(0.25), d1(0.75)], every: 0.1 ms, stop: 20 ms}
      pump: {variable: na_k_atpase.rate, cells: neurons, at: soma, every: 1 ms, precision: double}
      salt: {variable: "[na]i", cells: neurons 4, at: distance > 10 um}
      near: {threshold: 0 mV, cells: neurons, at: soma}
      far: {threshold: 0 mV, cells: neurons, at: d1(1)}
    expect:
      - {quantity: conduction velocity, of: [near, far], is: 0.4 m/s, within: 5 %}
      - {quantity: mean, of: salt, from: 1 ms, to: 2 ms, element: 0, at_least: 11 mM, at_most: 13 mM}

    """

  /// The textbook cell of the format's description: pools, pump, water and interventions.
  static let pumpLeak = """
    skou: 1
    simulation: {duration: 1 h, temperature: 37 degC, method: adaptive}
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
        volume: {water_permeability: 1e-3 cm/s}
        mechanisms:
          - {use: leak_k, g: 0.030072355 mS/cm2}
          - {use: leak_na, g: 0.004665155 mS/cm2}
          - {use: leak_cl, g: 0.015262490 mS/cm2}
          - {use: na_k_atpase, model: hill, imax: 3.46614583 uA/cm2}
          - {use: nkcc1, u: 0.023334282 uA/cm2}
    populations:
      neuron: {cell: neuron, count: 1}
    extracellular: {space: bath}
    interventions:
      - {at: 1 min, set: {na_k_atpase.block: 1}, cells: neuron}
      - {at: 11 min, set: {na_k_atpase.block: 0}, over: 10 s, cells: neuron}
    record:
      v: {variable: v, cells: neuron, at: soma, every: 1 s}
      chloride: {variable: "[cl]i", cells: neuron, at: [soma(0.25), soma(0.75)], every: 1 s}
    detect:
      - {event: lysis, when: "volume > 2 * volume_at_start", cells: neuron}

    """

  /// Cells with synapses, in a ring and driven by sources of all kinds.
  static let network = """
    skou: 1
    simulation: {duration: 100 ms, dt: 0.025 ms, temperature: 37 degC, seed: 5}
    ions:
      ca: {reversal: 120 mV}
    cells:
      neuron:
        morphology:
          sections:
            - {name: body, length: 20 um, diameter: 20 um, compartments: 1, kind: soma}
            - {name: d1, parent: body, length: 50 um, diameters: [2 um, 1.8 um], kind: apical}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
        mechanisms:
          - {use: leak, reversal: -65 mV}
        synapses:
          - {use: exp_syn, name: excitatory, at: random 20 on apical, tau: 2 ms, reversal: 0 mV}
          - {use: nmda, at: d1(0.5)}
    populations:
      ring:
        cell: neuron
        count: 16
        positions: {line: {from: [25 um, 0 um, 0 um], step: [50 um, 0 um, 0 um]}}
        orientation: random
      other: {cell: neuron, count: 8}
    sources:
      kick: {regular: {start: 1 ms, interval: 10 ms, count: 3}, count: 8}
      noise: {poisson: {rate: 5 Hz, stop: 1 s}, count: 100, seed: 3}
      replay: {times: [1 ms, 2 ms, 5 ms]}
    connections:
      - {from: ring, to: ring, rule: {ring: 1}, synapse: excitatory, weight: 0.1 uS, delay: 5 ms}
      - {from: kick, to: other, rule: one_to_one, synapse: nmda, weight: 2, delay: 0 ms}
    gap_junctions:
      - {from: ring, to: other, rule: {probability: 0.1}, at: [body, d1], conductance: 1 nS}
    record:
      g: {variable: excitatory.g, cells: ring, at: d1}

    """

  /// Loads the patch with some values replaced; paths are relative to this target's models.
  static func load(
    _ changes: KeyValuePairs<String, String> = [:], text: String = patch
  ) throws -> ModelDescription {
    try loaded(changes, text: text).description
  }

  /// As `load`, with the resolved text.
  static func loaded(
    _ changes: KeyValuePairs<String, String> = [:], text: String = patch
  ) throws -> LoadedModel {
    let overrides = changes.map { ModelOverride(path: $0.key, value: $0.value) }
    return try ModelLoader(manifests: TestManifests.all)
      .load(text: text, file: "\(folder)/patch.yaml", overrides: overrides)
  }
}
