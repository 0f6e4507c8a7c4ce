/// Small models that together step in every way there is.
///
/// Those with fixed steps have two groups or more, so that two threads have something to do, and
/// rounds of 5 ms: longer than all that the tests take in one go.
enum SteppingModel: String, CaseIterable {
  case cable, recording, interventions, randomChannels
  case ring, ringBackwardEuler, gapJunctions
  case pools, shells, axial, energy
  case grid, electroneutralGrid
  case adaptive, automatic

  /// The model.
  var text: String {
    switch self {
    case .cable: Self.cells(and: Self.electrodes + Self.noise)
    case .recording: Self.cells(and: Self.recordings + Self.electrodes)
    case .interventions: Self.cells(and: Self.electrodes + Self.changes)
    case .randomChannels: Self.cells(and: Self.electrodes, membrane: Self.randomMembrane)
    case .ring: Self.ring(method: "second_order")
    case .ringBackwardEuler: Self.ring(method: "backward_euler")
    case .gapJunctions: Self.cells(and: Self.electrodes + Self.junctions)
    case .pools: Self.pools(in: "{space: bath}", and: Self.electrodes)
    case .shells: Self.pools(in: Self.shell, and: Self.electrodes)
    case .axial: Self.pools(in: Self.shell, and: Self.electrodes, axial: "electrodiffusive")
    case .energy: Self.pools(in: Self.shell, and: Self.electrodes + energyKey)
    case .grid: Self.pools(in: Self.space("free"), and: Self.map + Self.electrodes)
    case .electroneutralGrid: Self.pools(in: Self.space("electroneutral"), and: Self.electrodes)
    case .adaptive: Self.pools(in: Self.shell, and: Self.pauses, method: "adaptive")
    case .automatic: Self.pools(in: Self.shell, and: Self.pauses, method: "automatic, dt: 0.025 ms")
    }
  }
}

/// What the models are made of.
extension SteppingModel {
  /// Seven compartments; 32 of these make a group.
  private static let shape = """
        morphology:
          tree:
            soma: {length: 20 um, diameter: 20 um}
            stems: 2
            depth: 1
            branch_length: 50 um
            diameters: [2 um]
            compartments: 3
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
    """

  private static let squidMembrane = """
        ions: {na: {reversal: 50 mV}, k: {reversal: -77 mV}}
        mechanisms:
          - {use: nav_hh}
          - {use: kv_hh}
          - {use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV}
    """

  private static let randomMembrane = """
        ions: {na: {reversal: 50 mV}, k: {reversal: -77 mV}}
        mechanisms:
          - {use: nav_hh_stochastic, model: markov, where: soma}
          - {use: kv_hh_stochastic, model: langevin, where: soma}
          - {use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV}
    """

  private static func cells(
    and rest: String, membrane: String = squidMembrane, synapses: String = "",
    method: String = "second_order"
  ) -> String {
    """
    skou: 1
    simulation: {duration: 2 s, dt: 0.025 ms, temperature: 6.3 degC, method: \(method)}
    cells:
      cell:
    \(shape)
    \(membrane)\(synapses)
    populations: {cells: {cell: cell, count: 64}}
    record:
      spikes: {threshold: 0 mV, cells: cells, at: soma}
      v: {variable: v, cells: cells 3, at: soma, every: 1 ms}
    """ + rest
  }

  private static func ring(method: String) -> String {
    cells(
      and: connections,
      synapses: """

            synapses:
              - {use: exp_syn, name: plain, at: soma, reversal: 0 mV}
              - {use: tm_syn, name: tired, at: tips, reversal: 0 mV}
              - {use: stdp_syn, name: learning, at: tips, reversal: 0 mV}
        """, method: method)
  }

