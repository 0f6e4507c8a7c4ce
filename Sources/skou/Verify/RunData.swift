import Engine
import Lowering
import ModelDescription
import ResultsIO

/// What a run recorded, by the names of the model.
struct RunData {
  /// One element's samples.
  struct Trace {
    var start: Double
    var interval: Double
    var values: [Double]

    /// The time of a sample, in ms.
    func time(_ sample: Int) -> Double { start + Double(sample) * interval }
  }

  /// One detector's spikes at one place.
  struct SpikeTrain {
    var element: LoweredModel.Element
    /// Path distance of the place from the root, in µm.
    var distance: Double
    var times: [Double]
  }

  /// By recording, then by element.
  private(set) var traces: [String: [Trace]] = [:]
  /// By recording: the unit of its values.
  private(set) var units: [String: String] = [:]
  /// The summary's numbers, by name.
  private(set) var numbers: [String: RunQuantity] = [:]
  /// By detector, then by place.
  private(set) var spikes: [String: [SpikeTrain]] = [:]

  /// By event, then by place: the times at which it happened.
  private(set) var events: [String: [[Double]]] = [:]

  /// What the model's measures say, in its order.
  private(set) var measures: [MeasureResult] = []

  init(
    _ description: ModelDescription, _ model: LoweredModel, _ sink: MemorySink,
    _ simulation: Simulation, end: RunEnd
  ) throws {
    let energy = try simulation.energyLedger(time: simulation.time)
    for number in try simulation.ledger().quantities + (energy?.quantities ?? []) {
      numbers[number.name] = number
    }
    numbers["spikes"] = RunQuantity(name: "spikes", value: Double(sink.spikes.count))
    for (report, values) in zip(model.reports, sink.values) {
      let width = report.elements.count
      units[report.description.name] = report.description.variable.unit
      traces[report.description.name] = (0..<width).map { element in
        Trace(
          start: report.start, interval: report.interval,
          values: stride(from: element, to: values.count, by: width).map { values[$0] })
      }
    }
    addMaps(model, sink)
    addEvents(model, sink)
    var measured = MeasureTable(model)
    measured.add(sink.events)
    measures = measured.results(at: end.time)
    var times = [[Double]](repeating: [], count: model.detectors.count)
    for spike in sink.spikes { times[spike.detector].append(spike.time) }
    for (identifier, detector) in model.detectors.enumerated() {
      let cell = model.painted[model.cells[detector.element.cell].kind]
      let train = SpikeTrain(
        element: detector.element,
        distance: cell.morphology.compartments[detector.element.compartment].distance,
        times: times[identifier])
      spikes[description.detectors[detector.detector].name, default: []].append(train)
    }
  }

  /// One trace a voxel; maps follow the reports of cells.
  private mutating func addMaps(_ model: LoweredModel, _ sink: MemorySink) {
    for (report, values) in zip(model.gridReports, sink.values.dropFirst(model.reports.count)) {
      let width = report.voxels.count
      units[report.description.name] = "mM"
      traces[report.description.name] = (0..<width).map { element in
        Trace(
          start: report.start, interval: report.interval,
          values: stride(from: element, to: values.count, by: width).map { values[$0] })
      }
    }
  }

  private mutating func addEvents(_ model: LoweredModel, _ sink: MemorySink) {
    var times = [[Double]](repeating: [], count: model.events.count)
    for event in sink.events { times[event.identifier].append(event.time) }
    for (identifier, event) in model.events.enumerated() {
      events[model.detections[event.detection].name, default: []].append(times[identifier])
    }
  }

  /// What a front of this name says.
  func front(_ name: String) -> FrontResult? {
    for case .front(let front) in measures where front.description.name == name { return front }
    return nil
  }

  /// What a measure of outcomes of this name says.
  func outcome(_ name: String) -> OutcomeResult? {
    for case .outcome(let outcome) in measures where outcome.description.name == name {
      return outcome
    }
    return nil
  }
}
