import Engine
import EngineKernels
import Foundation
import Lowering
import ResultsIO

/// Writes recordings to a folder of SONATA files.
final class ResultsSink: RecordingSink {
  let model: LoweredModel
  let reports: [ReportFile]
  let spikeFiles: [SpikeFile]
  let detectorNames: [String]
  /// Where checkpoints go.
  let checkpointPath: String
  private let run: RunFile
  private var progress: ProgressLine
  private var events: EventTable
  private var measures: MeasureTable
  /// The events that were found.
  private(set) var occurrences: [EventOccurrence] = []
  private var flushed = ContinuousClock.now
  /// How many spikes were found.
  private(set) var spikeCount = 0

  /// Creates the folder and all files in it.
  init(
    _ model: LoweredModel, detectorNames: [String], folder path: String, provenance: RunProvenance,
    progress: ProgressLine
  ) throws {
    self.model = model
    self.progress = progress
    events = EventTable(model)
    measures = MeasureTable(model)
    self.detectorNames = detectorNames
    let isNew = !FileManager.default.fileExists(atPath: path)
    let folder = try ResultsFolder(creating: path)
    checkpointPath = folder.checkpointPath
    do {
      let record = RunRecord(provenance, model, detectorNames: detectorNames)
      run = try RunFile(path: folder.runPath, record: record)
      reports = try model.reportDescriptions.map { name, description in
        try ReportFile(path: folder.reportPath(named: name), description: description)
      }
      spikeFiles = try detectorNames.enumerated().map { number, name in
        let path = name == "spikes" ? folder.spikesPath : try folder.reportPath(named: name)
        return try SpikeFile(path: path, populations: model.populations(ofDetector: number))
      }
    } catch {
      // A run that never began leaves nothing behind.
      if isNew { try? FileManager.default.removeItem(atPath: path) }
      throw error
    }
  }

  /// Goes on with the files of a run that was interrupted, after what `checkpoint` knows of.
  init(
    _ model: LoweredModel, detectorNames: [String], resuming files: ResumedFiles,
    from checkpoint: CheckpointRecord, progress: ProgressLine
  ) throws {
    self.model = model
    self.progress = progress
    self.detectorNames = detectorNames
    checkpointPath = files.target.checkpointPath
    events = EventTable(model)
    measures = MeasureTable(model)
    occurrences = try Self.events(in: checkpoint, of: model)
    events.add(occurrences)
    measures.add(occurrences)
    reports = try model.reportDescriptions.map { try files.report($0.name, $0.description) }
    spikeFiles = try detectorNames.enumerated().map { number, name in
      try files.spikes(name, populations: model.populations(ofDetector: number))
    }
    spikeCount = spikeFiles.reduce(0) { $0 + $1.spikeCount }
    run = try RunFile(path: files.target.runPath, record: files.record)
  }

  func append(report: Int, firstSample: Int, sampleCount: Int, values: [Double]) throws {
    try reports[report].append(values.span, sampleCount: sampleCount)
  }

  func append(spikes: [Spike]) throws {
    spikeCount += spikes.count
    var blocks: [[String: (nodes: [UInt64], times: [Double])]] = spikeFiles.map { _ in [:] }
    for spike in spikes {
      let detector = model.detectors[spike.detector]
      let cell = model.cells[detector.element.cell]
      let name = model.populations[cell.population]
      blocks[detector.detector][name, default: ([], [])].nodes.append(UInt64(cell.index))
      blocks[detector.detector][name, default: ([], [])].times.append(spike.time)
    }
    for (number, block) in blocks.enumerated() {
      for (population, part) in block.sorted(by: { $0.key < $1.key }) {
        try spikeFiles[number].append(
          population: population, nodeIDs: part.nodes, timestamps: part.times)
      }
    }
  }

  func append(events: [EventOccurrence]) throws {
    occurrences += events
    self.events.add(events)
    measures.add(events)
  }

  func epochEnded(time: Double) throws {
    progress.update(time)
    run.record.status.simulatedTime = time
    guard flushed.duration(to: .now) > .milliseconds(500) else { return }
    try flush()
  }

  private func flush() throws {
    for file in reports { try file.flush() }
    for file in spikeFiles { try file.flush() }
    updateRecord()
    try run.flush()
    flushed = .now
  }

  /// Writes what is known of the run so far.
  func publishRecord() throws {
    updateRecord()
    try run.publish()
  }

