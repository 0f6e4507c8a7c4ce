import EngineKernels
import ModelDescription
import Morphology
import Quantities

/// Puts interventions into the groups: for each number that is changed, one schedule.
struct InterventionLowering {
  let placer: Placer

  /// One change of one number, at one time.
  private struct Event {
    var time: Double
    var ramp: Double
    /// nil: back to what it was before the intervention.
    var value: Double?
    var intervention: Int
  }

  /// A number that may change: a target at a place.
  private struct Place: Hashable {
    var group: Int
    var target: InterventionPlan.Target
    var slot: Int
  }

  func add(
    _ interventions: [InterventionDescription], duration: Double,
    to builders: inout [GroupBuilder]
  ) throws(LoweringError) {
    var events: [Place: [Event]] = [:]
    for (number, intervention) in interventions.enumerated() {
      for change in intervention.changes {
        let own = try self.events(intervention, change, number, duration)
        let places = try places(intervention, change, builders)
        for place in places { events[place, default: []] += own }
      }
    }
    // Places with the same course share a schedule.
    struct Course: Hashable {
      var group: Int
      var target: InterventionPlan.Target
      var schedule: ChangeSchedule
    }
    var courses: [Course: [Int]] = [:]
    for (place, events) in events {
      let course = Course(
        group: place.group, target: place.target, schedule: schedule(events))
      courses[course, default: []].append(place.slot)
    }
    for (course, slots) in courses {
      builders[course.group].add(
        InterventionPlan(target: course.target, slots: slots.sorted(), schedule: course.schedule))
    }
  }

  /// The course of a number through all its events; a restoration goes back to what was before.
  private func schedule(_ events: [Event]) -> ChangeSchedule {
    var schedule = ChangeSchedule()
    var before: [Int: ChangeSchedule.Value] = [:]
    let ordered = events.enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }
    for (_, event) in ordered {
      if let value = event.value {
        before[event.intervention] = schedule.value(at: event.time)
        schedule.change(to: .fixed(value), at: event.time, over: event.ramp)
      } else {
        let value = before[event.intervention] ?? .original
        schedule.change(to: value, at: event.time, over: event.ramp)
      }
    }
    return schedule
  }

  private func events(
    _ intervention: InterventionDescription, _ change: InterventionDescription.Change,
    _ number: Int, _ duration: Double
  ) throws(LoweringError) -> [Event] {
    let source = change.source
    func time(_ quantity: Quantity?) throws(LoweringError) -> Double? {
      guard let quantity else { return nil }
      return try value(quantity, .millisecond, source)
    }
    let start = try time(intervention.start) ?? 0
    let ramp = try time(intervention.ramp) ?? 0
    let length = try time(intervention.length)
    let interval = try time(intervention.interval)
    let wanted = try target(change)
    let most = interval.map { max(((duration - start) / $0).rounded(.down) + 1, 1) } ?? 1
    let count = Int(min(Double(intervention.count ?? Int.max), most, 1e6))
    return (0..<count).flatMap { repetition -> [Event] in
      let begin = start + Double(repetition) * (interval ?? 0)
      let set = Event(time: begin, ramp: ramp, value: wanted, intervention: number)
      let restore = length.map {
        Event(time: begin + $0, ramp: ramp, value: nil, intervention: number)
      }
      return [set] + (restore.map { [$0] } ?? [])
    }
  }

  private func target(
    _ change: InterventionDescription.Change
  ) throws(LoweringError) -> Double {
    do throws(QuantitiesError) {
      return try change.value.value(in: Unit(parsing: change.target.unit))
    } catch {
      throw LoweringError(.range, error.message, suggestion: error.suggestion, at: change.source)
    }
  }

  private func places(
    _ intervention: InterventionDescription, _ change: InterventionDescription.Change,
    _ builders: [GroupBuilder]
  ) throws(LoweringError) -> [Place] {
    let elements = try placer.elements(
      intervention.cells, in: intervention.region, intervention.source)
    var places: [Place] = []
    for element in elements {
      let (group, slot) = placer.location(element, builders)
      let targets = builders[group].targets(
        change.target, placer.cell(element), place: placer.cells[element.cell].place,
        compartment: element.compartment)
      for target in targets { places.append(Place(group: group, target: target, slot: slot)) }
    }
    guard places.isEmpty else { return places }
    throw LoweringError(
      .place, "no compartment in '\(intervention.region)' of these cells has '\(change.target)'",
      suggestion: "choose other cells or another region, or leave out 'where:'", at: change.source)
  }
}

extension GroupBuilder {
  /// What a target is at a compartment; none where it is not there.
  fileprivate func targets(
    _ target: InterventionDescription.Target, _ cell: PaintedCell, place: Int, compartment: Int
  ) -> [InterventionPlan.Target] {
    switch target {
    case .parameter(let name, let parameter, _):
      return mechanisms.enumerated().compactMap { number, mechanism in
        guard mechanism.name == name, let index = mechanism.inCell[place],
          cell.mechanisms[index].isPresent[compartment],
          let column = mechanism.manifest.parameters.firstIndex(where: { $0.name == parameter })
        else { return nil }
        return .parameter(mechanism: number, parameter: column)
      }
    case .bath(let ion):
      return cell.solutions?.index(of: ion).map { [.bath(species: $0)] } ?? []
    case .temperature: return []
    }
  }
}
