import ModelDescription
import ModelIO
import Testing

@Suite("The resolved model")
struct ResolvedModelTests {
  /// A description as text, without the places where things stood.
  private func plain(_ model: ModelDescription) -> String {
    "\(model)".replacing(/source: [^,)\]]*/, with: "")
  }

  private static let changes: [KeyValuePairs<String, String>] = [
    [:],
    ["cells.patch.morphology": "{swc: pyramidal.swc}", "cells.patch.cable.temperature": "20 degC"],
    ["cells.patch.morphology": "{sections: sections.json}"],
    ["title": "'it''s: a \"quoted\" # title'"],
    ["stimuli.0.at": "\"nearest (10 um, 0 um, 5 um)\"", "expect": "[]"],
    ["expect": "[]", "stimuli.0.current_clamp": "{noise: {sigma: 1 nA, tau: 5 ms}}"],
  ]

  @Test("reads back as the same model", arguments: changes.indices)
  func readsBack(_ index: Int) throws {
    let model = try TestModels.loaded(Self.changes[index])
    let again = try TestModels.loaded(text: model.resolvedText)
    #expect(plain(again.description) == plain(model.description))
    #expect(again.resolvedText == model.resolvedText)
  }

  @Test("reads back where most of the format is used")
  func richReadsBack() throws {
    let model = try TestModels.loaded(text: TestModels.rich)
    let again = try TestModels.loaded(text: model.resolvedText)
    #expect(plain(again.description) == plain(model.description))
    #expect(again.resolvedText == model.resolvedText)
  }

  @Test(
    "spells out defaults and overrides",
    arguments: [
      "method: second_order", "seed: 5", "where: all", "q10: 3.0", "discretization: explicit",
      "reference_temperature: 37.0 degC", "dynamics: constant", "precision: single", "within: 0",
    ])
  func spelledOut(_ phrase: String) throws {
    let text = try TestModels.loaded(["simulation.seed": "5"]).resolvedText
    #expect(text.contains(phrase))
  }

  @Test("spells out the defaults of mechanisms' parameters")
  func parameters() throws {
    let text = try TestModels.loaded(["cells.patch.mechanisms.0": "{use: nav_hh}"]).resolvedText
    #expect(text.contains("gbar: 0.12 S/cm2"))
  }
}
