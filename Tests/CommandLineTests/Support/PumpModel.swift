import Foundation
import Testing

/// The textbook cell of these tests, which rests as its model gives it, and changes to it.
enum PumpModel {
  /// 37 °C, 2000 µm², 20 pF, 1 nS of leaks, 5 pA of pump current.
  static let textbook = """
    skou: 1
    simulation: {duration: 1 h, temperature: 37 degC, dt: 1 ms}
    ions:
      na: {inside: 12 mM, outside: 145 mM, dynamics: pool}
      k: {inside: 140 mM, outside: 4 mM, dynamics: pool}
      cl: {inside: 10 mM, outside: 110 mM, dynamics: pool}
      x_in: {valence: -1.0441313293218832, inside: 136 mM, outside: 0 mM, dynamics: impermeant}
      x_out: {valence: -1, inside: 0 mM, outside: 39 mM, dynamics: impermeant}
    cells:
      neuron:
        morphology: {sphere: {diameter: 25.2313252202016 um}}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -75.5 mV}
        volume: {water_permeability: 1e-3 cm/s}
        mechanisms:
          - {use: leak_k, g: 0.030072355266505445 mS/cm2}
          - {use: leak_na, g: 0.0046651548498969775 mS/cm2}
          - {use: leak_cl, g: 0.015262489883597578 mS/cm2}
          - {use: na_k_atpase, model: hill, imax: 3.466145833333335 uA/cm2}
          - {use: nkcc1, u: 0.023334282102603325 uA/cm2}
    populations: {neurons: {cell: neuron, count: 3}}
    extracellular: {space: bath}

    """

  /// Without the pump.
  static let poisoned = ["--set", "cells.neuron.mechanisms.na_k_atpase.imax=0 uA/cm2"]

  /// Runs a command on a model and returns what it says.
  static func run(
    _ command: String, _ model: String = textbook, _ options: [String] = []
  ) throws -> Skou.Outcome {
    let folder = try TemporaryFolder()
    try folder.write(model, to: "model.yaml")
    let outcome = try Skou.run([command, "model.yaml"] + options, in: folder)
    #expect(folder.contents() == ["model.yaml"], "these commands write no files")
    return outcome
  }
}
