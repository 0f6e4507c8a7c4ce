import EngineKernels
import Lowering
import ModelDescription
import ResultsIO

/// The events of a run, in the words of run.h5.
struct EventTable {
  private let model: LoweredModel
  private var found: [RunEvent] = []

  init(_ model: LoweredModel) { self.model = model }

  /// Takes what the engine found; what measures alone look for is theirs.
  mutating func add(_ events: [EventOccurrence]) {
    let reported = events.lazy.filter { [model] event in
      model.detections[model.events[event.identifier].detection].isReported
    }
    found += reported.map(record)
  }

  /// Everything up to a time: what was found, what was done, and what else is known.
  func all(upTo time: Double, and others: [RunEvent] = []) -> [RunEvent] {
    let done = model.interventions.prefix { $0.time <= time }.map(record)
    let events = done + found + others
    // Of what happens at one time, what was done comes before what was found.
    return events.enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }.map(\.element)
  }

  private func record(_ event: EventOccurrence) -> RunEvent {
    let place = model.events[event.identifier]
    let detection = model.detections[place.detection]
    let cell = model.cells[place.element.cell]
    var message = detection.condition.text
    if event.since < event.time {
      message += "; true since \(Format.number(event.since, digits: 9)) ms"
    }
    if detection.stopsRun { message += "; ends the run" }
    return RunEvent(
      time: event.time, kind: "detected", name: detection.name,
      population: model.populations[cell.population], cell: UInt64(cell.index),
      globalCell: UInt64(place.element.cell), compartment: UInt64(place.element.compartment),
      message: message)
  }

  private func record(_ event: LoweredModel.InterventionEvent) -> RunEvent {
    let cell = event.cell.map { model.cells[$0] }
    return RunEvent(
      time: event.time, kind: "intervention", name: event.name,
      population: event.population.map { model.populations[$0] } ?? "",
      cell: cell.map { UInt64($0.index) }, globalCell: event.cell.map { UInt64($0) },
      message: event.message)
  }
}

/// The events of a run for the terminal.
enum EventSummary {
  private static let mostRows = 6

  /// How many there were, and the first few.
  static func rows(_ events: [RunEvent]) -> [[String]] {
    guard !events.isEmpty else { return [] }
    let detected = events.count { $0.kind == "detected" }
    let made = events.count { $0.kind == "intervention" }
    var rows = [
      ["events", "\(Format.count(detected)) detected, \(Format.count(made)) by interventions"]
    ]
    rows += events.prefix(mostRows).map { ["", line($0)] }
    if events.count > mostRows { rows.append(["", "… (all of them are in run.h5)"]) }
    return rows
  }

  private static func line(_ event: RunEvent) -> String {
    let place = event.cell.map { " in cell \($0) of '\(event.population)'" } ?? ""
    return "\(Format.simulated(event.time))  \(event.name)\(place): \(event.message)"
  }
}
