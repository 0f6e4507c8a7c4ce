import Engine
import Lowering
import ResultsIO

/// How a run ended, in words.
struct RunEnd {
  let outcome: Simulation.Outcome
  private let model: LoweredModel

  init(_ outcome: Simulation.Outcome, _ model: LoweredModel) {
    self.outcome = outcome
    self.model = model
  }

  /// What to tell the user of a run that did not reach its end; nil for one that did.
  var complaint: String? {
    switch outcome {
    case .completed: return nil
    case .stopped(let time):
      return "the run was interrupted at \(Format.simulated(time)); what was recorded is kept"
    case .failed(let failure):
      return "the run failed at \(Format.simulated(failure.time)): \(cause(failure))\n  what was "
        + "recorded until then is kept; try a smaller dt, and check the values given there"
    }
  }

  /// The state for run.h5.
  func status(at time: Double) -> RunStatus {
    switch outcome {
    case .completed: RunStatus(state: .done, simulatedTime: time)
    case .stopped(let time):
      RunStatus(state: .failed, message: "interrupted", simulatedTime: time)
    case .failed(let failure):
      RunStatus(state: .failed, message: cause(failure), simulatedTime: failure.time)
    }
  }

  /// The events for run.h5.
  var events: [RunEvent] {
    guard case .failed(let failure) = outcome else { return [] }
    let element = model.element(group: failure.group, slot: failure.cause.slot)
    let cell = element.map { model.cells[$0.cell] }
    return [
      RunEvent(
        time: failure.time, kind: "failure",
        population: cell.map { model.populations[$0.population] } ?? "",
        cell: cell.map { UInt64($0.index) }, compartment: element.map { UInt64($0.compartment) },
        message: cause(failure))
    ]
  }

  private func cause(_ failure: Simulation.Failure) -> String {
    let cause = failure.cause
    let place =
      model.element(group: failure.group, slot: cause.slot).map(model.describe)
      ?? "an unknown compartment"
    let what =
      cause.mechanism.map { "mechanism '\($0)' gave a number that is not finite" }
      ?? "the membrane potential left all bounds"
    return "\(what) in \(place), where V was \(Format.number(cause.voltage)) mV"
  }
}
