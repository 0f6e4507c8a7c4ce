import CMechanismABI
import CalciumBufferMechanism
import CressmanFamilyMechanism
import Engine
import EngineKernels
import Foundation
import GliaMechanism
import GlutamateMechanism
import HCurrentMechanism
import ImposedCurrentMechanism
import Kcc2Mechanism
import Kir41Mechanism
import KvHHMechanism
import KvMechanism
import LeakGhkMechanism
import LeakMechanism
import Lowering
import MCurrentMechanism
import MechanismCatalogue
import MetabolismMechanism
import ModelIO
import NaKATPaseMechanism
import NaPersistentMechanism
import NavHHMechanism
import NavMechanism
import NcxMechanism
import Nkcc1Mechanism
import NmdaPotassiumMechanism
import PmcaMechanism
import StochasticChannelsMechanism
import SynapsesMechanism

/// The libraries of all of Skou's mechanisms.
func allLibraries() -> [UnsafePointer<skou_mechanism_library>] {
  [
    libraryCalciumBuffer(), libraryCressmanFamily(), libraryGlia(), libraryGlutamate(),
    libraryHCurrent(), libraryImposedCurrent(), libraryKcc2(), libraryKir41(), libraryKv(),
    libraryKvHH(), libraryLeak(), libraryLeakGhk(), libraryMCurrent(), libraryMetabolism(),
    libraryNaKATPase(), libraryNaPersistent(), libraryNav(), libraryNavHH(), libraryNcx(),
    libraryNkcc1(), libraryNmdaPotassium(), libraryPmca(), libraryStochasticChannels(),
    librarySynapses(),
  ]
}

/// All of Skou's mechanisms, linked into the tests.
let linkedMechanisms: MechanismCatalogue = {
  do {
    return try MechanismCatalogue(libraries: allLibraries())
  } catch { preconditionFailure("the linked mechanisms are refused: \(error)") }
}()

/// The folder of this test target.
let validationFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent()

/// A model that has been run, with what it recorded in memory.
struct ModelRun {
  /// By recording, then by element, its samples.
  private(set) var traces: [String: [[Double]]] = [:]
  /// By recording, the times of its samples in ms.
  private(set) var times: [String: [Double]] = [:]
  /// By detector, the times of its spikes in ms.
  private(set) var spikes: [String: [Double]] = [:]
  /// By detector, then by the cell's number among all, the times of its spikes in ms.
  private(set) var cellSpikes: [String: [Int: [Double]]] = [:]
  /// By event, then by place, the times at which it happened in ms.
  private(set) var events: [String: [[Double]]] = [:]
  let outcome: Simulation.Outcome
  let ledger: Ledger
  /// Over the whole run; nil where the model asks for none.
  let energy: EnergyLedger?
  let stepCount: Int
  let model: LoweredModel

  /// Runs a model given as text; paths in it are relative to Tests/Validation/Models.
  init(
    _ text: String, overrides: [String] = [], refinement: Int = 1,
    path: StepSettings.Path = .lanes, threads: Int = 1
  ) throws {
    let file = validationFolder.appendingPathComponent("Models/model.yaml").path
    let loader = ModelLoader(manifests: linkedMechanisms.manifests)
    let loaded = try loader.load(
      text: text, file: file, overrides: overrides.map { try ModelOverride(parsing: $0) })
    var options = ModelLowering.Options()
    options.refinement = refinement
    options.path = path
    let lowered = try ModelLowering.lower(loaded.description, linkedMechanisms, options)
    let simulation = try Simulation(lowered.plan, threads: threads)
    let sink = Collector(reports: lowered.plan.reports.count)
    outcome = try simulation.run(into: sink)
    model = lowered
    ledger = try simulation.ledger()
    energy = try simulation.energyLedger(time: lowered.plan.duration)
    stepCount = try simulation.effort().stepCount
    for (report, values) in zip(lowered.reports, sink.values) {
      keep(
        report.description.name, values, width: report.elements.count, report.start,
        report.interval)
    }
    for (report, values) in zip(lowered.gridReports, sink.values.dropFirst(lowered.reports.count)) {
      keep(
        report.description.name, values, width: report.voxels.count, report.start,
        report.interval)
    }
    for place in lowered.events {
      events[lowered.detections[place.detection].name, default: []].append([])
    }
    for event in sink.events {
      let place = lowered.events[event.identifier]
      let first = lowered.events.firstIndex { $0.detection == place.detection } ?? 0
      let name = lowered.detections[place.detection].name
      events[name]?[event.identifier - first].append(event.time)
    }
    for spike in sink.spikes {
      let detector = lowered.detectors[spike.detector]
      let name = loaded.description.detectors[detector.detector].name
      spikes[name, default: []].append(spike.time)
      cellSpikes[name, default: [:]][detector.element.cell, default: []].append(spike.time)
    }
  }

  /// Splits samples into the traces of their elements.
  private mutating func keep(
    _ name: String, _ values: [Double], width: Int, _ start: Double, _ interval: Double
  ) {
    traces[name] = (0..<width).map { element in
      stride(from: element, to: values.count, by: width).map { values[$0] }
    }
    times[name] = (0..<values.count / max(width, 1)).map { start + Double($0) * interval }
  }

  /// The only trace of a recording.
  func trace(_ name: String) -> [Double] { traces[name]?.first ?? [] }
}

/// Keeps what a run records.
final class Collector: RecordingSink {
  var values: [[Double]]
  var spikes: [Spike] = []
  var events: [EventOccurrence] = []

  init(reports: Int) { values = Array(repeating: [], count: reports) }

  func append(report: Int, firstSample: Int, sampleCount: Int, values: [Double]) {
    self.values[report] += values
  }
  func append(spikes: [Spike]) { self.spikes += spikes }
  func append(events: [EventOccurrence]) { self.events += events }
  func epochEnded(time: Double) {}
}
