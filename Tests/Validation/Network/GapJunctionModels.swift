/// Cells joined by gap junctions.
enum GapJunctionModels {
  /// Two passive spheres of 20 and 30 µm, joined by 2 nS; 0.05 nA into the first from the start.
  static let passivePair = """
    skou: 1
    simulation: {duration: 40 ms, dt: 0.1 ms, temperature: 37 degC}
    cells:
      small:
        morphology: {sphere: {diameter: 20 um}}
        cable: {capacitance: 1 uF/cm2, voltage: -65 mV}
        mechanisms: [{use: leak, g: 0.1 mS/cm2, reversal: -65 mV}]
      large:
        morphology: {sphere: {diameter: 30 um}}
        cable: {capacitance: 1 uF/cm2, voltage: -65 mV}
        mechanisms: [{use: leak, g: 0.05 mS/cm2, reversal: -65 mV}]
    populations: {small: {cell: small, count: 1}, large: {cell: large, count: 1}}
    gap_junctions:
      - {from: small, to: large, rule: one_to_one, at: soma, conductance: 2 nS}
    stimuli:
      - {current_clamp: {amplitude: 0.05 nA, start: 0 ms}, cells: small, at: soma}
    record:
      v: {variable: v, cells: [small, large], at: soma, every: 4 ms}
    """

  private static let squidMembrane = """
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
        ions: {na: {reversal: 50 mV}, k: {reversal: -77 mV}}
        mechanisms:
          - {use: nav_hh}
          - {use: kv_hh}
          - {use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV}
    """

  /// A squid cable of 2 µm and 20 compartments of 5 µm, or two halves joined by π/5 µS: what lies
  /// between the middles of neighbours.
  static func cable(isCut: Bool) -> String {
    let (length, compartments) = isCut ? (50, 10) : (100, 20)
    let halves = isCut ? "near: {cell: cable, count: 1}, far: {cell: cable, count: 1}" : ""
    let joint = """
      gap_junctions:
        - from: near
          to: far
          rule: one_to_one
          at: [branch 0 (1.0), branch 0 (0.0)]
          conductance: 0.6283185307179586 uS
      """
    return """
      skou: 1
      simulation: {duration: 100 ms, dt: 0.025 ms, temperature: 6.3 degC}
      cells:
        cable:
          morphology:
            cylinder: {length: \(length) um, diameter: 2 um, compartments: \(compartments)}
      \(squidMembrane)
      populations: {\(isCut ? halves : "near: {cell: cable, count: 1}")}
      \(isCut ? joint : "")
      stimuli:
        - current_clamp: {amplitude: 0.05 nA, start: 1.013 ms}
          cells: near
          at: branch 0 (0.0)
      record:
        v: {variable: v, cells: all, at: all, every: 0.1 ms}
      """
  }

  /// A large and a small cell in closed shells; they fire, and potassium carries what flows between.
  static let ionPair = """
    skou: 1
    simulation: {duration: 2500 ms, dt: 0.025 ms, temperature: 6.3 degC}
    ions:
      na: {inside: 18 mM, outside: 145 mM, dynamics: pool}
      k: {inside: 130 mM, outside: 3.5 mM, dynamics: pool}
      cl: {inside: 7 mM, outside: 130 mM, dynamics: pool}
    extracellular: {space: private, volume_fraction: 0.15}
    cells:
      small:
        morphology: {cylinder: {length: 18 um, diameter: 18 um, compartments: 1}}
    \(ionMembrane(sodium: 0.2))
      large:
        morphology: {cylinder: {length: 30 um, diameter: 30 um, compartments: 1}}
    \(ionMembrane(sodium: 0.1))
    populations: {small: {cell: small, count: 1}, large: {cell: large, count: 1}}
    gap_junctions:
      - from: small
        to: large
        rule: one_to_one
        at: soma
        conductance: 3 nS
        carries: {k: 1}
    record:
      v: {variable: v, cells: all, at: soma, every: 10 ms}
      na: {variable: "n[na]i", cells: all, at: soma, every: 10 ms}
      k: {variable: "n[k]i", cells: all, at: soma, every: 10 ms}
      cl: {variable: "n[cl]i", cells: all, at: soma, every: 10 ms}
      na_out: {variable: "n[na]o", cells: all, at: soma, every: 10 ms}
      k_out: {variable: "n[k]o", cells: all, at: soma, every: 10 ms}
      cl_out: {variable: "n[cl]o", cells: all, at: soma, every: 10 ms}
      spikes: {threshold: 0 mV, cells: all, at: soma}
    """

  private static func ionMembrane(sodium: Double) -> String {
    """
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
        volume: {surface_to_volume: 2e4 /cm}
        mechanisms:
          - {use: nav_hh, gbar: 0.12 S/cm2}
          - {use: kv_hh, gbar: 0.036 S/cm2}
          - {use: leak_na, g: \(sodium) mS/cm2}
          - {use: leak_k, g: 5e-5 S/cm2}
          - {use: leak_cl, g: 3e-4 S/cm2}
          - {use: na_k_atpase, model: sigmoid, imax: 0.06 mA/cm2}
    """
  }

  /// A ring of passive spheres of 20 µm, joined by 1 nS; 0.02 nA into the first.
  static let ring = """
    skou: 1
    simulation: {duration: 1 s, dt: 0.5 ms, temperature: 37 degC}
    cells:
      sphere:
        morphology: {sphere: {diameter: 20 um}}
        cable: {capacitance: 1 uF/cm2, voltage: -65 mV}
        mechanisms: [{use: leak, g: 0.1 mS/cm2, reversal: -65 mV}]
    populations: {ring: {cell: sphere, count: 50}}
    gap_junctions:
      - {from: ring, to: ring, rule: {ring: 1}, at: soma, conductance: 1 nS}
    stimuli:
      - {current_clamp: {amplitude: 0.02 nA, start: 0 ms}, cells: ring 0, at: soma}
    record:
      v: {variable: v, cells: ring, at: soma, every: 100 ms}
    """

  /// Cells of three shapes without leaks, joined in a row: charge has nowhere to go.
  static let threeKinds = """
    skou: 1
    simulation: {duration: 2 s, dt: 0.025 ms, temperature: 37 degC}
    cells:
      sphere:
        morphology: {sphere: {diameter: 20 um}}
        cable: {capacitance: 1 uF/cm2, voltage: -80 mV}
      cable:
        morphology: {cylinder: {length: 90 um, diameter: 3 um, compartments: 9}}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -40 mV}
      tree:
        morphology:
          tree:
            soma: {length: 10 um, diameter: 10 um}
            stems: 2
            depth: 3
            branch_length: 30 um
            diameters: [2 um, 1.6 um, 1.3 um]
            compartments: 3
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
    populations:
      spheres: {cell: sphere, count: 3}
      cables: {cell: cable, count: 2}
      trees: {cell: tree, count: 2}
    gap_junctions:
      - {from: spheres, to: cables, rule: all_to_all, at: [soma, branch 0 (0.5)], conductance: 2 nS}
      - {from: cables, to: trees, rule: one_to_one, at: [branch 0 (1.0), branch 9 (1.0)], conductance: 1 nS}
    record:
      v: {variable: v, cells: all, at: all, every: 100 ms, precision: double}
    """
}
