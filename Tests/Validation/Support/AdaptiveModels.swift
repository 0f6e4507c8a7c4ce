/// Models for steps that choose their own length.
enum AdaptiveModels {
  /// A model with fixed steps, stepped adaptively.
  static func adaptive(_ text: String, tolerance: Double) -> String {
    text.replacing(/dt: [0-9.]+ ms/, with: "method: adaptive, tolerance: \(tolerance)")
      .replacing("method: automatic, tolerance: 1e-7, ", with: "")
  }

  /// A branching cell with salt, whose soma lets sodium in: ions carry all current along the tree.
  static let saltTree = """
    skou: 1
    simulation: {duration: 100 ms, dt: 0.01 ms, temperature: 37 degC}
    ions:
      na: {inside: 100 mM, outside: 100 mM, dynamics: pool, diffusion: 1.33 um2/ms}
      cl: {inside: 100 mM, outside: 100 mM, dynamics: pool, diffusion: 2.03 um2/ms}
    cells:
      cell:
        axial: electrodiffusive
        morphology:
          tree:
            soma: {length: 20 um, diameter: 20 um}
            stems: 2
            depth: 2
            branch_length: 50 um
            diameters: [2 um, 1.6 um]
            compartments: 3
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: 0 mV}
        mechanisms:
          - {use: leak_na, where: soma, g: 1e-3 S/cm2}
    populations: {cell: {cell: cell, count: 1}}
    extracellular: {space: bath}
    interventions:
      - {at: 10 ms, set: {bath.na: 200 mM}, cells: cell}
    record:
      v: {variable: v, cells: cell, at: [soma, branch 3 (1.0)], every: 1 ms}
      na: {variable: "[na]i", cells: cell, at: [soma, branch 3 (1.0)], every: 1 ms}
    """

  /// A small tree with pools that fires twice three spikes, with seconds between.
  static let twoBursts = """
    skou: 1
    simulation:
      {duration: 8 s, method: automatic, tolerance: 1e-7, dt: 0.005 ms, temperature: 6.3 degC}
    ions:
      na: {inside: 18 mM, outside: 145 mM, dynamics: pool}
      k: {inside: 130 mM, outside: 3.5 mM, dynamics: pool}
      cl: {inside: 7 mM, outside: 130 mM, dynamics: pool}
    extracellular: {space: private, volume_fraction: 0.15, exchange_rate: 2 /s}
    cells:
      cell:
        morphology:
          tree:
            soma: {length: 20 um, diameter: 20 um}
            stems: 2
            depth: 2
            branch_length: 50 um
            diameters: [2 um, 1.6 um]
            compartments: 3
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
        volume: {surface_to_volume: 2e4 /cm}
        mechanisms:
          - {use: nav_hh, gbar: 0.12 S/cm2}
          - {use: kv_hh, gbar: 0.036 S/cm2}
          - {use: leak_na, g: 1.75e-5 S/cm2}
          - {use: leak_k, g: 5e-5 S/cm2}
          - {use: leak_cl, g: 5e-5 S/cm2}
          - {use: na_k_atpase, model: sigmoid, imax: 0.06 mA/cm2}
    populations: {cell: {cell: cell, count: 1}}
    stimuli:
      - {current_clamp: {amplitude: 1 nA, start: 1 s, stop: 1.03 s}, cells: cell, at: soma}
      - {current_clamp: {amplitude: 1 nA, start: 5.00001234 s, stop: 5.03 s}, cells: cell, at: soma}
    record:
      ki: {variable: "[k]i", cells: cell, at: soma, every: 10 ms}
      ko: {variable: "[k]o", cells: cell, at: soma, every: 10 ms}
      nai: {variable: "[na]i", cells: cell, at: soma, every: 10 ms}
      spikes: {threshold: 0 mV, cells: cell, at: soma}
    """
}
