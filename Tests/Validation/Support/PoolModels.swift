/// Models whose ions are pools.
enum PoolModels {
  /// Reference e: the tree with pumps and pools, each compartment in a shell of its own.
  static let ionTree = """
    skou: 1
    simulation:
      {duration: 499.975 ms, dt: 0.025 ms, temperature: 6.3 degC}
    ions:
      na: {inside: 18 mM, outside: 145 mM, dynamics: pool}
      k: {inside: 130 mM, outside: 3.5 mM, dynamics: pool}
      cl: {reversal: -70 mV}
    extracellular: {space: private, volume_fraction: 0.15, exchange_rate: 2 /s}
    cells:
      cell:
        morphology:
          tree:
            soma: {length: 20 um, diameter: 20 um}
            stems: 2
            depth: 5
            branch_length: 50 um
            diameters: [2 um, 1.6 um, 1.3 um, 1.1 um, 1.0 um]
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
      - {current_clamp: {amplitude: 1 nA, start: 1 ms}, cells: cell, at: soma}
    record:
      v: {variable: v, cells: cell, at: soma, every: 0.025 ms}
      nai: {variable: "[na]i", cells: cell, at: soma, every: 0.25 ms}
      nao: {variable: "[na]o", cells: cell, at: soma, every: 0.25 ms}
      ki: {variable: "[k]i", cells: cell, at: soma, every: 0.25 ms}
      ko: {variable: "[k]o", cells: cell, at: [soma, branch 62 (1.0)], every: 0.25 ms}
      spikes: {threshold: 0 mV, cells: cell, at: soma}
    """

  private static func spikingCell(
    duration: String, step: String, water: String, impermeants: String, samples: String
  ) -> String {
    """
    skou: 1
    simulation: {duration: \(duration), dt: \(step), temperature: 6.3 degC}
    ions:
      na: {inside: 18 mM, outside: 145 mM, dynamics: pool}
      k: {inside: 130 mM, outside: 3.5 mM, dynamics: pool}
      cl: {inside: 7 mM, outside: 130 mM, dynamics: pool}
    \(impermeants)
    extracellular: {space: private, volume_fraction: 0.15}
    cells:
      cell:
        morphology:
          cylinder: {length: 17.841241 um, diameter: 17.841241 um, compartments: 1}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
        volume: {surface_to_volume: 2e4 /cm\(water)}
        mechanisms:
          - {use: nav_hh, gbar: 0.12 S/cm2}
          - {use: kv_hh, gbar: 0.036 S/cm2}
          - {use: leak_na, g: 2e-4 S/cm2}
          - {use: leak_k, g: 5e-5 S/cm2}
          - {use: leak_cl, g: 3e-4 S/cm2}
          - {use: na_k_atpase, model: sigmoid, imax: 0.06 mA/cm2}
    populations: {cell: {cell: cell, count: 1}}
    record:
      v: {variable: v, cells: cell, at: soma, \(samples)}
      volume: {variable: volume, cells: cell, at: soma, \(samples)}
      nai: {variable: "[na]i", cells: cell, at: soma, \(samples)}
      ki: {variable: "[k]i", cells: cell, at: soma, \(samples)}
      ko: {variable: "[k]o", cells: cell, at: soma, \(samples)}
      na_in: {variable: "n[na]i", cells: cell, at: soma, \(samples)}
      na_out: {variable: "n[na]o", cells: cell, at: soma, \(samples)}
      k_in: {variable: "n[k]i", cells: cell, at: soma, \(samples)}
      k_out: {variable: "n[k]o", cells: cell, at: soma, \(samples)}
      cl_in: {variable: "n[cl]i", cells: cell, at: soma, \(samples)}
      cl_out: {variable: "n[cl]o", cells: cell, at: soma, \(samples)}
      spikes: {threshold: 0 mV, cells: cell, at: soma}
    """
  }

  /// A cell in a closed shell, which fires by itself; 10⁵ steps.
  static let closedCell = spikingCell(
    duration: "2500 ms", step: "0.025 ms", water: "", impermeants: "", samples: "every: 10 ms")

  /// The same for its first 2 ms, before a spike, with water that moves.
  static let quietCell = spikingCell(
    duration: "2 ms", step: "0.02 ms", water: ", water_permeability: 0.1 cm/s",
    impermeants: "  x: {valence: -1, inside: 100 mM, outside: 0 mM, dynamics: impermeant}",
    samples: "every: 1 ms")
}
