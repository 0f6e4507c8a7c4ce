import Engine
import EngineKernels
import Lowering
import ResultsIO

/// How a run ended, in words.
struct RunEnd {
  let outcome: Simulation.Outcome
  /// The simulated time that was reached, in ms.
  let time: Double
  private let model: LoweredModel

  /// - Parameters:
  ///   - outcome: what the simulation says.
  ///   - simulation: where it stands; whoever failed has not reached the end of the epoch.
  ///   - model: what its numbers mean.
  init(_ outcome: Simulation.Outcome, _ simulation: Simulation, _ model: LoweredModel) {
    self.outcome = outcome
    self.model = model
    time =
      switch outcome {
      case .completed: simulation.time
      case .stopped(let time): time
      case .ended(let event): event.time
      case .failed(let failure): failure.time
      }
  }

  /// The error of a run that did not reach its end; nil for one that did.
  ///
  /// - Parameter kept: where its recordings are, such as "in results/patch"; nil for nowhere.
  /// - Returns: what to throw.
  func error(kept: String?) -> UserError? {
    let kept = kept.map { "what was recorded until then is kept \($0)" }
    switch outcome {
    case .completed, .ended: return nil
    case .stopped(let time):
      return .failed("interrupted at \(Format.simulated(time))", advice: kept ?? "")
    case .failed(let failure):
      let advice =
        failure.cause.imbalance == nil
        ? "try a smaller dt, and check the parameters there"
        : "the mechanism is wrong: it must declare every ion that it moves"
      return .failed(
        "the run failed at \(Format.simulated(failure.time)): \(cause(failure))",
        advice: (kept.map { [$0, advice] } ?? [advice]).joined(separator: "; "))
    }
  }

  /// The state for run.h5.
  var status: RunStatus {
    switch outcome {
    case .completed: RunStatus(state: .done, simulatedTime: time)
    case .ended(let event):
      RunStatus(state: .done, message: Self.words(event, model), simulatedTime: time)
    case .stopped: RunStatus(state: .failed, message: "interrupted", simulatedTime: time)
    case .failed(let failure):
      RunStatus(state: .failed, message: cause(failure), simulatedTime: time)
    }
  }

  /// For the terminal, where an event ended the run before its time; nil otherwise.
  var note: String? {
    guard case .ended(let event) = outcome else { return nil }
    return Self.words(event, model)
  }

  private static func words(_ event: EventOccurrence, _ model: LoweredModel) -> String {
    let place = model.events[event.identifier]
    return "stopped by event '\(model.detections[place.detection].name)' at "
      + "\(Format.simulated(event.time)) in \(model.describe(place.element))"
  }

  /// The failure for run.h5.
  var failures: [RunEvent] {
    guard case .failed(let failure) = outcome else { return [] }
    let element =
      failure.voxel == nil
      ? model.element(group: failure.group, slot: failure.cause.slot) : nil
    let cell = element.map { model.cells[$0.cell] }
    return [
      RunEvent(
        time: failure.time, kind: "failure",
        population: cell.map { model.populations[$0.population] } ?? "",
        cell: cell.map { UInt64($0.index) }, globalCell: element.map { UInt64($0.cell) },
        compartment: element.map { UInt64($0.compartment) },
        message: cause(failure))
    ]
  }

  private static func fault(_ cause: GroupFailure) -> String {
    if let imbalance = cause.imbalance {
      return "does not conserve charge: its ions carry \(Format.number(imbalance.ions)) nA and its "
        + "membrane current is \(Format.number(imbalance.membrane)) nA"
    }
    return cause.step.map { "changes too fast for steps of \(Format.number($0, digits: 2)) ms" }
      ?? "gave a number that is not finite"
  }

  private func cause(_ failure: Simulation.Failure) -> String {
    let cause = failure.cause
    if let voxel = failure.voxel, let grid = model.plan.grid {
      return "'\(cause.species ?? "")' was used up outside the cells, in the voxel around "
        + grid.center(ofVoxel: voxel).map { "\(Format.number($0)) um" }.joined(separator: ", ")
    }
    let place =
      model.element(group: failure.group, slot: cause.slot).map(model.describe)
      ?? "an unknown compartment"
    let what =
      cause.mechanism.map { "mechanism '\($0)' \(Self.fault(cause))" }
      ?? cause.species.map { "'\($0)' was used up" }
      ?? cause.step.map { "steps of \(Format.number($0, digits: 2)) ms were not short enough" }
      ?? "the membrane potential left all bounds"
    return "\(what) in \(place), where V was \(Format.number(cause.voltage)) mV"
  }
}
