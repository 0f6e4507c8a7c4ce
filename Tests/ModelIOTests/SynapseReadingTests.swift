import ModelDescription
import ModelIO
import Testing

@Suite("Synapses of a cell")
struct SynapseReadingTests {
  @Test("are mechanisms at places, under a name that is theirs unless they say")
  func synapses() throws {
    let synapses = try TestModels.load(text: TestModels.network).cells[0].synapses
    #expect(synapses.map(\.use.name) == ["excitatory", "nmda"])
    #expect(synapses.map(\.use.mechanism) == ["exp_syn", "nmda"])
    #expect(synapses[0].places.texts == ["random 20 on apical"])
    #expect(synapses[0].use.parameters["tau"]?.text == "2 ms")
    #expect(synapses[0].use.reversal?.text == "0 mV")
    #expect(synapses[1].use.parameters["tau"]?.text == "2 ms")
  }

  @Test(
    "are recorded whole, in units of points",
    arguments: [
      ("excitatory.i", RecordedVariable.synapseCurrent(synapse: "excitatory"), "nA"),
      ("excitatory.g", .synapseConductance(synapse: "excitatory"), "uS"),
      ("nmda.i_ca", .synapseIonCurrent(synapse: "nmda", ion: "ca"), "nA"),
      ("i_ca", .ionCurrent(ion: "ca"), "mA/cm2"),
      ("nmda.s", .mechanismState(mechanism: "nmda", state: "s", unit: "uS"), "uS"),
      (
        "excitatory.tau",
        .mechanismParameter(mechanism: "excitatory", parameter: "tau", unit: "ms"), "ms"
      ),
    ])
  func variables(_ text: String, _ expected: RecordedVariable, _ unit: String) throws {
    let variable = try TestModels.load(["record.g.variable": text], text: TestModels.network)
      .recordings[0].variable
    #expect(variable == expected)
    #expect(variable.unit == unit)
    #expect(variable.description == text)
  }

  @Test("may have a hyphen in their names within conditions")
  func hyphens() throws {
    let changes: KeyValuePairs = [
      "cells.neuron.synapses.1.name": "nmda-slow",
      "connections.1.synapse": "nmda-slow",
      "detect": "[{event: open, when: nmda-slow.i > 1 nA, cells: ring, at: d1}]",
    ]
    let detection = try TestModels.load(changes, text: TestModels.network).detections[0]
    #expect(detection.name == "open")
  }
}
