import Foundation
import Testing

/// Cells with synapses and gap junctions in a space that they share, and changes to it.
enum NetworkModel {
  static let text = """
    skou: 1
    simulation: {duration: 20 ms, dt: 0.025 ms, temperature: 37 degC}
    ions:
      na: {inside: 12 mM, outside: 145 mM, dynamics: pool}
      k: {inside: 140 mM, outside: 4 mM, dynamics: pool}
      cl: {inside: 10 mM, outside: 110 mM, dynamics: pool}
      glu: {valence: 0, inside: 5 mM, outside: 0 mM, dynamics: pool, diffusion: 0.3 um2/ms}
    cells:
      neuron:
        morphology: {cylinder: {length: 30 um, diameter: 10 um, compartments: 3}}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -75.5 mV}
        mechanisms:
          - {use: leak_k}
          - {use: leak_na, g: 0.005 mS/cm2}
          - {use: leak_cl}
          - {use: na_k_atpase, model: hill, imax: 3.466 uA/cm2}
        synapses:
          - {use: exp_syn, name: excitatory, at: soma, tau: 2 ms, reversal: 0 mV}
          - {use: gaba_a, name: inhibitory, at: [soma(0.2), soma(0.8)]}
          - {use: tm_syn, name: depressing, at: soma, ion: na}
    populations:
      ring:
        cell: neuron
        count: 12
        represents: 3
        positions: {lattice: {spacing: [40 um, 40 um, 0 um], counts: [4, 3, 1]}}
    sources:
      noise: {poisson: {rate: 5 Hz}, count: 10}
      kick: {times: [1 ms]}
    connections:
      - {from: ring, to: ring, rule: {ring: 1}, synapse: excitatory, weight: 10 nS, delay: 0.5 ms}
      - from: noise
        to: ring 0 to 5
        rule: all_to_all
        synapse: inhibitory
        weight: {uniform: [1 nS, 2 nS]}
        delay: 2 ms
      - {from: kick, to: ring 0, rule: all_to_all, synapse: depressing, weight: 20 nS, delay: 0 ms}
    gap_junctions:
      - {from: ring 0 to 3, to: ring 0 to 3, rule: {ring: 1}, at: soma, conductance: 1 nS}
      - {from: ring 4, to: ring 5, rule: all_to_all, at: soma, conductance: 2 nS, carries: {k: 1}}
    extracellular:
      space: grid
      spacing: [20 um, 20 um, 20 um]
      volume_fraction: 0.2
      tortuosity: 1.6
      perfusion: 0.1 /s
      decay: {glu: 5 /s}
      sources: [{ion: k, at: [20 um, 20 um, 0 um], current: 1 nA}]

    """

  /// The model with some words replaced, each of which must be there.
  static func changed(_ changes: KeyValuePairs<String, String>) throws -> String {
    var text = text
    for (old, new) in changes {
      try #require(text.contains(old), "'\(old)' is not in the model")
      text = text.replacingOccurrences(of: old, with: new)
    }
    return text
  }

  /// The model without the lines from one that begins with `first` to one before `last`.
  static func without(_ first: String, upTo last: String, _ text: String = text) throws -> String {
    let start = try #require(text.range(of: "\n\(first)"))
    let end = try #require(text.range(of: "\n\(last)", range: start.upperBound..<text.endIndex))
    return String(text[..<start.lowerBound] + text[end.lowerBound...])
  }

  /// Runs a command on a model in a folder of its own.
  static func run(
    _ command: String, _ text: String, _ options: [String] = []
  ) throws -> Skou.Outcome {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "model.yaml")
    return try Skou.run([command, "model.yaml"] + options, in: folder)
  }
}
