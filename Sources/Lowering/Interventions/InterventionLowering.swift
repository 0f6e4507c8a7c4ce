import EngineKernels
import ModelDescription
import Morphology

/// Puts interventions into the groups: for each number that is changed, one schedule.
struct InterventionLowering {
  let placer: Placer
  let placement: CellPlacement
  /// Of the run, in ms.
  let duration: Double

  /// A number that may change: a target at a place.
  private struct Place: Hashable {
    var builder: Int
    var target: InterventionPlan.Target
    var slot: Int
  }

  /// Numbers of one kind that go through the same changes.
  private struct Course: Hashable {
    var builder: Int
    var target: InterventionPlan.Target
    /// Of all changes, by number.
    var changes: [Int]
  }

  func add(
    _ interventions: [InterventionDescription], to builders: inout [GroupBuilder],
    _ lowered: inout LoweredModel
  ) throws(LoweringError) {
    var changes: [LoweredChange] = []
    var places: [Place] = []
    var changesOfPlace: [Place: [Int]] = [:]
    var changesOfBath = [[Int]](repeating: [], count: lowered.plan.grid?.species.count ?? 0)
    for (number, intervention) in interventions.enumerated() {
      try requireCells(intervention)
      for change in intervention.changes {
        if let species = sharedBath(change.target, lowered.plan.grid) {
          changesOfBath[species].append(changes.count)
        } else {
          for place in try self.places(intervention, change, builders) {
            if changesOfPlace[place] == nil { places.append(place) }
            changesOfPlace[place, default: []].append(changes.count)
          }
        }
        changes.append(
          try LoweredChange(intervention, change, number: number, duration: duration))
      }
    }
    try addPlans(places, changesOfPlace, changes, to: &builders)
    for (species, numbers) in changesOfBath.enumerated() where !numbers.isEmpty {
      let schedule = try ChangeCourse(numbers.map { changes[$0] }).schedule
      lowered.plan.grid?.bathChanges.append(
        GridPlan.BathChange(species: species, schedule: schedule))
    }
    lowered.interventions = InterventionEvents(placer: placer, duration: duration)
      .events(interventions, changes)
  }

  /// The species of a bath that the cells feel through the space that they share; nil otherwise.
  private func sharedBath(
    _ target: InterventionDescription.Target, _ grid: GridPlan?
  ) -> Int? {
    guard case .bath(let ion) = target else { return nil }
    return grid?.species.firstIndex { $0.name == ion }
  }

  /// One plan for all places with the same course.
  private func addPlans(
    _ places: [Place], _ changesOfPlace: [Place: [Int]], _ changes: [LoweredChange],
    to builders: inout [GroupBuilder]
  ) throws(LoweringError) {
    var courses: [Course] = []
    var slots: [Course: [Int]] = [:]
    for place in places {
      let course = Course(
        builder: place.builder, target: place.target, changes: changesOfPlace[place] ?? [])
      if slots[course] == nil { courses.append(course) }
      slots[course, default: []].append(place.slot)
    }
    var schedules: [[Int]: ChangeSchedule] = [:]
    for course in courses {
      if schedules[course.changes] == nil {
        let whole = try ChangeCourse(course.changes.map { changes[$0] })
        schedules[course.changes] = whole.schedule
      }
      let schedule = schedules[course.changes] ?? ChangeSchedule()
      let slots = (slots[course] ?? []).sorted()
      builders[course.builder].add(
        InterventionPlan(
          target: course.target, slots: slots, schedule: schedule,
          celsius: builders[course.builder].celsius(course.target, slots)))
    }
  }

  /// Refuses a part of the tissue without cells.
  private func requireCells(_ intervention: InterventionDescription) throws(LoweringError) {
    let cells = placer.cells(of: intervention.cells)
    guard cells.allSatisfy({ !intervention.within.contains(placement.position(ofCell: $0)) })
    else { return }
    throw LoweringError(
      .place, "no cell of these lies in the part of the tissue that 'within:' names",
      suggestion: "widen it, or choose other cells; cells lie where their origin is, in um",
      at: intervention.source)
  }

  private func places(
    _ intervention: InterventionDescription, _ change: InterventionDescription.Change,
    _ builders: [GroupBuilder]
  ) throws(LoweringError) -> [Place] {
    let elements = try placer.elements(
      intervention.cells, in: intervention.region, intervention.source)
    var places: [Place] = []
    var isAnywhere = false
    for element in elements
    where intervention.within.contains(placement.position(ofCell: element.cell)) {
      let cell = placer.cell(element)
      isAnywhere = isAnywhere || cell.has(change.target, compartment: element.compartment)
      guard let (builder, slot) = placer.location(element, builders) else { continue }
      let targets = builders[builder].targets(
        change.target, cell, place: placer.cells[element.cell].place,
        compartment: element.compartment)
      for target in targets { places.append(Place(builder: builder, target: target, slot: slot)) }
    }
    if change.target == .temperature { try checkTemperature(elements, intervention, change) }
    guard isAnywhere else { throw nowhere(intervention, change) }
    return places
  }

  /// Each kind of cell once.
  private func checkTemperature(
    _ elements: [LoweredModel.Element], _ intervention: InterventionDescription,
    _ change: InterventionDescription.Change
  ) throws(LoweringError) {
    var checked: Set<Int> = []
    for element in elements
    where intervention.within.contains(placement.position(ofCell: element.cell))
      && checked.insert(placer.cells[element.cell].kind).inserted
    {
      try placer.cell(element).checkTemperature(change)
    }
  }

  private func nowhere(
    _ intervention: InterventionDescription, _ change: InterventionDescription.Change
  ) -> LoweringError {
    LoweringError(
      .place, "no compartment in '\(intervention.region)' of these cells has '\(change.target)'",
      suggestion: "choose other cells or another region, or leave out 'where:' or 'within:'",
      at: change.source)
  }
}