  private static func pools(
    in surroundings: String, and rest: String, axial: String = "ohmic",
    method: String = "second_order, dt: 0.025 ms"
  ) -> String {
    """
    skou: 1
    simulation: {duration: 2 s, temperature: 6.3 degC, method: \(method)}
    ions:
      na: {inside: 18 mM, outside: 145 mM, dynamics: pool, diffusion: 1.33 um2/ms}
      k: {inside: 130 mM, outside: 3.5 mM, dynamics: pool, diffusion: 1.96 um2/ms}
      cl: {inside: 7 mM, outside: 148.5 mM, dynamics: pool, diffusion: 2.03 um2/ms}
    extracellular: \(surroundings)
    cells:
      cell:
        axial: \(axial)
    \(shape)
        volume: {surface_to_volume: 2e4 /cm, water_permeability: 1e-3 cm/s}
        mechanisms:
          - {use: nav_hh}
          - {use: kv_hh}
          - {use: leak_na, g: 2e-4 S/cm2}
          - {use: leak_k, g: 5e-5 S/cm2}
          - {use: leak_cl, g: 3e-4 S/cm2}
          - {use: na_k_atpase, model: sigmoid, imax: 0.06 mA/cm2}
    populations:
      cells:
        cell: cell
        positions: {lattice: {spacing: [25 um, 25 um, 25 um], counts: [4, 4, 4]}}
    record:
      spikes: {threshold: 0 mV, cells: cells, at: soma}
      ki: {variable: "[k]i", cells: cells, at: soma, every: 1 ms}
    """ + rest
  }

  private static let shell = "{space: private, volume_fraction: 0.15, exchange_rate: 2 /s}"

  private static func space(_ transport: String) -> String {
    "{space: grid, spacing: 25 um, volume_fraction: 0.2, tortuosity: 1.6, boundary: held, "
      + "perfusion: 0.5 /s, transport: \(transport), step: 5 ms}"
  }
}

/// What happens to the cells.
extension SteppingModel {
  private static let electrodes = """

    stimuli:
      - {current_clamp: {amplitude: 0.6 nA, start: 1 ms}, cells: cells, at: soma}
      - {current_clamp: {amplitude: 0.1 nA, train: {period: 3 ms, width: 0.5 ms}}, cells: cells 5, at: tips}
      - voltage_clamp: {series_resistance: 10 Mohm, levels: [{level: -65 mV, until: 5 ms}]}
        cells: cells 20
        at: tips
    """

  private static let noise = """

      - {current_clamp: {noise: {sigma: 0.05 nA, tau: 2 ms}}, cells: cells 9, at: tips}
    """

  /// Pulses, between which steps become long.
  private static let pauses = """

    stimuli:
      - {current_clamp: {amplitude: 1 nA, train: {period: 20 ms, width: 1 ms}}, cells: cells, at: soma}
    """

  private static let recordings = """

      all: {variable: v, cells: cells, at: all, every: 0.025 ms}
      between: {variable: nav_hh.m, cells: cells, at: all, every: 0.07 ms}
      current: {variable: i_na, cells: cells, at: soma, every: 0.1 ms}
    detect:
      - {event: up, when: v > 0 mV, cells: cells, at: soma, once: false}
      - {event: held, when: i_na < 0 mA/cm2 for 1 ms, every: 0.1 ms, cells: cells, at: soma, once: false}
    """

  private static let changes = """

    interventions:
      - {at: 1 ms, over: 1 s, set: {nav_hh.gbar: 0.1 S/cm2}, cells: cells}
      - {at: 0 ms, for: 1 ms, every: 4 ms, times: 400, set: {leak.g: 0.6 mS/cm2}, cells: cells}
      - {at: 1 ms, over: 1 s, set: {temperature: 7 degC}, cells: cells}
    """

  private static let connections = """

    sources: {beat: {regular: {start: 1 ms, interval: 1.3 ms, count: 10000}, count: 2}}
    connections:
      - {from: cells, to: cells, rule: {ring: 1}, synapse: plain, weight: 50 nS, delay: 20 ms}
      - {from: beat, to: cells, rule: all_to_all, synapse: tired, site: each, weight: 2 nS, delay: 0 ms}
      - {from: cells, to: cells, rule: {ring: 3}, synapse: learning, site: each, weight: 1 nS, delay: 11 ms}
    """

  /// Two clusters of 32.
  private static let junctions = """

    gap_junctions:
      - {from: cells 0 to 31, to: cells 0 to 31, rule: {ring: 1}, at: soma, conductance: 1 nS}
      - {from: cells 32 to 63, to: cells 32 to 63, rule: {ring: 1}, at: soma, conductance: 1 nS}
    """

  private static let map = """

      map: {variable: "[k]o", on: extracellular, every: 1 ms}
    """
}
