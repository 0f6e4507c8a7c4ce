import ModelDescription

extension ModelDescription {
  private static let keys = [
    "skou", "title", "simulation", "extracellular", "energy", "ions", "cells", "populations",
    "sources", "connections", "gap_junctions", "stimuli", "interventions", "record", "detect",
    "measure", "expect",
  ]
  private static let example = "skou: 1"
  /// The version of the format that this program reads.
  private static let version = 1

  /// Reads a whole model; `name` is its title unless it gives one.
  init(_ entry: Entry, name: String) throws(ModelIOError) {
    try Self.checkVersion(entry)
    let map = try entry.map("a model", keys: Self.keys, example: Self.example)
    let title = try map.optional("title", default: name)
      .text(expected: "a text", example: "title: Squid axon patch")
    let simulation = try SimulationDescription(
      map.required("simulation", example: SimulationDescription.example))
    let energy = try EnergyDescription.read(map.optional("energy"))
    let ions = try IonDescription.read(map.optional("ions"))
    let cells = try CellDescription.withDiffusion(
      CellDescription.read(map.required("cells", example: "cells: {patch: …}"), ions: ions),
      in: map)
    let populations = try PopulationDescription.read(
      map.required("populations", example: "populations: {patch: {cell: patch, count: 1}}"),
      cells: cells)
    let extracellular = try ExtracellularDescription(
      map, simulation: simulation, cells: cells, populations: populations)
    let sources = try SpikeSourceDescription.read(
      map.optional("sources"), populations: populations, seed: simulation.seed)
    let context = ModelContext(
      simulation: simulation, extracellular: extracellular, cells: cells, populations: populations,
      sources: sources)
    try context.refuseRandomness(entry.reading)
    let network = try NetworkReading(map, context: context)
    let stimuli = try StimulusDescription.read(map.optional("stimuli"), context: context)
    let interventions = try InterventionDescription.read(
      map.optional("interventions"), context: context)
    let records = try Records(map.optional("record"), context: context)
    let detections = try DetectionDescription.read(map.optional("detect"), context: context)
    let measures = try MeasureDescription.read(
      map.optional("measure"), context: context, detections: detections)
    self.init(
      title: title, simulation: simulation, extracellular: extracellular, energy: energy,
      cells: cells, populations: populations, sources: sources, connections: network.connections,
      gapJunctions: network.gapJunctions, stimuli: stimuli, interventions: interventions,
      recordings: records.recordings, gridRecordings: records.gridRecordings,
      detectors: records.detectors, detections: detections, measures: measures,
      expectations: try Expectation.read(
        map.optional("expect"),
        ExpectationSources(records: records, detections: detections, measures: measures)),
      source: SourceLocation(file: entry.location.file))
  }

  /// Checks the version first, since it decides what the other keys mean.
  private static func checkVersion(_ entry: Entry) throws(ModelIOError) {
    guard case .map(let pairs) = entry.node.content else {
      throw entry.wrongKind(expected: "a model", example: "'skou: 1' and what follows it")
    }
    let map = MapEntry(entry: entry, pairs: pairs, what: "a model")
    let version = try map.required("skou", example: "'skou: 1' as the first line")
    let text = try version.text(expected: "the version of the format", example: "skou: 1")
    guard text == String(Self.version) else {
      throw version.error(
        .inconsistent, "the model is in version '\(text.abbreviated)' of the format",
        suggestion: "this program reads version \(Self.version): write skou: \(Self.version)")
    }
  }
}
