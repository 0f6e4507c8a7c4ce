import ArgumentParser
import MechanismCatalogue
import Quantities

/// `skou mechanisms`: lists what a membrane can carry.
struct MechanismsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mechanisms", abstract: "List the installed mechanisms, or describe one.")

  @Argument(help: "The mechanism to describe.")
  var name: String?

  @Option(
    help: ArgumentHelp(
      "Also load the mechanism libraries in this folder; may be repeated.", valueName: "folder"))
  var mechanisms: [String] = []

  func run() throws {
    let catalogue = try Installation.catalogue(mechanisms)
    guard let name else {
      let rows = catalogue.manifests.map { [title($0), $0.summary] }
      Terminal.print(Format.table(rows.sorted { $0[0] < $1[0] }, indent: ""))
      return
    }
    let found = catalogue.mechanisms.filter { $0.manifest.name == name }
    guard !found.isEmpty else {
      let names = Set(catalogue.manifests.map(\.name)).sorted()
      throw UserError.wrongInput(
        "there is no mechanism '\(name)'",
        advice: EditDistance.suggestion(for: name, among: names, kind: "mechanisms"))
    }
    Terminal.print(found.map(description).joined(separator: "\n\n"))
  }

  private func title(_ manifest: MechanismManifest) -> String {
    manifest.variant.isEmpty ? manifest.name : "\(manifest.name) (model: \(manifest.variant))"
  }

  private func description(_ mechanism: LoadedMechanism) -> String {
    let manifest = mechanism.manifest
    var lines = ["\(title(manifest)): \(manifest.summary)", "kind: \(kind(manifest))"]
    if !manifest.eventUnit.isEmpty { lines.append("events: \(events(manifest))") }
    lines += section("parameters", manifest.parameters.map(row))
    lines += section("states", manifest.states.map { [$0.name, $0.unit, $0.summary] })
    lines += section("observables", manifest.observables.map { [$0.name, $0.unit, $0.summary] })
    lines += section("ions", manifest.ions.map(row))
    let reference = Format.number(manifest.referenceTemperatureCelsius)
    lines.append("temperature: q10 \(Format.number(manifest.q10)) from \(reference) degC")
    lines.append("source: \(manifest.citation)")
    lines.append("library: \(mechanism.path)")
    return lines.joined(separator: "\n")
  }

  private func kind(_ manifest: MechanismManifest) -> String {
    manifest.isPoint ? "at a point, listed under 'synapses'" : "in the membrane"
  }

  private func events(_ manifest: MechanismManifest) -> String {
    let unit = manifest.eventUnit == "1" ? "a pure number" : "in \(manifest.eventUnit)"
    return "weight \(unit)" + (manifest.isPerConnection ? ", one for each connection" : "")
  }

  private func section(_ title: String, _ rows: [[String]]) -> [String] {
    rows.isEmpty ? [] : ["\(title):", Format.table(rows)]
  }

  private func row(_ parameter: MechanismManifest.Parameter) -> [String] {
    let value = "\(Format.number(parameter.defaultValue)) \(parameter.unit)"
    return [parameter.name, value, range(parameter.range), parameter.summary]
  }

  private func range(_ range: ClosedRange<Double>) -> String {
    switch (range.lowerBound <= -1e29, range.upperBound >= 1e29) {
    case (true, true): "any"
    case (false, true): "at least \(Format.number(range.lowerBound))"
    case (true, false): "at most \(Format.number(range.upperBound))"
    case (false, false): "\(Format.number(range.lowerBound)) to \(Format.number(range.upperBound))"
    }
  }

  private func row(_ ion: MechanismManifest.Ion) -> [String] {
    let uses = [
      ion.isConfigurable ? "chosen by the model, or none" : nil,
      ion.readsReversal ? "reads the reversal potential" : nil,
      ion.readsInside ? "reads the inside concentration" : nil,
      ion.readsOutside ? "reads the outside concentration" : nil, ion.moves ? "moves it" : nil,
      ion.gainsInside ? "adds to what is inside" : nil,
      ion.gainsOutside ? "adds to what is outside" : nil,
      ion.isOptional ? "may be missing" : nil,
    ]
    return [ion.name, uses.compactMap { $0 }.joined(separator: ", ")]
  }
}
