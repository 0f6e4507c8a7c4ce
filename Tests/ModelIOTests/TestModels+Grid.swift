extension TestModels {
  /// Cells in a space that they share.
  static let tissue = """
    skou: 1
    simulation: {duration: 10 s, dt: 0.025 ms, temperature: 37 degC}
    ions:
      na: {inside: 12 mM, outside: 145 mM, dynamics: pool}
      k: {inside: 140 mM, outside: 4 mM, dynamics: pool}
      glu: {valence: 0, inside: 5 mM, outside: 0 mM, dynamics: pool, diffusion: 0.3 um2/ms}
      atp: {valence: 0, inside: 3 mM, dynamics: pool}
      x_out: {valence: -1, inside: 0 mM, outside: 39 mM, dynamics: impermeant}
      mg: {inside: 1 mM, outside: 1 mM}
    cells:
      neuron:
        morphology: {sphere: {diameter: 25 um}}
        cable: {capacitance: 1 uF/cm2, voltage: -75 mV}
        mechanisms:
          - {use: leak_k, g: 0.03 mS/cm2}
          - {use: leak_na, g: 0.005 mS/cm2}
          - {use: na_k_atpase, model: hill, imax: 3.4 uA/cm2}
    populations:
      neuron: {cell: neuron, count: 1}
    extracellular:
      space: grid
      spacing: [50 um, 10 um, 10 um]
      box: {from: [0 um, 0 um, 0 um], to: [1 mm, 100 um, 100 um]}
      volume_fraction: 0.25
      tortuosity: 1.6
      regions: [{within: {x: [0 um, 500 um]}, volume_fraction: 0.07, tortuosity: 1.8, perfusion: 0 /s}]
      boundary: held
      transport: electroneutral
      perfusion: 0.1 /s
      decay: {glu: 5 /s}
      initial: [{within: {x: [0 um, 250 um]}, k: 60 mM, na: 89 mM}]
      sources:
        - {ion: k, at: [500 um, 50 um, 50 um], current: 50 nA, start: 1 s, stop: 9 s}
        - {ion: glu, at: [500 um, 50 um, 50 um], amount: 1 fmol/s}
      step: 0.5 ms
    interventions:
      - {at: 1 s, set: {bath.k: 8 mM}}
    record:
      v: {variable: v, cells: neuron, at: soma, every: 1 ms}
      k_map: {variable: "[k]o", on: extracellular, every: 1 s, within: {x: [~, 500 um]}, precision: double}

    """

  /// A strip of cells with synapses, in a core of which the pumps fail.
  static let strip = """
    skou: 1
    simulation: {duration: 100 s, temperature: 37 degC}
    ions:
      na: {inside: 12 mM, outside: 145 mM, dynamics: pool}
      k: {inside: 140 mM, outside: 4 mM, dynamics: pool}
      cl: {inside: 10 mM, outside: 110 mM, dynamics: pool}
      x_in: {valence: -1.0441313293, inside: 136 mM, outside: 0 mM, dynamics: impermeant}
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
        synapses:
          - {use: exp_syn, name: excitatory, at: soma, ion: na, tau: 2 ms}
    populations:
      strip: {cell: neuron, count: 40, represents: 1, positions: {line: {from: [25 um, 0 um, 0 um], step: [50 um, 0 um, 0 um]}}}
    extracellular:
      space: grid                      # bath (infinite, constant) | private (one shell a cell) | grid
      spacing: [50 um, 7.589 um, 7.589 um]
      volume_fraction: 0.25
      tortuosity: 1.6
      boundary: sealed                 # or: held at the bath's concentrations
    connections:
      - {from: strip, to: strip, rule: {ring: 1}, synapse: excitatory, weight: 0.1 uS, delay: 5 ms}
    interventions:
      - {at: 0 s, set: {na_k_atpase.block: 1}, cells: strip, within: {x: [0 um, 500 um]}}
    record:
      k_out: {variable: "[k]o", cells: strip, at: soma, every: 100 ms}
      k_map: {variable: "[k]o", on: extracellular, every: 1 s}
      pump: {variable: na_k_atpase.rate, cells: strip, at: soma, every: 1 s}
    detect:
      - {event: front, when: "[k]o > 20 mM", cells: strip, at: soma}
      - {event: depolarization_block, when: "v > -40 mV for 2 s", cells: strip, at: soma}

    """
}
