import ModelDescription
import ModelIO
import Testing

@Suite("The resolved model")
struct ResolvedModelTests {
  /// A value as text, without the places where things stood, and with dictionaries in order.
  private func plain(_ value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    let parts = mirror.children.filter { $0.label != "source" }
      .map { "\($0.label ?? ""): \(plain($0.value))" }
    switch mirror.displayStyle {
    case .dictionary, .set: return "[\(parts.sorted().joined(separator: ", "))]"
    case .none: return "\(value)"
    default:
      // Cases and empty collections say all by their names.
      return parts.isEmpty ? "\(value)" : "\(mirror.subjectType)(\(parts.joined(separator: ", ")))"
    }
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

  @Test("reads back where pools, interventions and events are used", arguments: 0..<3)
  func poolsReadBack(_ index: Int) throws {
    let changes: [KeyValuePairs<String, String>] = [
      [:],
      [
        "simulation.method": "automatic", "simulation.tolerance": "1e-5",
        "extracellular": "{space: private, volume_fraction: 0.15}",
        "interventions.0": "{at: 0 s, set: {bath.k: 8 mM, temperature: 30 degC}, until: 2 min}",
      ],
      [
        "interventions": "[]", "cells.neuron.volume": "{value: 8.4 pL}",
        "stimuli": "[{current_clamp: {amplitude: 1 nA}, carries: {k: 1}, cells: all, at: soma}]",
        "expect": "[{quantity: event time, of: lysis, at_least: 1 h}]",
      ],
    ]
    let model = try TestModels.loaded(changes[index], text: TestModels.pumpLeak)
    let again = try TestModels.loaded(text: model.resolvedText)
    #expect(plain(again.description) == plain(model.description))
    #expect(again.resolvedText == model.resolvedText)
  }

  @Test("reads back where cells are connected", arguments: 0..<3)
  func networksReadBack(_ index: Int) throws {
    let changes: [KeyValuePairs<String, String>] = [
      [:],
      [
        "populations.other": "{cell: neuron, positions: {file: places.csv}}",
        "connections.1": """
        {from: noise, to: other, rule: {in_degree: 3}, synapse: excitatory, site: each,
         weight: {normal: {mean: 1 nS, sd: 1 nS}}, delay: {normal: {mean: 1 ms, sd: 1 ms}}}
        """,
        "gap_junctions.0.conductance": "{normal: {mean: 1 nS, sd: 0.1 nS}}",
      ],
      [
        "connections.0": "{from: ring, to: other, rule: {list: edges.csv}, synapse: excitatory}",
        "gap_junctions.0": "{from: ring, to: other, rule: {list: gaps.csv}, at: soma}",
      ],
    ]
    let model = try TestModels.loaded(changes[index], text: TestModels.network)
    let again = try TestModels.loaded(text: model.resolvedText)
    #expect(plain(again.description) == plain(model.description))
    #expect(again.resolvedText == model.resolvedText)
  }

  @Test(
    "spells out defaults of networks",
    arguments: [
      "orientation: as_drawn", "represents: 1", "allow_self: false", "site: random",
      "threshold: 0 mV", "at: soma(0.5)", "start: 0 ms", "count: 1",
    ])
  func spelledOutOfNetworks(_ phrase: String) throws {
    #expect(try TestModels.loaded(text: TestModels.network).resolvedText.contains(phrase))
  }

  @Test(
    "spells out defaults and overrides",
    arguments: [
      "method: second_order", "seed: 5", "where: all", "q10: 3.0", "discretization: explicit",
      "reference_temperature: 37.0 degC", "dynamics: constant", "precision: single", "within: 0",
      "space: bath", "axial: ohmic",
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
