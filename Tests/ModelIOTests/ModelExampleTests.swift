import ModelDescription
import ModelIO
import Quantities
import Testing

@Suite("Models of the format's description")
struct ModelExampleTests {
  private let loader = ModelLoader(manifests: TestManifests.all)

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
      - {quantity: value, of: v, at: 100 ms, is: -64.97 mV, within: 0.01 mV, source: "a; b"}

    """

  @Test("the patch of squid axon says what the file says")
  func patchOfSquidAxon() throws {
    let model = try loader.load(text: Self.patch, file: "squid/model.yaml").description
    #expect(model.title == "Squid axon patch, Hodgkin and Huxley 1952")
    print(model)
  }
}