  /// When the run started, as its record says.
  var started: String { run.record.provenance.startedText }

  private func updateRecord() {
    let time = run.record.status.simulatedTime
    run.record.events = events.all(upTo: time)
    run.record.measures = measures.results(at: time).map { RunMeasure($0, model) }
  }

  /// Ends a run whose results can no longer be written; what reached the disk stays readable.
  func abandon(_ error: any Error) {
    progress.finish()
    run.record.status.state = .failed
    run.record.status.message = "results could not be written: \(error)"
    try? run.publish()
  }

  /// Writes how the run ended and closes all files.
  func close(
    _ status: RunStatus, summary: [RunQuantity], energy: RunEnergy?, events: [RunEvent],
    measures: [MeasureResult]
  ) throws {
    progress.finish()
    for file in reports { try file.close() }
    for file in spikeFiles { try file.close() }
    run.record.status = status
    run.record.summary = summary
    run.record.energy = energy
    run.record.events = events
    run.record.measures = measures.map { RunMeasure($0, model) }
    try run.publish()
  }

  /// What happened up to a time; `failures` are events that no model looks for.
  func events(upTo time: Double, and failures: [RunEvent]) -> [RunEvent] {
    events.all(upTo: time, and: failures)
  }

  /// What the model's measures say of the run up to a time.
  func measures(at time: Double) -> [MeasureResult] { measures.results(at: time) }
}

extension RunRecord {
  /// What is known about a run before its first step.
  fileprivate init(_ provenance: RunProvenance, _ model: LoweredModel, detectorNames: [String]) {
    self.init(provenance: provenance)
    morphologies = model.painted.map { CellGeometry($0) }
    placements = model.cellPositions
    outputs = model.plan.reports.map { "\($0.name).h5" } + detectorNames.map { "\($0).h5" }
  }
}

extension LoweredModel {
  /// The populations on which a detector has places, in the order of the model.
  func populations(ofDetector number: Int) -> [String] {
    let used = Set(
      detectors.lazy.filter { $0.detector == number }.map { cells[$0.element.cell].population })
    return used.sorted().map { populations[$0] }
  }
}

extension LoweredModel {
  /// What all reports hold, those of cells first; with their names.
  var reportDescriptions: [(name: String, description: ReportDescription)] {
    reports.map { ($0.description.name, ReportDescription($0, self)) }
      + gridReports.map { ($0.description.name, ReportDescription($0, self)) }
  }
}

extension ReportDescription {
  /// What a report of the extracellular space holds.
  init(_ report: LoweredModel.GridReport, _ model: LoweredModel) {
    let grid = model.plan.grid.map { plan in
      ReportGrid(
        counts: plan.counts.map { UInt64($0) }, spacing: plan.spacing, origin: plan.origin,
        volumeFraction: report.voxels.map { plan.volumeFraction[Int($0)] })
    }
    self.init(
      variable: "[\(report.description.ion)]o", units: "mM", start: report.start,
      interval: report.interval, sampleCount: report.sampleCount,
      populations: [ReportPopulation(voxels: report.voxels.map { UInt64($0) })],
      storesDoublePrecision: report.description.precision == .double, grid: grid)
  }

  /// What a lowered report holds, in the words of the file.
  init(_ report: LoweredModel.Report, _ model: LoweredModel) {
    var populations: [ReportPopulation] = []
    for element in report.elements {
      let cell = model.cells[element.cell]
      let name = model.populations[cell.population]
      let id = UInt64(cell.index)
      if populations.last?.name != name {
        populations.append(ReportPopulation(name: name, nodes: []))
      }
      let population = populations.count - 1
      if populations[population].nodes.last?.id != id {
        populations[population].nodes.append(
          ReportNode(id: id, elementIDs: [], elementPositions: []))
      }
      let node = populations[population].nodes.count - 1
      let place = model.painted[cell.kind].morphology.position(ofCompartment: element.compartment)
      populations[population].nodes[node].elementIDs.append(UInt32(clamping: place.branch))
      populations[population].nodes[node].elementPositions.append(Float(place.position))
    }
    self.init(
      variable: report.description.variable.description, units: report.description.variable.unit,
      start: report.start, interval: report.interval, sampleCount: report.sampleCount,
      populations: populations, storesDoublePrecision: report.description.precision == .double)
  }
}
