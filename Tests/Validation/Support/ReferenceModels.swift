/// The models of Tests/Validation/Reference/README.md.
enum ReferenceModels {
  private static let squidMembrane = """
        ions: {na: {reversal: 50 mV}, k: {reversal: -77 mV}}
        mechanisms:
          - {use: nav_hh, gbar: 0.12 S/cm2}
          - {use: kv_hh, gbar: 0.036 S/cm2}
          - {use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV}
    """
  private static let cable = """
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
    """

  /// One compartment of 1000 µm², 0.1 nA from 5 to 55 ms.
  static let singleCompartment = """
    skou: 1
    simulation: {duration: 99.975 ms, dt: 0.025 ms, temperature: 6.3 degC}
    cells:
      cell:
        morphology:
          cylinder: {length: 17.841241 um, diameter: 17.841241 um, compartments: 1}
    \(cable)
    \(squidMembrane)
    populations: {cell: {cell: cell, count: 1}}
    stimuli:
      - {current_clamp: {amplitude: 0.1 nA, start: 5 ms, stop: 55 ms}, cells: cell, at: soma}
    record:
      v: {variable: v, cells: cell, at: soma, every: 0.025 ms}
      m: {variable: nav_hh.m, cells: cell, at: soma, every: 0.025 ms}
      h: {variable: nav_hh.h, cells: cell, at: soma, every: 0.025 ms}
      n: {variable: kv_hh.n, cells: cell, at: soma, every: 0.025 ms}
    """

  /// A soma with two trees of five levels, 187 compartments, 1 nA from 1 ms.
  static let tree = """
    skou: 1
    simulation: {duration: 99.975 ms, dt: 0.025 ms, temperature: 6.3 degC}
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
    \(cable)
    \(squidMembrane)
    populations: {cell: {cell: cell, count: 1}}
    stimuli:
      - {current_clamp: {amplitude: 1 nA, start: 1 ms}, cells: cell, at: soma}
    record:
      v: {variable: v, cells: cell, at: [soma, branch 62 (1.0)], every: 0.025 ms}
    """

  /// Rallpack 1: a uniform passive cable of 1000 compartments.
  static let cableOf1000 = """
    skou: 1
    simulation: {duration: 249.975 ms, dt: 0.025 ms, temperature: 6.3 degC}
    cells:
      cell:
        morphology: {cylinder: {length: 1000 um, diameter: 1 um, compartments: 1000}}
    \(cable)
        mechanisms: [{use: leak, g: 2.5e-5 S/cm2, reversal: -65 mV}]
    populations: {cell: {cell: cell, count: 1}}
    stimuli:
      - {current_clamp: {amplitude: 0.1 nA, start: 0 ms}, cells: cell, at: branch 0 (0.0)}
    record:
      v: {variable: v, cells: cell, at: [branch 0 (0.0), branch 0 (1.0)], every: 0.25 ms}
    """

  /// Rallpack 2: a passive binary tree of ten levels, one compartment a section.
  static let binaryTree: String = {
    let lengths = [32, 25.4, 20.16, 16, 12.7, 10.08, 8, 6.35, 5.04, 4]
    let diameters = [16, 10.08, 6.35, 4, 2.52, 1.587, 1, 0.63, 0.397, 0.25]
    var sections: [String] = []
    for level in 0..<10 {
      for index in 0..<(1 << level) {
        let parent = level == 0 ? "" : "parent: s\(level - 1)_\(index / 2), "
        sections.append(
          "            - {name: s\(level)_\(index), \(parent)length: \(lengths[level]) um, "
            + "diameter: \(diameters[level]) um, compartments: 1, kind: dendrite}")
      }
    }
    return """
      skou: 1
      simulation: {duration: 249.975 ms, dt: 0.025 ms, temperature: 6.3 degC}
      cells:
        cell:
          morphology:
            sections:
      \(sections.joined(separator: "\n"))
          cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
          mechanisms: [{use: leak, g: 2.5e-5 S/cm2, reversal: -65 mV}]
      populations: {cell: {cell: cell, count: 1}}
      stimuli:
        - {current_clamp: {amplitude: 0.1 nA, start: 0 ms}, cells: cell, at: root}
      record:
        v: {variable: v, cells: cell, at: [root, branch 1022 (0.5)], every: 0.25 ms}
      """
  }()
}
