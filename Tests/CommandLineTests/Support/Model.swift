import Foundation

/// The models of these tests, as text.
enum Model {
  /// A patch of squid axon that fires once in 5 ms.
  static let patch = """
    skou: 1
    simulation: {duration: 5 ms, dt: 0.025 ms, temperature: 6.3 degC}
    cells:
      patch:
        morphology: {cylinder: {length: 20 um, diameter: 20 um, compartments: 1}}
        cable: {capacitance: 1 uF/cm2, resistivity: 35.4 ohm cm, voltage: -65 mV}
        ions: {na: {reversal: 50 mV}, k: {reversal: -77 mV}}
        mechanisms:
          - {use: nav_hh, gbar: 0.12 S/cm2}
          - {use: kv_hh, gbar: 0.036 S/cm2}
          - {use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV}
    populations:
      axons: {cell: patch, count: 3}
    stimuli:
      - {current_clamp: {amplitude: 0.1 nA, start: 1 ms, stop: 4 ms}, cells: axons, at: soma}
    record:
      v: {variable: v, cells: axons, at: soma, every: 0.1 ms, precision: double}
      spikes: {threshold: 0 mV, cells: axons, at: soma}
    expect:
      - {quantity: spike count, of: spikes, is: 1}

    """

  /// The patch with one text replaced by another, and the number of the line where that happens.
  static func patch(
    _ old: String, _ new: String
  ) -> (text: String, line: Int) {
    guard let range = patch.range(of: old) else { return ("'\(old)' is not in the patch", 0) }
    let line = patch[..<range.lowerBound].filter(\.isNewline).count + 1
    return (patch.replacingCharacters(in: range, with: new), line)
  }
}
