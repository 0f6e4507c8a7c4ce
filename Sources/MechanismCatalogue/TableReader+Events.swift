import CMechanismABI

extension TableReader {
  /// The unit of the weight of events; empty where none are taken.
  func eventUnit(_ owner: String) throws(LibraryDefect) -> String {
    let unit = try unsafe text(table.event_unit, "the event unit of '\(owner)'")
    if !unit.isEmpty { try checkUnit(unit, of: "the events of '\(owner)'") }
    return unit
  }

  /// Checks that there are functions for what the manifest says can happen, and for nothing else.
  func checkEventHooks(_ manifest: MechanismManifest) throws(LibraryDefect) {
    let receives = unsafe [
      ("lanes", table.lanes.receive != nil), ("scalar", table.scalar.receive != nil),
    ]
    let responds = unsafe [
      ("lanes", table.lanes.respond != nil), ("scalar", table.scalar.respond != nil),
    ]
    guard manifest.isPoint else {
      try refuse(receives, "receive", manifest)
      return try refuse(responds, "respond", manifest)
    }
    try checkReceive(receives, manifest)
    if let present = responds.first(where: \.1), let missing = responds.first(where: { !$0.1 }) {
      throw LibraryDefect(
        "'\(manifest.name)' has the function \(present.0).respond and lacks "
          + "\(missing.0).respond",
        suggestion: "add it, or leave both out")
    }
  }

  private func refuse(
    _ hooks: [(String, Bool)], _ name: String, _ manifest: MechanismManifest
  ) throws(LibraryDefect) {
    guard let present = hooks.first(where: \.1) else { return }
    throw LibraryDefect(
      "'\(manifest.name)' is in the membrane, where no events arrive, and has the function "
        + "\(present.0).\(name)",
      suggestion: "export it as a point mechanism")
  }

  private func checkReceive(
    _ hooks: [(String, Bool)], _ manifest: MechanismManifest
  ) throws(LibraryDefect) {
    let takesEvents = !manifest.eventUnit.isEmpty
    guard let wrong = hooks.first(where: { $0.1 != takesEvents }) else { return }
    throw takesEvents
      ? LibraryDefect(
        "'\(manifest.name)' takes events in '\(manifest.eventUnit)' and lacks the function "
          + "\(wrong.0).receive",
        suggestion: "add it, or leave the event unit empty")
      : LibraryDefect(
        "'\(manifest.name)' has the function \(wrong.0).receive and no event unit",
        suggestion: "name the unit of an event's weight, such as 'uS', or '1' for a pure number")
  }
}
