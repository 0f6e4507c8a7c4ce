import Analysis
import EngineKernels
import Lowering
import ModelDescription

/// What a run's events have said so far to the model's measures.
struct MeasureTable {
  /// What an event means to one place of one measure.
  private struct Role {
    var measure: Int
    var place: Int
    /// Which of the place's events it is.
    var number: Int
  }

  private let model: LoweredModel
  /// By the events' identifiers.
  private let roles: [[Role]]
  /// The first time at each place of a front, in ms; nothing of other measures.
  private var firsts: [[Double?]]
  /// Of each place whose outcome is told; nothing of other measures.
  private var courses: [[OutcomeCourse]]

  init(_ model: LoweredModel) {
    self.model = model
    var roles = [[Role]](repeating: [], count: model.measures.isEmpty ? 0 : model.events.count)
    for (measure, description) in model.measures.enumerated() {
      for (place, measured) in description.places.enumerated() {
        for (number, event) in measured.events.enumerated() {
          roles[event].append(Role(measure: measure, place: place, number: number))
        }
      }
    }
    self.roles = roles
    firsts = model.measures.map { $0.isFront ? $0.places.map { _ in nil } : [] }
    courses = model.measures.map { $0.isFront ? [] : $0.places.map { _ in OutcomeCourse() } }
  }

  /// Takes what the engine found, in the order of time.
  mutating func add(_ events: [EventOccurrence]) {
    guard !roles.isEmpty else { return }
    for event in events {
      for role in roles[event.identifier] { note(event, role) }
    }
  }

  private mutating func note(_ event: EventOccurrence, _ role: Role) {
    switch model.measures[role.measure].description {
    case .front:
      guard firsts[role.measure][role.place] == nil else { return }
      firsts[role.measure][role.place] = event.time
    case .outcome(let outcome):
      courses[role.measure][role.place].note(
        outcome.signs[role.number], at: event.time, since: event.since)
    }
  }

  /// What the measures say of the run up to a time, in ms.
  func results(at time: Double) -> [MeasureResult] {
    model.measures.enumerated().map { number, measure in
      switch measure.description {
      case .front(let front):
        .front(FrontResult(front, measure.places, firsts[number]))
      case .outcome(let outcome):
        .outcome(OutcomeResult(outcome, measure.places, courses[number], end: time))
      }
    }
  }
}

extension LoweredModel.Measure {
  fileprivate var isFront: Bool {
    if case .front = description { return true }
    return false
  }
}
