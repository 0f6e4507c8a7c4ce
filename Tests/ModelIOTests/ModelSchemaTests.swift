import Foundation
import ModelIO
import Testing

@Suite("The schema for editors")
struct ModelSchemaTests {
  private let schema: [String: Any]

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let data = try Data(contentsOf: root.appendingPathComponent("docs/model.schema.json"))
    schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test(
    "allows the keys that the program allows",
    arguments: [
      ("", ""), ("simulation", "simulation"), ("cells.patch.ions.na", "ion"),
      ("cells.patch", "cell"), ("cells.patch.morphology", "morphology"),
      ("cells.patch.cable", "cable"), ("populations.patch", "population"),
      ("stimuli.0", "stimulus"), ("stimuli.0.current_clamp", "currentClamp"),
      ("record.v", "recording"), ("record.spikes", "spikeDetector"),
    ])
  func sameKeys(_ path: String, _ definition: String) throws {
    #expect(try allowedKeys(path, in: TestModels.patch) == properties(definition))
  }

  @Test(
    "allows the keys of pools, surroundings, interventions and events",
    arguments: [
      ("extracellular", "extracellular"), ("cells.neuron.volume", "volume"),
      ("interventions.0", "intervention"), ("detect.0", "detection"), ("energy", "energy"),
    ])
  func sameKeysOfPools(_ path: String, _ definition: String) throws {
    #expect(try allowedKeys(path, in: TestModels.pumpLeak) == properties(definition))
  }

  @Test(
    "allows the keys of a space that cells share",
    arguments: [
      ("extracellular", "extracellular"), ("extracellular.regions.0.within", "box"),
      ("record.k_map", "gridRecording"),
    ])
  func sameKeysOfSpace(_ path: String, _ definition: String) throws {
    #expect(try allowedKeys(path, in: TestModels.tissue) == properties(definition))
  }

  @Test(
    "allows the keys of networks",
    arguments: [
      ("populations.ring", "population"), ("populations.ring.positions", "positions"),
      ("sources.kick", "source"), ("connections.0", "connection"),
      ("gap_junctions.0", "gapJunction"),
    ])
  func sameKeysOfNetworks(_ path: String, _ definition: String) throws {
    #expect(try allowedKeys(path, in: TestModels.network) == properties(definition))
  }

  @Test(
    "allows the keys of measures",
    arguments: [
      ("{event: front, along: x}", "front"), ("{cells: strip}", "outcome"),
    ])
  func sameKeysOfMeasures(_ measure: String, _ definition: String) throws {
    let start = ["measure": "{m: \(measure)}"] as KeyValuePairs
    let keys = try allowedKeys("measure.m", in: TestModels.strip, after: start)
    #expect(try keys == properties(definition))
  }

  @Test("allows the axes and outcomes that the program allows")
  func measureWords() throws {
    let words: [(KeyValuePairs<String, String>, String, String)] = [
      (["measure": "{m: {event: front, along: zzz}}"], "front", "along"),
      (
        [
          "measure": "{m: {}}",
          "expect": "[{quantity: outcome count, of: m, outcome: zzzzzzzzzzzzzz, is: 1}]",
        ], "expectation", "outcome"
      ),
    ]
    for (changes, definition, key) in words {
      let error = try #require(throws: ModelIOError.self) {
        try TestModels.load(changes, text: TestModels.strip)
      }
      let listed = try listed(error, after: "the choices are ")
      #expect(try listed == choices(definition, key).sorted())
    }
  }

  @Test("allows the keys of all kinds of expectations, and no other")
  func expectations() throws {
    var keys: Set<String> = []
    for kind in try choices("expectation", "quantity") {
      let start = ["expect": "[{quantity: \(kind), of: v, is: 1, within: 1}]"] as KeyValuePairs
      keys.formUnion(try allowedKeys("expect.0", in: TestModels.patch, after: start))
    }
    #expect(keys.sorted() == (try properties("expectation")))
  }

  @Test(
    "allows the words that the program allows",
    arguments: [
      ("simulation.method", "simulation"), ("ions.na.dynamics", "ion"),
      ("cells.neuron.axial", "cell"), ("extracellular.space", "extracellular"),
      ("expect.0.quantity", "expectation"),
    ])
  func sameWords(_ path: String, _ definition: String) throws {
    let expect = ["expect": "[{quantity: value}]", path: "zzzzzzzz"] as KeyValuePairs
    let error = try #require(throws: ModelIOError.self) {
      try TestModels.load(expect, text: TestModels.pumpLeak)
    }
    let words = try listed(error, after: "the choices are ")
    let key = try #require(path.split(separator: ".").last)
    #expect(try words == choices(definition, String(key)).sorted())
  }

  /// The schema's keys of a definition, or of the whole model.
  private func properties(_ definition: String) throws -> [String] {
    let definitions = try #require(schema["$defs"] as? [String: Any])
    let part = definition.isEmpty ? schema : definitions[definition] as? [String: Any]
    return try #require(part?["properties"] as? [String: Any]).keys.sorted()
  }

  /// The schema's words for the value of a key.
  private func choices(_ definition: String, _ key: String) throws -> [String] {
    let definitions = try #require(schema["$defs"] as? [String: Any])
    let part = definitions[definition] as? [String: Any]
    let properties = try #require(part?["properties"] as? [String: Any])
    let value = try #require(properties[key] as? [String: Any])
    return try #require(value["enum"] as? [String])
  }

  /// The keys that the program proposes where a key means nothing.
  private func allowedKeys(
    _ path: String, in text: String, after start: KeyValuePairs<String, String> = [:]
  ) throws -> [String] {
    let stray = ModelOverride(path: path.isEmpty ? "zzzzzzzz" : path + ".zzzzzzzz", value: "1")
    let changes = start.map { ModelOverride(path: $0.key, value: $0.value) } + [stray]
    let error = try #require(throws: ModelIOError.self) {
      try ModelLoader(manifests: TestManifests.all)
        .load(text: text, file: "model.yaml", overrides: changes)
    }
    return try listed(error, after: "the keys here are ")
  }

  /// The names that an error's suggestion lists, in order.
  private func listed(_ error: ModelIOError, after prefix: String) throws -> [String] {
    #expect(error.suggestion.hasPrefix(prefix))
    return error.suggestion.dropFirst(prefix.count).components(separatedBy: ", ").sorted()
  }
}
