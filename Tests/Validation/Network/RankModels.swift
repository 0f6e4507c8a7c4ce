import Foundation

/// Models with all that lowering puts into groups.
enum RankModel: CaseIterable {
  /// Synapses, sources, gap junctions and a shared space, and every kind of electrode, recording and
  /// intervention on some cells and not on others.
  case network
  /// Books on energy, which shared spaces and gap junctions do not go with yet.
  case energy

  /// The model.
  var text: String {
    switch self {
    case .network: Self.crowd + Self.treatment
    case .energy: Self.pumping
    }
  }

  /// How many groups it has.
  var groupCount: Int { self == .network ? 7 : 5 }

  private static let crowd = RandomNetwork.text(transport: "free")
    .replacingOccurrences(of: "count: 21", with: "count: 60")

  private static let treatment = """

      clamp: {variable: i_electrode, cells: cloud 30 to 39, at: soma, every: 1 ms}
      sodium: {variable: i_na, cells: [cloud 5 to 50, balls], at: soma, every: 1 ms}
      dendrites: {threshold: -20 mV, cells: cloud 11 to 41, at: tips}
    stimuli:
      - current_clamp: {amplitude: 0.1 nA, start: 5 ms, train: {period: 9 ms, width: 1 ms}}
        cells: [cloud 8 to 48, crowd]
        at: soma
        carries: {k: 0.9, na: 0.1}
      - {current_clamp: {start: 1 ms, noise: {sigma: 0.05 nA, tau: 5 ms}}, cells: cloud, at: tips}
      - voltage_clamp: {series_resistance: 1 Mohm, levels: [{level: -65 mV, until: 3 ms}]}
        cells: cloud 30 to 39
        at: soma
    interventions:
      - {name: blocker, at: 20 ms, over: 9 ms, set: {nav_hh.gbar: 0 S/cm2}, cells: cloud 3 to 40}
      - {name: cooling, at: 30 ms, for: 10 ms, set: {temperature: 4 degC}, cells: [balls, crowd]}
      - {name: potassium, at: 10 ms, set: {bath.k: 5 mM}}
    detect:
      - {event: spike, when: v > 0 mV, cells: all, once: false}
      - {event: current, when: i_na < -0.1 mA/cm2, cells: cloud 10 to 45, at: tips}
    measure:
      fate: {cells: all, for: 20 ms, silent: 20 ms}
    """

  private static let pumping = """
    skou: 1
    simulation: {duration: 20 ms, dt: 0.025 ms, temperature: 37 degC}
    energy: {atp_free_energy: -57 kJ/mol}
    ions:
      na: {inside: 18 mM, outside: 145 mM, dynamics: pool}
      k: {inside: 130 mM, outside: 3.5 mM, dynamics: pool}
    extracellular: {space: private, volume_fraction: 0.2}
    cells:
      cell:
        morphology: {cylinder: {length: 100 um, diameter: 2 um, compartments: 5}}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
        mechanisms:
          - {use: nav_hh}
          - {use: kv_hh}
          - {use: leak_na, g: 1e-4 S/cm2}
          - {use: leak_k, g: 5e-5 S/cm2}
          - {use: na_k_atpase, model: sigmoid, imax: 0.03 mA/cm2}
      other:
        morphology: {cylinder: {length: 10 um, diameter: 10 um, compartments: 1}}
        cable: {capacitance: 1 uF/cm2, voltage: -65 mV}
        mechanisms: [{use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV}]
    populations: {cells: {cell: cell, count: 104}, others: {cell: other, count: 9}}
    interventions: [{at: 12 ms, over: 5 ms, set: {bath.k: 10 mM}, cells: cells 50 to 103}]
    record:
      v: {variable: v, cells: all, at: soma, every: 1 ms}
    """

  /// Cells of one compartment with a synapse that is there once for each connection.
  ///
  /// - Parameter inDegree: how many connections each has.
  /// - Returns: the model.
  static func learners(inDegree: Int) -> String {
    """
    skou: 1
    simulation: {duration: 1 ms, dt: 0.025 ms, temperature: 6.3 degC}
    cells:
      cell:
        morphology: {sphere: {diameter: 20 um}}
        cable: {capacitance: 1 uF/cm2, voltage: -65 mV}
        ions: {na: {reversal: 50 mV}, k: {reversal: -77 mV}}
        mechanisms:
          - {use: nav_hh}
          - {use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV}
        synapses:
          - {use: stdp_syn, at: soma, reversal: 0 mV}
          - {use: exp_syn, at: soma, reversal: 0 mV}
    populations: {cells: {cell: cell, count: 1000}}
    connections:
      - {from: cells, to: cells, rule: {in_degree: \(inDegree)}, synapse: stdp_syn,
         weight: 1 nS, delay: 1 ms}
    """
  }
}
