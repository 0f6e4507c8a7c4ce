import Foundation
import ModelDescription
import ModelIO

/// Model texts that tests change in one place, and a loader for them.
enum TestModels {
  /// The folder of this target's model files.
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Models"

  /// The squid axon patch of the format's description.
  static let patch = """
    skou: 1
    title: Squid axon patch, Hodgkin and Huxley 1952
    simulation: {duration: 100 ms, dt: 0.025 ms, temperature: 6.3 degC}
    cells:
      patch:
        morphology: {cylinder: {length: 17.841241 um, diameter: 17.841241 um, compartments: 1}}
        cable: {capacitance: 1 uF/cm2, resistivity: 35.4 ohm cm, voltage: -65 mV}
        ions:
          na: {reversal: 50 mV}
          k: {reversal: -77 mV}
        mechanisms:
          - {use: nav_hh, gbar: 0.12 S/cm2}
          - {use: kv_hh, gbar: 0.036 S/cm2}
          - {use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV}     # belongs to no ion
    populations:
      patch: {cell: patch, count: 1}
    stimuli:
      - {current_clamp: {amplitude: 0.1 nA, start: 5 ms, stop: 55 ms}, cells: patch, at: soma}
    record:
      v: {variable: v, cells: patch, at: soma, every: 0.025 ms}
      spikes: {threshold: 0 mV, cells: patch, at: soma}
    expect:
      - {quantity: spike count, of: spikes, is: 7}
      - {quantity: value, of: v, at: 100 ms, is: -64.97 mV, within: 0.01 mV, source: "HH; NEURON"}

    """

  /// Loads the patch with some values replaced; paths are relative to this target's models.
  static func load(
    _ changes: KeyValuePairs<String, String> = [:], text: String = patch
  ) throws -> ModelDescription {
    try loaded(changes, text: text).description
  }

  /// As `load`, with the resolved text.
  static func loaded(
    _ changes: KeyValuePairs<String, String> = [:], text: String = patch
  ) throws -> LoadedModel {
    let overrides = changes.map { ModelOverride(path: $0.key, value: $0.value) }
    return try ModelLoader(manifests: TestManifests.all)
      .load(text: text, file: "\(folder)/patch.yaml", overrides: overrides)
  }
}
