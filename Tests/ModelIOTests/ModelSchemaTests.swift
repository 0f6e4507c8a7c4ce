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
    let definitions = try #require(schema["$defs"] as? [String: Any])
    let part = definition.isEmpty ? schema : definitions[definition] as? [String: Any]
    let properties = try #require(part?["properties"] as? [String: Any])
    let error = try #require(throws: ModelIOError.self) {
      try TestModels.load([path.isEmpty ? "zzzzzzzz" : path + ".zzzzzzzz": "1"])
    }
    let prefix = "the keys here are "
    #expect(error.suggestion.hasPrefix(prefix))
    let keys = error.suggestion.dropFirst(prefix.count).components(separatedBy: ", ")
    #expect(keys.sorted() == properties.keys.sorted())
  }
}
