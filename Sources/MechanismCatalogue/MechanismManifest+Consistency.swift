extension MechanismManifest {
  /// Keys that a use of any mechanism may have in a model file.
  private static let reservedNames = [
    "use", "model", "name", "where", "at", "q10", "reference_temperature",
  ]

  /// Checks that names differ, where they are used side by side, and that temperatures make sense.
  func checkConsistency() throws(LibraryDefect) {
    let keys = parameters.map(\.name) + configurableKeys
    try refuseRepeated(keys, "keys")
    let recorded = states.map(\.name) + observables.map(\.name)
    try refuseRepeated(parameters.map(\.name) + recorded, "names")
    try refuseRepeated(ions.map(\.name), "ions")
    if let name = keys.first(where: Self.reservedNames.contains) {
      throw LibraryDefect(
        "'\(self.name)' has a parameter '\(name)', which means something else in model files",
        suggestion: "give the parameter another name")
    }
    try checkEvents()
    try checkGains()
    guard q10.isFinite, q10 > 0, (-273.15...1000).contains(referenceTemperatureCelsius) else {
      throw LibraryDefect(
        "'\(name)' has a q10 of \(q10) at \(referenceTemperatureCelsius) °C",
        suggestion: "correct the mechanism's source")
    }
  }

  /// Checks that events are taken by points alone, and that connections matter to these alone.
  private func checkEvents() throws(LibraryDefect) {
    if !isPoint, !eventUnit.isEmpty {
      throw LibraryDefect(
        "'\(name)' is in the membrane and takes events in '\(eventUnit)'",
        suggestion: "export it as a point mechanism")
    }
    if isPerConnection, eventUnit.isEmpty {
      throw LibraryDefect(
        "'\(name)' is to be there once for each connection, and takes no events",
        suggestion: "name the unit of an event's weight, or leave the flag out")
    }
  }

  /// Points move ions through the membrane; what they added to a solution would be lost.
  private func checkGains() throws(LibraryDefect) {
    guard isPoint, let ion = ions.first(where: { $0.gainsInside || $0.gainsOutside }) else {
      return
    }
    throw LibraryDefect(
      "'\(name)' is at points and adds '\(ion.name)' to a solution, as only membranes can",
      suggestion: "move the ion by a current, or write a mechanism in the membrane")
  }

  /// The keys by which a model binds ions, and gives a reversal potential where it binds none.
  private var configurableKeys: [String] {
    let configurable = ions.filter(\.isConfigurable)
    return configurable.map(\.name)
      + (configurable.contains(where: \.readsReversal) ? ["reversal"] : [])
  }

  private func refuseRepeated(_ names: [String], _ kind: String) throws(LibraryDefect) {
    guard let name = names.enumerated().first(where: { names[..<$0.offset].contains($0.element) })
    else { return }
    throw LibraryDefect(
      "'\(self.name)' has two \(kind) '\(name.element)'",
      suggestion: "correct the mechanism's source")
  }
}
