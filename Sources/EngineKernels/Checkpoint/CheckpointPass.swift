/// One pass over everything that has a state, to save it or to restore it.
public struct CheckpointPass {
  private let direction: CheckpointTransfer.Direction
  /// The sections that have been saved, or those to restore from.
  public private(set) var sections: [CheckpointSection]
  private var places: [String: Int] = [:]

  /// A pass that saves.
  public static var saving: CheckpointPass { CheckpointPass(.saving, []) }

  /// A pass that restores.
  ///
  /// - Throws: `CheckpointMismatch` where two sections share a name.
  public static func restoring(
    _ sections: [CheckpointSection]
  ) throws(CheckpointMismatch) -> CheckpointPass {
    var pass = CheckpointPass(.restoring, sections)
    for (place, section) in sections.enumerated() {
      guard pass.places.updateValue(place, forKey: section.name) == nil else {
        throw CheckpointMismatch("two sections are named '\(section.name)'")
      }
    }
    return pass
  }

  private init(_ direction: CheckpointTransfer.Direction, _ sections: [CheckpointSection]) {
    self.direction = direction
    self.sections = sections
  }

  /// Carries what belongs into one section.
  mutating func section(
    _ name: String, _ body: (inout CheckpointTransfer) throws(CheckpointMismatch) -> Void
  ) throws(CheckpointMismatch) {
    var transfer = CheckpointTransfer(direction, try section(name))
    try body(&transfer)
    try transfer.finish()
    if direction == .saving { sections.append(transfer.section) }
  }

  private func section(_ name: String) throws(CheckpointMismatch) -> CheckpointSection {
    guard direction == .restoring else { return CheckpointSection(name: name) }
    guard let place = places[name] else {
      throw CheckpointMismatch("it has no section '\(name)'")
    }
    return sections[place]
  }
}
