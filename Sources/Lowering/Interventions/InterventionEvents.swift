import ModelDescription

/// Says what is done when, for the table of events.
struct InterventionEvents {
  let placer: Placer
  /// Of the run, in ms: what lies behind it does not happen.
  let duration: Double

  /// One entry for each beginning of a change, end of a ramp, and return, in the order of time.
  func events(
    _ interventions: [InterventionDescription], _ changes: [LoweredChange]
  ) -> [LoweredModel.InterventionEvent] {
    var events: [LoweredModel.InterventionEvent] = []
    for (number, intervention) in interventions.enumerated() {
      let own = changes.filter { $0.intervention == number }
      guard let times = own.first else { continue }
      let template = template(intervention)
      for span in times.spans { events += self.events(intervention, times, span, template) }
    }
    return events.enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }.map(\.element).filter { $0.time <= duration }
  }

  /// What happens in one span; all changes of an intervention have the same times.
  private func events(
    _ intervention: InterventionDescription, _ times: LoweredChange, _ span: LoweredChange.Span,
    _ template: LoweredModel.InterventionEvent
  ) -> [LoweredModel.InterventionEvent] {
    let values = { (separator: String) in
      intervention.changes.map { "\($0.target)\(separator)\($0.value)" }.joined(separator: ", ")
    }
    let targets = intervention.changes.map { "\($0.target)" }.joined(separator: ", ")
    var events: [LoweredModel.InterventionEvent] = []
    func add(_ time: Double, _ message: String) {
      var event = template
      event.time = time
      event.message = message + template.message
      events.append(event)
    }
    if times.ramp > 0 {
      add(span.begin, "\(values(" towards ")) over \(intervention.ramp)")
      add(span.begin + times.ramp, values(" = "))
    } else {
      add(span.begin, values(" = "))
    }
    if times.length != nil { add(span.end, "\(targets) as before") }
    return events
  }

  /// What all events of an intervention have in common; the message says where.
  private func template(
    _ intervention: InterventionDescription
  ) -> LoweredModel.InterventionEvent {
    let cells = placer.cells(of: intervention.cells)
    let populations = Set(cells.map { placer.cells[$0].population })
    let region = intervention.region.text
    return LoweredModel.InterventionEvent(
      time: 0, name: intervention.name ?? "intervention",
      population: populations.count == 1 ? populations.first : nil,
      cell: cells.count == 1 ? cells.first : nil,
      message: region == "all" ? "" : " in \(region)")
  }
}
