/// The ring of branching cells of Tests/Validation/Reference/README.md.
enum BusyringModels {
  /// Which compartments spike.
  enum Membrane: String, CaseIterable {
    /// The soma, on passive dendrites.
    case simple
    /// All.
    case squid = "hh"

    fileprivate var mechanisms: String {
      let place = self == .simple ? ", where: soma" : ""
      let passive =
        self == .simple
        ? "\n      - {use: leak, name: passive, g: 0.1 mS/cm2, reversal: -65 mV, where: dendrite}"
        : ""
      return """
              - {use: nav_hh, gbar: 0.12 S/cm2\(place)}
              - {use: kv_hh, gbar: 0.036 S/cm2\(place)}
              - {use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV\(place)}\(passive)
        """
    }
  }

  /// The middles of the soma and of nine dendrites.
  private static let sites = (["soma(0.5)"] + (1...9).map { "branch \(1 + 17 * $0 % 62) (0.5)" })
    .map { "\"\($0)\"" }.joined(separator: ", ")

  /// Two rings of 16 cells, of which the first one is kicked.
  static func rings(_ membrane: Membrane) -> String {
    """
    \(head)
    \(cell(membrane))
    populations: {ring: {cell: cell, count: 32}}
    sources: {kick: {regular: {start: 1 ms, count: 1}, count: 2}}
    connections:
      - {from: ring, to: ring, rule: {list: busyring-32.csv}, synapse: input}
      - {from: kick, to: [ring 0, ring 16], rule: one_to_one, synapse: input, site: 0, \(kick)}
    \(tail)
    """
  }

  /// One ring of 16 cells, without the connections that weigh nothing.
  static func ring(_ membrane: Membrane) -> String {
    """
    \(head)
    \(cell(membrane))
    populations: {ring: {cell: cell, count: 16}}
    sources: {kick: {regular: {start: 1 ms, count: 1}}}
    connections:
      - from: ring
        to: ring
        rule: {ring: 1}
        synapse: input
        site: 0
        weight: 0.1 uS
        delay: 5 ms
      - {from: kick, to: ring 0, rule: all_to_all, synapse: input, site: 0, \(kick)}
    \(tail)
    """
  }

  /// 64 rings of three small squid cells, kicked at times that are spread over steps, with synapses
  /// of different strengths: neither events nor latencies prefer any part of a step.
  static let scattered = """
    \(head)
    cells:
      cell:
        morphology:
          tree:
            soma: {length: 20 um, diameter: 20 um}
            stems: 2
            depth: 1
            branch_length: 50 um
            diameters: [2 um]
            compartments: 3
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
        ions: {na: {reversal: 50 mV}, k: {reversal: -77 mV}}
        mechanisms:
    \(Membrane.squid.mechanisms)
        synapses:
          - {use: exp_syn, name: input, at: soma, tau: 2 ms, reversal: 0 mV}
    populations: {ring: {cell: cell, count: 192}}
    sources:
      kick: {times: [\(kicks)]}
    connections:
      - from: ring
        to: ring
        rule: {ring: {step: 1, size: 3}}
        synapse: input
        weight: {uniform: [0.07 uS, 0.13 uS]}
        delay: 5 ms
      - from: kick
        to: [\((0..<64).map { "ring \(3 * $0)" }.joined(separator: ", "))]
        rule: one_to_one
        synapse: input
        weight: {uniform: [0.07 uS, 0.13 uS]}
        delay: 0 ms
    \(tail)
    """

  /// 1 ms and a part of 0.1 ms: multiples of the golden section.
  private static let kicks = (0..<64).map {
    "[\(1 + 0.1 * (Double($0) * 0.6180339887498949).truncatingRemainder(dividingBy: 1)) ms]"
  }.joined(separator: ", ")
  private static let kick = "weight: 0.1 uS, delay: 0 ms"
  private static let head = """
    skou: 1
    simulation: {duration: 200 ms, dt: 0.025 ms, temperature: 6.3 degC, method: backward_euler}
    """
  private static let tail = "record: {spikes: {threshold: 0 mV, cells: ring, at: soma(0.5)}}"

  private static func cell(_ membrane: Membrane) -> String {
    """
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
        ions: {na: {reversal: 50 mV}, k: {reversal: -77 mV}}
        mechanisms:
    \(membrane.mechanisms)
        synapses:
          - {use: exp_syn, name: input, at: [\(sites)], tau: 2 ms, reversal: 0 mV}
    """
  }
}
